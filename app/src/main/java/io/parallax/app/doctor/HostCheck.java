package io.parallax.app.doctor;

import io.parallax.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the machine is tuned: core dumps, swap, frequency, large pages, who keeps the clock. Linux; elsewhere it tells nothing. */
final class HostCheck implements Check {
    private final Path root;
    private final Mode mode;

    /** @param root of the file system, {@code /} but in tests */
    HostCheck(Path root, Mode mode) {
        this.root = root;
        this.mode = mode;
    }

    @Override
    public List<Finding> run() {
        if (!Files.exists(root.resolve("proc/self/limits"))) {
            return List.of(Finding.warn("host", "this machine tells nothing of itself", "no /proc", "trade on Linux"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(coreDumps());
        findings.add(swap());
        findings.add(governor());
        findings.add(pages());
        findings.add(timeKeeper());
        return findings;
    }

    private Finding coreDumps() {
        String limit = line("proc/self/limits", "Max core file size")
                .replace("Max core file size", "")
                .strip()
                .split(" +")[0];
        if (limit.equals("0")) {
            return Finding.ok("host.core-dump", "no core is dumped", "limit 0");
        }
        String fault = "a core dump would hold keys";
        String fix = "ulimit -c 0, or start by ./parallax run";
        return mode == Mode.LIVE
                ? Finding.error("host.core-dump", Cause.OTHER, fault, "limit " + limit, fix)
                : Finding.warn("host.core-dump", fault, "limit " + limit, fix);
    }

    private Finding swap() {
        long kib = number(line("proc/meminfo", "SwapTotal:"));
        return kib == 0
                ? Finding.ok("host.swap", "nothing is swapped out", "")
                : Finding.warn(
                        "host.swap",
                        "memory may be swapped out: keys reach the disk, and pauses come",
                        kib / 1024 + " MiB of swap",
                        "swapoff -a, or vm.swappiness=0 with encrypted swap");
    }

    private Finding governor() {
        String governor = first("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
        return governor.isEmpty() || governor.equals("performance")
                ? Finding.ok("host.governor", "cores keep their frequency", governor.isEmpty() ? "not told" : governor)
                : Finding.warn(
                        "host.governor",
                        "cores slow down between events",
                        governor,
                        "cpupower frequency-set -g performance");
    }

    private Finding pages() {
        String pages = first("sys/kernel/mm/transparent_hugepage/enabled");
        return pages.contains("[always]")
                ? Finding.warn(
                        "host.pages",
                        "the kernel makes large pages in the background",
                        pages,
                        "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled")
                : Finding.ok("host.pages", "large pages only where asked for", pages.isEmpty() ? "not told" : pages);
    }

    private Finding timeKeeper() {
        for (String keeper :
                List.of("run/chrony", "run/systemd/timesync/synchronized", "run/ntpd.pid", "var/run/ntpd.pid")) {
            if (Files.exists(root.resolve(keeper))) {
                return Finding.ok("host.clock", "a program keeps the clock", "/" + keeper);
            }
        }
        return Finding.warn(
                "host.clock",
                "nothing seems to keep the clock",
                "no chrony, timesyncd or ntpd",
                "run chrony, or see to it");
    }

    private String first(String file) {
        return line(file, "");
    }

    /** The first line that begins so; empty where there is none. */
    private String line(String file, String beginning) {
        try {
            return Files.readAllLines(root.resolve(file)).stream()
                    .filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static long number(String line) {
        String digits = line.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
