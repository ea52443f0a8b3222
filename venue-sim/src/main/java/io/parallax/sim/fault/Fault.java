package io.parallax.sim.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * One thing that goes wrong on one connection. A fault of frames acts on the next {@code count} frames that match it; a
 * fault of the connection acts at once.
 *
 * @param kind what happens
 * @param frames kinds of frames it acts on; without meaning for faults of the connection
 * @param marketId Kalshi ticker or Polymarket condition id it acts on, null for all
 * @param count frames left to act on, {@link #ENDLESS} for all of them
 * @param amount what the kind needs: ns of delay, bytes, a code; else 0
 */
public record Fault(Kind kind, Set<FrameKind> frames, String marketId, long count, long amount) {
    /** A count without end: until it is cured or the connection ends. */
    public static final long ENDLESS = Long.MAX_VALUE;

    private static final long MEBIBYTE = 1L << 20;

    /** What can go wrong. */
    public enum Kind {
        /** Numbered by the venue, lost on the way. */
        DROP,
        /** Never sent by the venue: no number is used up, so the numbers do not tell. */
        WITHHOLD,
        /** Held for a time, order kept. */
        DELAY,
        /** Sent twice. */
        DUPLICATE,
        /** Two frames swap places. */
        REORDER,
        /** Cut off in the middle. */
        TRUNCATE,
        /** A number in it becomes one that cannot be. */
        HOSTILE,
        /** Prices in it are in cents, as whole numbers. */
        CENTS,
        /** The venue's times in it become wrong. */
        WRONG_TIME,
        /** A snapshot asked for comes only after a time; changes do not wait for it. */
        LATE_SNAPSHOT,
        /** Nothing goes out or is heard any more, pings included, and no end is told. */
        HALF_OPEN,
        /** Text that is no JSON is sent. */
        GARBAGE,
        /** A well-formed message of a type nobody knows is sent. */
        UNKNOWN_TYPE,
        /** One text of so many bytes is sent. */
        GIANT,
        /** A message begins and goes on in fragments for ever. */
        FRAGMENTS,
        /** A frame begins and goes on byte by byte. */
        DRIP,
        /** The subscription of books dies with an error of the venue. */
        SUBSCRIPTION_ERROR,
        /** The connection ends with a close frame. */
        CLOSE,
        /** The connection ends by a reset. */
        RESET
    }

    public Fault {
        frames = Set.copyOf(frames);
        if (count <= 0 || amount < 0) {
            throw new IllegalArgumentException(
                    kind + ": count=" + count + " must be positive, amount=" + amount + " must not be negative");
        }
    }

    /** The next book frames take their numbers but are lost. */
    public static Fault drop(long count) {
        return ofFrames(Kind.DROP, count, 0);
    }

    /** All public data stops while keep-alives go on: a silent stall. */
    public static Fault stall() {
        return new Fault(Kind.WITHHOLD, FrameKind.DATA, null, ENDLESS, 0);
    }

    /** The next snapshots never come, though asked for. */
    public static Fault withholdSnapshots(long count) {
        return new Fault(Kind.WITHHOLD, Set.of(FrameKind.SNAPSHOT), null, count, 0);
    }

    /** Every frame of data is held this long. */
    public static Fault delay(Duration time) {
        return new Fault(Kind.DELAY, FrameKind.DATA, null, ENDLESS, time.toNanos());
    }

    /** The next book frames come twice. */
    public static Fault duplicate(long count) {
        return ofFrames(Kind.DUPLICATE, count, 0);
    }

    /** The next two book frames swap places. */
    public static Fault reorder() {
        return ofFrames(Kind.REORDER, 2, 0);
    }

    /** The next book frames end in the middle. */
    public static Fault truncate(long count) {
        return ofFrames(Kind.TRUNCATE, count, 0);
    }

    /** The next book frames carry numbers that cannot be. */
    public static Fault hostile(long count) {
        return ofFrames(Kind.HOSTILE, count, 0);
    }

    /** The next book frames carry prices in cents. */
    public static Fault inCents(long count) {
        return ofFrames(Kind.CENTS, count, 0);
    }

    /** The next frames of data carry wrong times of the venue; book hashes then no longer fit. */
    public static Fault wrongTimes(WrongTime how, long count) {
        return new Fault(Kind.WRONG_TIME, FrameKind.DATA, null, count, how.ordinal());
    }

    /** The next snapshots come this late, changes before them. */
    public static Fault lateSnapshots(Duration time, long count) {
        return new Fault(Kind.LATE_SNAPSHOT, Set.of(FrameKind.SNAPSHOT), null, count, time.toNanos());
    }

    /** The connection goes dead without an end. */
    public static Fault halfOpen() {
        return ofConnection(Kind.HALF_OPEN, 0);
    }

    /** Text that is no JSON. */
    public static Fault garbage() {
        return ofConnection(Kind.GARBAGE, 0);
    }

    /** A message of a type nobody knows. */
    public static Fault unknownType() {
        return ofConnection(Kind.UNKNOWN_TYPE, 0);
    }

    /** One message of this size. */
    public static Fault giant(long bytes) {
        return ofConnection(Kind.GIANT, bytes);
    }

    /** One message just above a mebibyte. */
    public static Fault giant() {
        return giant(MEBIBYTE + 4_096);
    }

    /** A message without end, in fragments. */
    public static Fault fragments() {
        return ofConnection(Kind.FRAGMENTS, 0);
    }

    /** A frame without end, byte by byte. */
    public static Fault drip() {
        return ofConnection(Kind.DRIP, 0);
    }

    /** The book subscription dies with this code of the venue: 10 or 25 at Kalshi. */
    public static Fault subscriptionError(int code) {
        return ofConnection(Kind.SUBSCRIPTION_ERROR, code);
    }

    /** A close frame with this status, then the end. */
    public static Fault close(int status) {
        return ofConnection(Kind.CLOSE, status);
    }

    /** A reset. */
    public static Fault reset() {
        return ofConnection(Kind.RESET, 0);
    }

    /** The same, on frames of these kinds. */
    public Fault of(FrameKind first, FrameKind... more) {
        EnumSet<FrameKind> only = EnumSet.of(first, more);
        return new Fault(kind, only, marketId, count, amount);
    }

    /** The same, on frames of one market. */
    public Fault ofMarket(String onlyMarketId) {
        return new Fault(kind, frames, onlyMarketId, count, amount);
    }

    /** The same, on this many frames. */
    public Fault times(long newCount) {
        return new Fault(kind, frames, marketId, newCount, amount);
    }

    /** Whether it waits for frames to act on, rather than acting at once. */
    public boolean isOfFrames() {
        return kind.compareTo(Kind.LATE_SNAPSHOT) <= 0;
    }

    boolean matches(FrameKind frame, String market) {
        return frames.contains(frame) && (marketId == null || marketId.equals(market));
    }

    private static Fault ofFrames(Kind kind, long count, long amount) {
        return new Fault(kind, FrameKind.BOOKS, null, count, amount);
    }

    private static Fault ofConnection(Kind kind, long amount) {
        return new Fault(kind, Set.of(), null, 1, amount);
    }
}
