package io.parallax.engine.book;

import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.state.StateHash;

/**
 * One instrument's book as decisions see it: of the two copies, one a line of its pair of lines, the one that is read.
 * Written by the engine thread.
 *
 * <pre>
 *   copy that is read   the other one              then
 *   LIVE                not LIVE                   stays
 *   LIVE                LIVE, not ahead            stays (a tie stays too)
 *   LIVE                LIVE, whole, ahead         the other one
 *   LIVE                LIVE, half applied         stays
 *   not LIVE            LIVE                       the other one, in the same event
 *   not LIVE            not LIVE                   stays: nothing is read
 * </pre>
 *
 * "Ahead" is {@link BookCopy#isAheadOf}. Copy 0 hears even lines, copy 1 odd ones; the second is allocated with its first
 * snapshot, so that a set-up of one line pays for one. Deltas of two connections cannot be merged into one book, so each
 * line has its own, and arbitration is only which one is looked at.
 */
public final class BookSlot {
    /** Result bit: what is read is LIVE and not what was read last: decisions that read it are to be taken again. */
    public static final int READY = 1;

    /** Result bit: the health of the line's copy changed. */
    public static final int HEALTH_CHANGED = 2;

    /** Result bit: a fault was found in this event; {@link #lastFault} names it. */
    public static final int FAULT = 4;

    /** Result bit: a snapshot that had to repeat the book did not. */
    public static final int MISMATCH = 8;

    /** What a comparison of the two copies found. */
    public enum Finding {
        /** Nothing to complain of. */
        NONE,
        /** Copy 0 stands still while copy 1 went on. */
        EVEN_FROZEN,
        /** Copy 1 stands still while copy 0 went on. */
        ODD_FROZEN,
        /** As far as each other, both quiet, and not the same: one of them lost a message, nobody knows which. */
        DIFFERENT
    }

    private static final int NOBODY = -1;

    private final Lines lines;
    private final boolean sequenced;
    private final BookCopy.Counts counts = new BookCopy.Counts();
    private final BookCopy even;
    private BookCopy odd;
    private BookCopy active;
    private int leader = NOBODY;
    private long leadSinceNs;
    private boolean differ;
    private long differSinceNs;
    private boolean read;
    private long readHash;
    private long version;
    private int tickEpoch;

    /** A book of a venue without sequence numbers, on lines of its own. */
    public BookSlot(TickGrid grid) {
        this(grid, new Lines(), false);
    }

    /**
     * @param lines of the instrument's venue
     * @param sequenced the venue numbers its messages: a snapshot on a whole book must repeat it
     */
    public BookSlot(TickGrid grid, Lines lines, boolean sequenced) {
        this.lines = lines;
        this.sequenced = sequenced;
        even = new BookCopy(grid, counts);
        active = even;
    }

    /** Applies one chunk of a snapshot; returns result bits. */
    public int onSnapshot(BookSnapshotDecoder snapshot) {
        long timestampNs = snapshot.meta().timestampNs();
        int from = snapshot.line();
        int epoch = snapshot.epoch();
        if (!lines.heard(from, epoch, false, timestampNs)) {
            counts.lateMessages++;
            return 0;
        }
        if ((from & 1) != 0 && odd == null) {
            odd = new BookCopy(even.book().grid(), counts);
        }
        BookCopy copy = copyOf(from);
        return settle(copy, copy.onSnapshot(snapshot, from, epoch, timestampNs, sequenced), timestampNs);
    }

    /** Applies the level changes of one venue message, or a chunk of them; returns result bits. */
    public int onUpdate(BookUpdateDecoder update) {
        long timestampNs = update.meta().timestampNs();
        int from = update.line();
        int epoch = update.epoch();
        if (!lines.heard(from, epoch, true, timestampNs)) {
            counts.lateMessages++;
            return 0;
        }
        BookCopy copy = copyOf(from);
        if (copy == null) {
            counts.ignoredUpdates++;
            return 0;
        }
        return settle(copy, copy.onUpdate(update, from, epoch, timestampNs), timestampNs);
    }

