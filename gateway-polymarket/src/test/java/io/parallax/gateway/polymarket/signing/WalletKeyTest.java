package io.parallax.gateway.polymarket.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.config.Secret;
import io.parallax.testkit.AllocatedBytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WalletKeyTest {
    /** The second published development account of Ethereum tool kits. */
    private static final Secret KEY = new Secret("0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d");

    private static final String ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

    @Test
    void shouldSignNativelyLikeTheReference() {
        Random random = new Random(14);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[32];
            byte[] digest = new byte[32];
            random.nextBytes(key);
            key[0] = 0; // below the order of the group
            random.nextBytes(digest);
            byte[] ours = new byte[65];
            byte[] reference = new byte[65];
            try (Curve curve = new NativeCurve(key);
                    Curve web3j = new Web3jCurve(key)) {
                curve.sign(digest, ours);
                web3j.sign(digest, reference);
                assertThat(ours).as("round " + i).isEqualTo(reference);
                assertThat(curve.publicKey()).as("round " + i).isEqualTo(web3j.publicKey());
            }
        }
    }

    @Test
    void shouldUseTheNativeLibraryHere() {
        assertThat(Secp256k1.failure()).isEmpty();
        try (WalletKey key = new WalletKey(KEY)) {
            assertThat(key.isNative()).isTrue();
            assertThat(key.address()).isEqualTo(ADDRESS);
        }
    }

    @Test
    void shouldFallBackToWeb3jWhereTheLibraryCannotBeLoaded() {
        WalletKey key = new WalletKey(KEY, bytes -> {
            throw new IllegalStateException("no such library");
        });
        assertThat(key.isNative()).isFalse();
        assertThat(key.address()).isEqualTo(ADDRESS);
        byte[] fallback = new byte[65];
        key.sign(new byte[32], fallback);
        byte[] usual = new byte[65];
        new WalletKey(KEY).sign(new byte[32], usual);
        assertThat(fallback).isEqualTo(usual);
    }

    @Test
    void shouldRefuseToStartWhenTheCurvesDisagreeByOneBit() {
        for (int bit : new int[] {0, 255, 256, 511, 512}) {
            assertThatThrownBy(() -> new WalletKey(KEY, bytes -> new Bent(bytes, bit)))
                    .as("bit " + bit)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("self-check")
                    .hasMessageNotContaining("59c6995e");
        }
    }

    @Test
    void shouldRefuseAKeyThatRecoversToAnotherAddress() {
        byte[] other = new byte[32];
        other[31] = 7;
        boolean[] published = {true};
        assertThatThrownBy(() -> new WalletKey(KEY, bytes -> {
                    Curve curve = new Swapped(new NativeCurve(bytes), published[0] ? bytes : other);
                    published[0] = false;
                    return curve;
                }))
                .hasMessageContaining("recovers to");
    }

    @Test
    void shouldWipeTheKeyOnCloseAndSignNoMore() {
        byte[] key = new byte[32];
        key[31] = 9;
        NativeCurve curve = new NativeCurve(key);
        curve.sign(new byte[32], new byte[65]);
        assertThat(curve.isWiped()).isFalse();
        curve.close();
        assertThat(curve.isWiped()).isTrue();
        assertThatThrownBy(() -> curve.sign(new byte[32], new byte[65])).hasMessageContaining("wiped");
        assertThatThrownBy(() -> curve.readKey(new long[4])).hasMessageContaining("wiped");
        Web3jCurve fallback = new Web3jCurve(key);
        fallback.close();
        assertThatThrownBy(() -> fallback.sign(new byte[32], new byte[65])).hasMessageContaining("wiped");
    }

    @Test
    void shouldNotAllocateForANativeSignature() {
        byte[] key = new byte[32];
        key[31] = 9;
        try (NativeCurve curve = new NativeCurve(key)) {
            byte[] digest = new byte[32];
            byte[] signature = new byte[65];
            Runnable work = () -> {
                for (int i = 0; i < 500; i++) {
                    digest[i % 32]++;
                    curve.sign(digest, signature);
                }
            };
            work.run();
            assertThat(AllocatedBytes.least(work)).isZero();
        }
    }

    /** Signs with one bit wrong. */
    private static final class Bent implements Curve {
        private final Curve curve;
        private final int bit;

        Bent(byte[] key, int bit) {
            curve = new NativeCurve(key);
            this.bit = bit;
        }

        @Override
        public void sign(byte[] digest, byte[] signature) {
            curve.sign(digest, signature);
            signature[bit / 8] ^= (byte) (1 << bit % 8);
        }

        @Override
        public byte[] publicKey() {
            return curve.publicKey();
        }

        @Override
        public boolean isNative() {
            return true;
        }

        @Override
        public void close() {
            curve.close();
        }
    }

    /** Signs with one key and shows another. */
    private static final class Swapped implements Curve {
        private final Curve shown;
        private final Curve signing;

        Swapped(Curve shown, byte[] signingKey) {
            this.shown = shown;
            signing = new NativeCurve(signingKey);
        }

        @Override
        public void sign(byte[] digest, byte[] signature) {
            signing.sign(digest, signature);
        }

        @Override
        public byte[] publicKey() {
            return shown.publicKey();
        }

        @Override
        public boolean isNative() {
            return true;
        }

        @Override
        public void close() {
            shown.close();
            signing.close();
        }
    }
}
