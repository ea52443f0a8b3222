package io.parallax.journal;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.SessionStartEncoder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** Records whose content is a function of seed and sequence, and tools to copy and hurt sessions. */
final class Samples {
    static final long SESSION_ID = 0x0123_4567_89AB_CDEFL;
    static final long START_NS = 1_775_044_800_000_000_000L; // 2026-04-01T12:00:00Z

    private Samples() {}

    /** Bytes of record {@code sequence}: event first, commands behind it. */
    static final class Source {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[8192]);
        final long seed;
        int eventLength;
        int commandsLength;

        Source(long seed) {
            this.seed = seed;
        }

        void move(long sequence) {
            SplittableRandom random = new SplittableRandom(seed * 31 + sequence);
            eventLength = 16 + random.nextInt(200);
            commandsLength = random.nextInt(3) == 0 ? random.nextInt(600) : 0;
            for (int i = 0; i < eventLength + commandsLength; i += 8) {
                bytes.putLong(i, random.nextLong());
            }
        }

        void appendTo(SessionWriter writer, long sequence) {
            move(sequence);
            writer.append(sequence, bytes, 0, eventLength, bytes, eventLength, commandsLength);
        }
    }

    static Path create(Path root) {
        return Sessions.create(root, SESSION_ID, START_NS);
    }

    /** A session of {@code records} records of the seed; sealed with state hash 42 or left as by a killed writer. */
    static Path write(Path root, long seed, int records, boolean sealed) {
        Path session = create(root);
        Source source = new Source(seed);
        try (SessionWriter writer = SessionWriter.open(session, SESSION_ID)) {
            for (long n = 0; n < records; n++) {
                source.appendTo(writer, n);
            }
            if (sealed) {
                writer.seal(42);
            }
        }
        return session;
    }

    static int writeStart(UnsafeBuffer out) {
        byte[] hash = new byte[32];
        SessionStartEncoder start = new SessionStartEncoder().wrapAndApplyHeader(out, 0, new MessageHeaderEncoder());
        start.meta().timestampNs(START_NS).venueTimeNs(0);
        start.sessionId(SESSION_ID).parentSessionId(7).seed(99);
        java.util.Arrays.fill(hash, (byte) 0xAB);
        start.putSchemaHash(hash, 0, 32);
        java.util.Arrays.fill(hash, (byte) 0xCD);
        start.putBuildHash(hash, 0, 32);
        java.util.Arrays.fill(hash, (byte) 0xEF);
        start.putConfigHash(hash, 0, 32);
        start.mode("demo").build("0.1.0").jvm("17").host("here");
        return MessageHeaderEncoder.ENCODED_LENGTH + start.encodedLength();
    }

    static Path records(Path session) {
        return onlyFile(session, SessionFiles.RECORDS_SUFFIX);
    }

    static Path table(Path session) {
        return onlyFile(session, ".cq4t");
    }

    private static Path onlyFile(Path session, String suffix) {
        try {
            return SessionFiles.queueFiles(session).stream()
                    .filter(file -> file.toString().endsWith(suffix))
                    .reduce((a, b) -> {
                        throw new IllegalStateException("more than one " + suffix);
                    })
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path copy(Path session, Path target) {
        try (Stream<Path> all = Files.walk(session)) {
            for (Path from : all.sorted().toList()) {
                Files.copy(from, target.resolve(session.relativize(from).toString()));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Flips one bit; flipping it again restores. */
    static void flip(Path file, long position, int bit) {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position);
            int value = access.read();
            access.seek(position);
            access.write(value ^ 1 << bit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void truncate(Path file, long length) {
        try {
            SessionFiles.truncateDurably(file, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the documents of the records start (header words), and last where the next would. */
    static long[] documents(Path session) {
        try (QueueFile file = QueueFile.open(records(session))) {
            long[] starts = new long[1 << 17];
            int count = 0;
            while (file.find() == QueueFile.Found.RECORD) {
                starts[count++] = file.position();
                file.skip();
            }
            starts[count++] = file.position();
            return java.util.Arrays.copyOf(starts, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
