package io.parallax.engine.book;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.state.StateHash;

/**
 * One instrument's book, its health, and the rules by which book events reach it. Written by the engine thread.
 *
 * <p>A book belongs to the line whose snapshot built it, at one connection epoch. Events of an older epoch are dropped;
 * events of another line are dropped while the book is whole, and a snapshot of another line takes over when it is not.
 * Updates count only on a whole book. A message is applied group by group and read only once its END has been applied.
 */
public final class BookSlot {
    /** Result bit: the book changed, is whole and LIVE: decisions that read it are to be taken again. */
    public static final int READY = 1;

    /** Result bit: the health state changed. */
    public static final int HEALTH_CHANGED = 2;

    /** Result bit: a fault was found in this event; {@link #lastFault} names it. */
    public static final int FAULT = 4;

    /** Lines of one venue whose epochs are kept apart. */
    public static final int MAX_LINES = 8;

    private static final short RAW_BID = BookSide.BID.value();
    private static final short RAW_ASK = BookSide.ASK.value();
    private static final int NO_LINE = -1;

    private final OrderBook book;
    private final BookHealth health = new BookHealth();
    private final int[] epochs = new int[MAX_LINES];
    private int line = NO_LINE;
    private boolean loading;
    private boolean inUpdate;
    private long readyVersion;
    private long lastHeardNs;
    private int tickEpoch;
    private int lastFault;
    private long faults;
    private long lateMessages;
    private long foreignMessages;
    private long ignoredUpdates;
    private long orphanChunks;

    public BookSlot(TickGrid grid) {
        book = new OrderBook(grid);
        java.util.Arrays.fill(epochs, Integer.MIN_VALUE);
    }

    /** Applies one chunk of a snapshot; returns result bits. */
    public int onSnapshot(BookSnapshotDecoder snapshot) {
        long timestampNs = snapshot.meta().timestampNs();
        int from = snapshot.line();
        boolean begin = snapshot.flags().begin();
        boolean end = snapshot.flags().end();
        int epoch = snapshot.epoch();
        if (isLate(from, epoch)) {
            return 0;
        }
        if (begin) {
            if (from != line && health.isWhole()) {
                foreignMessages++;
                return 0;
            }
            line = from;
            loading = true;
            inUpdate = false;
            book.beginSnapshot();
        } else if (!loading || from != line) {
            orphanChunks++;
            return 0;
        }
        BookSnapshotDecoder.LevelsDecoder levels = snapshot.levels();
        while (levels.hasNext()) {
            levels.next();
            BookSide side = side(levels.sideRaw());
            int fault = side == null ? BookFault.BAD_SIDE : book.set(side, levels.priceMicros(), levels.qtyMicros());
            if (fault != BookFault.OK) {
                return fail(fault, timestampNs);
            }
        }
        lastHeardNs = timestampNs;
        if (!end) {
            return health.apply(BookHealth.Input.SNAPSHOT_BEGUN, timestampNs) ? HEALTH_CHANGED : 0;
        }
        loading = false;
        book.endSnapshot(timestampNs);
        return settle(
                book.isCrossed() ? BookHealth.Input.SNAPSHOT_CROSSED : BookHealth.Input.SNAPSHOT_COMPLETE, timestampNs);
    }

    /** Applies the level changes of one venue message, or a chunk of them; returns result bits. */
    public int onUpdate(BookUpdateDecoder update) {
        long timestampNs = update.meta().timestampNs();
        int from = update.line();
        boolean begin = update.flags().begin();
        boolean end = update.flags().end();
        boolean reconnected = isNewer(from, update.epoch());
        if (isLate(from, update.epoch())) {
            return 0;
        }
        if (from != line) {
            if (health.isWhole()) {
                foreignMessages++;
            } else {
                ignoredUpdates++;
            }
            return 0;
        }
        if (reconnected) {
            ignoredUpdates++;
            return change(BookHealth.Input.DISCONNECT, timestampNs);
        }
        if (loading || begin && inUpdate) {
            return fail(BookFault.BROKEN_BATCH, timestampNs);
        }
        if (!health.isWhole()) {
            ignoredUpdates++;
            return 0;
        }
        inUpdate = true;
        int fault = apply(update.changes());
        if (fault != BookFault.OK) {
            return fail(fault, timestampNs);
        }
        lastHeardNs = timestampNs;
        if (!end) {
            return 0;
        }
        inUpdate = false;
        book.endUpdate(timestampNs);
        return settle(book.isCrossed() ? BookHealth.Input.CROSSED_SEEN : BookHealth.Input.UNCROSSED_SEEN, timestampNs);
    }

    private int apply(BookUpdateDecoder.ChangesDecoder changes) {
        while (changes.hasNext()) {
            changes.next();
            BookSide side = side(changes.sideRaw());
            if (side == null) {
                return BookFault.BAD_SIDE;
            }
            int fault =
                    switch (changes.opRaw()) {
                        case 1 -> book.set(side, changes.priceMicros(), changes.qtyMicros());
                        case 2 -> book.add(side, changes.priceMicros(), changes.qtyMicros());
                        default -> BookFault.BAD_OP;
                    };
            if (fault != BookFault.OK) {
                return fault;
            }
        }
        return BookFault.OK;
    }

