package io.parallax.gateway.polymarket.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.testkit.AllocatedBytes;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

final class NoncePoolTest {
    private static final byte[] KEY = key();
    private static final BigInteger PUBLIC =
            ECKeyPair.create(new BigInteger(1, KEY)).getPublicKey();
    private static final BigInteger HALF_N = Sign.CURVE_PARAMS.getN().shiftRight(1);

    private final NativeCurve curve = new NativeCurve(KEY);
    private final Machine machine = new Machine();

    @AfterEach
    void wipe() {
        curve.close();
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        new Random(2026).nextBytes(key);
        key[0] = 1;
        return key;
    }

    private NoncePool pool(int pairs) {
        return new NoncePool(curve, pairs, SecureRandom::new, machine);
    }

    private static void fill(NoncePool pool) {
        while (pool.fillOne()) {
            continue;
        }
    }

    @Test
    void shouldSignWhatRecoversToTheAccountAndNeverWithTheSameR() throws SignatureException {
        NoncePool pool = pool(64);
        Random random = new Random(3);
        Set<BigInteger> seen = new HashSet<>();
        byte[] digest = new byte[32];
        byte[] signature = new byte[65];
        for (int i = 0; i < 4_000; i++) {
            if (pool.size() == 0) {
                fill(pool);
            }
            if (i % 100 == 0) {
                Arrays.fill(digest, (byte) (i % 200 == 0 ? 0xFF : 0)); // beyond the order of the group, and zero
            } else {
                random.nextBytes(digest);
            }
            assertThat(pool.sign(digest, signature)).isTrue();
            byte[] r = Arrays.copyOf(signature, 32);
            byte[] s = Arrays.copyOfRange(signature, 32, 64);
            assertThat(new BigInteger(1, s)).isBetween(BigInteger.ONE, HALF_N);
            assertThat(seen.add(new BigInteger(1, r)))
                    .as("round " + i + ": r is new")
                    .isTrue();
            if (i % 4 == 0) {
                assertThat(Sign.signedMessageHashToKey(digest, new SignatureData(signature[64], r, s)))
                        .as("round " + i)
                        .isEqualTo(PUBLIC);
            }
        }
        assertThat(seen).hasSize(4_000);
    }

