package io.parallax.gateway.polymarket.signing;

import io.parallax.config.Secret;
import java.math.BigInteger;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/** One secp256k1 key. Signatures are deterministic (RFC 6979) with the lower s, as {@code r | s | v}, v 27 or 28. */
final class WalletKey {
    /** Bytes of a signature. */
    static final int SIGNATURE_LENGTH = 65;

    private final ECKeyPair keys;
    private final String address;

    WalletKey(Secret privateKey) {
        byte[] key = Words.ofHex("polymarket.privateKey", privateKey.reveal(), 32);
        BigInteger value = new BigInteger(1, key);
        if (value.signum() == 0 || value.compareTo(Sign.CURVE_PARAMS.getN()) >= 0) {
            throw new IllegalArgumentException("polymarket.privateKey: not a key of secp256k1");
        }
        keys = ECKeyPair.create(value);
        address = checksum(Keys.getAddress(keys));
    }

    /** Address with the checksum's capitals. */
    String address() {
        return address;
    }

    void sign(byte[] digest, byte[] signature) {
        SignatureData data = Sign.signMessage(digest, keys, false);
        System.arraycopy(data.getR(), 0, signature, 0, 32);
        System.arraycopy(data.getS(), 0, signature, 32, 32);
        signature[64] = data.getV()[0];
    }

    static String checksum(String address) {
        return Keys.toChecksumAddress(address);
    }
}