    /**
     * Applies the state of a line, or of this instrument on it; returns result bits. Status of a line that no copy is bound
     * to, or of an older epoch, changes nothing.
     */
    public int onFeed(int from, FeedState state, int epoch, long timestampNs) {
        BookCopy copy = copyOf(from);
        return copy == null ? 0 : settle(copy, copy.onFeed(from, state, epoch, timestampNs), timestampNs);
    }

    /** Moves both copies to a new grid, empty; a grid with the same prices changes nothing. Returns result bits. */
    public int onTickChange(TickGrid grid, long timestampNs) {
        if (grid.hasSamePrices(even.book().grid())) {
            return 0;
        }
        tickEpoch++;
        int result = even.regrid(grid, timestampNs);
        if (odd != null) {
            result |= odd.regrid(grid, timestampNs);
        }
        return settle(even, result, timestampNs);
    }

    /** Voids both copies for a reason outside the feed (a pause of the process, say); returns result bits. */
    public int onStale(long timestampNs) {
        int result = even.onStale(timestampNs);
        if (odd != null) {
            result |= odd.onStale(timestampNs);
        }
        return settle(even, result, timestampNs);
    }

    /** Voids the copy bound to a line; returns result bits. */
    public int onStale(int line, long timestampNs) {
        BookCopy copy = copyOf(line);
        return copy == null || copy.line() != line ? 0 : settle(copy, copy.onStale(timestampNs), timestampNs);
    }

    /** Ends an event: who leads, which copy is read, and whether it is to be read again. */
    private int settle(BookCopy moved, int result, long timestampNs) {
        if (odd != null) {
            BookCopy other = moved == even ? odd : even;
            int ahead = moved.isAheadOf(other) ? index(moved) : other.isAheadOf(moved) ? index(other) : NOBODY;
            if (ahead != leader) {
                leader = ahead;
                leadSinceNs = timestampNs;
            }
            boolean differed = differ;
            differ = even.book().contentHash() != odd.book().contentHash();
            if (differ && !differed) {
                differSinceNs = timestampNs;
            }
            BookCopy standby = active == even ? odd : even;
            if (standby.isLive() && (!active.isLive() || standby.isReadable() && leader == index(standby))) {
                active = standby;
            }
        }
        if (!active.isLive()) {
            read = false;
            return result;
        }
        long hash = active.book().contentHash();
        if (active.isTorn() || read && hash == readHash) {
            return result;
        }
        read = true;
        readHash = hash;
        version++;
        return result | READY;
    }

    /**
     * Compares two LIVE copies that have been quiet for longer than {@code patienceNs}; when they hold the same levels
     * nothing is wrong, whatever their times say.
     */
    public Finding compare(long nowNs, long patienceNs) {
        if (odd == null
                || !even.isReadable()
                || !odd.isReadable()
                || even.book().contentHash() == odd.book().contentHash()) {
            return Finding.NONE;
        }
        if (leader == NOBODY) {
            boolean quiet = nowNs - Math.max(even.movedNs(), odd.movedNs()) > patienceNs;
            return quiet ? Finding.DIFFERENT : Finding.NONE;
        }
        BookCopy behind = leader == 0 ? odd : even;
        if (nowNs - Math.max(behind.movedNs(), Math.max(leadSinceNs, differSinceNs)) <= patienceNs) {
            return Finding.NONE;
        }
        return behind == even ? Finding.EVEN_FROZEN : Finding.ODD_FROZEN;
    }

    private BookCopy copyOf(int line) {
        return (line & 1) == 0 ? even : odd;
    }

    private int index(BookCopy copy) {
        return copy == even ? 0 : 1;
    }

    /** The levels of the copy that is read: ask anew after each event, and read it only when {@link #isLive}. */
    public OrderBook book() {
        return active.book();
    }

    /** The levels of copy 0 or 1, whatever its health; null before its line's first snapshot. */
    public OrderBook book(int copy) {
        BookCopy asked = copyOf(copy);
        return asked == null ? null : asked.book();
    }

    /** The instrument's grid, the same for both copies. */
    public TickGrid grid() {
        return even.book().grid();
    }

    /** Health of the copy that is read. */
    public BookHealth.State health() {
        return active.health().state();
    }

    /** When the present health state of the copy that is read was entered. */
    public long healthSinceNs() {
        return active.health().sinceNs();
    }

