package io.parallax.gateway.polymarket.signing;

import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * libsecp256k1 with the key in one place outside the heap, wiped on close. A signature allocates nothing.
 *
 * <pre>
 *   key 32 | digest 32 | r and s 64 | recovery id 8 | length 8 | point 64 | scratch 72
 * </pre>
 */
final class NativeCurve implements Curve {
    private static final int KEY = 0;
    private static final int DIGEST = 32;
    private static final int OUT = 64;
    private static final int RECOVERY_ID = 128;
    private static final int LENGTH = 136;
    private static final int POINT = 144;
    private static final int SCRATCH = 208;
    private static final int TOTAL = 280;
    private static final int FIRST_V = 27;

    private final UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(TOTAL));
    private final long address = memory.addressOffset();
    private boolean closed;

    /**
     * Takes a copy of the key.
     *
     * @param key 32 bytes, a key of the curve
     * @throws IllegalStateException when the library cannot be used here
     */
    NativeCurve(byte[] key) {
        if (!Secp256k1.failure().isEmpty()) {
            throw new IllegalStateException(Secp256k1.failure());
        }
        memory.putBytes(KEY, key);
        if (!Secp256k1.isKey(address + KEY)) {
            close();
            throw new IllegalArgumentException("not a key of secp256k1");
        }
    }

    @Override
    public void sign(byte[] digest, byte[] signature) {
        ensureOpen();
        memory.putBytes(DIGEST, digest, 0, KEY_LENGTH);
        if (!Secp256k1.sign(address + DIGEST, address + KEY, address + SCRATCH, address + OUT, address + RECOVERY_ID)) {
            throw new IllegalStateException("libsecp256k1 refused to sign");
        }
        memory.getBytes(OUT, signature, 0, SIGNATURE_LENGTH - 1);
        signature[SIGNATURE_LENGTH - 1] = (byte) (FIRST_V + memory.getInt(RECOVERY_ID));
    }

    @Override
    public byte[] publicKey() {
        ensureOpen();
        memory.putLong(LENGTH, Secp256k1.UNCOMPRESSED_LENGTH);
        if (!Secp256k1.point(address + KEY, address + POINT, address + SCRATCH, address + LENGTH)) {
            throw new IllegalStateException("libsecp256k1 gives no point for the key");
        }
        byte[] point = new byte[Secp256k1.UNCOMPRESSED_LENGTH - 1];
        memory.getBytes(SCRATCH + 1, point);
        return point;
    }

    /** Reads the key into four limbs, to be wiped by the caller. */
    void readKey(long[] limbs) {
        ensureOpen();
        Scalar.load(memory, KEY, limbs);
    }

    @Override
    public boolean isNative() {
        return true;
    }

    @Override
    public void close() {
        closed = true;
        memory.setMemory(0, TOTAL, (byte) 0);
    }

    /** Whether nothing is left in its memory. */
    boolean isWiped() {
        for (int i = 0; i < TOTAL; i++) {
            if (memory.getByte(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("the signing key was wiped");
        }
    }
}
