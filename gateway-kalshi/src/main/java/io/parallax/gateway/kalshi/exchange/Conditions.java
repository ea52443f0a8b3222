package io.parallax.gateway.kalshi.exchange;

import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import java.util.EnumMap;
import java.util.Map;

/**
 * What stands between us and the venue, told as it changes: each condition once when it begins and again when it will last
 * longer than was said, and OPEN once the last has ended. Event loop only.
 */
public final class Conditions {
    private final EventWriter events;
    private final EpochClock clock;
    private final Map<VenueConditionKind, Long> standing = new EnumMap<>(VenueConditionKind.class);

    public Conditions(EventWriter events, EpochClock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** It is so now. @param untilNs when it should be over, epoch nanoseconds; 0 = not known */
    public void begin(VenueConditionKind kind, long untilNs) {
        Long before = standing.put(kind, untilNs);
        if (before == null || untilNs > before) {
            events.stamp(clock.epochNanos(), 0, 0);
            events.venueCondition(kind, untilNs);
        } else {
            standing.put(kind, before);
        }
    }

    /** It is so no longer. */
    public void end(VenueConditionKind kind) {
        if (standing.remove(kind) != null && standing.isEmpty()) {
            events.stamp(clock.epochNanos(), 0, 0);
            events.venueCondition(VenueConditionKind.OPEN, 0);
        }
    }

    public boolean is(VenueConditionKind kind) {
        return standing.containsKey(kind);
    }

    /** Until when a condition was said to last, 0 when it does not stand or nobody said. */
    long untilNs(VenueConditionKind kind) {
        return standing.getOrDefault(kind, 0L);
    }

    /** Whether nothing stands in the way. */
    public boolean isOpen() {
        return standing.isEmpty();
    }
}
