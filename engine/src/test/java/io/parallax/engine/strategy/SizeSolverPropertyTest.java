package io.parallax.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The solver against every size tried by hand, on random books, fees, lots, minimums, payouts and numbers of legs. */
class SizeSolverPropertyTest {
    private static final long SEED = Long.getLong("solver.seed", 20_261_121L);
    private static final int CASES = Integer.getInteger("solver.cases", 12_000);

    /** Sixty of them are most of what an attempt may take: G and fees need more than 64 bits in every unit. */
    private static final long LARGE_LOT = 16_000 * Micros.ONE;

    private static final TickGrid[] GRIDS = {
        TickGrid.uniform(10_000),
        TickGrid.uniform(10_000),
        TickGrid.uniform(1_000),
        TickGrid.uniform(2_500),
        TickGrid.of(new long[] {0, 100_000, 900_000}, new long[] {100_000, 900_000, 1_000_000}, new long[] {
            1_000, 10_000, 1_000
        })
    };

    private final SizeSolver solver = new SizeSolver();
    private int found;
    private int belowMin;
    private int inside;
    private int allowanceMatters;
    private int noDepth;
    private int large;

    private static long pick(Random random, long... values) {
        return values[random.nextInt(values.length)];
    }

    private static SizeOracle.Fee fee(Random random) {
        String exponent = random.nextInt(8) == 0 ? (random.nextBoolean() ? "2" : "0.5") : "1";
        FeeKind kind =
                switch (random.nextInt(4)) {
                    case 0 -> FeeKind.NONE;
                    case 1 -> FeeKind.KALSHI_QUADRATIC;
                    default -> FeeKind.POLYMARKET_V2;
                };
        long rate = pick(random, 0, 1, 10_000, 30_000, 40_000, 70_000, 70_000, 250_000, 1_000_000);
        return new SizeOracle.Fee(
                kind,
                BigDecimal.valueOf(rate, 6),
                kind == FeeKind.KALSHI_QUADRATIC || rate > 40_000 && exponent.equals("0.5") ? "1" : exponent);
    }

    private static FeeSchedule schedule(SizeOracle.Fee fee) {
        return FeeSchedule.of(
                fee.kind(),
                fee.rate().movePointRight(6).longValueExact(),
                0,
                Micros.parse(fee.exponent()),
                Market.NOW_NS);
    }

    /** Asks up from around a price, bids below; quantities of few lots, often not whole ones, often alike. */
    private static Instrument market(Random random, int id, SizeOracle.Fee fee, long lot, long aroundMicros) {
        TickGrid grid = GRIDS[random.nextInt(GRIDS.length)];
        Market market = new Market(id, random.nextBoolean() ? Venue.KALSHI : Venue.POLYMARKET)
                .grid(grid)
                .fees(schedule(fee))
                .rules(new Instrument.Rules(
                        pick(random, 1, 1, lot, lot, 3 * lot, 9 * lot),
                        random.nextInt(6) == 0 ? lot / 2 : lot,
                        pick(random, 0, 0, 0, lot / 3, 2 * lot, 6 * lot),
                        pick(random, 0, 0, lot / 100, lot / 4)));
        int middle = Math.max(0, grid.indexOf(Math.max(grid.ceilToGrid(1), grid.floorToGrid(aroundMicros))));
        int ask = middle + 1;
        for (int level = random.nextInt(5); level >= 0 && ask < grid.size(); level--) {
            market.level(BookSide.ASK, grid.priceMicros(ask), qty(random, lot));
            ask += 1 + random.nextInt(3);
        }
        int bid = middle - random.nextInt(3);
        for (int level = random.nextInt(5); level > 0 && bid >= 0; level--) {
            market.level(BookSide.BID, grid.priceMicros(bid), qty(random, lot));
            bid -= 1 + random.nextInt(3);
        }
        return market.build();
    }

