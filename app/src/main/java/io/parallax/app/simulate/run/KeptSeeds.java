package io.parallax.app.simulate.run;

import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Runs that once broke an invariant, kept in a file to be run again for good: a line each, {@code SEED HOURS PROFILE}, and
 * after a number sign what broke.
 */
public final class KeptSeeds {
    private static final int FIELDS = 3;

    private KeptSeeds() {}

    /**
     * Reads the list; a file that is not there yet is an empty one.
     *
     * @throws UnusableKeptSeeds naming file, line and remedy
     */
    public static List<SimPlan> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<SimPlan> plans = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).split("#", 2)[0].strip();
            if (!line.isEmpty()) {
                plans.add(parse(file, i + 1, line));
            }
        }
        return plans;
    }

    private static SimPlan parse(Path file, int number, String line) {
        String[] fields = line.split("\\s+");
        if (fields.length == FIELDS) {
            try {
                return new SimPlan(
                        Long.parseLong(fields[0]),
                        Coverage.durationNs(new BigDecimal(fields[1])),
                        Profile.valueOf(fields[2].toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new UnusableKeptSeeds(unusable(file, number, line), e);
            }
        }
        throw new UnusableKeptSeeds(unusable(file, number, line), null);
    }

    private static String unusable(Path file, int number, String line) {
        return file + ":" + number + ": '" + line + "': must be SEED HOURS PROFILE, such as '82 0.1 all'";
    }

    /** Appends the plans of those that broke an invariant and are not in the list. @return how many */
    public static int add(Path file, List<SimResult> results) throws IOException {
        Set<SimPlan> known = new LinkedHashSet<>(read(file));
        StringBuilder lines = new StringBuilder();
        int added = 0;
        for (SimResult result : results) {
            if (!result.isGreen() && known.add(result.plan())) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%d %s %s # %s%n",
                        result.plan().seed(),
                        Coverage.hours(result.plan()),
                        result.plan().profile().label(),
                        result.broken().id()));
                added++;
            }
        }
        if (added > 0) {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return added;
    }

    /** A list that cannot be read as one. */
    public static final class UnusableKeptSeeds extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableKeptSeeds(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
