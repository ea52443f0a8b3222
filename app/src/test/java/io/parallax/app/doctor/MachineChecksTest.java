package io.parallax.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.doctor.Finding.Severity;
import io.parallax.config.FeesSettings;
import io.parallax.config.Mode;
import io.parallax.config.RuntimeSettings;
import io.parallax.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of disk, JVM, machine and tables, each planted alone. */
class MachineChecksTest {
    private static final Path SESSIONS = Path.of("sessions");
    private static final long GIB = 1L << 30;

    @ParameterizedTest
    @CsvSource({"ext4,OK", "xfs,OK", "nfs4,ERROR", "cifs,ERROR", "fuse.sshfs,ERROR", "9p,ERROR", "tmpfs,WARN"})
    void shouldJudgeKindOfFileSystem(String type, Severity severity) {
        assertThat(DiskCheck.kind(SESSIONS, type).severity()).isEqualTo(severity);
    }

    @Test
    void shouldJudgeRoomAndMode() {
        assertThat(DiskCheck.space(SESSIONS, GIB / 2).isError()).isTrue();
        assertThat(DiskCheck.space(SESSIONS, 5 * GIB).severity()).isEqualTo(Severity.WARN);
        assertThat(DiskCheck.space(SESSIONS, 50 * GIB).severity()).isEqualTo(Severity.OK);
        assertThat(DiskCheck.mode(SESSIONS, PosixFilePermissions.fromString("rwxr-x---"))
                        .line())
                .contains("chmod 700 sessions");
        assertThat(DiskCheck.mode(SESSIONS, PosixFilePermissions.fromString("rwx------"))
                        .severity())
                .isEqualTo(Severity.OK);
    }

    private static Finding jvm(Mode mode, String id, String... flags) {
        RuntimeSettings runtime = SettingsLoader.profile("sim").runtime();
        return new JvmCheck(List.of(flags), mode, runtime, 4)
                .run().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void shouldFindWhatWouldShowMemoryToOthers() {
        assertThat(jvm(Mode.LIVE, "jvm.attach").isError()).isTrue();
        assertThat(jvm(Mode.SHADOW, "jvm.attach").severity()).isEqualTo(Severity.WARN);
        assertThat(jvm(Mode.LIVE, "jvm.attach", "-XX:+DisableAttachMechanism").severity())
                .isEqualTo(Severity.OK);
        assertThat(jvm(Mode.LIVE, "jvm.heap-dump", "-XX:+HeapDumpOnOutOfMemoryError")
                        .isError())
                .isTrue();
        assertThat(jvm(Mode.LIVE, "jvm.agent", "-agentlib:jdwp=transport=dt_socket")
                        .fix())
                .contains("remove");
    }

    @Test
    void shouldFindSpinningThreadsWithoutCores() {
        RuntimeSettings spinning =
                new RuntimeSettings(64, RuntimeSettings.Layout.PINNED, true, SESSIONS, ZoneOffset.UTC);
        assertThat(new JvmCheck(List.of(), Mode.LIVE, spinning, 4).run())
                .anyMatch(it -> it.id().equals("jvm.cores") && it.isError() && it.cause() == Cause.CONFIG);
        assertThat(new JvmCheck(List.of(), Mode.LIVE, spinning, 8).run())
                .noneMatch(it -> it.id().equals("jvm.cores") && it.isError());
    }

    @Test
    void shouldFindUntunedMachineFromItsFiles(@TempDir Path root) throws IOException {
        write(
                root,
                "proc/self/limits",
                "Limit  Soft  Hard\nMax core file size        unlimited            unlimited   bytes\n");
        write(root, "proc/meminfo", "MemTotal: 8 kB\nSwapTotal:       2097148 kB\n");
        write(root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        write(root, "sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n");
        List<Finding> findings = new HostCheck(root, Mode.LIVE).run();
        assertThat(findings)
                .extracting(Finding::id)
                .containsExactly("host.core-dump", "host.swap", "host.governor", "host.pages", "host.clock");
        assertThat(findings)
                .allMatch(it -> it.severity() != Severity.OK && !it.fix().isEmpty());
        assertThat(findings.get(0).isError()).isTrue();
        assertThat(findings.get(1).value()).contains("2047 MiB");
    }

    @Test
    void shouldPassTunedMachine(@TempDir Path root) throws IOException {
        write(root, "proc/self/limits", "Max core file size        0                    0                    bytes\n");
        write(root, "proc/meminfo", "SwapTotal:       0 kB\n");
        write(root, "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        write(root, "sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
        write(root, "run/chrony/chronyd.pid", "1\n");
        assertThat(new HostCheck(root, Mode.LIVE).run()).allMatch(it -> it.severity() == Severity.OK);
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void shouldFindOldFeeTablesInLiveAsErrors() {
        Instant late = Instant.parse("2030-01-01T00:00:00Z");
        assertThat(new FeeAgeCheck(FeesSettings.SHIPPED, Mode.LIVE, late).run())
                .hasSize(2)
                .allMatch(it -> it.isError() && it.fix().contains("fees.files"));
        assertThat(new FeeAgeCheck(FeesSettings.SHIPPED, Mode.SHADOW, late).run())
                .allMatch(it -> it.severity() == Severity.WARN);
        assertThat(new FeeAgeCheck(FeesSettings.SHIPPED, Mode.LIVE, Instant.parse("2026-10-20T00:00:00Z")).run())
                .allMatch(it -> it.severity() == Severity.OK);
    }
}
