package io.parallax.gateway.polymarket.signing;

import java.math.BigInteger;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/** The fallback: allocates for every signature, and its key lies on the heap until it is collected. */
final class Web3jCurve implements Curve {
    private static final int WORD = 32;

    private ECKeyPair keys;

    Web3jCurve(byte[] key) {
        keys = ECKeyPair.create(new BigInteger(1, key));
    }

    @Override
    public void sign(byte[] digest, byte[] signature) {
        if (keys == null) {
            throw new IllegalStateException("the signing key was wiped");
        }
        SignatureData data = Sign.signMessage(digest, keys, false);
        System.arraycopy(data.getR(), 0, signature, 0, WORD);
        System.arraycopy(data.getS(), 0, signature, WORD, WORD);
        signature[2 * WORD] = data.getV()[0];
    }

    @Override
    public byte[] publicKey() {
        byte[] digits = keys.getPublicKey().toByteArray();
        byte[] point = new byte[2 * WORD];
        int length = Math.min(digits.length, point.length);
        System.arraycopy(digits, digits.length - length, point, point.length - length, length);
        return point;
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public void close() {
        keys = null;
    }
}
