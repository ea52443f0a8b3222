package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SnapshotRotaTest {
    private static final long SECOND = 1_000_000_000;
    private static final long PERIOD = 30 * SECOND;
    private static final long SILENCE = 3 * SECOND;

    private final SnapshotRota rota = new SnapshotRota(10, PERIOD, SILENCE);
    private final Books books = new Books(10);
    private final int[] places = new int[100];

    /** Books of which each holds or does not. */
    private static final class Books implements SnapshotRota.Books {
        private final boolean[] holding;

        Books(int size) {
            holding = new boolean[size];
            Arrays.fill(holding, true);
        }

        @Override
        public boolean holds(int place) {
            return holding[place];
        }
    }

    @BeforeEach
    void start() {
        rota.restart(0);
    }

    @Test
    void shouldAskForEveryBookWithinThePeriodAndNeverForOneThatWaits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            int size = 1 + random.nextInt(500);
            Books some = new Books(size);
            SnapshotRota its = new SnapshotRota(size, PERIOD, 0);
            long start = random.nextLong();
            long now = start;
            its.restart(now);
            long[] soundSince = new long[size];
            Arrays.fill(soundSince, now);
            int[] command = new int[100];
            while (now - start < 4 * PERIOD) {
                now += random.nextInt(1_500) * 1_000_000L;
                int changed = random.nextInt(size);
                some.holding[changed] = random.nextInt(4) > 0;
                soundSince[changed] = now;
                int count = its.take(some, now, command);
                for (int i = 0; i < count; i++) {
                    assertThat(some.holding[command[i]]).as("seed %d", seed).isTrue();
                    soundSince[command[i]] = now;
                }
                for (int place = 0; place < size; place++) {
                    assertThat(!some.holding[place] || now - soundSince[place] <= PERIOD)
                            .as("seed %d: place %d of %d", seed, place, size)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void shouldSpreadBooksThatCameAtOnce() {
        SnapshotRota many = new SnapshotRota(450, PERIOD, 0);
        Books all = new Books(450);
        many.restart(0);
        int most = 0;
        int sum = 0;
        for (long now = SECOND; now <= 23 * SECOND; now += SECOND) {
            int count = many.take(all, now, places);
            most = Math.max(most, count);
            sum += count;
        }
        assertThat(sum).isBetween(450, 470);
        assertThat(most).isLessThan(25); // 20 a second when spread evenly
    }

    @Test
    void shouldTakeNoMoreThanACommandHoldsAndTheOthersNext() {
        int[] command = new int[4];
        boolean[] seen = new boolean[10];
        for (int n = 0; n < 3; n++) {
            int count = rota.take(books, 23 * SECOND + n, command);
            assertThat(count).isEqualTo(n < 2 ? 4 : 2);
            for (int i = 0; i < count; i++) {
                assertThat(seen[command[i]]).isFalse();
                seen[command[i]] = true;
            }
        }
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void shouldProbeASilentLineWithOneBook() {
        SnapshotRota quiet = new SnapshotRota(10, 1_000 * SECOND, SILENCE);
        quiet.restart(0);
        Arrays.fill(books.holding, 0, 7, false);
        assertThat(quiet.take(books, SILENCE - 1, places)).isZero();
        assertThat(quiet.take(books, SILENCE, places)).isEqualTo(1);
        assertThat(places[0]).isGreaterThanOrEqualTo(7);
        assertThat(quiet.take(books, SILENCE + 1, places)).as("once a silence").isZero();
        assertThat(quiet.take(books, 2 * SILENCE, places)).isEqualTo(1);
        quiet.heard(3 * SILENCE - 1);
        assertThat(quiet.take(books, 3 * SILENCE, places)).isZero();
        Arrays.fill(books.holding, false);
        assertThat(quiet.take(books, 4 * SILENCE, places)).isZero();
    }

    @Test
    void shouldNeverAskWhereItIsSwitchedOff() {
        SnapshotRota off = new SnapshotRota(10, 0, 0);
        off.restart(0);
        assertThat(off.take(books, 1_000 * SECOND, places)).isZero();
    }
}