    /**
     * Applies the state of a line, or of this instrument on it; returns result bits. Status of a line that is not the
     * book's, or of an older epoch, changes nothing.
     */
    public int onFeed(int from, FeedState state, int epoch, long timestampNs) {
        boolean newer = isNewer(from, epoch);
        if (isLate(from, epoch) || from != line) {
            return 0;
        }
        return switch (state) {
            case REMOVED -> change(BookHealth.Input.CONNECT, timestampNs);
            case CONNECTED -> newer ? change(BookHealth.Input.CONNECT, timestampNs) : 0;
            case DISCONNECTED -> change(BookHealth.Input.DISCONNECT, timestampNs);
            case GAP -> change(BookHealth.Input.GAP, timestampNs);
            case STALE, MISMATCH -> change(BookHealth.Input.STALE_SIGNAL, timestampNs);
            case FAULT -> change(BookHealth.Input.FAULT, timestampNs);
            case VERIFIED -> verified(timestampNs);
            case HEARD, THROTTLED, NULL_VAL -> 0;
        };
    }

    private int verified(long timestampNs) {
        if (health.isWhole()) {
            lastHeardNs = timestampNs;
        }
        return 0;
    }

    /** Moves the book to a new grid, empty; a grid with the same prices changes nothing. Returns result bits. */
    public int onTickChange(TickGrid grid, long timestampNs) {
        if (grid.hasSamePrices(book.grid())) {
            return 0;
        }
        book.regrid(grid);
        tickEpoch++;
        return change(BookHealth.Input.TICK_CHANGE, timestampNs);
    }

    /** Voids the book for a reason outside the feed (a pause of the process, say); returns result bits. */
    public int onStale(long timestampNs) {
        return change(BookHealth.Input.STALE_SIGNAL, timestampNs);
    }

    /** Ends a message: moves the health and says whether the book is to be read again. */
    private int settle(BookHealth.Input input, long timestampNs) {
        int result = health.apply(input, timestampNs) ? HEALTH_CHANGED : 0;
        if (health.isLive() && readyVersion != book.version()) {
            readyVersion = book.version();
            result |= READY;
        }
        return result;
    }

    /** Takes the book out of use; whatever was half applied is abandoned. */
    private int change(BookHealth.Input input, long timestampNs) {
        loading = false;
        inUpdate = false;
        return health.apply(input, timestampNs) ? HEALTH_CHANGED : 0;
    }

    private int fail(int fault, long timestampNs) {
        lastFault = fault;
        faults++;
        boolean missed = fault == BookFault.NEGATIVE_LEVEL || fault == BookFault.BROKEN_BATCH;
        return change(missed ? BookHealth.Input.GAP : BookHealth.Input.FAULT, timestampNs) | FAULT;
    }

    /** Whether the event is of a connection that has been replaced; remembers the newest one. */
    private boolean isLate(int from, int epoch) {
        if (from < 0 || from >= MAX_LINES || epoch < epochs[from]) {
            lateMessages++;
            return true;
        }
        epochs[from] = epoch;
        return false;
    }

    private boolean isNewer(int from, int epoch) {
        return from >= 0 && from < MAX_LINES && epoch > epochs[from];
    }

    private static BookSide side(short raw) {
        return raw == RAW_BID ? BookSide.BID : raw == RAW_ASK ? BookSide.ASK : null;
    }

    /** The levels. The same object for the life of the slot; read it only when {@link #isLive}. */
    public OrderBook book() {
        return book;
    }

    public BookHealth.State health() {
        return health.state();
    }

    /** When the present health state was entered. */
    public long healthSinceNs() {
        return health.sinceNs();
    }

    /** Whether a decision may read the book now: LIVE, and no message half applied. */
    public boolean isLive() {
        return health.isLive() && !loading && !inUpdate;
    }

    /** Timestamp of the last message, or verification, that showed the book current; 0 before the first. */
    public long lastHeardNs() {
        return lastHeardNs;
    }

    /** Grows with every grid the instrument has had; prices of two tick epochs do not mix. */
    public int tickEpoch() {
        return tickEpoch;
    }

    /** The newest {@link BookFault}, 0 when there was none. */
    public int lastFault() {
        return lastFault;
    }

    /** Faults found in book events. */
    public long faults() {
        return faults;
    }

    /** Events dropped because their connection had been replaced. */
    public long lateMessages() {
        return lateMessages;
    }

    /** Events dropped because the book is another line's. */
    public long foreignMessages() {
        return foreignMessages;
    }

    /** Updates dropped because no snapshot was there to apply them to. */
    public long ignoredUpdates() {
        return ignoredUpdates;
    }

    /** Snapshot chunks dropped because their beginning was never seen. */
    public long orphanChunks() {
        return orphanChunks;
    }

    /**
     * Hash of what later decisions depend on: levels, health and epochs. The time of the last message is left out, so
     * that a duplicate leaves the hash as it is.
     */
    public long stateHash(long seed) {
        long hash = StateHash.mix(book.stateHash(seed), health.state().ordinal());
        hash = StateHash.mix(StateHash.mix(hash, health.sinceNs()), book.lastChangeNs());
        hash = StateHash.mix(StateHash.mix(hash, line), tickEpoch);
        hash = StateHash.mix(hash, (loading ? 1 : 0) | (inUpdate ? 2 : 0));
        for (int epoch : epochs) {
            hash = StateHash.mix(hash, epoch);
        }
        return hash;
    }
}
