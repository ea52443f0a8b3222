package io.parallax.config.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.ConfigException;
import io.parallax.config.ConfigText;
import io.parallax.config.Section;
import io.parallax.config.Violations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads fee tables from YAML: strict keys, all problems in one report with file and line. */
final class FeeTableLoader {
    private static final long NS_PER_DAY = 86_400_000_000_000L;
    private static final long LARGEST_PRECISION_MICROS = Micros.ONE;
    private static final String EXAMPLE = "fees/kalshi.yaml";

    private final Violations violations;

    private FeeTableLoader(Violations violations) {
        this.violations = violations;
    }

    /** The table of a venue that ships with the program. */
    static FeeTable shipped(Venue venue) {
        String name = "fees/" + FeeTable.word(venue) + ".yaml";
        try (InputStream in = FeeTableLoader.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new ConfigException(List.of(name + ": is missing from this build; build it anew"));
            }
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a user's file.
     *
     * @throws ConfigException when anything in it is wrong
     * @throws IOException when it cannot be read
     */
    static FeeTable load(Path file) throws IOException {
        String source = file.getFileName().toString();
        Violations violations = new Violations(source, EXAMPLE);
        Optional<String> yaml = ConfigText.read(file, violations);
        violations.throwIfAny();
        return read(source, yaml.orElseThrow());
    }

    static FeeTable read(String source, String yaml) {
        Violations violations = new Violations(source, EXAMPLE);
        Section top = Section.of(yaml, violations);
        violations.throwIfAny();
        FeeTable table = new FeeTableLoader(violations).table(source, top);
        violations.throwIfAny();
        return table;
    }

    private static List<String> names(Section in) {
        List<String> names = in.texts("names");
        in.require(!names.isEmpty(), "must be a list of words such as [sports, weather]", "names");
        return names;
    }

    private FeeTable table(String file, Section top) {
        Venue venue = top.oneOf("venue", List.of(Venue.POLYMARKET, Venue.KALSHI));
        String version = top.text("version");
        var read = top.day("read");
        long maxAgeDays = top.durationNs("maxAge", NS_PER_DAY, 3650 * NS_PER_DAY) / NS_PER_DAY;
        String source = top.text("source");
        List<RoundingRow> rounding = new ArrayList<>();
        for (Section row : top.sections("rounding")) {
            rounding.add(rounding(row, venue));
        }
        List<ScheduleRow> schedules = new ArrayList<>();
        for (Section row : top.sections("schedules")) {
            schedules.add(schedule(row, venue));
        }
        List<SeriesRow> series = new ArrayList<>();
        if (venue == Venue.KALSHI) {
            for (Section row : top.sections("series")) {
                series.add(series(row, schedules));
            }
        }
        top.require(!rounding.isEmpty(), "needs at least one row", "rounding");
        top.require(!schedules.isEmpty(), "needs at least one row", "schedules");
        top.finish();
        for (int i = 1; i < rounding.size(); i++) {
            top.require(
                    rounding.subList(0, i).stream().noneMatch(overlapping(rounding.get(i))),
                    "two rows hold on the same day",
                    "rounding");
        }
        distinct(schedules);
        distinct(series);
        return violations.isEmpty()
                ? new FeeTable(
                        venue,
                        file,
                        version,
                        read,
                        maxAgeDays,
                        source,
                        List.copyOf(rounding),
                        List.copyOf(schedules),
                        List.copyOf(series))
                : null;
    }

    private static java.util.function.Predicate<RoundingRow> overlapping(RoundingRow row) {
        return other -> other.days().overlap(row.days());
    }

    private static RoundingRow rounding(Section in, Venue venue) {
        Days days = days(in);
        List<FeeRounding> rules = new ArrayList<>(List.of(FeeRounding.values()));
        if (venue != null) {
            rules.removeIf(rule -> venue == Venue.POLYMARKET != (rule == FeeRounding.HALF_UP_5));
        }
        FeeRounding rule = in.oneOf("rule", rules);
        FeeCollection collection = in.oneOf("collect", List.of(FeeCollection.values()));
        boolean aligned = venue == Venue.KALSHI;
        RoundingRow row = new RoundingRow(
                days,
                rule,
                collection,
                aligned ? in.decimalMicros("direct", 1, LARGEST_PRECISION_MICROS) : 0,
                aligned ? in.decimalMicros("broker", 1, LARGEST_PRECISION_MICROS) : 0);
        in.finish();
        return row;
    }

    private static ScheduleRow schedule(Section in, Venue venue) {
        String id = in.matching("id", "[a-z0-9_]{1,64}", "lower-case letters, digits and _");
        List<String> names = names(in);
        Days days = days(in);
        List<FeeKind> formulas = new ArrayList<>(
                List.of(FeeKind.POLYMARKET_V2, FeeKind.KALSHI_QUADRATIC, FeeKind.NONE, FeeKind.UNKNOWN));
        if (venue != null) {
            formulas.remove(venue == Venue.POLYMARKET ? FeeKind.KALSHI_QUADRATIC : FeeKind.POLYMARKET_V2);
        }
        FeeKind formula = in.oneOf("formula", formulas);
        boolean rated = formula == FeeKind.POLYMARKET_V2 || formula == FeeKind.KALSHI_QUADRATIC;
        long taker = rated ? in.decimalMicros("taker", 0, Micros.ONE) : 0;
        long maker = rated ? in.decimalMicros("maker", 0, Micros.ONE) : 0;
        long exponent = rated ? in.decimalMicros("exponent", 1, 2 * Micros.ONE) : Micros.ONE;
        if (rated) {
            boolean root = exponent == Micros.ONE / 2 || exponent == 2 * Micros.ONE;
            in.require(
                    exponent == Micros.ONE || root && formula == FeeKind.POLYMARKET_V2,
                    formula == FeeKind.POLYMARKET_V2 ? "must be 0.5, 1 or 2" : "must be 1",
                    "exponent");
        }
        long rebate = rated && in.has("makerRebate") ? in.decimalMicros("makerRebate", 0, Micros.ONE) : 0;
        ScheduleRow row = new ScheduleRow(id, names, days, formula, taker, maker, exponent, rebate, in.line());
        in.finish();
        return row;
    }

    private static SeriesRow series(Section in, List<ScheduleRow> schedules) {
        SeriesRow row = new SeriesRow(
                in.matching("id", "[a-z0-9_]{1,64}", "lower-case letters, digits and _"),
                names(in),
                days(in),
                in.text("type"),
                in.decimalMicros("multiplier", 0, 100 * Micros.ONE),
                in.line());
        in.require(
                schedules.stream().anyMatch(schedule -> schedule.names().contains(row.type())),
                "no schedule is named " + row.type() + "; add it to schedules",
                "type");
        in.finish();
        return row;
    }

    private static Days days(Section in) {
        Days days = new Days(in.optionalDay("from"), in.optionalDay("to"));
        boolean ordered =
                days.from() == null || days.to() == null || days.from().isBefore(days.to());
        if (!ordered) {
            in.require(false, "must be after from=" + days.from(), "to");
        }
        return days;
    }

    /** Ids once, and for each name at most one row a day. */
    private void distinct(List<? extends Dated> rows) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Dated row = rows.get(i);
            violations.require(ids.add(row.id()), row.line(), row.id() + ": two rows have this id");
            for (Dated earlier : rows.subList(0, i)) {
                Optional<String> shared =
                        row.names().stream().filter(earlier.names()::contains).findFirst();
                if (shared.isPresent() && row.days().overlap(earlier.days())) {
                    violations.add(
                            row.line(),
                            row.id() + ": " + shared.get() + " has row " + earlier.id() + " (" + earlier.days()
                                    + ") on the same days; let one end where the other begins");
                }
            }
        }
    }
}
