package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.engine.state.StateLadder;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M6 over random histories: what is permitted grows only by a start, a resume, or a recovery that is on record. */
class NarrowingPropertyTest {
    private static final int STEPS = 400;
    private static final Venue[] VENUES = {Venue.POLYMARKET, Venue.KALSHI};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldPermitMoreOnlyByAPersonOrARecordedRecovery(long seed) {
        Random random = new Random(seed);
        EngineHarness engine = EngineHarness.unstarted();
        boolean reconciled = false;
        long nowNs = 0;
        for (int step = 0; step < STEPS; step++) {
            int before = permitted(engine.engine.ladder());
            engine.ladder.clear();
            nowNs += random.nextInt(20) * EventBytes.SECOND;
            engine.at(nowNs);
            Venue venue = VENUES[random.nextInt(2)];
            boolean mayWiden = false;
            String what;
            switch (random.nextInt(4)) {
                case 0 -> {
                    ControlKind[] kinds = ControlKind.values();
                    ControlKind kind = kinds[random.nextInt(kinds.length - 1)]; // the last is null
                    LatchScope scope = LatchScope.get((short) (1 + random.nextInt(3)));
                    int pairId = random.nextInt(10) == 0 ? 9 : 0;
                    what = kind + " of " + scope + " " + venue + " " + pairId;
                    engine.apply(engine.event.control(engine.nowNs, kind, scope, venue, pairId));
                    mayWiden = kind == ControlKind.RESUME || kind == ControlKind.START;
                }
                case 1 -> {
                    VenueConditionKind[] kinds = VenueConditionKind.values();
                    VenueConditionKind kind = kinds[random.nextInt(kinds.length - 1)];
                    what = venue + " " + kind;
                    engine.apply(engine.event.condition(engine.nowNs, venue, kind, 0));
                }
                case 2 -> {
                    what = "timer";
                    engine.apply(engine.event.timer(engine.nowNs));
                    mayWiden = engine.ladder.stream().anyMatch(record -> record.contains("over for a minute"));
                }
                default -> {
                    what = "reconciled";
                    if (!reconciled && random.nextInt(5) == 0) {
                        reconciled = true;
                        engine.reconcile();
                    }
                }
            }
            int after = permitted(engine.engine.ladder());
            if (!mayWiden) {
                assertThat(after & ~before)
                        .as("seed %d, step %d: %s permits more, %s", seed, step, what, engine.ladder)
                        .isZero();
            }
            if (what.startsWith("HALT of ENGINE")) {
                assertThat(after).as("seed %d, step %d: %s", seed, step, what).isZero();
            }
        }
        engine.assertReplaysTheSame();
    }

    /** A bit for each thing that may be sent. */
    private static int permitted(StateLadder ladder) {
        int bits = 0;
        for (Venue venue : VENUES) {
            int shift = 4 * venue.value();
            bits |= ladder.mayOpen(venue) ? 1 << shift : 0;
            bits |= ladder.mayOpen(venue) && ladder.mayOpenPair(0) ? 2 << shift : 0;
            bits |= ladder.mayReduce(venue) ? 4 << shift : 0;
            bits |= ladder.mayReduce(venue, 0) ? 8 << shift : 0;
        }
        return bits;
    }
}
