package io.parallax.gateway.feed;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookSnapshotEncoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.BookUpdateEncoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands between the market data of a venue and the ring. What the ring refuses is not lost: changes are merged, book by
 * book, and sent as one update when there is room again, in the order in which the books began to wait. A SET replaces
 * what waits at its price, a DELTA is added to it, a whole book replaces everything. No change of a book overtakes what
 * waits of it, and no whole book that waits survives a status that voids the book.
 *
 * <p>Memory is bounded and made once. Where it does not suffice, or the changes contradict each other, that one book is
 * declared a GAP and its gateway is told to fetch it anew. Prints are left out and counted: no book depends on them. What
 * goes by {@link #publish} never waits.
 *
 * <p>One for a venue, on its event loop; own orders have a way past it.
 */
public final class Conflation implements EventPublisher {
    /** Level changes that can wait: 1.7 MiB with their index. */
    public static final int LEVELS = 32_768;

    /** Books that can wait: 0.7 MiB with their index. */
    public static final int BOOKS = 8_192;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SNAPSHOT_CAPACITY = (MAX_EVENT_LENGTH
                    - HEADER
                    - BookSnapshotEncoder.BLOCK_LENGTH
                    - BookSnapshotEncoder.LevelsEncoder.HEADER_SIZE)
            / BookSnapshotEncoder.LevelsEncoder.sbeBlockLength();
    private static final int UPDATE_CAPACITY =
            (MAX_EVENT_LENGTH - HEADER - BookUpdateEncoder.BLOCK_LENGTH - BookUpdateEncoder.ChangesEncoder.HEADER_SIZE)
                    / BookUpdateEncoder.ChangesEncoder.sbeBlockLength();
    private static final int MAX_CONFLATED = 65_534;
    private static final int ALL = -1;
    private static final short DELTA = LevelOp.DELTA.value();
    private static final short ASK = BookSide.ASK.value();

    /** Told that a book of a line has a hole and was declared a GAP: it is to be fetched anew. */
    @FunctionalInterface
    public interface Lost {
        void onLost(int line, int instrumentId);
    }

    private final EventPublisher ring;
    private final EventWriter events;
    private final Runnable onWaiting;
    private final Lost lost;
    private final WaitingBooks books;
    private final LevelPool levels;
    private final Counters<ConflationCounter> counters = new Counters<>(ConflationCounter.class);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final TickSizeChangedDecoder tickSize = new TickSizeChangedDecoder();
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_EVENT_LENGTH));
    private final MessageHeaderEncoder headerOut = new MessageHeaderEncoder();
    private final BookUpdateEncoder updateOut = new BookUpdateEncoder();
    private final BookSnapshotEncoder snapshotOut = new BookSnapshotEncoder();

    /**
     * @param onWaiting run when the first book begins to wait: a call of {@link #flush} is due soon
     * @param lost told on the spot, inside the call that found no room
     */
    public Conflation(EventPublisher ring, Venue venue, int levels, int books, Runnable onWaiting, Lost lost) {
        this.ring = ring;
        this.events = new EventWriter(ring, venue);
        this.onWaiting = onWaiting;
        this.lost = lost;
        this.books = new WaitingBooks(books);
        this.levels = new LevelPool(levels);
    }

    public Counters<ConflationCounter> counters() {
        return counters;
    }

    /** Whether something waits for room. */
    public boolean isWaiting() {
        return books.size() > 0;
    }

    /** Takes market data always, unless it is of a kind that cannot wait. */
    @Override
    public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (books.size() == 0 && ring.offerMarketData(event, offset, length, receivedNanos)) {
            return true;
        }
        boolean tried = books.size() == 0;
        header.wrap(event, offset);
        switch (header.templateId()) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                update.wrapAndApplyHeader(event, offset, header);
                int book = books.find(update.line(), update.instrumentId());
                if (book != WaitingBooks.NONE || tried || !ring.offerMarketData(event, offset, length, receivedNanos)) {
                    keepUpdate(book, receivedNanos);
                }
                return true;
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                snapshot.wrapAndApplyHeader(event, offset, header);
                int book = books.find(snapshot.line(), snapshot.instrumentId());
                if (book != WaitingBooks.NONE || tried || !ring.offerMarketData(event, offset, length, receivedNanos)) {
                    keepSnapshot(book, receivedNanos);
                }
                return true;
            }
            case TradeDecoder.TEMPLATE_ID -> {
                if (tried || !ring.offerMarketData(event, offset, length, receivedNanos)) {
                    counters.count(ConflationCounter.TRADES_DROPPED);
                }
                return true;
            }
            default -> {
                return !tried && ring.offerMarketData(event, offset, length, receivedNanos);
            }
        }
    }

    /**
     * Publishes at once; what a status voids does not wait any longer. A status that would make a book look current while changes of
     * it wait is left out and counted: the next one comes by itself.
     */
    @Override
    public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
        if (books.size() > 0) {
            header.wrap(event, offset);
            if (header.templateId() == FeedStatusDecoder.TEMPLATE_ID) {
                status.wrapAndApplyHeader(event, offset, header);
                if (isVoiding(status.state())) {
                    discard(status.line(), status.instrumentId());
                } else if (isReassuring(status.state()) && waits(status.line(), status.instrumentId())) {
                    counters.count(ConflationCounter.STATUS_LEFT_OUT);
                    return;
                }
            } else if (header.templateId() == TickSizeChangedDecoder.TEMPLATE_ID) {
                discard(ALL, tickSize.wrapAndApplyHeader(event, offset, header).instrumentId());
            }
        }
        ring.publish(event, offset, length, receivedNanos);
    }

    /**
     * Sends what waits, as far as there is room. Not from within a message being written.
     *
     * @return whether nothing waits any longer
     */
    public boolean flush() {
        while (books.size() > 0) {
            int book = books.first();
            if (!(books.whole[book] ? sendWhole(book) : sendChanges(book))) {
                return false;
            }
            counters.count(ConflationCounter.BOOKS_SENT);
            books.remove(book);
        }
        return true;
    }

    private static boolean isVoiding(FeedState state) {
        return switch (state) {
            case CONNECTED, DISCONNECTED, GAP, STALE, FAULT, MISMATCH, REMOVED -> true;
            case VERIFIED, HEARD, THROTTLED, NULL_VAL -> false;
        };
    }

    private static boolean isReassuring(FeedState state) {
        return state == FeedState.VERIFIED || state == FeedState.HEARD;
    }

    private boolean waits(int line, int instrumentId) {
        for (int book = books.first(); book != WaitingBooks.NONE; book = books.next(book)) {
            if (books.lines[book] == line && (instrumentId == ALL || books.instrumentIds[book] == instrumentId)) {
                return true;
            }
        }
        return false;
    }

    private void discard(int line, int instrumentId) {
        for (int book = books.first(); book != WaitingBooks.NONE; ) {
            int behind = books.next(book);
            if ((line == ALL || books.lines[book] == line)
                    && (instrumentId == ALL || books.instrumentIds[book] == instrumentId)) {
                counters.count(ConflationCounter.BOOKS_DISCARDED);
                clear(book);
                books.remove(book);
            }
            book = behind;
        }
    }

    private void keepUpdate(int found, long receivedNanos) {
        int line = update.line();
        int instrumentId = update.instrumentId();
        boolean begins = update.flags().begin();
        int book = found;
        if (book == WaitingBooks.NONE) {
            book = begin(line, instrumentId);
            if (book == WaitingBooks.NONE) {
                lose(line, instrumentId, update.epoch(), update.meta().timestampNs(), receivedNanos);
                return;
            }
            books.begun[book] = !begins;
        }
        books.epochs[book] = update.epoch();
        books.timestampsNs[book] = update.meta().timestampNs();
        books.venueTimesNs[book] = update.meta().venueTimeNs();
        books.receivedNanos[book] = receivedNanos;
        boolean ends = update.flags().end();
        boolean kept = true;
        for (BookUpdateDecoder.ChangesDecoder change = update.changes(); kept && change.hasNext(); ) {
            change.next();
            kept = keep(
                    book, change.sideRaw() == ASK, change.priceMicros(), change.opRaw() == DELTA, change.qtyMicros());
        }
        settle(book, kept, ends);
    }

    private void keepSnapshot(int found, long receivedNanos) {
        int line = snapshot.line();
        int instrumentId = snapshot.instrumentId();
        boolean begins = snapshot.flags().begin();
        int book = found;
        if (book == WaitingBooks.NONE && begins) {
            book = begin(line, instrumentId);
        }
        if (book == WaitingBooks.NONE) {
            lose(line, instrumentId, snapshot.epoch(), snapshot.meta().timestampNs(), receivedNanos);
            return;
        }
        if (begins) {
            clear(book);
            books.whole[book] = true;
            books.begun[book] = false;
        }
        books.epochs[book] = snapshot.epoch();
        books.timestampsNs[book] = snapshot.meta().timestampNs();
        books.venueTimesNs[book] = snapshot.meta().venueTimeNs();
        books.receivedNanos[book] = receivedNanos;
        boolean ends = snapshot.flags().end();
        boolean kept = true;
        for (BookSnapshotDecoder.LevelsDecoder level = snapshot.levels(); kept && level.hasNext(); ) {
            level.next();
            kept = keep(book, level.sideRaw() == ASK, level.priceMicros(), false, level.qtyMicros());
        }
        settle(book, kept, ends);
    }

    private int begin(int line, int instrumentId) {
        int book = books.add(line, instrumentId);
        if (book != WaitingBooks.NONE) {
            counters.count(ConflationCounter.BOOKS_WAITING);
            if (books.size() == 1) {
                onWaiting.run();
            }
        }
        return book;
    }

    private void settle(int book, boolean kept, boolean ends) {
        if (!kept) {
            lose(book);
        } else if (ends) {
            books.messages[book]++;
            counters.count(ConflationCounter.MESSAGES_MERGED);
        }
    }

    /** Merges one change. @return false when there is no room for it, or it makes no sense */
    private boolean keep(int book, boolean ask, long priceMicros, boolean delta, long qtyMicros) {
        int node = levels.find(book, ask, priceMicros);
        boolean isNew = node == LevelPool.NONE;
        if (isNew) {
            node = levels.add(book, ask, priceMicros, books.lastNode[book]);
            if (node == LevelPool.NONE) {
                return false;
            }
            if (books.firstNode[book] == LevelPool.NONE) {
                books.firstNode[book] = node;
            }
            books.lastNode[book] = node;
            levels.set(node, !books.whole[book], 0);
        }
        boolean sum = delta && levels.isDelta(node);
        long total = delta ? levels.qtyMicros(node) + qtyMicros : qtyMicros;
        boolean overflows = delta && ((levels.qtyMicros(node) ^ total) & (qtyMicros ^ total)) < 0;
        levels.set(node, sum, total);
        return !overflows && (sum || total >= 0);
    }

    private void lose(int book) {
        int line = books.lines[book];
        int instrumentId = books.instrumentIds[book];
        int epoch = books.epochs[book];
        long timestampNs = books.timestampsNs[book];
        long receivedNanos = books.receivedNanos[book];
        clear(book);
        books.remove(book);
        lose(line, instrumentId, epoch, timestampNs, receivedNanos);
    }

    private void lose(int line, int instrumentId, int epoch, long timestampNs, long receivedNanos) {
        counters.count(ConflationCounter.BOOKS_LOST);
        events.stamp(timestampNs, 0, receivedNanos);
        events.feedStatus(line, FeedState.GAP, epoch, instrumentId, 0);
        lost.onLost(line, instrumentId);
    }

    private void clear(int book) {
        for (int node = books.firstNode[book]; node != LevelPool.NONE; ) {
            node = levels.remove(node);
        }
        books.firstNode[book] = LevelPool.NONE;
        books.lastNode[book] = LevelPool.NONE;
    }

    /** @return false when the ring refused a part; what it took is gone from what waits */
    private boolean sendChanges(int book) {
        do {
            boolean begins = !books.begun[book];
            int conflated = books.messages[book] > 1
                    ? Math.min(MAX_CONFLATED, books.messages[book] - 1)
                    : BookUpdateEncoder.conflatedNullValue();
            updateOut
                    .wrapAndApplyHeader(scratch, 0, headerOut)
                    .instrumentId(books.instrumentIds[book])
                    .line((short) books.lines[book])
                    .epoch(books.epochs[book])
                    .conflated(conflated);
            updateOut.meta().timestampNs(books.timestampsNs[book]).venueTimeNs(books.venueTimesNs[book]);
            BookUpdateEncoder.ChangesEncoder out = updateOut.changesCount(UPDATE_CAPACITY);
            int node = books.firstNode[book];
            for (int i = 0; i < UPDATE_CAPACITY && node != LevelPool.NONE; node = levels.next(node)) {
                if (!levels.isDelta(node) || levels.qtyMicros(node) != 0) {
                    out.next()
                            .op(levels.isDelta(node) ? LevelOp.DELTA : LevelOp.SET)
                            .side(levels.isAsk(node) ? BookSide.ASK : BookSide.BID)
                            .priceMicros(levels.priceMicros(node))
                            .qtyMicros(levels.qtyMicros(node));
                    i++;
                }
            }
            out.resetCountToIndex();
            updateOut.flags().clear().begin(begins).end(node == LevelPool.NONE);
            if (!ring.offerMarketData(scratch, 0, HEADER + updateOut.encodedLength(), books.receivedNanos[book])) {
                return false;
            }
            books.begun[book] = true;
            books.messages[book] = Math.min(1, books.messages[book]);
            drop(book, node);
        } while (books.firstNode[book] != LevelPool.NONE);
        return true;
    }

    /** @return false when the ring refused a part; if it took the beginning, the book is lost */
    private boolean sendWhole(int book) {
        do {
            boolean begins = !books.begun[book];
            snapshotOut
                    .wrapAndApplyHeader(scratch, 0, headerOut)
                    .instrumentId(books.instrumentIds[book])
                    .line((short) books.lines[book])
                    .epoch(books.epochs[book]);
            snapshotOut.meta().timestampNs(books.timestampsNs[book]).venueTimeNs(books.venueTimesNs[book]);
            BookSnapshotEncoder.LevelsEncoder out = snapshotOut.levelsCount(SNAPSHOT_CAPACITY);
            int node = books.firstNode[book];
            for (int i = 0; i < SNAPSHOT_CAPACITY && node != LevelPool.NONE; node = levels.next(node)) {
                if (levels.qtyMicros(node) > 0) {
                    out.next()
                            .side(levels.isAsk(node) ? BookSide.ASK : BookSide.BID)
                            .priceMicros(levels.priceMicros(node))
                            .qtyMicros(levels.qtyMicros(node));
                    i++;
                }
            }
            out.resetCountToIndex();
            snapshotOut.flags().clear().begin(begins).end(node == LevelPool.NONE);
            if (!ring.offerMarketData(scratch, 0, HEADER + snapshotOut.encodedLength(), books.receivedNanos[book])) {
                if (!begins) {
                    lose(book);
                }
                return false;
            }
            books.begun[book] = true;
            drop(book, node);
        } while (books.firstNode[book] != LevelPool.NONE);
        return true;
    }

    /** Gives back the nodes before {@code end}. */
    private void drop(int book, int end) {
        int node = books.firstNode[book];
        while (node != end) {
            node = levels.remove(node);
        }
        books.firstNode[book] = node;
        if (node == LevelPool.NONE) {
            books.lastNode[book] = LevelPool.NONE;
        }
    }
}
