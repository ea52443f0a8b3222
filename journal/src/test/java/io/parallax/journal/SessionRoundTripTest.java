package io.parallax.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.parallax.journal.Verdict.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionRoundTripTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void shouldReadBackWhatWasWritten(int records) {
        Path session = Samples.write(root, 11, records, true);

        try (SessionReader reader = SessionReader.open(session)) {
            assertReads(reader, 11, records);
            assertThat(reader.verdict()).isEqualTo(Verdict.clean(records));
            assertThat(reader.sessionId()).isEqualTo(Samples.SESSION_ID);
        }
        Seal seal = Seal.read(session).orElseThrow();
        assertThat(seal.records()).isEqualTo(records);
        assertThat(seal.lastSequence()).isEqualTo(records - 1);
        assertThat(seal.stateHash()).isEqualTo(42);
        assertThat(seal.files()).extracting(Seal.SealedFile::name).containsExactly("19700101F.cq4", "metadata.cq4t");
    }

    @Test
    void shouldReadRecordsAcrossTheEdgesOfMappedBlocks() {
        Path session = Samples.create(root);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[8192]);
        int records = 9_000; // 55 MB: more than three blocks
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            for (int n = 0; n < records; n++) {
                bytes.putInt(0, n);
                writer.append(n, bytes, 0, 2048, bytes, 2048, 4096 + n % 7);
            }
            writer.seal(0);
        }

        int read = 0;
        try (SessionReader reader = SessionReader.open(session)) {
            while (reader.next()) {
                assertThat(reader.buffer().getInt(reader.eventOffset())).isEqualTo(read);
                assertThat(reader.commandsLength()).isEqualTo(4096 + read % 7);
                read++;
            }
            assertThat(reader.verdict()).isEqualTo(Verdict.clean(records));
        }
    }

    @Test
    void shouldAgreeWithChroniclesOwnReaderDocumentByDocument() {
        Path session = Samples.write(root, 5, 3_000, true);

        try (SingleChronicleQueue queue = SingleChronicleQueueBuilder.binary(SessionFiles.queue(session))
                        .rollCycle(RollCycles.FAST_DAILY)
                        .readOnly(true)
                        .build();
                ExcerptTailer tailer = queue.createTailer();
                SessionReader reader = SessionReader.open(session)) {
            int documents = 0;
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    Bytes<?> bytes = document.wire().bytes();
                    long address = bytes.addressForRead(bytes.readPosition());
                    UnsafeBuffer theirs = new UnsafeBuffer(address, (int) bytes.readRemaining());
                    if (documents++ == 0) {
                        continue; // the segment record
                    }
                    assertThat(reader.next()).isTrue();
                    int start = reader.eventOffset() - RecordFormat.HEADER_LENGTH;
                    UnsafeBuffer ours = new UnsafeBuffer(reader.buffer(), start, theirs.capacity());
                    assertThat(ours).isEqualTo(theirs);
                }
            }
            assertThat(documents).isEqualTo(3_001);
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void shouldFollowASessionThatIsStillBeingWritten() {
        Path session = Samples.create(root);
        Samples.Source source = new Samples.Source(3);
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            source.appendTo(writer, 0);
            try (SessionReader reader = SessionReader.open(session)) {
                for (int n = 1; n < 2_000; n++) {
                    assertThat(reader.next()).isTrue();
                    assertThat(reader.next()).isFalse();
                    assertThat(reader.sequence()).isEqualTo(n - 1);
                    source.appendTo(writer, n);
                }
                assertThat(reader.verdict()).isEqualTo(Verdict.unsealed(2_000));
                writer.seal(1);
                assertThat(reader.verdict()).isEqualTo(Verdict.clean(2_000));
            }
        }
    }

    @Test
    void shouldReadACopyWithoutChangingIt() throws IOException {
        Path copy = Samples.copy(Samples.write(root, 8, 500, true), root.resolve("copied"));
        Seal before = Seal.of(copy, 1, 1, 1, 1);
        setReadOnly(copy);

        assertThat(SessionReader.verify(copy).isClean()).isTrue();

        assertThat(Seal.of(copy, 1, 1, 1, 1)).isEqualTo(before);
        try (Stream<Path> files = Files.list(copy)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("queue", "seal.json", "session.lock");
        }
    }

    @Test
    void shouldKeepEverythingToItsOwner() throws IOException {
        Path session = Samples.write(root.resolve("new/root"), 8, 5, true);

        for (Path directory : new Path[] {session.getParent(), session, SessionFiles.queue(session)}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
        try (Stream<Path> files = Files.walk(session)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void shouldNotAllocateWhileAppendingOrReading() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Path session = Samples.create(root);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[1024]);
        int warmUp = 60_000;
        int measured = 20_000;
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            append(writer, bytes, 0, warmUp);
            long before = threads.getCurrentThreadAllocatedBytes();
            append(writer, bytes, warmUp, measured);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();

            before = threads.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < measured; n++) {
                writer.append(warmUp + measured + n, new UnsafeBuffer(bytes), 0, 120, bytes, 120, 40);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isGreaterThan(measured);
        }
        try (SessionReader reader = SessionReader.open(session)) {
            read(reader, warmUp);
            long before = threads.getCurrentThreadAllocatedBytes();
            read(reader, measured);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
        }
    }

    @Test
    void shouldBeSealedByAnotherThreadThanTheOneThatAppends() throws InterruptedException {
        Path session = Samples.create(root);
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            Samples.Source source = new Samples.Source(1);
            Thread journal = new Thread(() -> source.appendTo(writer, 0));
            journal.start();
            journal.join();
            assertThatThrownBy(() -> source.appendTo(writer, 1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("owned by");
            assertThat(writer.seal(9).records()).isEqualTo(1);
        }
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.clean(1));
    }

    @Test
    void shouldRefuseWhatWouldBreakTheSequenceOrTheFormat() {
        Path session = Samples.create(root);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[64 * 1024]);
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            writer.append(0, bytes, 0, 10, bytes, 0, 0);
            assertThatThrownBy(() -> writer.append(2, bytes, 0, 10, bytes, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sequence 2 where 1 must follow");
            assertThatThrownBy(() -> writer.append(1, bytes, 0, 20_000, bytes, 0, 20_000))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("exceed a record");
            assertThatThrownBy(() -> writer.append(1, bytes, 0, -1, bytes, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(1, bytes, 0, Integer.MAX_VALUE, bytes, 0, Integer.MAX_VALUE))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> writer.append(1, bytes, 0, 10, bytes, 65_530, 100))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            writer.append(1, bytes, 0, 10, bytes, 0, 0);
            writer.seal(0);
            assertThatThrownBy(() -> writer.append(2, bytes, 0, 10, bytes, 0, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SEALED");
        }
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.clean(2));
    }

    @Test
    void shouldLeaveASessionUnsealedThatWasOnlyClosed() {
        Path session = Samples.write(root, 8, 5, false);

        assertThat(SessionReader.verify(session).status()).isEqualTo(Status.UNSEALED);
        assertThat(SessionReader.verify(session).records()).isEqualTo(5);
    }

    @Test
    void shouldReadTheHeaderFromTheFirstRecord() {
        Path session = Samples.create(root);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[1024]);
        int length = Samples.writeStart(bytes);
        try (SessionWriter writer = SessionWriter.open(session, Samples.SESSION_ID)) {
            writer.append(0, bytes, 0, length, bytes, 0, 0);
        }

        SessionHeader header = SessionHeader.read(session);

        assertThat(header)
                .isEqualTo(new SessionHeader(
                        Samples.SESSION_ID,
                        7,
                        Samples.START_NS,
                        99,
                        "ab".repeat(32),
                        "cd".repeat(32),
                        "ef".repeat(32),
                        "demo",
                        "0.1.0",
                        "17",
                        "here"));
        Path other = Samples.write(root.resolve("other"), 8, 5, true);
        assertThatThrownBy(() -> SessionHeader.read(other))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("not a SessionStart");
    }

    private static void assertReads(SessionReader reader, long seed, int records) {
        Samples.Source source = new Samples.Source(seed);
        int count = 0;
        while (reader.next()) {
            source.move(count);
            boolean same = reader.sequence() == count
                    && reader.eventLength() == source.eventLength
                    && reader.commandsLength() == source.commandsLength
                    && new UnsafeBuffer(reader.buffer(), reader.eventOffset(), reader.eventLength())
                            .equals(new UnsafeBuffer(source.bytes, 0, source.eventLength))
                    && new UnsafeBuffer(reader.buffer(), reader.commandsOffset(), reader.commandsLength())
                            .equals(new UnsafeBuffer(source.bytes, source.eventLength, source.commandsLength));
            if (!same) {
                throw new AssertionError("record " + count + " differs, seed " + seed);
            }
            count++;
        }
        assertThat(count).isEqualTo(records);
    }

    private static void append(SessionWriter writer, UnsafeBuffer bytes, int from, int count) {
        for (int n = from; n < from + count; n++) {
            writer.append(n, bytes, 0, 120, bytes, 120, 40);
        }
    }

    private static void read(SessionReader reader, int count) {
        for (int n = 0; n < count; n++) {
            reader.next();
        }
    }

    private static void setReadOnly(Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(copy)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-x------" : "r--------"));
            }
        }
    }
}
