package io.parallax.engine.order;

import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/**
 * How each venue has answered our orders lately: the time to its first answer, as a moving average by eighths, and which of
 * its last {@link #KEPT} ended orders brought nothing. From the times of events, so a replay measures the same.
 */
public final class VenueRecord {
    /** Ended orders that are remembered. */
    public static final int KEPT = 64;

    /** Orders that must have been answered and ended before the figures mean something. */
    public static final int ENOUGH = 16;

    private static final int VENUES = 3; // indexed by the venue's wire value, 1 and 2
    private static final long WEIGHT = 8;

    private final long[] answerNs = new long[VENUES];
    private final long[] answers = new long[VENUES];
    private final long[] ended = new long[VENUES];
    private final long[] failures = new long[VENUES];
    private final AnswerPace pace = new AnswerPace();

    /** The venue said the first thing about an order, this long after it was sent. */
    public void answered(Venue venue, long afterNs, long nowNs) {
        int at = venue.value();
        pace.answered(venue, afterNs, nowNs);
        answerNs[at] += answers[at] == 0 ? afterNs : (afterNs - answerNs[at]) / WEIGHT;
        answers[at]++;
    }

    /** The venue has not answered an order in time, this long after it was sent. */
    public void waited(Venue venue, long afterNs, long nowNs) {
        pace.waited(venue, afterNs, nowNs);
    }

    /** A venue that has for a while answered much later than it uses to, or null; asking clears it. */
    public Venue takeSlow() {
        return pace.takeSlow();
    }

    /** An order ended. @param brought it filled something */
    public void ended(Venue venue, boolean brought) {
        int at = venue.value();
        failures[at] = failures[at] << 1 | (brought ? 0 : 1);
        ended[at]++;
    }

    public long answerNs(Venue venue) {
        return answerNs[venue.value()];
    }

    /** Share of the remembered orders that brought nothing, rounded up. */
    public long failShareMicros(Venue venue) {
        int at = venue.value();
        long known = Math.min(ended[at], KEPT);
        return known == 0 ? 0 : (Long.bitCount(failures[at]) * Micros.ONE + known - 1) / known;
    }

    public boolean isMeasured(Venue venue) {
        int at = venue.value();
        return answers[at] >= ENOUGH && ended[at] >= ENOUGH;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, answerNs, VENUES);
        h = StateHash.mix(h, answers, VENUES);
        h = StateHash.mix(h, ended, VENUES);
        return pace.stateHash(StateHash.mix(h, failures, VENUES));
    }
}
