package io.parallax.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import org.junit.jupiter.api.Test;

/** Sizes worked out by hand: YES of the first market with NO of the second. */
class SizeSolverTest {
    private static final Instrument.Rules WHOLE_LOTS = new Instrument.Rules(1_000_000, 1_000_000, 0, 0);
    private final SizeSolver solver = new SizeSolver();

    private static Pair same(Market... markets) {
        return pair(PayoffMatrix.of(Relation.SAME, 2), markets);
    }

    private static Pair pair(PayoffMatrix payoffs, Market... markets) {
        Instrument[] legs = new Instrument[markets.length];
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = markets[leg].build();
        }
        return new Pair(0, Relation.SAME, legs, payoffs, 1_000 * Micros.ONE, 0);
    }

    private String solve(Pair pair, String minEdge, String chance, String room) {
        Direction direction = pair.direction(0);
        solver.begin(pair, direction, Micros.parse(minEdge), Micros.parse(chance), 0);
        long smallest = solver.smallestOrderMicros(pair);
        if (smallest < 0) {
            return "no depth";
        }
        solver.solve(smallest, Micros.parse(room));
        return Micros.format(solver.qtyMicros());
    }

    @Test
    void shouldTakeEveryLevelThatEarnsAndNoMore() {
        Pair pair = same(
                Market.kalshi(0).ask("0.40", "10").ask("0.45", "10").ask("0.52", "10"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("20");
        assertThat(solve(pair, "0.06", "0", "100")).isEqualTo("10");
        assertThat(solve(pair, "0", "0", "15.5")).isEqualTo("15.5");
    }

    @Test
    void shouldTakeTheLotThatReachesIntoADearerLevelWhenItStillEarns() {
        // The second contract: 0.6 of it at ten cents of edge, 0.4 at a loss of two.
        Pair pair = same(
                Market.kalshi(0).rules(WHOLE_LOTS).ask("0.40", "1.6").ask("0.52", "10"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("2");
        Pair dearer = same(
                Market.kalshi(0).rules(WHOLE_LOTS).ask("0.40", "1.6").ask("0.66", "10"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(dearer, "0", "0", "100")).isEqualTo("1");
    }

    @Test
    void shouldNotTouchALevelThatEarnsLessThanItsRoundingMayCost() {
        // 0.01 contracts at one cent of edge earn a hundredth of a cent; Kalshi may round by two.
        FeeSchedule free = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 0, 0, Micros.ONE, Market.NOW_NS);
        Pair pair = same(
                Market.kalshi(0).fees(free).ask("0.40", "10").ask("0.49", "0.01"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("10");
        Pair more = same(
                Market.kalshi(0).fees(free).ask("0.40", "10").ask("0.49", "0.03"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(more, "0", "0", "100")).isEqualTo("10.03");
    }

    @Test
    void shouldGoThroughALevelThatOnlyCostsRoundingToABetterOneBehindIt() {
        FeeSchedule free = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 0, 0, Micros.ONE, Market.NOW_NS);
        Pair pair = same(
                Market.kalshi(0)
                        .fees(free)
                        .ask("0.40", "10")
                        .ask("0.48", "0.01")
                        .ask("0.49", "50"),
                Market.kalshi(1).bid("0.50", "100"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("60.01");
    }

    @Test
    void shouldRaiseTheSizeToTheSmallestOrderWhenThatStillEarns() {
        Pair pair = same(
                Market.kalshi(0).ask("0.40", "4").ask("0.52", "10"),
                Market.kalshi(1)
                        .rules(new Instrument.Rules(5_000_000, 10_000, 0, 0))
                        .bid("0.50", "25"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("5");
        Pair dearer = same(
                Market.kalshi(0).ask("0.40", "4").ask("0.95", "10"),
                Market.kalshi(1)
                        .rules(new Instrument.Rules(5_000_000, 10_000, 0, 0))
                        .bid("0.50", "25"));
        assertThat(solve(dearer, "0", "0", "100")).isEqualTo("0");
        assertThat(solver.earnsBelowMin()).isTrue();
    }

    @Test
    void shouldSpendWholeCentsOnNoLessThanTheSmallestOrder() {
        // Five contracts at 0.333 cost 1.665: 1.66 is spent and buys 4.98. With 5.02, 1.67 is spent and buys 5.01.
        Pair pair = same(
                Market.polymarket(0).grid(TickGrid.uniform(1_000)).ask("0.333", "5.02"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("5.02");
        Pair less = same(
                Market.polymarket(0).grid(TickGrid.uniform(1_000)).ask("0.333", "5.01"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(less, "0", "0", "100")).isEqualTo("no depth");
    }

    @Test
    void shouldReachTheSmallestNotionalAtThePricesWalked() {
        // A dollar: 0.25 from the first level, the rest at 0.10.
        Pair pair = same(
                Market.polymarket(0).ask("0.05", "5").ask("0.10", "50"),
                Market.kalshi(1).bid("0.98", "12.5"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("12.5");
        Pair less = same(
                Market.polymarket(0).ask("0.05", "5").ask("0.10", "50"),
                Market.kalshi(1).bid("0.98", "12.49"));
        assertThat(solve(less, "0", "0", "100")).isEqualTo("no depth");
    }

    @Test
    void shouldCountDepthThatIsNotThereAsUnsaleable() {
        // Ten cents of edge. Sold back at 0.38 a contract loses 0.02, without a bid it loses its whole 0.40.
        Pair pair = same(
                Market.kalshi(0).bid("0.38", "7").ask("0.40", "20"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0", "0.2", "100")).isEqualTo("20");
        assertThat(solve(pair, "0", "0.3", "100")).isEqualTo("7");
        assertThat(solver.unwindReserveMicros()).isEqualTo(0); // not measured yet: nothing was bought
    }

    @Test
    void shouldTakeTheSmallerOfTwoSizesThatEarnTheSame() {
        Pair pair = same(
                Market.kalshi(0).ask("0.40", "10").ask("0.50", "10"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("10");
    }

    @Test
    void shouldPriceAPayoutOtherThanADollar() {
        // Three facts of which one comes true: NO of all pays two dollars.
        Pair pair = pair(
                PayoffMatrix.of(Relation.BASKET, 3),
                Market.kalshi(0).bid("0.40", "9"),
                Market.kalshi(1).bid("0.40", "7"),
                Market.kalshi(2).bid("0.30", "8").bid("0.10", "8"));
        Direction no = pair.direction(1);
        assertThat(no.payoutMicros()).isEqualTo(2 * Micros.ONE);
        solver.begin(pair, no, 0, 0, 0);
        solver.solve(solver.smallestOrderMicros(pair), 100 * Micros.ONE);
        assertThat(solver.qtyMicros()).isEqualTo(7 * Micros.ONE);
    }

    @Test
    void shouldTradeAtBothEndsOfAGrid() {
        TickGrid fine = TickGrid.uniform(100);
        Pair pair = same(
                Market.kalshi(0).grid(fine).rate("1").ask("0.0001", "10"),
                Market.kalshi(1).grid(fine).rate("1").bid("0.9999", "10"));
        assertThat(solve(pair, "0", "0", "100")).isEqualTo("10");
    }

    @Test
    void shouldSeeAFeeThatFallsFasterThanThePriceRises() {
        FeeSchedule root = FeeSchedule.of(FeeKind.POLYMARKET_V2, 500_000, 0, Micros.ONE / 2, Market.NOW_NS);
        Pair pair = pair(
                new PayoffMatrix(2, Micros.ONE, 0),
                Market.kalshi(0)
                        .grid(TickGrid.uniform(1_000))
                        .fees(root)
                        .ask("0.95", "5")
                        .ask("0.999", "5"),
                Market.kalshi(1).bid("0.90", "25"));
        solve(pair, "0", "0", "100");
        assertThat(solver.feesFall()).isTrue();
    }

    @Test
    void shouldSeeAFeeThatFallsInAnyLeg() {
        FeeSchedule root = FeeSchedule.of(FeeKind.POLYMARKET_V2, 500_000, 0, Micros.ONE / 2, Market.NOW_NS);
        Pair pair = pair(
                new PayoffMatrix(2, Micros.ONE, 0),
                Market.kalshi(0).ask("0.10", "25"),
                Market.kalshi(1)
                        .grid(TickGrid.uniform(1_000))
                        .fees(root)
                        .bid("0.05", "5")
                        .bid("0.001", "5"));
        solve(pair, "0", "0", "100");
        assertThat(solver.feesFall()).isTrue();
    }

    @Test
    void shouldCountTheRoundingOfASaleWhereItsLevelBegins() {
        // Half of a sale's rounding, 0.0001 a level. The second level of bids, 0.01 contracts, is bought for at half a
        // cent.
        FeeSchedule free = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 0, 0, Micros.ONE, Market.NOW_NS);
        Pair pair = same(
                Market.kalshi(0).fees(free).ask("0.40", "20").bid("0.39", "10").bid("0.38", "0.01"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(pair, "0.085", "0.5", "100")).isEqualTo("10");
        assertThat(solve(pair, "0.075", "0.5", "100")).isEqualTo("10.01");
        // The first: 0.01 contracts at 3.5 cents earn 0.00035; a purchase, its unwind and the sale may round by 0.0004.
        Pair least = same(
                Market.kalshi(0).fees(free).ask("0.40", "0.01").bid("0.38", "10"),
                Market.kalshi(1).bid("0.50", "25"));
        assertThat(solve(least, "0.055", "0.5", "100")).isEqualTo("0");
        assertThat(solve(least, "0.045", "0.5", "100")).isEqualTo("0.01");
    }

    @Test
    void shouldStandLevelsOfAnySize() {
        String most = Micros.format(OrderBook.MAX_QTY_MICROS);
        Pair pair = same(
                Market.kalshi(0)
                        .rate("0.07")
                        .ask("0.40", most)
                        .ask("0.41", most)
                        .bid("0.39", most),
                Market.polymarket(1).rate("0.04").bid("0.50", "999999").bid("0.49", most));
        assertThat(solve(pair, "0", "0.01", "5000000")).isEqualTo("1000000");
        solver.leg(0).measure(solver.qtyMicros());
        solver.leg(1).measure(solver.qtyMicros());
        // 0.07 x 0.24 of a million, and one rounding; 0.5 x 999,999 and 0.51, 0.04 x (0.25 x 999,999 + 0.2499), two.
        assertThat(solver.leg(0).costMicros).isEqualTo(Micros.parse("400000"));
        assertThat(solver.leg(0).feesMicros).isEqualTo(Micros.parse("16800.0002"));
        assertThat(solver.leg(1).costMicros).isEqualTo(Micros.parse("500000.01"));
        assertThat(solver.leg(1).feesMicros).isEqualTo(Micros.parse("10000.000016"));
    }

    @Test
    void shouldStandAnyLotMinimumOrStepAVenueTells() {
        for (long large : new long[] {7_777_777, 999_999_000_000L, 1_000_000_000_000_000_000L, Long.MAX_VALUE}) {
            Pair lot = same(
                    Market.kalshi(0).rules(new Instrument.Rules(1, large, 0, 0)).ask("0.40", "100"),
                    Market.kalshi(1)
                            .rules(new Instrument.Rules(1, 10_000, 0, 0))
                            .bid("0.50", "100"));
            assertThat(solve(lot, "0", "0", "100")).isEqualTo("no depth");
            Pair minimum = same(
                    Market.kalshi(0)
                            .rules(new Instrument.Rules(1, 10_000, large * 9, 0))
                            .ask("0.40", "100"),
                    Market.kalshi(1).bid("0.50", "100"));
            assertThat(solve(minimum, "0", "0", "100")).isNotNull();
            Pair step = same(
                    Market.kalshi(0)
                            .rules(new Instrument.Rules(1, 10_000, 0, large))
                            .ask("0.40", "10"),
                    Market.kalshi(1).bid("0.50", "100"));
            assertThat(solve(step, "0", "0", "100")).isEqualTo("no depth");
        }
    }
}
