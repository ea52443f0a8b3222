package io.parallax.config.fee;

import java.time.LocalDate;

/**
 * Days (UTC) during which a row holds.
 *
 * @param from first day, null = since ever
 * @param to the day after the last, null = until further notice
 */
public record Days(LocalDate from, LocalDate to) {
    boolean cover(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }

    boolean overlap(Days other) {
        return (from == null || other.to == null || from.isBefore(other.to))
                && (to == null || other.from == null || other.from.isBefore(to));
    }

    /** Such as {@code from 2026-03-30 to 2026-07-10}; {@code at all times} when both ends are open. */
    @Override
    public String toString() {
        if (from == null && to == null) {
            return "at all times";
        }
        return (from == null ? "" : "from " + from)
                + (from == null || to == null ? "" : " ")
                + (to == null ? "" : "to " + to);
    }
}