    @Test
    void shouldGiveEachPairToOneOfManyThreads() throws InterruptedException {
        int threads = 8;
        int pairs = 2_000;
        NoncePool pool = pool(32);
        Set<List<Long>> claimed = ConcurrentHashMap.newKeySet();
        AtomicInteger total = new AtomicInteger();
        AtomicInteger twice = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> claimants = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                long[] pair = new long[NoncePool.PLACE];
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                while (total.get() < pairs) {
                    if (pool.claim(pair)) {
                        total.incrementAndGet();
                        if (!claimed.add(List.of(pair[0], pair[1], pair[2], pair[3], pair[4]))) {
                            twice.incrementAndGet();
                        }
                    }
                }
            });
            thread.start();
            claimants.add(thread);
        }
        start.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (total.get() < pairs && System.nanoTime() < deadline) {
            pool.fillOne();
        }
        total.addAndGet(pairs);
        for (Thread thread : claimants) {
            thread.join();
        }
        assertThat(twice).hasValue(0);
        assertThat(claimed).hasSizeGreaterThanOrEqualTo(pairs);
        assertThat(claimed).noneMatch(pair -> pair.get(0) == 0 && pair.get(1) == 0);
    }

    @Test
    void shouldLeaveNothingBehind() {
        NoncePool pool = pool(8);
        assertThat(pool.isWiped()).isTrue();
        fill(pool);
        assertThat(pool.size()).isEqualTo(8);
        assertThat(pool.isWiped()).isFalse();
        byte[] signature = new byte[65];
        for (int i = 0; i < 8; i++) {
            assertThat(pool.sign(new byte[32], signature)).isTrue();
        }
        assertThat(pool.isWiped()).isTrue();
        assertThat(pool.sign(new byte[32], signature)).isFalse();
        fill(pool);
        pool.close();
        assertThat(pool.isWiped()).isTrue();
        assertThat(pool.sign(new byte[32], signature)).isFalse();
        assertThat(pool.fillOne()).isFalse();
    }

    @Test
    void shouldDropEverythingAtEverySignOfACopy() {
        List<Runnable> signs = List.of(
                () -> machine.wallNs += TimeUnit.SECONDS.toNanos(1), // suspended, or the clock was set
                () -> machine.wallNs -= TimeUnit.SECONDS.toNanos(1),
                () -> machine.pass(TimeUnit.SECONDS.toNanos(6)), // the helper stood still
                () -> machine.pid++,
                () -> machine.bootId = "another");
        for (int i = 0; i < signs.size(); i++) {
            NoncePool pool = pool(8);
            fill(pool);
            machine.pass(TimeUnit.MILLISECONDS.toNanos(250));
            assertThat(pool.look()).as("sign " + i).isTrue();
            signs.get(i).run();
            assertThat(pool.look()).as("sign " + i).isFalse();
            assertThat(pool.isWiped()).as("sign " + i).isTrue();
            assertThat(pool.drops()).isEqualTo(1);
            pool.renew();
            fill(pool);
            assertThat(pool.sign(new byte[32], new byte[65])).as("sign " + i).isTrue();
        }
    }

    @Test
    void shouldNotSignWithAPairFromBeforeAClockJumpThatTheHelperHasNotSeen() {
        NoncePool pool = pool(8);
        fill(pool);
        machine.wallNs += TimeUnit.MILLISECONDS.toNanos(300);
        assertThat(pool.sign(new byte[32], new byte[65])).isFalse();
        assertThat(pool.size()).isZero();
        assertThat(pool.isWiped()).isTrue();
        pool.fillOne();
        assertThat(pool.size())
                .as("nothing is prepared before the helper looked")
                .isZero();
    }

    @Test
    void shouldFollowAClockThatDriftsSlowly() {
        NoncePool pool = pool(8);
        fill(pool);
        for (int i = 0; i < 400; i++) {
            machine.pass(TimeUnit.MILLISECONDS.toNanos(250));
            machine.wallNs += TimeUnit.MILLISECONDS.toNanos(1);
            assertThat(pool.look()).isTrue();
        }
        assertThat(pool.size()).isEqualTo(8);
    }

    @Test
    void shouldStayOffWhenTheRandomSourceRepeatsItself() {
        NoncePool pool = new NoncePool(curve, 8, Stuck::new, machine);
        fill(pool);
        assertThat(pool.size()).isZero();
        assertThat(pool.isWiped()).isTrue();
        pool.renew();
        fill(pool);
        assertThat(pool.size()).isZero();
    }

    @Test
    void shouldFillByItselfAndEndItsHelper() throws InterruptedException {
        NoncePool pool = NoncePool.start(curve, 16);
        byte[] signature = new byte[65];
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int signed = 0;
        while (signed < 64 && System.nanoTime() < deadline) {
            if (pool.sign(new byte[32], signature)) {
                signed++;
            } else {
                Thread.sleep(1);
            }
        }
        assertThat(signed).isEqualTo(64);
        pool.close();
        assertThat(pool.isWiped()).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.isAlive() && thread.getName().equals("polymarket-nonces"));
    }

    @Test
    void shouldNotAllocateForASignature() {
        NoncePool pool = pool(1_024);
        byte[] digest = new byte[32];
        byte[] signature = new byte[65];
        Runnable work = () -> {
            for (int i = 0; i < 100; i++) {
                if (!pool.sign(digest, signature)) {
                    throw new AssertionError("empty");
                }
            }
        };
        fill(pool);
        work.run();
        assertThat(AllocatedBytes.least(work)).isZero();
    }

    /** A machine as a test wants it. */
    private static final class Machine implements CloneGuard.Host {
        private long wallNs = 1_790_000_000_000_000_000L;
        private long nanos = 5_000;
        private long pid = 77;
        private String bootId = "boot";

        void pass(long ns) {
            wallNs += ns;
            nanos += ns;
        }

        @Override
        public long wallNs() {
            return wallNs;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public String bootId() {
            return bootId;
        }
    }

    /** A source that always gives the same. */
    private static final class Stuck extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 5);
        }
    }
}
