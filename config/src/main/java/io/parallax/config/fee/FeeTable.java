package io.parallax.config.fee;

import io.parallax.codecs.sbe.Venue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one venue charges, as one file says it.
 *
 * @param file name of the file, for people
 * @param read the day somebody read the source
 * @param maxAgeDays days after {@code read} beyond which nothing is traded on it
 * @param series empty where the venue has none
 */
public record FeeTable(
        Venue venue,
        String file,
        String version,
        LocalDate read,
        long maxAgeDays,
        String source,
        List<RoundingRow> rounding,
        List<ScheduleRow> schedules,
        List<SeriesRow> series) {
    /** The name of rows that are for every name not listed. */
    public static final String DEFAULT = "default";

    /** Whether the table is too old at an instant to be traded on. */
    public boolean isTooOld(Instant at) {
        return day(at).isAfter(read.plusDays(maxAgeDays));
    }

    /** How it rounds on a day; empty before the first row. */
    public Optional<RoundingRow> roundingOn(LocalDate day) {
        return rounding.stream().filter(row -> row.days().cover(day)).findFirst();
    }

    /** The row of a name on a day, else the default row of that day. */
    Optional<ScheduleRow> schedule(String name, LocalDate day) {
        return find(schedules, name, day);
    }

    Optional<SeriesRow> seriesRow(String name, LocalDate day) {
        return find(series, name, day);
    }

    /** The schedule of a name that holds until further notice. */
    Optional<ScheduleRow> newest(String name) {
        return schedules.stream()
                .filter(row -> row.names().contains(name) && row.days().to() == null)
                .findFirst();
    }

    /** Categories or fee types that have rows, sorted. */
    public SortedSet<String> scheduleNames() {
        return names(schedules);
    }

    /** Series that have rows, sorted. */
    public SortedSet<String> seriesNames() {
        return names(series);
    }

    /** Every row of a name in words, for telling why none fits. */
    String daysOf(String name) {
        StringBuilder words = new StringBuilder();
        for (ScheduleRow row : schedules) {
            if (row.names().contains(name)) {
                words.append(words.isEmpty() ? "" : "; ")
                        .append(row.id())
                        .append(' ')
                        .append(row.days());
            }
        }
        return words.toString();
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static <R extends Dated> Optional<R> find(List<R> rows, String name, LocalDate day) {
        return named(rows, name, day).or(() -> named(rows, DEFAULT, day));
    }

    private static <R extends Dated> Optional<R> named(List<R> rows, String name, LocalDate day) {
        return rows.stream()
                .filter(row -> row.names().contains(name) && row.days().cover(day))
                .findFirst();
    }

    private static SortedSet<String> names(List<? extends Dated> rows) {
        SortedSet<String> names = new TreeSet<>();
        for (Dated row : rows) {
            names.addAll(row.names());
        }
        names.remove(DEFAULT);
        return names;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