    private static long qty(Random random, long lot) {
        return switch (random.nextInt(5)) {
            case 0 -> lot;
            case 1 -> 1 + part(random, lot);
            case 2 -> lot * (1 + random.nextInt(12)) + part(random, lot);
            case 3 -> 5 * lot;
            default -> lot * (1 + random.nextInt(12));
        };
    }

    private static long part(Random random, long lot) {
        return Math.floorMod(random.nextLong(), lot);
    }

    private static Pair pair(Random random, List<SizeOracle.Fee> fees, long lot) {
        int legCount = random.nextInt(3) > 0 ? 2 : 2 + random.nextInt(4);
        Instrument[] legs = new Instrument[legCount];
        for (int leg = 0; leg < legCount; leg++) {
            fees.add(fee(random));
            long around = legCount == 2
                    ? 20_000 + random.nextInt(960_000)
                    : Micros.ONE / legCount - 60_000 + random.nextInt(80_000);
            if (legCount == 2 && leg == 1) {
                // Near the first price or its opposite, so that some direction has an edge.
                long first = legs[0].book().bestAskMicros();
                around = (random.nextBoolean() ? first : Micros.ONE - first) - 120_000 + random.nextInt(140_000);
            }
            legs[leg] = market(random, leg, fees.get(leg), lot, Math.max(1, Math.min(around, Micros.ONE - 1)));
        }
        PayoffMatrix payoffs =
                switch (random.nextInt(5)) {
                    case 0 -> PayoffMatrix.of(Relation.BASKET, legCount);
                    case 1 -> odd(random, legCount);
                    default ->
                        legCount > 2
                                ? PayoffMatrix.of(Relation.BASKET, legCount)
                                : PayoffMatrix.of(random.nextBoolean() ? Relation.SAME : Relation.INVERTED, legCount);
                };
        return new Pair(0, Relation.SAME, legs, payoffs, 1_000 * Micros.ONE, 0);
    }

    private static PayoffMatrix odd(Random random, int legCount) {
        long[] payouts = new long[legCount * (1 + random.nextInt(3))];
        for (int i = 0; i < payouts.length; i++) {
            payouts[i] = random.nextInt(5) * Micros.ONE / 4;
        }
        return new PayoffMatrix(legCount, payouts);
    }

    @Test
    void shouldFindTheBestOfAllSizes() {
        System.out.println("size solver: seed " + SEED + ", " + CASES + " cases (-Dsolver.seed, -Dsolver.cases)");
        Random seeds = new Random(SEED);
        int checked = 0;
        while (checked < CASES) {
            long seed = seeds.nextLong();
            Random random = new Random(seed);
            long lot = pick(random, 10_000, 10_000, 1_000_000, 100_000, LARGE_LOT);
            List<SizeOracle.Fee> fees = new ArrayList<>();
            Pair pair = pair(random, fees, lot);
            for (int i = 0; i < pair.directionCount(); i++) {
                checked += check(seed, random, pair, pair.direction(i), fees) ? 1 : 0;
            }
        }
        System.out.println("size solver: " + found + " with a size, " + inside + " of them short of depth and room, "
                + large + " of the largest lots, " + belowMin + " too small, " + noDepth + " without depth");
        // The cases must be worth their time: each kind is met often.
        assertThat(found).isGreaterThan(CASES / 2);
        assertThat(large).isGreaterThan(CASES / 20);
        assertThat(belowMin).isGreaterThan(CASES / 100);
        assertThat(inside).isGreaterThan(CASES / 80);
        assertThat(allowanceMatters).isGreaterThan(CASES / 100);
        assertThat(noDepth).isGreaterThan(CASES / 100);
    }

