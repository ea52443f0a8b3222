package io.parallax.gateway.polymarket.signing;

import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import java.security.SecureRandom;

/** What of the signer a benchmark needs and nobody else may have: a bare curve, and a pool that is filled by hand. */
public final class SignerProbe {
    private static final int LOOK_EVERY = 256;

    private final NativeCurve curve;
    private NoncePool pool;
    private int prepared;

    /** @param key 32 bytes */
    public SignerProbe(byte[] key) {
        curve = new NativeCurve(key);
    }

    /** A signature of a digest by libsecp256k1 alone. */
    public void bareSign(byte[] digest, byte[] signature) {
        curve.sign(digest, signature);
    }

    /** A signer whose pool has {@code pairs} places and no helper. */
    public OrderSigner pooled(PolymarketSettings settings, int pairs) {
        return new OrderSigner(
                settings,
                new SigningSettings(SigningSettings.unlimited().limits(), pairs, 16),
                (key, places) -> pool = new NoncePool(key, places, SecureRandom::new, CloneGuard.Host.system()));
    }

    /** A pool of {@code pairs} places that belongs to no signer. */
    public void makePool(int pairs) {
        pool = new NoncePool(curve, pairs, SecureRandom::new, CloneGuard.Host.system());
    }

    /** Fills the pool; also a sign of life to its guard. */
    public void fill() {
        pool.look();
        pool.renew();
        while (pool.fillOne()) {
            continue;
        }
    }

    /** Prepares one pair, after taking one away. */
    public boolean prepare(long[] pair) {
        if ((prepared++ & LOOK_EVERY - 1) == 0) {
            pool.look();
        }
        pool.claim(pair);
        return pool.fillOne();
    }

    /** Longs of a pair. */
    public static int pairLength() {
        return NoncePool.PLACE;
    }
}
