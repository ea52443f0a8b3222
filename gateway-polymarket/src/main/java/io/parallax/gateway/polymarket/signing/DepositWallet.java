package io.parallax.gateway.polymarket.signing;

import java.nio.charset.StandardCharsets;

/**
 * Signatures of a deposit wallet (type 3): the owner signs an ERC-7739 envelope of the order, and the contract finds in the
 * signature what it needs to open it. The order's id stays the plain digest of the order. Without allocation.
 *
 * <pre>
 *   digest    = keccak(0x1901 | exchange domain separator | keccak(type | order's struct hash | name | version | chain
 *                                                                  | wallet | salt 0))
 *   signature = r s v (65) | exchange domain separator (32) | order's struct hash (32) | type of the order (186) | 186 (2)
 * </pre>
 *
 * <p>Source: Polymarket/clob-client-v2 {@code exchangeOrderBuilderV2.ts}; ERC-7739.
 */
final class DepositWallet {
    private static final String TYPE = "TypedDataSign(Order contents,string name,string version,uint256 chainId,"
            + "address verifyingContract,bytes32 salt)" + OrderHasher.TYPE;
    private static final byte[] ORDER_TYPE = OrderHasher.TYPE.getBytes(StandardCharsets.US_ASCII);
    private static final int SEPARATOR = Curve.SIGNATURE_LENGTH;
    private static final int STRUCT = SEPARATOR + Words.LENGTH;
    private static final int TYPE_TEXT = STRUCT + Words.LENGTH;

    /** Bytes of a wrapped signature. */
    static final int SIGNATURE_LENGTH = TYPE_TEXT + ORDER_TYPE.length + 2;

    private static final int CONTENTS = Words.LENGTH;

    private final Keccak256 keccak = new Keccak256();
    private final byte[] words = new byte[7 * Words.LENGTH];
    private final byte[] envelope = new byte[2 + 2 * Words.LENGTH];

    DepositWallet(long chainId, byte[] wallet) {
        DomainSeparators.put(words, 0, DomainSeparators.hashOf(TYPE));
        DomainSeparators.put(words, 2, DomainSeparators.hashOf("DepositWallet"));
        DomainSeparators.put(words, 3, DomainSeparators.hashOf("1"));
        Words.putLong(words, 4 * Words.LENGTH, chainId);
        DomainSeparators.put(words, 5, Words.ofAddress(wallet));
        envelope[0] = 0x19;
        envelope[1] = 0x01;
    }

    /** Puts what the owner signs into {@code digest}. */
    void digest(byte[] separator, byte[] structHash, byte[] digest) {
        System.arraycopy(structHash, 0, words, CONTENTS, Words.LENGTH);
        System.arraycopy(separator, 0, envelope, 2, Words.LENGTH);
        keccak.hash(words, 0, words.length, envelope, 2 + Words.LENGTH);
        keccak.hash(envelope, 0, envelope.length, digest, 0);
    }

    /** Puts everything behind the owner's 65 bytes, which stand there already. */
    static void wrap(byte[] separator, byte[] structHash, byte[] signature) {
        System.arraycopy(separator, 0, signature, SEPARATOR, Words.LENGTH);
        System.arraycopy(structHash, 0, signature, STRUCT, Words.LENGTH);
        System.arraycopy(ORDER_TYPE, 0, signature, TYPE_TEXT, ORDER_TYPE.length);
        signature[SIGNATURE_LENGTH - 2] = (byte) (ORDER_TYPE.length >>> 8);
        signature[SIGNATURE_LENGTH - 1] = (byte) ORDER_TYPE.length;
    }
}
