package io.parallax.app.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayStoreTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private Path sessions;

    private static long ns(String instant) {
        return Instant.parse(instant).getEpochSecond() * 1_000_000_000L;
    }

    @Test
    void shouldBeginTheDayByTheZoneOnDaysOf23And25Hours() {
        long spring = DayStore.startOfDayNs(ns("2026-03-08T17:00:00Z"), NEW_YORK);
        assertThat(spring).isEqualTo(ns("2026-03-08T05:00:00Z"));
        assertThat(DayStore.nextDayNs(spring, NEW_YORK)).isEqualTo(ns("2026-03-09T04:00:00Z"));
        long autumn = DayStore.startOfDayNs(ns("2026-11-01T17:00:00Z"), NEW_YORK);
        assertThat(DayStore.nextDayNs(autumn, NEW_YORK) - autumn).isEqualTo(25 * 3_600_000_000_000L);
    }

    @Test
    void shouldCarryTheLossOfTheSameDayOnly() {
        DayStore store = new DayStore(ControlDirectory.of(sessions).create());
        DayStore.Day today = new DayStore.Day(ns("2026-11-01T00:00:00Z"), 12_500_000, 3);
        assertThat(store.read(today.startNs()).lossMicros()).isZero();
        store.write(today);
        assertThat(store.read(today.startNs())).isEqualTo(today);
        assertThat(store.read(ns("2026-11-02T00:00:00Z")).lossMicros()).isZero();
    }

    @Test
    void shouldNotTakeAnUnreadableLossForNone() throws IOException {
        ControlDirectory directory = ControlDirectory.of(sessions).create();
        Files.writeString(directory.day(), "{\"dayStartNs\":5,\"lossMicros\":");
        assertThatThrownBy(() -> new DayStore(directory).read(5))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("day.json");
    }

    @Test
    void shouldCountUncleanEndsOfTenMinutes() {
        SessionEnds ends = new SessionEnds(ControlDirectory.of(sessions).create());
        long minute = 60_000_000_000L;
        assertThat(ends.begin("a", 0)).isZero();
        ends.endCleanly();
        assertThat(ends.begin("b", minute)).isZero();
        assertThat(ends.begin("c", 2 * minute)).isEqualTo(1);
        assertThat(ends.begin("d", 3 * minute)).isEqualTo(2);
        assertThat(ends.begin("e", 12 * minute)).isEqualTo(3);
        ends.endCleanly();
        assertThat(ends.begin("f", 13 * minute)).isEqualTo(2); // that of minute 2 is too long ago
        ends.forget();
        assertThat(ends.begin("g", 14 * minute)).isEqualTo(1);
    }
}
