package io.parallax.config.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JointPayoffsTest {
    private static final long SEED = 20_261_121;
    private static final long ONE = Micros.ONE;
    private static final long HALF = Micros.ONE / 2;

    /** Every world of true and false facts that a relation in words admits. */
    private static Set<List<Long>> worlds(Relation relation, int legs) {
        Set<List<Long>> worlds = new HashSet<>();
        for (int world = 0; world < 1 << legs; world++) {
            boolean first = (world & 1) != 0;
            boolean second = (world & 2) != 0;
            boolean admitted =
                    switch (relation) {
                        case SAME -> first == second;
                        case INVERTED -> first != second;
                        case IMPLIED -> !second || first;
                        default -> Integer.bitCount(world) == 1;
                    };
            if (admitted) {
                List<Long> row = new ArrayList<>();
                for (int leg = 0; leg < legs; leg++) {
                    row.add((world >> leg & 1) * ONE);
                }
                worlds.add(row);
            }
        }
        return worlds;
    }

    @Test
    void shouldHoldTheWorldsOfEachRelation() {
        for (Relation relation : List.of(Relation.SAME, Relation.INVERTED, Relation.IMPLIED)) {
            assertThat(new HashSet<>(JointPayoffs.of(relation, 2).toRows())).isEqualTo(worlds(relation, 2));
        }
        for (Relation relation : List.of(Relation.COMPLETE_SET, Relation.BASKET)) {
            for (int legs = 2; legs <= 8; legs++) {
                assertThat(new HashSet<>(JointPayoffs.of(relation, legs).toRows()))
                        .isEqualTo(worlds(relation, legs));
            }
        }
    }

    @Test
    void shouldTellTheWorstAndBestOfRandomRows() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            int legs = 2 + random.nextInt(5);
            long[] payouts = random.longs((long) legs * (1 + random.nextInt(8)), 0, ONE + 1)
                    .toArray();
            int mask = random.nextInt(1 << legs);
            long worst = Long.MAX_VALUE;
            long best = Long.MIN_VALUE;
            for (int at = 0; at < payouts.length; at += legs) {
                long sum = 0;
                for (int leg = 0; leg < legs; leg++) {
                    sum += (mask & 1 << leg) != 0 ? ONE - payouts[at + leg] : payouts[at + leg];
                }
                worst = Math.min(worst, sum);
                best = Math.max(best, sum);
            }
            JointPayoffs joint = new JointPayoffs(legs, payouts);
            assertThat(joint.worstPayoutMicros(mask))
                    .as("seed %d round %d", SEED, round)
                    .isEqualTo(worst);
            assertThat(joint.bestPayoutMicros(mask))
                    .as("seed %d round %d", SEED, round)
                    .isEqualTo(best);
        }
    }

    /** Least that a direction pays in any world in which each leg settles by the relation or is void by itself. */
    private static long worstApart(Relation relation, List<long[]> voids, int mask) {
        long worst = Long.MAX_VALUE;
        for (List<Long> world : worlds(relation, voids.size())) {
            worst = Math.min(worst, worstFrom(world, voids, mask, 0));
        }
        return worst;
    }

    private static long worstFrom(List<Long> world, List<long[]> voids, int mask, int leg) {
        if (leg == voids.size()) {
            return 0;
        }
        long rest = worstFrom(world, voids, mask, leg + 1);
        long least = Long.MAX_VALUE;
        List<Long> ways = new ArrayList<>(List.of(world.get(leg)));
        for (long way : voids.get(leg)) {
            ways.add(way);
        }
        for (long yes : ways) {
            least = Math.min(least, (mask >> leg & 1) == 0 ? yes : ONE - yes);
        }
        return rest + least;
    }

    @Test
    void shouldReckonWithEveryCombinationOfVoidLegs() {
        Random random = new Random(SEED);
        VoidPayout[] all = {VoidPayout.EXCLUDED, VoidPayout.LAST_PRICE, VoidPayout.fixed(0), VoidPayout.fixed(HALF)};
        for (int round = 0; round < 2_000; round++) {
            Relation relation = Relation.get((short) (1 + random.nextInt(5)));
            int legs = relation.value() >= Relation.COMPLETE_SET.value() ? 2 + random.nextInt(5) : 2;
            VoidPayout polymarket = all[random.nextInt(all.length)];
            VoidPayout kalshi = all[random.nextInt(all.length)];
            List<Venue> venues = new ArrayList<>();
            List<long[]> values = new ArrayList<>();
            for (int leg = 0; leg < legs; leg++) {
                boolean first = random.nextBoolean();
                venues.add(first ? Venue.POLYMARKET : Venue.KALSHI);
                values.add((first ? polymarket : kalshi).values());
            }
            VoidRule rule = new VoidRule(
                    VoidRule.When.APART,
                    List.of(
                            new VoidRule.VenueVoid(Venue.POLYMARKET, polymarket),
                            new VoidRule.VenueVoid(Venue.KALSHI, kalshi)),
                    "");
            JointPayoffs payoffs = rule.applyTo(JointPayoffs.of(relation, legs), venues);
            for (int mask : payoffs.directionMasks()) {
                assertThat(payoffs.worstPayoutMicros(mask))
                        .as("seed %d round %d %s %s mask %d", SEED, round, relation, rule, mask)
                        .isEqualTo(worstApart(relation, values, mask));
            }
        }
    }

    @Test
    void shouldNotGainWhereVoidRulesDiffer() {
        JointPayoffs payoffs = Examples.pair("inverted").payoffs();
        // void together: Polymarket pays a half, Kalshi anything; so a full dollar is not certain
        assertThat(payoffs).hasToString("[[1000000, 0], [0, 1000000], [500000, 0], [500000, 1000000]]");
        assertThat(payoffs.worstPayoutMicros(0b00)).isEqualTo(HALF);
        assertThat(payoffs.worstPayoutMicros(0b11)).isEqualTo(HALF);
        assertThat(payoffs.worstPayoutMicros(0b01)).isZero();
    }

    @Test
    void shouldPayADollarOfAnInvertedPairByTheSameSideOfBoth() {
        JointPayoffs inverted = JointPayoffs.of(Relation.INVERTED, 2);
        assertThat(inverted.worstPayoutMicros(0b00)).isEqualTo(ONE);
        assertThat(inverted.worstPayoutMicros(0b10)).isZero();
        JointPayoffs same = JointPayoffs.of(Relation.SAME, 2);
        assertThat(same.worstPayoutMicros(0b00)).isZero();
        assertThat(same.worstPayoutMicros(0b10)).isEqualTo(ONE);
    }

    @Test
    void shouldPayNoOfAllButOneLegOfASet() {
        JointPayoffs set = JointPayoffs.of(Relation.COMPLETE_SET, 5);
        assertThat(set.worstPayoutMicros(0)).isEqualTo(ONE);
        assertThat(set.worstPayoutMicros(0b11111)).isEqualTo(4 * ONE);
    }
}
