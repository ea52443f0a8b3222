package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.ExchangeListener;
import io.parallax.sim.core.Holding;
import io.parallax.sim.core.Market;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What markets paid: results by market, and what the customer got. Written by the event loop. */
final class Settlements implements ExchangeListener {
    private static final long CENT_MICROS = 10_000;

    private final Account account;
    private final Map<String, KalshiListing> listings;
    private final LongSupplier clockNs;
    private final Map<String, Long> paidMicros = new HashMap<>();
    private final List<ObjectNode> rows = new ArrayList<>();

    Settlements(Account account, Map<String, KalshiListing> listings, LongSupplier clockNs) {
        this.account = account;
        this.listings = listings;
        this.clockNs = clockNs;
    }

    @Override
    public void onEvent(EngineEvent event) {
        // only payments count
    }

    @Override
    public void onPaid(Account paid, Market market, long yesMicros, long noMicros, long yesPayoutMicros) {
        if (paid != account) {
            return;
        }
        paidMicros.put(market.id(), yesPayoutMicros);
        Holding holding = account.holding(market.id());
        if (holding.volumeMicros() == 0) {
            return;
        }
        KalshiListing listing = listings.get(market.id());
        boolean yes = yesMicros > 0;
        long revenueMicros =
                Micros.mulFloor(yesMicros, yesPayoutMicros) + Micros.mulFloor(noMicros, Micros.ONE - yesPayoutMicros);
        rows.add(JsonNodeFactory.instance
                .objectNode()
                .put("ticker", market.id())
                .put("event_ticker", listing.eventTicker())
                .put("exchange_index", listing.exchangeIndex())
                .put("market_result", result(yesPayoutMicros))
                .put("yes_count_fp", Fixed.count(yesMicros))
                .put("yes_total_cost_dollars", Fixed.money(yes ? holding.exposureMicros() : 0))
                .put("no_count_fp", Fixed.count(noMicros))
                .put("no_total_cost_dollars", Fixed.money(yes ? 0 : holding.exposureMicros()))
                .put("revenue", revenueMicros / CENT_MICROS)
                .put("value", yesPayoutMicros / CENT_MICROS)
                .put("fee_cost", Fixed.money(holding.feesMicros()))
                .put("settled_time", Fixed.time(clockNs.getAsLong())));
    }

    /** Newest first. */
    List<ObjectNode> rows() {
        List<ObjectNode> newestFirst = new ArrayList<>(rows);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** What one YES of a market paid, or null. */
    Long paidMicros(String ticker) {
        return paidMicros.get(ticker);
    }

    /** The venue's word for what one YES pays. */
    static String result(long yesPayoutMicros) {
        return yesPayoutMicros == Micros.ONE ? "yes" : yesPayoutMicros == 0 ? "no" : "scalar";
    }
}
