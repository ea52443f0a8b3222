package io.parallax.app.doctor;

import io.parallax.config.Mode;
import io.parallax.config.RuntimeSettings;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How this JVM was started: what would write memory with secrets to a disk or let others in, and what costs latency. */
final class JvmCheck implements Check {
    private final List<String> flags;
    private final Mode mode;
    private final RuntimeSettings runtime;
    private final int cores;

    JvmCheck(List<String> flags, Mode mode, RuntimeSettings runtime, int cores) {
        this.flags = List.copyOf(flags);
        this.mode = mode;
        this.runtime = runtime;
        this.cores = cores;
    }

    /** Of this process. */
    static JvmCheck ofProcess(Mode mode, RuntimeSettings runtime) {
        return new JvmCheck(
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                mode,
                runtime,
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                flags.contains("-XX:+DisableAttachMechanism")
                        ? Finding.ok("jvm.attach", "nobody can attach to this process", "")
                        : grave(
                                "jvm.attach",
                                "other programs of this user can attach and read memory",
                                "no -XX:+DisableAttachMechanism",
                                "start by ./parallax, or add the flag"));
        findings.add(
                flags.contains("-XX:+HeapDumpOnOutOfMemoryError")
                        ? grave(
                                "jvm.heap-dump",
                                "a heap dump would hold keys",
                                "-XX:+HeapDumpOnOutOfMemoryError",
                                "remove the flag from PARALLAX_JAVA_OPTS")
                        : Finding.ok("jvm.heap-dump", "no heap is dumped", ""));
        flags.stream()
                .filter(flag -> flag.startsWith("-agentlib:")
                        || flag.startsWith("-javaagent:")
                        || flag.startsWith("-agentpath:")
                        || flag.contains("jmxremote"))
                .forEach(flag -> findings.add(grave(
                        "jvm.agent", "an agent or a remote port sees all of the process", flag, "remove the flag")));
        findings.add(spin());
        return findings;
    }

    private Finding grave(String id, String fault, String value, String fix) {
        return mode == Mode.LIVE
                ? Finding.error(id, Cause.OTHER, fault, value, fix)
                : Finding.warn(id, fault, value, fix);
    }

    private Finding spin() {
        int roles = runtime.layout() == RuntimeSettings.Layout.PINNED ? 5 : 2;
        String value = roles + " hot threads, " + cores + " cores";
        return runtime.busySpin() && cores < roles + 1
                ? Finding.error(
                        "jvm.cores",
                        Cause.CONFIG,
                        "threads that spin take each other's cores",
                        value,
                        "set runtime.busySpin to false, or layout to compact")
                : Finding.ok("jvm.cores", "cores for the hot threads", value);
    }
}
