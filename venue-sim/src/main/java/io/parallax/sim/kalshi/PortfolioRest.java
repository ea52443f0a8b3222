package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Holding;
import io.parallax.sim.core.Market;
import io.parallax.sim.kalshi.shard.ShardCash;
import io.parallax.sim.kalshi.shard.ShardStates;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.Answers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Balance, fills, positions. */
final class PortfolioRest {
    private static final long CENT_MICROS = 10_000;
    private static final long NS_PER_MS = 1_000_000L;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exchange exchange;
    private final Account account;
    private final Map<String, KalshiListing> listings;
    private final ShardCash cash;
    private final Settlements settlements;
    private final Answers answers;
    private final LongSupplier clockNs;

    PortfolioRest(
            Exchange exchange,
            Account account,
            Map<String, KalshiListing> listings,
            ShardCash cash,
            Settlements settlements,
            Answers answers,
            LongSupplier clockNs) {
        this.exchange = exchange;
        this.account = account;
        this.listings = listings;
        this.cash = cash;
        this.settlements = settlements;
        this.answers = answers;
        this.clockNs = clockNs;
    }

    Answer balance(RestCall call) {
        long shard = call.number("exchange_index", -1);
        long available = shard < 0 ? exchange.availableMicros(account) : cash.availableMicros((int) shard);
        ObjectNode body = JSON.objectNode().put("balance", available / CENT_MICROS);
        ArrayNode breakdown = body.put("balance_dollars", Fixed.price(available))
                .put("portfolio_value", positionsValue((int) shard) / CENT_MICROS)
                .put("updated_ts", Fixed.seconds(clockNs.getAsLong()))
                .putArray("balance_breakdown");
        for (int i = 0; i < ShardStates.COUNT; i++) {
            breakdown.addObject().put("exchange_index", i).put("balance", Fixed.price(cash.availableMicros(i)));
        }
        return Answer.ok(body);
    }

    private long positionsValue(int shard) {
        long value = 0;
        for (Map.Entry<String, Holding> entry : account.holdings().entrySet()) {
            if (shard >= 0 && listings.get(entry.getKey()).exchangeIndex() != shard) {
                continue;
            }
            Market market = exchange.market(entry.getKey());
            long last = Math.max(0, market.lastTradeMicros());
            Holding holding = entry.getValue();
            value +=
                    Micros.mulFloor(last, holding.yesMicros()) + Micros.mulFloor(Micros.ONE - last, holding.noMicros());
        }
        return value;
    }

    Answer fills(RestCall call) {
        String tickers = call.query("ticker");
        List<String> wanted = tickers == null ? null : Arrays.asList(tickers.split(","));
        List<ObjectNode> found = new ArrayList<>();
        long fromSeconds = call.number("min_ts", 0);
        long asOfNs = clockNs.getAsLong() - answers.listLagMs() * NS_PER_MS;
        for (Fill fill : account.fills()) {
            long seconds = Fixed.seconds(fill.timestampNs());
            if (seconds < fromSeconds || fill.timestampNs() > asOfNs) {
                continue;
            }
            String ticker = fill.order().market().id();
            if ((wanted == null || wanted.contains(ticker))
                    && OrderRest.matches(call.query("order_id"), fill.order().id())
                    && seconds <= call.number("max_ts", Long.MAX_VALUE)) {
                found.add(0, render(fill));
            }
        }
        return Page.of(call, "GetFills", "fills", found);
    }

    private ObjectNode render(Fill fill) {
        String ticker = fill.order().market().id();
        boolean bid = fill.order().side() == BookSide.BID;
        return JSON.objectNode()
                .put("fill_id", fill.tradeId())
                .put("trade_id", fill.tradeId())
                .put("order_id", fill.order().id())
                .put("ticker", ticker)
                .put("market_ticker", ticker)
                .put("exchange_index", listings.get(ticker).exchangeIndex())
                .put("outcome_side", bid ? "yes" : "no")
                .put("book_side", bid ? "bid" : "ask")
                .put("side", bid ? "yes" : "no")
                .put("action", "buy")
                .put("count_fp", Fixed.count(fill.qtyMicros()))
                .put("yes_price_dollars", Fixed.price(fill.yesPriceMicros()))
                .put("no_price_dollars", Fixed.price(Micros.ONE - fill.yesPriceMicros()))
                .put("is_taker", fill.taker())
                .put("fee_cost", Fixed.money(fill.feeMicros()))
                .put("created_time", Fixed.time(fill.timestampNs()))
                .put("ts", Fixed.seconds(fill.timestampNs()))
                .put("subaccount_number", 0);
    }

    Answer positions(RestCall call) {
        ObjectNode body = JSON.objectNode().put("cursor", "");
        ArrayNode markets = body.putArray("market_positions");
        Map<String, long[]> events = new LinkedHashMap<>();
        for (Map.Entry<String, Holding> entry : account.holdings().entrySet()) {
            KalshiListing listing = listings.get(entry.getKey());
            Holding holding = entry.getValue();
            if (holding.volumeMicros() == 0
                    || !OrderRest.matches(call.query("ticker"), listing.ticker())
                    || !OrderRest.matches(call.query("event_ticker"), listing.eventTicker())) {
                continue;
            }
            markets.addObject()
                    .put("ticker", listing.ticker())
                    .put("exchange_index", listing.exchangeIndex())
                    .put("position_fp", Fixed.count(holding.netMicros()))
                    .put("market_exposure_dollars", Fixed.money(holding.exposureMicros()))
                    .put("total_traded_dollars", Fixed.money(holding.tradedMicros()))
                    .put("realized_pnl_dollars", Fixed.money(holding.realizedMicros()))
                    .put("fees_paid_dollars", Fixed.money(holding.feesMicros()))
                    .put("last_updated_ts", Fixed.time(holding.updatedNs()));
            long[] sums = events.computeIfAbsent(listing.eventTicker(), key -> new long[5]);
            sums[0] += holding.tradedMicros();
            sums[1] += holding.volumeMicros();
            sums[2] += holding.exposureMicros();
            sums[3] += holding.realizedMicros();
            sums[4] += holding.feesMicros();
        }
        ArrayNode eventPositions = body.putArray("event_positions");
        events.forEach((event, sums) -> eventPositions
                .addObject()
                .put("event_ticker", event)
                .put("total_cost_dollars", Fixed.money(sums[0]))
                .put("total_cost_shares_fp", Fixed.count(sums[1]))
                .put("event_exposure_dollars", Fixed.money(sums[2]))
                .put("realized_pnl_dollars", Fixed.money(sums[3]))
                .put("fees_paid_dollars", Fixed.money(sums[4])));
        return Answer.ok(body);
    }

    Answer settlements(RestCall call) {
        List<ObjectNode> found = settlements.rows().stream()
                .filter(row -> OrderRest.matches(
                                call.query("ticker"), row.get("ticker").asText())
                        && OrderRest.matches(
                                call.query("event_ticker"),
                                row.get("event_ticker").asText()))
                .toList();
        return Page.of(call, "GetSettlements", "settlements", found);
    }
}
