package io.parallax.app.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;

/** What the trading day has lost, carried from one session to the next. A day is one of the configured zone. */
public final class DayStore {
    private static final long NANOS = 1_000_000_000L;

    private final ControlDirectory directory;

    public DayStore(ControlDirectory directory) {
        this.directory = directory;
    }

    /**
     * A day so far.
     *
     * @param startNs its first instant, epoch nanoseconds
     * @param lossMicros lost for good, fees and unwinds included; what holdings would lose is no part of it
     */
    public record Day(long startNs, long lossMicros, int failedAttempts) {}

    /** First instant of the day that holds this one; days are as long as the zone says, 23 to 25 hours. */
    public static long startOfDayNs(long nowNs, ZoneId zone) {
        return Instant.ofEpochSecond(Math.floorDiv(nowNs, NANOS))
                        .atZone(zone)
                        .toLocalDate()
                        .atStartOfDay(zone)
                        .toEpochSecond()
                * NANOS;
    }

    /** First instant of the day after. */
    public static long nextDayNs(long startOfDayNs, ZoneId zone) {
        return Instant.ofEpochSecond(Math.floorDiv(startOfDayNs, NANOS))
                        .atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toEpochSecond()
                * NANOS;
    }

    /**
     * What earlier sessions of this day left.
     *
     * @throws ControlException when that cannot be read: a loss that is not known is no loss of nothing
     */
    public Day read(long startOfDayNs) {
        try {
            JsonNode json = ControlDirectory.read(directory.day());
            if (json == null || json.path("dayStartNs").asLong() != startOfDayNs) {
                return new Day(startOfDayNs, 0, 0);
            }
            if (!json.path("lossMicros").canConvertToLong()) {
                throw new IOException("it holds no loss");
            }
            return new Day(
                    startOfDayNs,
                    json.path("lossMicros").asLong(),
                    json.path("failedAttempts").asInt());
        } catch (IOException e) {
            throw new ControlException(
                    "the loss of the day cannot be read: " + directory.day() + ": " + e.getMessage()
                            + "; write the file anew, or remove it when nothing was lost today",
                    e);
        }
    }

    /** Replaces it. @throws ControlException when it cannot be written */
    public void write(Day day) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dayStartNs", day.startNs());
        json.put("lossMicros", day.lossMicros());
        json.put("failedAttempts", day.failedAttempts());
        try {
            ControlDirectory.write(directory.day(), json);
        } catch (IOException e) {
            throw new ControlException("the loss of the day cannot be kept in " + directory.day() + ": " + e, e);
        }
    }
}
