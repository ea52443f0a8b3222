package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the venue paid for resolved markets. Records that stood before the session's positions were read are part of them; each
 * later one is told once, and again by its difference when it was amended. Event loop only.
 */
final class Settlements {
    private static final Logger LOG = LoggerFactory.getLogger(Settlements.class);
    private static final long LOOK_BACK_SECONDS = TimeUnit.DAYS.toSeconds(7);

    private final Pages pages;
    private final Markets markets;
    private final MarketResults results;
    private final EventWriter events;
    private final EpochClock clock;
    private final Counters<AccountCounter> counters;
    private final long sinceSeconds;
    private final Map<String, SettlementRecord> known = new HashMap<>();

    Settlements(
            Pages pages,
            Markets markets,
            MarketResults results,
            EventWriter events,
            EpochClock clock,
            Counters<AccountCounter> counters) {
        this.pages = pages;
        this.markets = markets;
        this.results = results;
        this.events = events;
        this.clock = clock;
        this.counters = counters;
        this.sinceSeconds = TimeUnit.NANOSECONDS.toSeconds(clock.epochNanos()) - LOOK_BACK_SECONDS;
    }

    /**
     * Reads the list.
     *
     * @param tell false: what is new is known from now on and not told
     * @param done told how many records were new or changed, negative when the list could not be read
     */
    void read(boolean tell, Consumer<Integer> done) {
        pages.list("/portfolio/settlements?limit=200&min_ts=" + sinceSeconds, "settlements", rows -> {
            if (rows == null) {
                done.accept(-1);
                return;
            }
            done.accept(take(rows, tell));
        });
    }

    private int take(List<JsonNode> rows, boolean tell) {
        int news = 0;
        for (JsonNode row : rows) {
            int market = markets.indexOf(row.path("ticker").asText(""));
            if (market == TextMap.ABSENT) {
                continue;
            }
            try {
                SettlementRecord record = SettlementRecord.read(row, results.payoutMicros(market));
                SettlementRecord before = known.put(record.ticker(), record);
                if (!record.equals(before)) {
                    news++;
                    if (tell) {
                        tell(market, record, before);
                    }
                }
            } catch (ReferenceException | ArithmeticException e) {
                counters.count(AccountCounter.FAULTS);
                LOG.warn("settlement of {} cannot be read: {}", markets.ticker(market), e.getMessage());
            }
        }
        return news;
    }

    private void tell(int market, SettlementRecord record, SettlementRecord before) {
        long yes = record.yesQtyMicros() - (before == null ? 0 : before.yesQtyMicros());
        long no = record.noQtyMicros() - (before == null ? 0 : before.noQtyMicros());
        long cash = record.cashMicros() - (before == null ? 0 : before.cashMicros());
        long fee = record.feeMicros() - (before == null ? 0 : before.feeMicros());
        if (yes == 0 && no == 0 && cash == 0 && fee == 0) {
            return;
        }
        counters.count(before == null ? AccountCounter.SETTLEMENTS : AccountCounter.AMENDED);
        events.stamp(clock.epochNanos(), 0, 0);
        events.settled(markets.instrumentId(market), Math.max(0, yes), Math.max(0, no), cash, fee);
    }
}
