package io.parallax.app.feed;

import static io.parallax.engine.book.BookHealth.State.LIVE;
import static io.parallax.engine.book.BookHealth.State.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.feed.WatchedEngine.Change;
import io.parallax.sim.fault.Fault;
import io.parallax.sim.venue.Venue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a dropped line takes to come back, as a figure; that it comes back is what is held. */
@Timeout(180)
class RecoveryTest {
    @ParameterizedTest
    @CsvSource({"KALSHI,2", "POLYMARKET,2", "KALSHI,100", "POLYMARKET,100"})
    void shouldBeLiveAgainAfterADroppedLine(Venue venue, int markets) {
        int drops = Integer.getInteger("feed.drops", 5);
        List<Long> fromConnect = new ArrayList<>();
        List<Long> fromDrop = new ArrayList<>();
        try (Rig rig = Rig.start(Rig.Plan.of(1).withPairs(markets))) {
            for (int i = 0; i < drops; i++) {
                int mark = rig.watched().changeCount();
                rig.lines(venue).begin(0, Fault.reset());
                for (int pair = 0; pair < markets; pair++) {
                    int instrument = rig.instrument(venue, pair);
                    rig.await(
                            "LIVE again",
                            () -> rig.watched().since(mark, instrument, 0).contains(LIVE));
                }
                long connectedNanos = Long.MAX_VALUE;
                long droppedNanos = Long.MAX_VALUE;
                long liveNanos = 0;
                for (int pair = 0; pair < markets; pair++) {
                    List<Change> changes = rig.watched().changesSince(mark, rig.instrument(venue, pair), 0);
                    assertThat(changes.get(0).state()).isEqualTo(STALE);
                    droppedNanos = Math.min(droppedNanos, changes.get(0).nanos());
                    connectedNanos = Math.min(connectedNanos, changes.get(1).nanos());
                    liveNanos =
                            Math.max(liveNanos, changes.get(changes.size() - 1).nanos());
                }
                fromConnect.add(liveNanos - connectedNanos);
                fromDrop.add(liveNanos - droppedNanos);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "figure: %s, %d markets on the line, %d drops: CONNECTED to all LIVE median %.1f ms, worst %.1f ms;"
                        + " from the drop, back-off of 10 ms included, median %.1f ms, worst %.1f ms%n",
                venue,
                markets,
                drops,
                median(fromConnect),
                Collections.max(fromConnect) / 1e6,
                median(fromDrop),
                Collections.max(fromDrop) / 1e6);
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