    private boolean check(long seed, Random random, Pair pair, Direction direction, List<SizeOracle.Fee> fees) {
        long minEdge = pick(random, 0, 0, 1_000, 5_000, 20_000);
        long chance = pick(random, 0, 0, 0, 1, 10_000, 50_000, 333_333, 1_000_000);
        long demanded = pick(random, 0, 0, 0, 137, 2_000, 50_000);
        for (int leg = 0; leg < pair.legCount(); leg++) {
            LegWalk walk = new LegWalk(new Ladders());
            if (!walk.beginBuying(pair.leg(leg), direction.outcome(leg))) {
                return false;
            }
        }
        solver.begin(pair, direction, minEdge, chance, demanded);
        if (solver.slopeFemtos() <= 0 && random.nextInt(60) > 0) {
            return false; // nothing to find; a few are kept
        }
        SizeOracle oracle = new SizeOracle(pair, direction, fees, minEdge, chance, demanded);
        long lot = solver.lotMicros();
        long room = lot * (random.nextInt(4) == 0 ? 1 + random.nextInt(12) : 60);
        boolean possible = oracle.run(lot, room);
        long smallest = solver.smallestOrderMicros(pair);
        String what = "seed " + seed + " direction " + direction.index();
        assertThat(smallest)
                .as(what)
                .isEqualTo(possible ? oracle.smallest.movePointRight(6).longValueExact() : LegWalk.NO_DEPTH);
        if (!possible || smallest > room) {
            if (random.nextInt(8) > 0) {
                return false; // most books are too thin for their rules; looked at, and an eighth counted
            }
            noDepth++;
            return true;
        }
        solver.solve(smallest, room);
        if (solver.feesFall()) {
            return false;
        }
        assertThat(solver.qtyMicros())
                .as(what + " size")
                .isEqualTo(oracle.bestQty.movePointRight(6).longValueExact());
        boolean belowMinAlone = solver.earnsBelowMin();
        long qty = solver.qtyMicros();
        solver.weigh();
        assertThat(solver.feesFall()).as(what + " weighed fees").isFalse();
        assertThat(solver.qtyMicros()).as(what + " weighed size").isEqualTo(qty);
        assertThat(decimal(solver.objective())).as(what + " money").isEqualByComparingTo(oracle.bestG);
        if (solver.qtyMicros() == 0) {
            assertThat(belowMinAlone).as(what + " below").isEqualTo(oracle.earnsBelowMin);
            belowMin += oracle.earnsBelowMin ? 1 : 0;
            return true;
        }
        found++;
        large += lot == LARGE_LOT ? 1 : 0;
        inside += solver.qtyMicros() + lot <= room ? 1 : 0;
        allowanceMatters += oracle.earnsBelowMin ? 1 : 0;
        assertNoVenueRefuses(what, pair, direction, solver.qtyMicros());
        return true;
    }

    /** What would be sent keeps every rule of its venue. */
    private void assertNoVenueRefuses(String what, Pair pair, Direction direction, long qty) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            Instrument instrument = pair.leg(leg);
            Instrument.Rules rules = instrument.rules();
            LegWalk walk = solver.leg(leg);
            walk.measure(qty);
            assertThat(qty % rules.qtyStepMicros()).as(what + " lot").isZero();
            assertThat(qty).as(what + " quantity").isGreaterThanOrEqualTo(rules.minQtyMicros());
            long step = Math.max(1, rules.notionalStepMicros());
            assertThat(Micros.floorToStep(walk.costMicros, step))
                    .as(what + " notional")
                    .isGreaterThanOrEqualTo(rules.minNotionalMicros());
            long yesPrice = Instrument.ownPrice(direction.outcome(leg), walk.limitMicros);
            assertThat(instrument.book().grid().isValid(yesPrice))
                    .as(what + " tick")
                    .isTrue();
        }
    }

    private static BigDecimal decimal(WideSum sum) {
        BigInteger high = BigInteger.valueOf(sum.high()).shiftLeft(64);
        return new BigDecimal(high.add(new BigInteger(Long.toUnsignedString(sum.low()))), 21);
    }
}
