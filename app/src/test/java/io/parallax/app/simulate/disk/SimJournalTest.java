package io.parallax.app.simulate.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.simulate.time.SimTime;
import io.parallax.journal.JournalException;
import io.parallax.journal.SessionWriter;
import io.parallax.journal.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimJournalTest {
    private static final long SESSION = 77;
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path sessions;

    private final SimTime time = new SimTime();
    private final SimDisk disk = new SimDisk(SECOND_NS);
    private final SimJournal journal = new SimJournal(time, disk, SESSION, (sequence, record, offset, length) -> {});

    private void append(long sequence) {
        UnsafeBuffer event = new UnsafeBuffer(new byte[] {1, 2, 3, (byte) sequence});
        journal.append(sequence, event, 0, 4, event, 0, 2);
    }

    @Test
    void shouldChainTheRecordsOfTheRealJournal() {
        SplittableRandom random = new SplittableRandom(1);
        Path directory = Sessions.create(sessions, SESSION, 0);
        try (SessionWriter real = SessionWriter.open(directory, SESSION)) {
            for (int i = 0; i < 500; i++) {
                byte[] bytes = new byte[1 + random.nextInt(900)];
                random.nextBytes(bytes);
                UnsafeBuffer event = new UnsafeBuffer(bytes);
                int commands = random.nextInt(bytes.length);
                real.append(i, event, 0, bytes.length, event, 0, commands);
                journal.append(i, event, 0, bytes.length, event, 0, commands);
            }

            assertThat(journal.chain()).isEqualTo(real.seal(0).chain());
        }
    }

    @Test
    void shouldGiveBackWhatWasAppended() {
        append(0);
        append(1);
        append(2);

        List<String> seen = new ArrayList<>();
        journal.forEach(
                1,
                (sequence, buffer, at, length, event, eventLength, commands, commandsLength) -> seen.add(
                        sequence + ":" + eventLength + ":" + buffer.getByte(event + 3) + ":" + commandsLength));
        assertThat(seen).containsExactly("1:4:1:2", "2:4:2:2");
    }

    @Test
    void shouldLoseWhatWasNotYetOnTheDiskWhenPowerFails() {
        append(0);
        append(1);
        append(2);

        assertThat(journal.durable()).isEqualTo(1);
        assertThat(journal.losePower()).isEqualTo(2);
        assertThat(journal.records()).isEqualTo(1);
    }

    @Test
    void shouldRefuseToAppendToADiskThatIsFullOrFails() {
        disk.full(true);
        assertThatThrownBy(() -> append(0)).isInstanceOf(JournalException.class).hasMessageContaining("no space left");
        disk.full(false);
        disk.failing(true);
        assertThatThrownBy(() -> append(0)).isInstanceOf(JournalException.class).hasMessageContaining("input/output");
        disk.failing(false);
        append(0);
        assertThat(journal.records()).isEqualTo(1);
    }
}
