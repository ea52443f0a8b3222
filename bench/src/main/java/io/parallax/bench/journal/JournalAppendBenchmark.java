package io.parallax.bench.journal;

import io.parallax.journal.SessionWriter;
import io.parallax.journal.Sessions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.util.MicroTouched;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One append of a slot: ours (header, CRC32C, chain), bare Chronicle with the same payload, and a plain copy into a
 * mapped file whose pages are all touched, which is the floor. Compare within one run only.
 *
 * <p>Forks inherit the flags of the JVM that starts JMH, so start it with those of the project, assertions off:
 *
 * <pre>
 *   java @config/jvm.flags -XX:+UseSerialGC -Dagrona.disable.bounds.checks=true -cp … \
 *       org.openjdk.jmh.Main JournalAppendBenchmark -prof gc
 * </pre>
 *
 * Iterations are short and each has its own files, deleted behind it: a second of appends would be gigabytes. The
 * directory is the temporary one of the JVM ({@code -Djava.io.tmpdir}); it should be on the disk that is asked about.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 20, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class JournalAppendBenchmark {

    /** What is appended. */
    @State(Scope.Thread)
    public static class Slot {
        /** Event and commands together, in bytes; a quarter of them are commands. */
        @Param({"128", "512"})
        int payloadBytes;

        final UnsafeBuffer payload = new UnsafeBuffer(ByteBuffer.allocateDirect(1024));
        int eventBytes;

        @Setup
        public void fill() {
            eventBytes = payloadBytes / 4 * 3;
            payload.setMemory(0, payload.capacity(), (byte) 'x');
        }
    }

    private static Path createDirectory() throws IOException {
        return Files.createTempDirectory("journal-append");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The journal as the engine's ring uses it. */
    @State(Scope.Thread)
    public static class Journal {
        private Path directory;
        private SessionWriter writer;
        private long sequence;

        @Setup(Level.Iteration)
        public void open() throws IOException {
            directory = createDirectory();
            writer = SessionWriter.open(Sessions.create(directory, 1, 0), 1);
            sequence = 0;
        }

        @TearDown(Level.Iteration)
        public void close() throws IOException {
            writer.close();
            delete(directory);
        }
    }

    /** Chronicle alone, set up as the journal sets it up. */
    @State(Scope.Thread)
    public static class Chronicle {
        private final UnsafeBuffer target = new UnsafeBuffer(0, 0);
        private Path directory;
        private SingleChronicleQueue queue;
        private ExcerptAppender appender;

        @Setup(Level.Iteration)
        public void open() throws IOException {
            directory = createDirectory();
            queue = SingleChronicleQueueBuilder.binary(directory)
                    .rollCycle(RollCycles.FAST_DAILY)
                    .timeProvider(() -> 0)
                    .blockSize(16L << 20)
                    .build();
            appender = queue.createAppender();
        }

        @TearDown(Level.Iteration)
        public void close() throws IOException {
            queue.close();
            delete(directory);
        }
    }

    /** A mapped file, every page touched, used round and round. */
    @State(Scope.Thread)
    public static class Mapped {
        private static final int LENGTH = 64 << 20;
        private Path directory;
        private UnsafeBuffer target;
        private int position;

        @Setup(Level.Iteration)
        public void open() throws IOException {
            directory = createDirectory();
            Path file = directory.resolve("mapped");
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                target = new UnsafeBuffer(channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
            }
            target.setMemory(0, LENGTH, (byte) 0);
            position = 0;
        }

        @TearDown(Level.Iteration)
        public void close() throws IOException {
            delete(directory);
        }
    }

    @Benchmark
    public long journal(Journal journal, Slot slot) {
        journal.writer.append(
                journal.sequence,
                slot.payload,
                0,
                slot.eventBytes,
                slot.payload,
                slot.eventBytes,
                slot.payloadBytes - slot.eventBytes);
        return journal.sequence++;
    }

    @Benchmark
    public long bareChronicle(Chronicle chronicle, Slot slot) {
        long position;
        try (DocumentContext document = chronicle.appender.acquireWritingDocument(false)) {
            Bytes<?> bytes = document.wire().bytes();
            position = bytes.writePosition();
            chronicle.target.wrap(bytes.addressForWrite(position), slot.payloadBytes);
            chronicle.target.putBytes(0, slot.payload, 0, slot.payloadBytes);
            bytes.writeSkip(slot.payloadBytes);
        }
        ((MicroTouched) chronicle.appender).microTouch();
        return position;
    }

    @Benchmark
    public int plainMapped(Mapped mapped, Slot slot) {
        int position = mapped.position;
        if (position + Integer.BYTES + slot.payloadBytes > Mapped.LENGTH) {
            position = 0;
        }
        mapped.target.putBytes(position + Integer.BYTES, slot.payload, 0, slot.payloadBytes);
        mapped.target.putIntRelease(position, slot.payloadBytes);
        mapped.position = position + Integer.BYTES + slot.payloadBytes;
        return position;
    }
}
