package io.parallax.gateway.polymarket.signing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it (padding 0x01, not SHA-3's 0x06) without allocation. One instance, one thread.
 *
 * <p>Source: Keccak reference, version 3.0 (2011-01-14): permutation f[1600], rate 1088 bits.
 */
final class Keccak256 {
    static final int HASH_LENGTH = 32;

    private static final int RATE = 136;
    private static final int LANES = 25;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long[] ROUND = {
        0x0000000000000001L, 0x0000000000008082L, 0x800000000000808AL, 0x8000000080008000L,
        0x000000000000808BL, 0x0000000080000001L, 0x8000000080008081L, 0x8000000000008009L,
        0x000000000000008AL, 0x0000000000000088L, 0x0000000080008009L, 0x000000008000000AL,
        0x000000008000808BL, 0x800000000000008BL, 0x8000000000008089L, 0x8000000000008003L,
        0x8000000000008002L, 0x8000000000000080L, 0x000000000000800AL, 0x800000008000000AL,
        0x8000000080008081L, 0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L
    };

    /** Where the walk of rho and pi goes next, and by how much it rotates. */
    private static final int[] PI = {
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1
    };

    private static final int[] RHO = {
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44
    };

    private final long[] state = new long[LANES];
    private final long[] column = new long[5];
    private final byte[] block = new byte[RATE];

    /** Writes the 32 bytes of the hash of {@code input[offset, offset + length)} at {@code hashOffset}. */
    void hash(byte[] input, int offset, int length, byte[] hash, int hashOffset) {
        Arrays.fill(state, 0);
        int position = offset;
        int left = length;
        while (left >= RATE) {
            absorb(input, position);
            position += RATE;
            left -= RATE;
        }
        Arrays.fill(block, (byte) 0);
        System.arraycopy(input, position, block, 0, left);
        block[left] = 1;
        block[RATE - 1] |= (byte) 0x80;
        absorb(block, 0);
        for (int i = 0; i < HASH_LENGTH / Long.BYTES; i++) {
            LONG.set(hash, hashOffset + i * Long.BYTES, state[i]);
        }
    }

    /** Hash of a whole array, freshly allocated: for constants and cold paths. */
    static byte[] of(byte[] input) {
        byte[] hash = new byte[HASH_LENGTH];
        new Keccak256().hash(input, 0, input.length, hash, 0);
        return hash;
    }

    private void absorb(byte[] from, int offset) {
        for (int i = 0; i < RATE / Long.BYTES; i++) {
            state[i] ^= (long) LONG.get(from, offset + i * Long.BYTES);
        }
        permute();
    }

    private void permute() {
        long[] a = state;
        long[] c = column;
        for (long roundConstant : ROUND) {
            for (int x = 0; x < 5; x++) {
                c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            }
            for (int x = 0; x < 5; x++) {
                long d = c[(x + 4) % 5] ^ Long.rotateLeft(c[(x + 1) % 5], 1);
                for (int y = 0; y < LANES; y += 5) {
                    a[x + y] ^= d;
                }
            }
            long moving = a[1];
            for (int i = 0; i < PI.length; i++) {
                int to = PI[i];
                long displaced = a[to];
                a[to] = Long.rotateLeft(moving, RHO[i]);
                moving = displaced;
            }
            for (int y = 0; y < LANES; y += 5) {
                for (int x = 0; x < 5; x++) {
                    c[x] = a[y + x];
                }
                for (int x = 0; x < 5; x++) {
                    a[y + x] = c[x] ^ ~c[(x + 1) % 5] & c[(x + 2) % 5];
                }
            }
            a[0] ^= roundConstant;
        }
    }
}
