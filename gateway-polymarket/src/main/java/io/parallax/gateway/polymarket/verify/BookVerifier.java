package io.parallax.gateway.polymarket.verify;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayQueue;

/**
 * Proves the books of one line by the venue's hashes. Messages about a book keep its levels, which is cheap; hashes are
 * made when {@link #poll} finds a book that rests, and on the way of a frame only for books that have not rested for
 * {@link #RESTLESS_NS}. All times are of the monotonic clock. On the event loop.
 */
public final class BookVerifier {
    /** In place of an offset: the message told no hash. */
    public static final int NO_HASH = BookProof.NO_HASH;

    /** In place of a price: the market never traded. */
    public static final long NEVER_TRADED = LastPrice.NONE;

    /** No message for so long: the frames of the event are all here. */
    static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Time between two hashes of a book that rests. */
    static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

    /** Without a hash for so long, the frame that ends an event pays for one. */
    static final long RESTLESS_NS = TimeUnit.SECONDS.toNanos(5);

    private static final long REPORT_NS = TimeUnit.SECONDS.toNanos(1);

    /** Books a poll looks at, of those that changed. */
    private static final int VISITS_A_POLL = 64;

    private static final int NONE = -1;
    private static final long NS_PER_MS = 1_000_000;

    private final MarketTable markets;
    private final Counters<VerifyCounter> counters;
    private final VerifyListener listener;
    private final Preimage preimage = new Preimage();
    private BookProof[] proofs;
    private int[] followed;
    private IntArrayQueue changed;
    private int count;
    private int nextAsked;
    private boolean heard;
    private long heardNanos;

    public BookVerifier(MarketTable markets, Counters<VerifyCounter> counters, VerifyListener listener) {
        this.markets = markets;
        this.counters = counters;
        this.listener = listener;
        proofs = new BookProof[markets.size()];
        followed = new int[markets.size()];
        changed = new IntArrayQueue(roomFor(markets.size()), NONE);
    }

    private static int roomFor(int books) {
        return 2 * Math.max(IntArrayQueue.MIN_CAPACITY, books);
    }

    /** From now on the line follows the market. Allocates; nothing happens where it does already. */
    public void follow(int slot) {
        if (slot >= proofs.length) {
            proofs = Arrays.copyOf(proofs, 2 * slot + 1);
        }
        if (proofs[slot] != null) {
            return;
        }
        if (count == followed.length) {
            followed = Arrays.copyOf(followed, 2 * count + 1);
            IntArrayQueue larger = new IntArrayQueue(roomFor(followed.length), NONE);
            changed.forEach(larger::addInt);
            changed = larger;
        }
        proofs[slot] = new BookProof(markets, slot);
        followed[count++] = slot;
    }

    /** The line follows the market no longer. */
    public void unfollow(int slot) {
        if (!follows(slot)) {
            return;
        }
        proofs[slot] = null;
        for (int n = changed.size(); n > 0; n--) {
            int other = changed.pollInt();
            if (other != slot) {
                changed.addInt(other);
            }
        }
        for (int i = 0; i < count; i++) {
            if (followed[i] == slot) {
                followed[i] = followed[--count];
                return;
            }
        }
    }

    /** Whether the line follows the market; only then may anything else be told of it. */
    public boolean follows(int slot) {
        return slot < proofs.length && proofs[slot] != null;
    }

    /** Nothing is known any more: a new connection, or a fault nobody can place. */
    public void lostAll() {
        for (int i = 0; i < count; i++) {
            proofs[followed[i]].lost();
        }
        heard = false;
    }

    /** The book is not known until the next whole one. */
    public void lost(int slot) {
        proofs[slot].lost();
    }

    /** Begins a whole book; {@link #add} for every level and one of the ends follow. */
    public void beginBook(int slot, long venueTimeNs, long nowNanos) {
        hear(slot, nowNanos);
        proofs[slot].beginBook(venueTimeNs / NS_PER_MS, nowNanos);
    }

    /** A level of a whole book in terms of the first outcome; cheapest from the outermost price to the best. */
    public void add(int slot, boolean bid, long priceMicros, long qtyMicros) {
        proofs[slot].add(bid, priceMicros, qtyMicros);
    }

    /**
     * Levels of one side of a whole book, as {@link #add}; those without quantity are passed over.
     *
     * @param told price and quantity of each in turn
     * @param from first level
     * @param to behind the last
     */
    public void addAll(int slot, boolean bid, long[] told, int from, int to) {
        proofs[slot].addAll(bid, told, from, to);
    }

    /**
     * Ends a whole book that says everything.
     *
     * @param lastPriceMicros of the last trade in terms of the first outcome, or {@link #NEVER_TRADED}
     * @param decimals the venue wrote it with
     */
    public void endBook(int slot, long lastPriceMicros, int decimals, boolean isVersionTwo) {
        proofs[slot].endBook(lastPriceMicros, decimals, isVersionTwo);
    }

    /** Ends a whole book that a trade made, and whose price follows. */
    public void endBookOfTrade(int slot, long nowNanos) {
        proofs[slot].endBookOfTrade(nowNanos);
    }

