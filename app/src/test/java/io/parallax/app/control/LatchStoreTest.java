package io.parallax.app.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatchStoreTest {
    @TempDir
    private Path sessions;

    private ControlDirectory directory() {
        return ControlDirectory.of(sessions).create();
    }

    @Test
    void shouldKeepLatchesUntilTheyAreTakenAway() throws IOException {
        LatchStore store = LatchStore.open(directory());
        Latch engine = Latch.ofEngine(7, LatchCause.KILL_FILE, "why \"so\"");
        Latch venue = new Latch(8, LatchScope.VENUE, Venue.KALSHI, "", LatchCause.VENUE_GUARD, "");
        Latch pair = new Latch(9, LatchScope.PAIR, Venue.NULL_VAL, "rain", LatchCause.OPERATOR, "ann: look");
        store.put(engine);
        store.put(venue);
        store.put(pair);
        store.put(engine);
        assertThat(LatchStore.open(directory()).standing()).containsExactly(engine, venue, pair);
        assertThat(store.of(LatchScope.PAIR, Venue.NULL_VAL, "snow")).isEmpty();
        store.remove(8);
        store.remove(8);
        assertThat(LatchStore.open(directory()).standing()).containsExactly(engine, pair);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().latches())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory().path())))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldTakeAnUnreadableStoreForAHalt() throws IOException {
        for (String content : new String[] {"", "{", "[]", "{\"latches\":[{\"id\":1}]}", "{\"latches\":7}"}) {
            Files.writeString(directory().latches(), content);
            LatchStore store = LatchStore.open(directory());
            assertThat(store.damage()).as(content).isNotEmpty();
            assertThat(store.standing()).as(content).singleElement().satisfies(latch -> {
                assertThat(latch.scope()).isEqualTo(LatchScope.ENGINE);
                assertThat(latch.cause()).isEqualTo(LatchCause.CONTRADICTION);
            });
            store.put(Latch.ofEngine(9, LatchCause.OPERATOR, ""));
            assertThat(LatchStore.open(directory()).standing()).as(content).hasSize(2);
            assertThat(Files.readString(sessions.resolve("control/latches.json.damaged")))
                    .isEqualTo(content);
            Files.delete(directory().latches());
        }
    }
}
