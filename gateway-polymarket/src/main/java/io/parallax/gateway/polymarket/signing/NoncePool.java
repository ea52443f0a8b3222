package io.parallax.gateway.polymarket.signing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nonces prepared in the background, so that a signature costs one modular product and one sum. Opt-in: what it protects and
 * what it does not is in {@code docs/signing.md}.
 *
 * <pre>
 *   a place of 13 longs:  r (4) | 1/k as a factor (4) | r d / k (4) | parity of R's y (1)
 *   s = z / k + r d / k mod n
 * </pre>
 *
 * <p>A pair is drawn from a secure random source, claimed by exactly one signature and wiped; none is stored, logged or
 * copied. At any sign of a clone, a suspend or a clock jump every pair is dropped, and after a rest the pool draws anew from a
 * new source. Should the source ever repeat itself, the pool stays off. Without a pair, {@link #sign} does nothing and the
 * caller derives the nonce.
 */
final class NoncePool implements AutoCloseable {
    static final int PLACE = 13;

    private static final Logger LOG = LoggerFactory.getLogger(NoncePool.class);
    private static final int R = 0;
    private static final int INVERSE = 4;
    private static final int PRODUCT = 8;
    private static final int PARITY = 12;
    private static final int FIRST_V = 27;
    private static final int WORD = 32;

    private static final int FREE = 0;
    private static final int FULL = 1;
    private static final int TAKEN = 2;

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long REST_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long JOIN_MS = 2_000;

    /** Pairs remembered by 8 bytes of r, so that a source that repeats itself is found out. */
    private static final int REMEMBERED = 1 << 16;

    private final NativeCurve curve;
    private final Supplier<SecureRandom> source;
    private final CloneGuard guard;
    private final long[] places;
    private final AtomicIntegerArray states;
    private final AtomicInteger hint = new AtomicInteger();
    private final AtomicLong generation = new AtomicLong();
    private final AtomicLong drops = new AtomicLong();
    private final Drawing drawing = new Drawing();
    private final long[] claimed = new long[PLACE];
    private final long[] s = new long[Scalar.LIMBS];
    private final long[] scratch = new long[Scalar.SCRATCH];
    private Thread helper;
    private volatile boolean closed;

    NoncePool(NativeCurve curve, int pairs, Supplier<SecureRandom> source, CloneGuard.Host host) {
        this.curve = curve;
        this.source = source;
        guard = new CloneGuard(host);
        places = new long[pairs * PLACE];
        states = new AtomicIntegerArray(pairs);
        drawing.random = source.get();
    }

    /** A pool with its helper thread. */
    static NoncePool start(NativeCurve curve, int pairs) {
        NoncePool pool = new NoncePool(curve, pairs, SecureRandom::new, CloneGuard.Host.system());
        pool.helper = new Thread(pool::run, "polymarket-nonces");
        pool.helper.setDaemon(true);
        pool.helper.start();
        return pool;
    }

    /**
     * Signs with a pair of the pool. Event loop only.
     *
     * @return false when there is no pair to be trusted
     */
    boolean sign(byte[] digest, byte[] signature) {
        if (!claim(claimed)) {
            return false;
        }
        Scalar.load(digest, 0, s, 0);
        Scalar.product(s, 0, claimed, INVERSE, s, 0, scratch);
        Scalar.sum(s, 0, s, 0, claimed, PRODUCT, scratch);
        boolean made = !Scalar.isZero(s);
        if (made) {
            boolean high = Scalar.isHigh(s);
            Scalar.negateIf(high, s);
            Scalar.store(claimed, R, signature, 0);
            Scalar.store(s, 0, signature, WORD);
            signature[2 * WORD] = (byte) (FIRST_V + (claimed[PARITY] ^ (high ? 1 : 0)));
        }
        Arrays.fill(claimed, 0);
        Arrays.fill(scratch, 0);
        return made;
    }

    /** Moves a pair into {@code pair}, to nobody else ever. Any thread. */
    boolean claim(long[] pair) {
        if (closed) {
            return false;
        }
        if (!guard.isCalm()) {
            drop();
            return false;
        }
        int count = states.length();
        int from = hint.get();
        for (int i = 0; i < count; i++) {
            int place = (from + i) % count;
            if (states.get(place) == FULL && states.compareAndSet(place, FULL, TAKEN)) {
                System.arraycopy(places, place * PLACE, pair, 0, PLACE);
                release(place);
                hint.lazySet(place + 1 == count ? 0 : place + 1);
                return true;
            }
        }
        return false;
    }

    private void release(int place) {
        Arrays.fill(places, place * PLACE, (place + 1) * PLACE, 0);
        states.set(place, FREE);
    }

    /** Wipes every pair, those being prepared too. Any thread. */
    void drop() {
        generation.incrementAndGet();
        for (int place = 0; place < states.length(); place++) {
            if (states.compareAndSet(place, FULL, TAKEN)) {
                release(place);
            }
        }
    }

    /** How often all pairs were dropped for a sign of a clone, a suspend or a clock jump. */
    long drops() {
        return drops.get();
    }

    /** Pairs ready. */
    int size() {
        int full = 0;
        for (int i = 0; i < states.length(); i++) {
            full += states.get(i) == FULL ? 1 : 0;
        }
        return full;
    }

    /** Whether no place holds anything but zeros. */
    boolean isWiped() {
        return Arrays.stream(places).allMatch(value -> value == 0)
                && Arrays.stream(claimed).allMatch(value -> value == 0)
                && drawing.isWiped();
    }

    private void run() {
        long looked = System.nanoTime();
        while (!closed) {
            long now = System.nanoTime();
            if (now - looked >= LOOK_NS) {
                looked = now;
                if (!look()) {
                    rest();
                }
            }
            if (!fillOne()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    /** Looks for signs of a clone and drops everything at one. Helper thread. */
    boolean look() {
        if (guard.inspect()) {
            return true;
        }
        drop();
        drops.incrementAndGet();
        LOG.warn("polymarket: sign of a clone, a suspend or a clock jump; prepared nonces dropped");
        return false;
    }

    private void rest() {
        long until = System.nanoTime() + REST_NS;
        while (!closed && System.nanoTime() < until) {
            LockSupport.parkNanos(REST_NS / 10);
        }
        renew();
    }

    /** Begins anew: a new random source, the state of now. Helper thread. */
    void renew() {
        drop();
        drawing.random = source.get();
        guard.begin();
    }

    /** Prepares one pair where a place is free; false when there was nothing to do. Helper thread. */
    boolean fillOne() {
        if (drawing.repeated || closed) {
            return false;
        }
        for (int place = 0; place < states.length(); place++) {
            if (states.get(place) == FREE) {
                long drawnIn = generation.get();
                boolean drawn = drawing.draw();
                if (drawn && guard.isCalm() && generation.get() == drawnIn) {
                    System.arraycopy(drawing.pair, 0, places, place * PLACE, PLACE);
                    states.set(place, FULL);
                    if (generation.get() != drawnIn && states.compareAndSet(place, FULL, TAKEN)) {
                        release(place);
                    }
                }
                drawing.wipe();
                return drawn;
            }
        }
        return false;
    }

    /** Ends the helper, then wipes everything. */
    @Override
    public void close() {
        closed = true;
        if (helper != null) {
            LockSupport.unpark(helper);
            try {
                helper.join(JOIN_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        drop();
    }

    /** One pair in the making; all of it is wiped after each. Helper thread. */
    private final class Drawing {
        private static final int KEY = 0;
        private static final int LENGTH = 32;
        private static final int POINT = 40;
        private static final int OUT = 104;
        private static final int TOTAL = 176;

        private final UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(TOTAL));
        private final byte[] bytes = new byte[WORD];
        private final long[] k = new long[Scalar.LIMBS];
        private final long[] d = new long[Scalar.LIMBS];
        private final long[] r = new long[Scalar.LIMBS];
        private final long[] power = new long[Scalar.LIMBS];
        private final long[] work = new long[Scalar.SCRATCH];
        private final long[] pair = new long[PLACE];
        private final LongHashSet seen = new LongHashSet(REMEMBERED);
        private final long[] inOrder = new long[REMEMBERED];
        private int oldest;
        private SecureRandom random;
        private boolean repeated;

        boolean draw() {
            do {
                random.nextBytes(bytes);
                Scalar.load(bytes, 0, k, 0);
            } while (!Scalar.isInvertible(k));
            memory.putBytes(KEY, bytes);
            memory.putLong(LENGTH, Secp256k1.UNCOMPRESSED_LENGTH);
            long at = memory.addressOffset();
            if (!Secp256k1.point(at + KEY, at + POINT, at + OUT, at + LENGTH)) {
                return false;
            }
            Scalar.load(memory, OUT + 1, r);
            if (!Scalar.isInvertible(r) || !isNew(r[0])) {
                return false; // an x of n or more has another recovery id: one of 2^128
            }
            System.arraycopy(r, 0, pair, R, Scalar.LIMBS);
            pair[PARITY] = memory.getByte(OUT + 2 * WORD) & 1;
            Scalar.toFactor(k, 0, k, 0, work);
            Scalar.invertFactor(k, power, work);
            System.arraycopy(k, 0, pair, INVERSE, Scalar.LIMBS);
            curve.readKey(d);
            Scalar.product(pair, PRODUCT, k, 0, r, 0, work);
            Scalar.toFactor(pair, PRODUCT, pair, PRODUCT, work);
            Scalar.product(pair, PRODUCT, pair, PRODUCT, d, 0, work);
            return true;
        }

        private boolean isNew(long name) {
            if (!seen.add(name)) {
                repeated = true;
                drop();
                LOG.error("polymarket: the random source gave the same nonce twice; the nonce pool stays off");
                return false;
            }
            if (inOrder[oldest] != 0) {
                seen.remove(inOrder[oldest]);
            }
            inOrder[oldest] = name;
            oldest = (oldest + 1) % REMEMBERED;
            return true;
        }

        void wipe() {
            memory.setMemory(0, TOTAL, (byte) 0);
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(k, 0);
            Arrays.fill(d, 0);
            Arrays.fill(r, 0);
            Arrays.fill(power, 0);
            Arrays.fill(work, 0);
            Arrays.fill(pair, 0);
        }

        boolean isWiped() {
            for (int i = 0; i < TOTAL; i++) {
                if (memory.getByte(i) != 0) {
                    return false;
                }
            }
            return Arrays.stream(pair).allMatch(value -> value == 0)
                    && Arrays.stream(k).allMatch(value -> value == 0)
                    && Arrays.stream(d).allMatch(value -> value == 0);
        }
    }
}
