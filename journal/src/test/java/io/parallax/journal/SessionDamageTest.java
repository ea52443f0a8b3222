package io.parallax.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.journal.Verdict.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every hurt a journal can take is told, and what is before it stays readable. */
final class SessionDamageTest {
    private static final Set<Status> DAMAGED = EnumSet.of(Status.CORRUPT, Status.TORN, Status.CANNOT_OPEN);
    private static final Set<Status> DAMAGED_OR_SHORT = EnumSet.of(Status.CORRUPT, Status.TORN, Status.UNSEALED);
    private static final long SEED = 20_260_401;

    @TempDir
    Path root;

    @Test
    void shouldReportAFlippedBitAnywhereInASealedSession() throws IOException {
        Path session = Samples.write(root, SEED, 60, true);
        SplittableRandom random = new SplittableRandom(SEED);
        long[] documents = Samples.documents(session);
        long end = documents[documents.length - 1];
        Path records = Samples.records(session);
        long size = Files.size(records);
        assertThat(size - end).as("free area").isGreaterThan(3);

        for (long at = documents[0]; at < end; at += 29) {
            assertFlipIsReported(session, records, at, random.nextInt(8));
        }
        for (long at = end; at < size; at += 97) {
            assertFlipIsReported(session, records, at, random.nextInt(8));
        }
        for (long at = 0; at < documents[0]; at += 211) {
            assertFlipIsReported(session, records, at, random.nextInt(8));
        }
        assertFlipIsReported(session, records, size - 1, 0);
        Path table = Samples.table(session);
        for (long at = 0; at < Files.size(table); at += 499) {
            assertFlipIsReported(session, table, at, random.nextInt(8));
        }
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.clean(60));
    }

    @Test
    void shouldReportAFlippedBitAnywhereInTheSeal() throws IOException {
        Path session = Samples.write(root, SEED, 3, true);
        Path seal = SessionFiles.seal(session);
        for (long at = 0; at < Files.size(seal); at++) {
            assertFlipIsReported(session, seal, at, (int) (at % 8));
        }
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.clean(3));
    }

    @Test
    void shouldReportAFlippedBitAnywhereInRecordsThatAreNotSealed() throws IOException {
        Path session = Samples.write(root, SEED, 4, false);
        long[] documents = Samples.documents(session);
        long end = documents[documents.length - 1];
        Path records = Samples.records(session);
        Samples.truncate(records, (end / 4096 + 2) * 4096);

        for (int record = 0; record + 1 < documents.length; record++) {
            for (long at = documents[record]; at < documents[record + 1]; at++) {
                boolean header = at - documents[record] < Integer.BYTES + RecordFormat.HEADER_LENGTH;
                for (int bit = 0; bit < 8; bit += header ? 1 : 8) {
                    Verdict verdict = assertFlipIsReported(session, records, at, header ? bit : (int) at & 7);
                    // the segment record is document 0, so record n is document n + 1; nothing good before is lost
                    assertThat(verdict.records()).isEqualTo(Math.max(0, record - 1));
                }
            }
        }
        for (long at = end; at < Files.size(records); at += 13) {
            assertFlipIsReported(session, records, at, (int) (at & 7));
        }
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.unsealed(4));
    }

    @Test
    void shouldNotLoseRecordsToADamagedIndexLength() throws IOException {
        Path session = Samples.write(root, SEED, 4, false);
        // header words of Chronicle's own documents before the first record: file header, index of indexes, index
        for (long at : new long[] {0, 200, 33_008}) {
            for (int bit = 0; bit < 32; bit++) {
                Samples.flip(Samples.records(session), at + bit / 8, bit % 8);
                Verdict verdict = SessionReader.verify(session);
                Samples.flip(Samples.records(session), at + bit / 8, bit % 8);
                boolean harmless = verdict.equals(Verdict.unsealed(4)); // pads: the length rounds to the same place
                assertThat(harmless || DAMAGED.contains(verdict.status()))
                        .as("bit %d of the word at %d: %s", bit, at, verdict)
                        .isTrue();
            }
        }
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.unsealed(4));
    }

    @Test
    void shouldReportATruncatedFileAndKeepThePrefix() throws IOException {
        Path whole = Samples.write(root, SEED, 40, true);
        long[] documents = Samples.documents(whole);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 60; i++) {
            Path session = Samples.copy(whole, root.resolve("cut" + i));
            int document = 1 + random.nextInt(40);
            long inside = 1 + random.nextLong(documents[document + 1] - documents[document] - 1);
            Samples.truncate(Samples.records(session), documents[document] + inside);

            Verdict sealed = SessionReader.verify(session);
            assertThat(sealed.status()).isEqualTo(Status.CORRUPT);
            assertThat(sealed.records()).isEqualTo(document - 1);

            Files.delete(SessionFiles.seal(session));
            Verdict unsealed = SessionReader.verify(session);
            assertThat(unsealed.records()).isEqualTo(document - 1);
            // less than a header word: nothing says that a record was begun
            assertThat(unsealed.status()).isIn(inside < 4 ? DAMAGED_OR_SHORT : Set.of(Status.TORN));
        }
    }

    @Test
    void shouldCallARecordTornThatWasBegunAndNotFinished() throws IOException {
        Path session = Samples.write(root, SEED, 10, false);
        long[] documents = Samples.documents(session);
        int notComplete = 1 << 31;
        write(Samples.records(session), documents[10], le(notComplete)); // the last record, as before its length is set

        Verdict verdict = SessionReader.verify(session);

        assertThat(verdict.status()).isEqualTo(Status.TORN);
        assertThat(verdict.records()).isEqualTo(9);
        assertThat(verdict.sequence()).isEqualTo(9);
    }

    @Test
    void shouldReportAZeroedPageAlthoughItLooksLikeTheEnd() throws IOException {
        Path session = Samples.write(root, SEED, 400, false);
        long page = (Samples.documents(session)[100] / 4096 + 1) * 4096;
        write(Samples.records(session), page, new byte[4096]);

        Verdict verdict = SessionReader.verify(session);

        assertThat(verdict.status()).isEqualTo(Status.CORRUPT);
        assertThat(verdict.records()).isBetween(99L, 150L);

        write(Samples.records(session), Samples.documents(session)[100], new byte[4]);
        assertThat(SessionReader.verify(session).reason()).contains("there is more");
    }

    @Test
    void shouldReportRecordsOfAnotherSessionAndMissingRecords() throws IOException {
        Path session = equalRecords("a", Samples.SESSION_ID);
        Path other = equalRecords("b", Samples.SESSION_ID + 1);
        long[] documents = Samples.documents(session);
        int length = (int) (documents[5] - documents[4]);

        byte[] original = read(Samples.records(session), documents[4], length);
        write(Samples.records(session), documents[4], read(Samples.records(other), documents[4], length));
        Verdict spliced = SessionReader.verify(session);
        assertThat(spliced.status()).isEqualTo(Status.CORRUPT);
        assertThat(spliced.sequence()).isEqualTo(3);
        assertThat(spliced.reason()).contains("chain");
        write(Samples.records(session), documents[4], original);

        byte[] following = read(Samples.records(session), documents[5], (int) (documents[20] - documents[5]));
        write(Samples.records(session), documents[4], following);
        Verdict missing = SessionReader.verify(session);
        assertThat(missing.status()).isEqualTo(Status.CORRUPT);
        assertThat(missing.reason()).contains("record 4 where 3 must follow");
    }

    @Test
    void shouldReportAForgottenTailOfASealedSession() throws IOException {
        Path session = Samples.write(root, SEED, 20, true);
        long[] documents = Samples.documents(session);
        long last = documents[documents.length - 2];
        write(Samples.records(session), last, new byte[(int) (documents[documents.length - 1] - last)]);

        Verdict verdict = SessionReader.verify(session);

        assertThat(verdict.status()).isEqualTo(Status.CORRUPT);
        assertThat(verdict.reason()).contains("sealed with 20 records");
    }

    @Test
    void shouldTellANewerFormatFromDamage() throws IOException {
        Path session = Samples.write(root, SEED, 5, false);
        long[] documents = Samples.documents(session);
        int length = (int) (documents[1] - documents[0]) - 4;
        UnsafeBuffer record = new UnsafeBuffer(read(Samples.records(session), documents[0] + 4, length));
        record.putByte(RecordFormat.VERSION_OFFSET, (byte) 2);
        record.putInt(
                RecordFormat.CRC_OFFSET,
                RecordFormat.crc(new CRC32C(), ByteBuffer.wrap(record.byteArray()), 0, length));
        write(Samples.records(session), documents[0] + 4, record.byteArray());

        Verdict verdict = SessionReader.verify(session);

        assertThat(verdict.status()).isEqualTo(Status.CANNOT_OPEN);
        assertThat(verdict.reason()).contains("journal format 2: this build reads 1");
    }

    @Test
    void shouldReportAStrangeFileBesideTheSealedOnes() throws IOException {
        Path session = Samples.write(root, SEED, 5, true);
        Files.writeString(SessionFiles.queue(session).resolve("note.txt"), "x");

        assertThat(SessionReader.verify(session).reason()).contains("note.txt");
    }

    @Test
    void shouldSayWhyASessionCannotBeOpened() throws IOException {
        assertCannotOpen(root.resolve("nothing"), "does not exist");
        assertCannotOpen(Files.writeString(root.resolve("file"), "x"), "is a file: name the session directory");
        assertCannotOpen(Files.createDirectory(root.resolve("empty")), "has no queue/: not a session directory");
        Path begun = Samples.create(root);
        SessionWriter.open(begun, 1).close();
        assertCannotOpen(begun, "nothing was ever written to it");
        Files.createFile(SessionFiles.queue(begun).resolve("a.cq4"));
        Files.createFile(SessionFiles.queue(begun).resolve("b.cq4"));
        assertCannotOpen(begun, "holds 2 journal files");
    }

    @Test
    void shouldReportAFileThatIsNotAQueue() throws IOException {
        Path session = Files.createDirectories(root.resolve("s/queue")).getParent();
        Path file = SessionFiles.queue(session).resolve("19700101F.cq4");
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[random.nextInt(1, 3000)];
            random.nextBytes(garbage);
            garbage[0] |= 1;
            Files.write(file, garbage);
            assertThat(SessionReader.verify(session).status()).isIn(DAMAGED_OR_SHORT);
            assertThat(SessionReader.verify(session).records()).isZero();
        }
        Files.write(file, new byte[0]);
        assertThat(SessionReader.verify(session)).isEqualTo(Verdict.unsealed(0));
        Files.writeString(file, "This is a text and no journal at all.");
        assertThat(SessionReader.verify(session).status()).isEqualTo(Status.CORRUPT);
    }

    private Path equalRecords(String name, long sessionId) {
        Path session = Sessions.create(root.resolve(name), sessionId, Samples.START_NS);
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
        try (SessionWriter writer = SessionWriter.open(session, sessionId)) {
            for (int n = 0; n < 20; n++) {
                writer.append(n, bytes, 0, 64, bytes, 0, 0);
            }
        }
        return session;
    }

    private static Verdict assertFlipIsReported(Path session, Path file, long at, int bit) {
        Samples.flip(file, at, bit);
        Verdict verdict = SessionReader.verify(session);
        Samples.flip(file, at, bit);
        if (!DAMAGED.contains(verdict.status())) {
            throw new AssertionError("bit " + bit + " at " + at + " of " + file.getFileName() + ": " + verdict);
        }
        return verdict;
    }

    private static void assertCannotOpen(Path session, String reason) {
        Verdict verdict = SessionReader.verify(session);
        assertThat(verdict.status()).isEqualTo(Status.CANNOT_OPEN);
        assertThat(verdict.reason()).contains(reason).doesNotContain("\n");
    }

    private static byte[] le(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    private static byte[] read(Path file, long at, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            channel.read(bytes, at);
            return bytes.array();
        }
    }

    private static void write(Path file, long at, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content), at);
        }
    }
}