    /** Begins single changes of a book; {@link #set} for each, then {@link #hash}. */
    public void beginChanges(
            int slot, long venueTimeNs, DirectBuffer frame, int hashOffset, boolean isSecond, long nowNanos) {
        hear(slot, nowNanos);
        BookProof proof = proofs[slot];
        long timestampMs = venueTimeNs / NS_PER_MS;
        if (proof.isOpen()
                && proof.isUntriedFor(RESTLESS_NS, nowNanos)
                && proof.isOtherGroup(frame, hashOffset, isSecond, timestampMs)) {
            judge(slot, proof, true, nowNanos);
        }
        proof.change(timestampMs, nowNanos);
    }

    /** A new total at a price in terms of the first outcome, 0 = none. */
    public void set(int slot, boolean bid, long priceMicros, long qtyMicros) {
        BookProof proof = proofs[slot];
        if (proof.isWhole() && !proof.set(bid, priceMicros, qtyMicros)) {
            counters.count(VerifyCounter.OUTGROWN);
        }
    }

    /** The hash the message told, 40 hex digits at an offset of the frame, or {@link #NO_HASH}. */
    public void hash(int slot, DirectBuffer frame, int hashOffset, boolean isSecond) {
        proofs[slot].hash(frame, hashOffset, isSecond);
    }

    /** The price of a trade, in terms of the first outcome. */
    public void trade(int slot, long priceMicros, long nowNanos) {
        hear(slot, nowNanos);
        proofs[slot].trade(priceMicros, nowNanos);
    }

    private void hear(int slot, long nowNanos) {
        heard = true;
        heardNanos = nowNanos;
        queue(slot);
    }

    private void queue(int slot) {
        BookProof proof = proofs[slot];
        if (!proof.isQueued()) {
            proof.queued(true);
            changed.addInt(slot);
        }
    }

    /** The grid changed, as the table of markets says already. */
    public void tick(int slot) {
        proofs[slot].tick();
        queue(slot);
    }

    /**
     * Proves books that rest, some each time: those that changed longest ago first.
     *
     * @param budget hashes at most; one takes some 10 microseconds for a book of 64 levels a side
     * @return hashes compared
     */
    public int poll(long nowNanos, int budget) {
        int hashes = 0;
        for (int n = Math.min(VISITS_A_POLL, changed.size()); n > 0 && hashes < budget; n--) {
            int slot = changed.pollInt();
            BookProof proof = proofs[slot];
            proof.book().makeRoom();
            if (proof.isOpen() && nowNanos - proof.heardNanos() >= QUIET_NS && proof.isUntriedFor(AGAIN_NS, nowNanos)) {
                judge(slot, proof, true, nowNanos);
                hashes++;
            }
            proof.queued(proof.isOpen());
            if (proof.isOpen()) {
                changed.addInt(slot);
            }
        }
        return hashes;
    }

    /** Compares now, whether or not the event is over. For tests and tools that step through frames. */
    Verdict judge(int slot, boolean isGroupOver, long nowNanos) {
        return judge(slot, proofs[slot], isGroupOver, nowNanos);
    }

    private Verdict judge(int slot, BookProof proof, boolean isGroupOver, long nowNanos) {
        counters.count(VerifyCounter.HASHES);
        Verdict verdict = proof.judge(preimage, isGroupOver, nowNanos);
        switch (verdict) {
            case MATCH -> {
                counters.count(VerifyCounter.MATCHES);
                verified(slot, nowNanos);
            }
            case MISMATCH -> {
                counters.count(VerifyCounter.MISMATCHES);
                listener.onMismatch(slot);
            }
            case NOT_YET -> counters.count(VerifyCounter.NOT_YET);
            default -> counters.count(VerifyCounter.UNVERIFIABLE);
        }
        return verdict;
    }

    /** The book is the venue's. */
    void verified(int slot, long nowNanos) {
        if (proofs[slot].takeReport(REPORT_NS, nowNanos)) {
            listener.onVerified(slot);
        }
    }

    /** The book is that of a copy, which may say more than the line did. */
    void adopt(int slot, RestCopy copy, long nowNanos) {
        proofs[slot].adopt(copy, nowNanos);
        queue(slot);
    }

    /** The book is not the venue's, as its REST copy shows. */
    void mismatch(int slot) {
        proofs[slot].lost();
        listener.onMismatch(slot);
    }

    /** Whether the line, once it spoke, said nothing for so long; true begins the silence anew. */
    boolean takeSilence(long durationNs, long nowNanos) {
        if (!heard || nowNanos - heardNanos < durationNs) {
            return false;
        }
        heardNanos = nowNanos;
        return true;
    }

    /** Followed markets in turn. @return how many stand in {@code slots} now */
    int takeFollowed(int[] slots) {
        int taken = Math.min(count, slots.length);
        for (int i = 0; i < taken; i++) {
            nextAsked = nextAsked + 1 < count ? nextAsked + 1 : 0;
            slots[i] = followed[nextAsked];
        }
        return taken;
    }

    BookProof proof(int slot) {
        return proofs[slot];
    }
}