    /** Health of one copy, 0 or 1: AWAITING_SNAPSHOT before its line's first event. */
    public BookHealth.State health(int copy) {
        BookCopy asked = copyOf(copy);
        return asked == null
                ? BookHealth.State.AWAITING_SNAPSHOT
                : asked.health().state();
    }

    /** The line that copy 0 or 1 is bound to, -1 for none. */
    public int line(int copy) {
        BookCopy asked = copyOf(copy);
        return asked == null ? BookCopy.NO_LINE : asked.line();
    }

    /** The line that is read, -1 before the first snapshot. */
    public int activeLine() {
        return active.line();
    }

    /** Whether copy 0 or 1 has been locked or crossed for as long as this. */
    public boolean isCrossedFor(int copy, long durationNs, long nowNs) {
        BookCopy asked = copyOf(copy);
        return asked != null
                && asked.health().state() == BookHealth.State.CROSSED
                && nowNs - asked.health().sinceNs() >= durationNs;
    }

    /** Whether a decision may read the book now: LIVE, and no message half applied. */
    public boolean isLive() {
        return active.isReadable();
    }

    /** LIVE, though a message may be half applied: for what needs the market to be there and reads none of its levels. */
    public boolean isUp() {
        return active.isLive();
    }

    /**
     * When the book that is read was last known to be current, by our clock: its last message or verification or, while it
     * is whole, the last data on its line, for a market in which nothing happens sends nothing. 0 before the first.
     */
    public long lastHeardNs() {
        BookCopy copy = active;
        if (copy.health().isWhole() && lines.epoch(copy.line()) == copy.epoch()) {
            return Math.max(copy.lastHeardNs(), lines.heardNs(copy.line()));
        }
        return copy.lastHeardNs();
    }

    /** The connections of the instrument's venue. */
    public Lines lines() {
        return lines;
    }

    /** Grows with each READY: equal versions mean that the same was read, whichever copy it came from. */
    public long version() {
        return version;
    }

    /** Grows with every grid the instrument has had; prices of two tick epochs do not mix. */
    public int tickEpoch() {
        return tickEpoch;
    }

    /** Bytes of the books of this instrument. */
    public long sizeBytes() {
        return even.book().sizeBytes() + (odd == null ? 0 : odd.book().sizeBytes());
    }

    /** The newest {@link BookFault}, 0 when there was none. */
    public int lastFault() {
        return counts.lastFault;
    }

    /** Faults found in book events. */
    public long faults() {
        return counts.faults;
    }

    /** Snapshots that had to repeat the book and did not. */
    public long mismatches() {
        return counts.mismatches;
    }

    /** Snapshots that were taken whole and contradicted nothing, of both copies. */
    public long wholeSnapshots() {
        return counts.wholeSnapshots;
    }

    /** Events dropped because their connection had been replaced. */
    public long lateMessages() {
        return counts.lateMessages;
    }

    /** Events dropped because the copy is another line's. */
    public long foreignMessages() {
        return counts.foreignMessages;
    }

    /** Updates dropped because no snapshot was there to apply them to. */
    public long ignoredUpdates() {
        return counts.ignoredUpdates;
    }

    /** Snapshot chunks dropped because their beginning was never seen. */
    public long orphanChunks() {
        return counts.orphanChunks;
    }

    /**
     * Hash of the books: levels, health, epochs, progress, and which is read. The time of the last message is left out, so
     * that a duplicate leaves the hash as it is; {@link #heardHash} holds it.
     */
    public long stateHash(long seed) {
        long hash = even.stateHash(seed);
        if (odd != null) {
            hash = odd.stateHash(hash);
        }
        hash = StateHash.mix(StateHash.mix(hash, index(active)), tickEpoch);
        hash = StateHash.mix(StateHash.mix(hash, leader), leadSinceNs);
        hash = StateHash.mix(StateHash.mix(hash, differ ? 1 : 0), differSinceNs);
        hash = StateHash.mix(StateHash.mix(hash, version), read ? readHash : 0);
        return StateHash.mix(hash, read ? 1 : 0);
    }

    /** Folds when the copies were last heard of into {@code hash}. */
    public long heardHash(long hash) {
        long h = StateHash.mix(hash, even.lastHeardNs());
        return odd == null ? h : StateHash.mix(h, odd.lastHeardNs());
    }
}
