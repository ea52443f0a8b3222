package io.parallax.gateway.polymarket.signing;

import io.parallax.config.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;

/**
 * The account's key on a checked curve: libsecp256k1, or web3j where that cannot be loaded. Before the first use both sign
 * a fixed digest with a published key and must agree byte for byte, and a signature by the account's own key must recover
 * to its address, by web3j.
 */
final class WalletKey implements AutoCloseable {
    /** Bytes of a signature. */
    static final int SIGNATURE_LENGTH = Curve.SIGNATURE_LENGTH;

    private static final Logger LOG = LoggerFactory.getLogger(WalletKey.class);
    private static final byte[] ORDER = Words.ofHex(
            "order of secp256k1", "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", Curve.KEY_LENGTH);

    /** The first development account of Ethereum tool kits: everybody knows it. */
    private static final String PUBLISHED_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private static final byte[] CHECK_DIGEST =
            Keccak256.of("Parallax checks its signer".getBytes(StandardCharsets.US_ASCII));

    private final Curve curve;
    private final String address;

    WalletKey(Secret privateKey) {
        this(privateKey, NativeCurve::new);
    }

    /**
     * A key on the first curve that works.
     *
     * @param preferred makes the curve that is tried before web3j's
     * @throws IllegalArgumentException naming what is wrong with the setting, never its value
     * @throws IllegalStateException when the curves disagree
     */
    WalletKey(Secret privateKey, Function<byte[], Curve> preferred) {
        byte[] key = Words.ofHex("polymarket.privateKey", privateKey.reveal(), Curve.KEY_LENGTH);
        try {
            if (Arrays.equals(key, new byte[Curve.KEY_LENGTH]) || Arrays.compareUnsigned(key, ORDER) >= 0) {
                throw new IllegalArgumentException("polymarket.privateKey: not a key of secp256k1");
            }
            curve = checked(key, preferred);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        address = addressOf(curve.publicKey());
        checkRecovers();
    }

    private static Curve checked(byte[] key, Function<byte[], Curve> preferred) {
        byte[] published = Words.ofHex("published key", PUBLISHED_KEY, Curve.KEY_LENGTH);
        byte[] ours = new byte[SIGNATURE_LENGTH];
        byte[] reference = new byte[SIGNATURE_LENGTH];
        try (Curve tried = preferred.apply(published)) {
            tried.sign(CHECK_DIGEST, ours);
        } catch (IllegalStateException e) {
            LOG.warn(
                    "polymarket: native libsecp256k1 cannot be used, {}; signing by web3j, about four times slower and with"
                            + " the key on the heap",
                    e.getMessage());
            return new Web3jCurve(key);
        }
        try (Curve web3j = new Web3jCurve(published)) {
            web3j.sign(CHECK_DIGEST, reference);
        }
        if (!Arrays.equals(ours, reference)) {
            throw new IllegalStateException("self-check of the signer: libsecp256k1 gives " + Words.hex(ours)
                    + ", web3j gives " + Words.hex(reference)
                    + " for the same digest and published key; do not trade with this installation");
        }
        return preferred.apply(key);
    }

    private void checkRecovers() {
        byte[] signature = new byte[SIGNATURE_LENGTH];
        curve.sign(CHECK_DIGEST, signature);
        String recovered;
        try {
            BigInteger point = Sign.signedMessageHashToKey(
                    CHECK_DIGEST,
                    new SignatureData(
                            signature[SIGNATURE_LENGTH - 1],
                            Arrays.copyOfRange(signature, 0, 32),
                            Arrays.copyOfRange(signature, 32, 64)));
            recovered = checksum("0x" + Keys.getAddress(point));
        } catch (SignatureException e) {
            recovered = "nothing (" + e.getMessage() + ")";
        }
        if (!recovered.equals(address)) {
            curve.close();
            throw new IllegalStateException("self-check of the signer: a signature of " + address + " recovers to "
                    + recovered + "; do not trade with this installation");
        }
    }

    /** Address with the checksum's capitals. */
    String address() {
        return address;
    }

    /** Whether libsecp256k1 signs. */
    boolean isNative() {
        return curve.isNative();
    }

    /** The curve, for what prepares signatures ahead. */
    Curve curve() {
        return curve;
    }

    void sign(byte[] digest, byte[] signature) {
        curve.sign(digest, signature);
    }

    @Override
    public void close() {
        curve.close();
    }

    private static String addressOf(byte[] point) {
        byte[] hash = Keccak256.of(point);
        return checksum(Words.hex(Arrays.copyOfRange(hash, Words.LENGTH - Words.ADDRESS_LENGTH, Words.LENGTH)));
    }

    static String checksum(String address) {
        return Keys.toChecksumAddress(address);
    }
}
