package io.parallax.gateway.kalshi.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code GET /exchange/schedule}: announced maintenance, and the hours of each day of the week in New York's time. */
public final class ExchangeSchedule {
    /** Where the hours of the schedule are told; the hour in UTC moves with daylight saving. */
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final int DAYS_AHEAD = 2;

    private final List<Window> maintenance = new ArrayList<>();
    private final List<Hours> hours = new ArrayList<>();

    /** A time without trading, epoch nanoseconds. */
    public record Window(long startNs, long endNs) {}

    /** The sessions of each day of the week in a span of time. */
    private record Hours(long fromNs, long untilNs, Map<DayOfWeek, List<Session>> days) {}

    /** From opening to closing within one day; a closing at 00:00 is the end of the day. */
    private record Session(LocalTime open, LocalTime close) {}

    private ExchangeSchedule() {}

    /** @return null when the answer is no schedule */
    public static ExchangeSchedule read(JsonNode answer) {
        JsonNode told = answer == null ? null : answer.get("schedule");
        if (told == null || !told.isObject()) {
            return null;
        }
        ExchangeSchedule schedule = new ExchangeSchedule();
        for (JsonNode window : told.path("maintenance_windows")) {
            long startNs =
                    ExchangeStatus.instantNs(window.path("start_datetime").asText(""));
            long endNs = ExchangeStatus.instantNs(window.path("end_datetime").asText(""));
            if (startNs == 0 || endNs <= startNs) {
                return null;
            }
            schedule.maintenance.add(new Window(startNs, endNs));
        }
        try {
            for (JsonNode span : told.path("standard_hours")) {
                schedule.hours.add(hours(span));
            }
        } catch (DateTimeParseException e) {
            return null;
        }
        return schedule;
    }

    private static Hours hours(JsonNode span) {
        Map<DayOfWeek, List<Session>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            JsonNode told = span.path(day.name().toLowerCase(Locale.ROOT));
            if (told.isArray()) {
                List<Session> sessions = new ArrayList<>();
                for (JsonNode session : told) {
                    sessions.add(new Session(
                            LocalTime.parse(session.path("open_time").asText()),
                            LocalTime.parse(session.path("close_time").asText())));
                }
                days.put(day, sessions);
            }
        }
        long untilNs = ExchangeStatus.instantNs(span.path("end_time").asText(""));
        return new Hours(
                ExchangeStatus.instantNs(span.path("start_time").asText("")),
                untilNs == 0 ? Long.MAX_VALUE : untilNs,
                days);
    }

    /**
     * The window without trading that is, or that begins within {@code aheadNs}; of several the one that ends last.
     *
     * @return null for none
     */
    public Window closing(long nowNs, long aheadNs) {
        Window found = null;
        for (Window window : windows(nowNs)) {
            if (window.startNs - aheadNs <= nowNs
                    && nowNs < window.endNs
                    && (found == null || window.endNs > found.endNs)) {
                found = window;
            }
        }
        return found;
    }

    /** Announced maintenance, and what the hours of yesterday, today and the next days leave out. */
    private List<Window> windows(long nowNs) {
        List<Window> all = new ArrayList<>(maintenance);
        ZonedDateTime today = Instant.ofEpochSecond(nowNs / 1_000_000_000L)
                .atZone(NEW_YORK)
                .toLocalDate()
                .atStartOfDay(NEW_YORK);
        for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
            ZonedDateTime day = today.plusDays(ahead);
            for (Hours span : hours) {
                if (ns(day) >= span.fromNs && ns(day) < span.untilNs) {
                    addGaps(all, day, span.days.get(day.getDayOfWeek()));
                }
            }
        }
        return all;
    }

    /** What lies between the sessions of a day. A day of which nothing is told is open; one without a session is not. */
    private static void addGaps(List<Window> all, ZonedDateTime day, List<Session> sessions) {
        if (sessions == null) {
            return;
        }
        ZonedDateTime closed = day;
        for (Session session : sessions) {
            ZonedDateTime open = day.with(session.open);
            if (open.isAfter(closed)) {
                all.add(new Window(ns(closed), ns(open)));
            }
            closed = session.close.equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day.with(session.close);
        }
        if (closed.isBefore(day.plusDays(1))) {
            all.add(new Window(ns(closed), ns(day.plusDays(1))));
        }
    }

    private static long ns(ZonedDateTime at) {
        return at.toEpochSecond() * 1_000_000_000L;
    }
}
