package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Results of markets by their own records, for whoever missed the messages: told when they are known first, when they change, and
 * when they are final. Event loop only.
 */
final class MarketResults {
    private static final int TICKERS_A_READ = 50;

    private final Pages pages;
    private final Markets markets;
    private final EventWriter events;
    private final EpochClock clock;
    private final Counters<AccountCounter> counters;
    private final Map<Integer, Result> known = new HashMap<>();

    /** What is known of a market that is no longer traded. */
    private record Result(long payoutMicros, boolean isFinal) {}

    MarketResults(
            Pages pages, Markets markets, EventWriter events, EpochClock clock, Counters<AccountCounter> counters) {
        this.pages = pages;
        this.markets = markets;
        this.events = events;
        this.clock = clock;
        this.counters = counters;
    }

    /** What YES of a market pays, {@link Micros#NULL} while it is not known. */
    long payoutMicros(int market) {
        Result result = known.get(market);
        return result == null ? Micros.NULL : result.payoutMicros;
    }

    /** Whether the market has a result, so that its position may be paid and gone at any time. */
    boolean isResolved(int market) {
        return known.containsKey(market);
    }

    /** Reads the records of every market without a final result. @param done told whether all could be read */
    void read(Consumer<Boolean> done) {
        read(0, done);
    }

    private void read(int from, Consumer<Boolean> done) {
        StringBuilder tickers = new StringBuilder();
        int next = from;
        for (int count = 0; next < markets.size() && count < TICKERS_A_READ; next++) {
            Result result = known.get(next);
            if (result == null || !result.isFinal) {
                tickers.append(count++ == 0 ? "" : ",").append(markets.ticker(next));
            }
        }
        if (tickers.isEmpty()) {
            done.accept(true);
            return;
        }
        int after = next;
        pages.list("/markets?limit=200&tickers=" + tickers, "markets", rows -> {
            if (rows == null) {
                done.accept(false);
                return;
            }
            rows.forEach(this::take);
            read(after, done);
        });
    }

    private void take(JsonNode row) {
        int market = markets.indexOf(row.path("ticker").asText(""));
        boolean isFinal = row.path("status").asText("").equals("finalized");
        boolean resolved =
                switch (row.path("status").asText("")) {
                    case "determined", "disputed", "amended", "finalized" -> true;
                    default -> false;
                };
        if (market == TextMap.ABSENT || !resolved) {
            return;
        }
        try {
            Result result = new Result(payout(row), isFinal);
            if (!result.equals(known.put(market, result))) {
                counters.count(AccountCounter.RESULTS);
                events.stamp(clock.epochNanos(), 0, 0);
                events.marketStatus(
                        markets.instrumentId(market), MarketState.RESOLVED, result.payoutMicros, result.isFinal);
            }
        } catch (ReferenceException e) {
            counters.count(AccountCounter.FAULTS);
        }
    }

    private static long payout(JsonNode row) {
        return switch (row.path("result").asText("")) {
            case "yes" -> Micros.ONE;
            case "no" -> 0;
            case "scalar" -> RestReader.micros(row, "settlement_value_dollars");
            default -> Micros.NULL;
        };
    }
}
