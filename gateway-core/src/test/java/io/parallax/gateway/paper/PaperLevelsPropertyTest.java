package io.parallax.gateway.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * What docs/paper.md claims of the levels: one order, with money enough and not cancelled, against the same stream with the
 * same seed. At every moment a level has told no more contracts than a kinder one, and the first contracts of the one cost no
 * less than those of the other.
 */
class PaperLevelsPropertyTest {
    private static final long ORDER = 16 * 77;
    private static final int RUNS = 3_000;

    @Test
    void shouldNeverBeKinderAtAnUnkinderLevel() {
        int filled = 0;
        int fewer = 0;
        int rested = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            List<Consumer<PaperRig>> stream = stream(new Random(seed));
            Venue venue = seed % 2 == 0 ? Venue.KALSHI : Venue.POLYMARKET;
            Map<PaperLevel, List<PaperRig.Answer>> fills = new EnumMap<>(PaperLevel.class);
            for (PaperLevel level : PaperLevel.values()) {
                PaperRig rig = new PaperRig(venue, troubled(PaperModel.of(level)), seed).market(0);
                stream.forEach(step -> step.accept(rig));
                rig.quiet();
                fills.put(level, settled(rig));
            }
            for (PaperLevel level : List.of(PaperLevel.NEUTRAL, PaperLevel.PESSIMISTIC)) {
                PaperLevel kinder = PaperLevel.values()[level.ordinal() - 1];
                compare(fills.get(kinder), fills.get(level), "seed " + seed + ", " + level + " against " + kinder);
            }
            long kind = total(fills.get(PaperLevel.OPTIMISTIC));
            filled += kind > 0 ? 1 : 0;
            fewer += total(fills.get(PaperLevel.PESSIMISTIC)) < kind ? 1 : 0;
            rested += fills.get(PaperLevel.OPTIMISTIC).stream()
                            .anyMatch(fill -> fill.liquidity() == io.parallax.codecs.sbe.Liquidity.MAKER)
                    ? 1
                    : 0;
        }
        assertThat(filled).as("orders that filled").isGreaterThan(RUNS / 3);
        assertThat(fewer).as("orders that filled less").isGreaterThan(RUNS / 10);
        assertThat(rested).as("orders filled at rest").isGreaterThan(RUNS / 30);
    }

    /** Rates of trouble times thirty, so that a few thousand orders meet it. */
    private static PaperModel troubled(PaperModel of) {
        return new PaperModel(
                of.toVenueNs(),
                of.backNs(),
                of.settleNs(),
                of.goneMicros(),
                of.racing(),
                of.refill(),
                of.queueCancelMicros(),
                of.rejectMicros() * 30,
                of.lostMicros() * 30,
                of.unknownMicros() * 30,
                of.unknownNs(),
                of.failedMicros() * 30);
    }

    private static void compare(List<PaperRig.Answer> kind, List<PaperRig.Answer> unkind, String what) {
        for (PaperRig.Answer moment : unkind) {
            assertThat(until(unkind, moment.atNs()))
                    .as(what + ": told by then")
                    .isLessThanOrEqualTo(until(kind, moment.atNs()));
        }
        long told = 0;
        for (PaperRig.Answer fill : byPrice(unkind)) {
            told += fill.qtyMicros();
            assertThat(cost(unkind, told))
                    .as(what + ": cost of the first " + told)
                    .isGreaterThanOrEqualTo(cost(kind, told));
        }
    }

    private static long until(List<PaperRig.Answer> fills, long ns) {
        return fills.stream()
                .filter(fill -> fill.atNs() <= ns)
                .mapToLong(PaperRig.Answer::qtyMicros)
                .sum();
    }

    private static long total(List<PaperRig.Answer> fills) {
        return until(fills, Long.MAX_VALUE);
    }

    private static List<PaperRig.Answer> byPrice(List<PaperRig.Answer> fills) {
        return fills.stream()
                .sorted(Comparator.comparingLong(PaperRig.Answer::priceMicros))
                .toList();
    }

    /** Of the cheapest contracts, in micros of micros. */
    private static long cost(List<PaperRig.Answer> fills, long qtyMicros) {
        long left = qtyMicros;
        long cost = 0;
        for (PaperRig.Answer fill : byPrice(fills)) {
            long qty = Math.min(left, fill.qtyMicros());
            cost += qty * fill.priceMicros();
            left -= qty;
        }
        return cost;
    }

    /** Fills told that did not fail to settle, with the time they were told first. */
    private static List<PaperRig.Answer> settled(PaperRig rig) {
        List<PaperRig.Answer> fills = rig.fills(ORDER);
        boolean failed = rig.answers.stream().anyMatch(answer -> answer.settlement() == Settlement.FAILED);
        return failed ? List.of() : fills;
    }

    /** A market that moves, prints, stops and loses its line, with one purchase in the middle. */
    private static List<Consumer<PaperRig>> stream(Random random) {
        List<Consumer<PaperRig>> steps = new ArrayList<>();
        Map<Long, Long> bids = new TreeMap<>();
        Map<Long, Long> asks = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            bids.put(10_000L * (35 + random.nextInt(10)), qty(random));
            asks.put(10_000L * (45 + random.nextInt(10)), qty(random));
        }
        steps.add(rig -> rig.book(0, new TreeMap<>(bids), new TreeMap<>(asks)));
        int orderAt = random.nextInt(10);
        for (int i = 0; i < 60; i++) {
            long pause = random.nextInt(12) * PaperRig.MS;
            steps.add(rig -> rig.after(pause));
            if (i == orderAt) {
                steps.add(order(random));
            }
            steps.add(move(random));
        }
        return steps;
    }

    private static Consumer<PaperRig> order(Random random) {
        Outcome outcome = random.nextBoolean() ? Outcome.YES : Outcome.NO;
        TimeInForce tif = List.of(TimeInForce.FOK, TimeInForce.IOC, TimeInForce.GTC, TimeInForce.GTC)
                .get(random.nextInt(4));
        long own = 10_000L * (40 + random.nextInt(12)) + (outcome == Outcome.YES ? 0 : 100_000);
        long qty = 10_000L * (500 + random.nextInt(20_000));
        return rig -> rig.submit(ORDER, 0, outcome, OrderAction.BUY, tif, own, qty);
    }

    private static Consumer<PaperRig> move(Random random) {
        boolean bid = random.nextBoolean();
        long price = 10_000L * ((bid ? 35 : 45) + random.nextInt(10));
        long qty = random.nextInt(4) == 0 ? 0 : qty(random);
        return switch (random.nextInt(30)) {
            case 0 -> rig -> rig.line(FeedState.GAP);
            case 1 -> rig -> rig.status(0, MarketState.PAUSED);
            case 2, 3 -> rig -> rig.status(0, MarketState.ACTIVE);
            case 4, 5 ->
                rig -> rig.book(
                        0, "bid 0.42 100", "bid 0.40 80", "bid 0.38 300", "ask 0.46 60", "ask 0.48 90", "ask 0.50 200");
            case 6, 7, 8, 9, 10, 11, 12 ->
                rig -> rig.print(0, bid ? OrderAction.SELL : OrderAction.BUY, price, qty(random(price + qty)));
            default -> rig -> rig.level(0, bid ? BookSide.BID : BookSide.ASK, price, qty);
        };
    }

    private static Random random(long seed) {
        return new Random(seed);
    }

    private static long qty(Random random) {
        return 10_000L * (1 + random.nextInt(12_000));
    }
}
