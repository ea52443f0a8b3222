package io.parallax.sim.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.DemoPairs;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.LevelChange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowGeneratorTest {
    private static final long MILLIS = 1_000_000L;
    private static final long T0 = 1_795_185_000_000_000_000L;

    private final List<SimPair> pairs = DemoPairs.all();
    private Exchange kalshi;
    private Exchange polymarket;
    private FlowGenerator generator;

    private void create(long seed, int adversePercent) {
        kalshi = new Exchange(HoldingRule.NETTED, seed);
        polymarket = new Exchange(HoldingRule.TOKENS, seed);
        for (SimPair pair : pairs) {
            kalshi.addMarket(pair.kalshi().spec());
            polymarket.addMarket(pair.polymarket().spec());
        }
        generator = new FlowGenerator(pairs, kalshi, polymarket, seed, 100, adversePercent);
    }

    @Test
    void shouldGiveTheSameEventsForTheSameSeed() {
        List<String> first = record(7, 5_000);
        List<String> second = record(7, 5_000);
        List<String> other = record(8, 5_000);

        assertThat(first).hasSize(5_000).isEqualTo(second).isNotEqualTo(other);
    }

    private List<String> record(long seed, int count) {
        create(seed, 20);
        List<String> lines = new ArrayList<>();
        kalshi.listen(event -> lines.add("K" + describe(event)));
        polymarket.listen(event -> lines.add("P" + describe(event)));
        generator.start(T0);
        // Odd steps: results must not depend on how often the loop looks.
        long stepNs = 3 * MILLIS + seed % 2 * 1_234_567;
        for (long nowNs = T0; lines.size() < count; nowNs += stepNs) {
            generator.runUntil(nowNs);
        }
        return lines.subList(0, count);
    }

    private static String describe(EngineEvent event) {
        StringBuilder text =
                new StringBuilder(event.market().id()).append(event.number()).append(event.timestampNs());
        for (LevelChange change : event.levels()) {
            text.append(change.side()).append(change.yesPriceMicros()).append(change.totalMicros());
            text.append(change.order().id());
        }
        event.trades().forEach(trade -> text.append(trade.id()));
        return text.toString();
    }

    @Test
    void shouldShowNetArbitragesThatComeAndGo() {
        create(11, 20);
        generator.start(T0);
        int appeared = 0;
        long longestNs = 0;
        long widestMicros = 0;
        long[] sinceNs = new long[pairs.size()];
        long seconds = 60;
        for (long nowNs = T0; nowNs < T0 + seconds * 1_000 * MILLIS; nowNs += 5 * MILLIS) {
            generator.runUntil(nowNs);
            for (int i = 0; i < pairs.size(); i++) {
                long edge = netEdge(pairs.get(i));
                if (edge >= 10_000 && sinceNs[i] == 0) {
                    sinceNs[i] = nowNs;
                    appeared++;
                } else if (edge < 10_000 && sinceNs[i] != 0) {
                    longestNs = Math.max(longestNs, nowNs - sinceNs[i]);
                    sinceNs[i] = 0;
                }
                widestMicros = Math.max(widestMicros, edge);
            }
        }
        assertThat(appeared).as("arbitrages of a cent and more in a minute").isBetween(35, 150);
        assertThat(longestNs).as("longest").isBetween(300 * MILLIS, 2_000 * MILLIS);
        assertThat(widestMicros).as("widest").isBetween(30_000L, 70_000L);
        assertThat(kalshi.tradeCount()).isGreaterThan(200);
        assertThat(polymarket.tradeCount()).isGreaterThan(200);
    }

    /** Best profit of a contract after both fees: YES here and NO there, either way round. */
    private long netEdge(SimPair pair) {
        Market here = kalshi.market(pair.kalshi().ticker());
        Market there = polymarket.market(pair.polymarket().conditionId());
        return Math.max(edge(here, there), edge(there, here));
    }

    private static long edge(Market buyYes, Market buyNo) {
        long ask = buyYes.bestMicros(BookSide.ASK);
        long bid = buyNo.bestMicros(BookSide.BID);
        if (ask < 0 || bid < 0) {
            return Long.MIN_VALUE;
        }
        return bid
                - ask
                - buyYes.spec().fees().reserveMicros(ask, Micros.ONE)
                - buyNo.spec().fees().reserveMicros(bid, Micros.ONE);
    }

    @Test
    void shouldWalkAwayFromTheHedgeButLeaveTheWayOut() {
        create(5, 100);
        Account outside = kalshi.addAccount("outside", 1_000_000_000L);
        polymarket.addAccount("outside", 1_000_000_000L);
        generator.start(T0);
        SimPair pair = waitForKalshiCheap();
        Market market = kalshi.market(pair.kalshi().ticker());
        long ask = market.bestMicros(BookSide.ASK);
        long bidThere = polymarket.market(pair.polymarket().conditionId()).bestMicros(BookSide.BID);

        Order leg = kalshi.submit(
                        OrderRequest.of(
                                market.id(), outside, Outcome.YES, Action.BUY, ask, 5 * Micros.ONE, TimeInForce.FOK),
                        T0 + 1)
                .order();

        assertThat(leg.filledMicros()).isEqualTo(5 * Micros.ONE);
        long bidAfter = polymarket.market(pair.polymarket().conditionId()).bestMicros(BookSide.BID);
        assertThat(bidAfter).as("hedge price").isLessThan(ask).isLessThan(bidThere);
        assertThat(generator.adverseCount()).isEqualTo(1);
        long bidHere = market.bestMicros(BookSide.BID);
        assertThat(ask - bidHere).as("cost of the way out").isBetween(1L, 40_000L);
        assertThat(market.qtyAt(BookSide.BID, bidHere)).isGreaterThan(5 * Micros.ONE);
    }

    private SimPair waitForKalshiCheap() {
        for (long nowNs = T0; ; nowNs += 5 * MILLIS) {
            generator.runUntil(nowNs);
            for (SimPair pair : pairs) {
                Market here = kalshi.market(pair.kalshi().ticker());
                Market there = polymarket.market(pair.polymarket().conditionId());
                if (edge(here, there) > 10_000) {
                    return pair;
                }
            }
        }
    }
}
