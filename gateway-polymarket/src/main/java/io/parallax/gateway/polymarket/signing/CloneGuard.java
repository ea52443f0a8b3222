package io.parallax.gateway.polymarket.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Looks for signs that this process is not, or not only, the one that drew its random numbers: the wall clock moved against
 * the monotonic one (a suspend, a restored snapshot, a set clock), the helper stood still, the process id or the machine's
 * boot id changed. {@link #isCalm} is for every thread, {@link #inspect} for the helper.
 */
final class CloneGuard {
    /** Most the two clocks may part between two looks. */
    static final long CLOCK_STEP_NS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Most time between two looks of the helper. */
    static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(5);

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Host host;
    private volatile long offsetNs;
    private volatile long lookedNanos;
    private long pid;
    private String bootId;

    /** The machine and process as they tell of themselves. */
    interface Host {
        /** Wall clock, epoch nanoseconds, of whatever resolution. */
        long wallNs();

        long nanoTime();

        long pid();

        /** Drawn anew at each boot; empty when it cannot be read. */
        String bootId();

        /** The real one. */
        static Host system() {
            return new Host() {
                @Override
                public long wallNs() {
                    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
                }

                @Override
                public long nanoTime() {
                    return System.nanoTime();
                }

                @Override
                public long pid() {
                    return ProcessHandle.current().pid();
                }

                @Override
                public String bootId() {
                    try {
                        return Files.isReadable(BOOT_ID)
                                ? Files.readString(BOOT_ID).strip()
                                : "";
                    } catch (IOException e) {
                        return "";
                    }
                }
            };
        }
    }

    CloneGuard(Host host) {
        this.host = host;
        begin();
    }

    /** Takes the state of now for the one to hold. */
    void begin() {
        pid = host.pid();
        bootId = host.bootId();
        lookedNanos = host.nanoTime();
        offsetNs = host.wallNs() - lookedNanos;
    }

    /** Whether the clocks stayed together and the helper looked lately. Two readings of a clock, nothing allocated. */
    boolean isCalm() {
        long nanos = host.nanoTime();
        long parted = host.wallNs() - nanos - offsetNs;
        return Math.abs(parted) <= CLOCK_STEP_NS && nanos - lookedNanos <= SILENCE_NS;
    }

    /** The helper's look: all signs. Follows the clocks where they part slowly, as a disciplined clock does. */
    boolean inspect() {
        if (!isCalm() || host.pid() != pid || !host.bootId().equals(bootId)) {
            return false;
        }
        long nanos = host.nanoTime();
        offsetNs = host.wallNs() - nanos;
        lookedNanos = nanos;
        return true;
    }
}
