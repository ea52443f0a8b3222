package io.parallax.sim.polymarket.sign;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Recovers who signed an order, unwrapping the ERC-7739 envelope of deposit wallets. */
public final class OrderSignature {
    /** The answer for a signature that is malformed or recovers to nobody. */
    public static final String NOBODY = "";

    private static final int ECDSA_BYTES = 65;
    private static final int WORD = Words.WORD_BYTES;
    private static final byte[] TYPE = OrderDigest.TYPE.getBytes(StandardCharsets.UTF_8);
    private static final int WRAPPED_BYTES = ECDSA_BYTES + 2 * WORD + TYPE.length + 2;
    private static final byte[] TYPED_DATA_SIGN_HASH =
            Words.keccakOf("TypedDataSign(Order contents,string name,string version,uint256 chainId,"
                    + "address verifyingContract,bytes32 salt)" + OrderDigest.TYPE);

    private OrderSignature() {}

    /**
     * The account whose key signed the order for this exchange, lower case with 0x, or {@link #NOBODY}. For deposit
     * wallets this is the owner behind the wallet, provided the envelope names this order and this exchange.
     */
    public static String recover(ExchangeDomain domain, SignedOrder order) {
        if (order.signatureType() != SignedOrder.DEPOSIT_WALLET) {
            return recover(OrderDigest.digest(domain, order), order.signature());
        }
        byte[] signature = bytes(order.signature());
        if (signature.length != WRAPPED_BYTES) {
            return NOBODY;
        }
        byte[] separator = domain.separator();
        byte[] structHash = OrderDigest.structHash(order);
        if (!holds(signature, ECDSA_BYTES, separator)
                || !holds(signature, ECDSA_BYTES + WORD, structHash)
                || !holds(signature, ECDSA_BYTES + 2 * WORD, TYPE)
                || !holds(signature, WRAPPED_BYTES - 2, new byte[] {(byte) (TYPE.length >> 8), (byte) TYPE.length})) {
            return NOBODY;
        }
        return recover(Words.digest(separator, typedDataSign(domain, order, structHash)), signature);
    }

    /** The account whose key made this plain signature of a digest, or {@link #NOBODY}. */
    static String recover(byte[] digest, String signatureHex) {
        byte[] signature = bytes(signatureHex);
        return signature.length == ECDSA_BYTES ? recover(digest, signature) : NOBODY;
    }

    private static byte[] typedDataSign(ExchangeDomain domain, SignedOrder order, byte[] structHash) {
        return new Words(7)
                .word(TYPED_DATA_SIGN_HASH)
                .word(structHash)
                .word(Words.keccakOf("DepositWallet"))
                .word(Words.keccakOf("1"))
                .number(domain.chainId())
                .address(order.signer())
                .number(0)
                .keccak();
    }

    /** Recovers from the first 65 bytes: r, s, v with v 27 or 28. */
    private static String recover(byte[] digest, byte[] signature) {
        byte v = signature[ECDSA_BYTES - 1];
        if (v != 27 && v != 28) {
            return NOBODY;
        }
        byte[] r = Arrays.copyOfRange(signature, 0, WORD);
        byte[] s = Arrays.copyOfRange(signature, WORD, 2 * WORD);
        try {
            BigInteger key = Sign.signedMessageHashToKey(digest, new Sign.SignatureData(v, r, s));
            return "0x" + Keys.getAddress(key);
        } catch (SignatureException | IllegalArgumentException notAPoint) {
            return NOBODY;
        }
    }

    private static boolean holds(byte[] bytes, int offset, byte[] expected) {
        return Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length);
    }

    private static byte[] bytes(String hex) {
        try {
            return hex.startsWith("0x") ? HexFormat.of().parseHex(hex, 2, hex.length()) : new byte[0];
        } catch (IllegalArgumentException notHex) {
            return new byte[0];
        }
    }
}
