package io.parallax.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is unhedged, matched and reducible in a set of three outcomes of which exactly one pays. */
class NetExposureTest {
    private final Instrument[] legs = {
        Markets.instrument(0, Venue.KALSHI, true),
        Markets.instrument(1, Venue.KALSHI, true),
        Markets.instrument(2, Venue.KALSHI, true)
    };
    private final Pair pair = Markets.pair(0, Relation.COMPLETE_SET, legs);
    private final NetExposure net = new NetExposure();

    private void buy(int leg, Outcome outcome, long contracts, boolean provisional) {
        net.filled(leg, 0, outcome, OrderAction.BUY, contracts * Micros.ONE, provisional);
    }

    @ParameterizedTest
    @EnumSource(names = {"YES", "NO"})
    void shouldCountTheExcessOfEachLegOverTheLeast(Outcome outcome) {
        net.addPair(pair, -1);
        buy(0, outcome, 10, false);
        assertThat(net.worstMicros(0)).isEqualTo(20 * Micros.ONE); // ten of each of two legs are missing
        buy(1, outcome, 10, false);
        buy(2, outcome, 5, false);
        assertThat(net.worstMicros(0)).isEqualTo(10 * Micros.ONE); // five of one leg and five of another
        assertThat(net.matchedMicros(0)).isEqualTo(5 * Micros.ONE);
        assertThat(net.reducibleMicros(pair, legs[2], outcome, OrderAction.BUY)).isEqualTo(5 * Micros.ONE);
        assertThat(net.reducibleMicros(pair, legs[0], outcome, OrderAction.SELL))
                .isEqualTo(5 * Micros.ONE);
        assertThat(net.reducibleMicros(pair, legs[0], outcome, OrderAction.BUY)).isZero();
        buy(2, outcome, 5, true);
        assertThat(net.worstMicros(0)).isEqualTo(10 * Micros.ONE); // until it has settled
        net.confirmed(2, 0, outcome, OrderAction.BUY, 5 * Micros.ONE);
        assertThat(net.worstMicros(0)).isZero();
        assertThat(net.matchedMicros(0)).isEqualTo(10 * Micros.ONE);
    }

    @Test
    void shouldCountWhatNobodyOrderedInTheFirstPairOfItsInstrument() {
        net.open(0, 7 * Micros.ONE); // held before the pair was listed
        net.addPair(pair, -1);
        net.addPair(Markets.pair(1, Relation.SAME, legs[0], legs[1]), -1);
        assertThat(net.worstMicros(0))
                .isEqualTo(14 * Micros.ONE); // held the other way round, each of two legs lacks seven
        assertThat(net.worstMicros(1)).isZero();
        net.filled(0, -1, Outcome.NO, OrderAction.BUY, 7 * Micros.ONE, false);
        assertThat(net.totalWorstMicros()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void shouldFindTheLargestExcessOverAnyLeg(int count) {
        long seed = Long.getLong("exposure.seed", 20261121L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            Instrument[] many = new Instrument[count];
            Arrays.setAll(many, id -> Markets.instrument(id, Venue.KALSHI, true));
            Pair set = Markets.pair(0, Relation.COMPLETE_SET, many);
            NetExposure exposure = new NetExposure();
            exposure.addPair(set, -1);
            for (int step = 0; step < 12; step++) {
                int leg = random.nextInt(count);
                Outcome outcome = random.nextInt(4) == 0 ? Outcome.NO : Outcome.YES;
                long qty = random.nextInt(5) * Micros.ONE;
                exposure.filled(leg, 0, outcome, OrderAction.BUY, qty, random.nextBoolean());
                assertThat(exposure.worstMicros(0))
                        .as("seed %d round %d step %d", seed, round, step)
                        .isEqualTo(worstOverAll(exposure, set));
            }
        }
    }

    /** Every direction, every leg as the one that the others exceed. */
    private static long worstOverAll(NetExposure exposure, Pair set) {
        long worst = 0;
        for (int d = 0; d < set.directionCount(); d++) {
            Direction direction = set.direction(d);
            for (int least = 0; least < set.legCount(); least++) {
                long sum = 0;
                for (int leg = 0; leg < set.legCount(); leg++) {
                    if (leg != least) {
                        sum += Math.max(
                                0, end(exposure, direction, leg, true) - end(exposure, direction, least, false));
                    }
                }
                worst = Math.max(worst, sum);
            }
        }
        return worst;
    }

    private static long end(NetExposure exposure, Direction direction, int leg, boolean upper) {
        boolean yes = direction.outcome(leg) == Outcome.YES;
        long micros = upper == yes ? exposure.hiMicros(leg) : exposure.loMicros(leg);
        return yes ? micros : -micros;
    }
}
