package io.parallax.gateway.polymarket.signing;

/**
 * EIP-712 digest of an order, which is also the id the venue will give it. Without allocation.
 *
 * <pre>
 *   digest = keccak(0x1901 | domain separator | struct hash)
 *   struct = keccak(type | salt | maker | signer | tokenId | makerAmount | takerAmount
 *                        | side | signatureType | timestamp | metadata | builder)      twelve words of 32 bytes
 * </pre>
 */
final class OrderHasher {
    static final String TYPE = "Order(uint256 salt,address maker,address signer,uint256 tokenId,uint256 makerAmount,"
            + "uint256 takerAmount,uint8 side,uint8 signatureType,uint256 timestamp,bytes32 metadata,bytes32 builder)";

    private static final int SALT = Words.LENGTH;
    private static final int MAKER = 2 * Words.LENGTH;
    private static final int SIGNER = 3 * Words.LENGTH;
    private static final int TOKEN = 4 * Words.LENGTH;
    private static final int MAKER_AMOUNT = 5 * Words.LENGTH;
    private static final int TAKER_AMOUNT = 6 * Words.LENGTH;
    private static final int SIDE = 7 * Words.LENGTH;
    private static final int SIGNATURE_TYPE = 8 * Words.LENGTH;
    private static final int TIMESTAMP = 9 * Words.LENGTH;
    private static final int METADATA = 10 * Words.LENGTH;
    private static final int BUILDER = 11 * Words.LENGTH;

    private final Keccak256 keccak = new Keccak256();
    private final byte[] struct = new byte[12 * Words.LENGTH];
    private final byte[] envelope = new byte[2 + 2 * Words.LENGTH];

    OrderHasher(byte[] maker, byte[] signer, int signatureType) {
        DomainSeparators.put(struct, 0, DomainSeparators.hashOf(TYPE));
        System.arraycopy(Words.ofAddress(maker), 0, struct, MAKER, Words.LENGTH);
        System.arraycopy(Words.ofAddress(signer), 0, struct, SIGNER, Words.LENGTH);
        Words.putLong(struct, SIGNATURE_TYPE, signatureType);
        envelope[0] = 0x19;
        envelope[1] = 0x01;
    }

    void digest(byte[] separator, ClobOrder order, byte[] digest) {
        byte[] words = struct;
        Words.putLong(words, SALT, order.salt());
        System.arraycopy(order.tokenId(), 0, words, TOKEN, Words.LENGTH);
        Words.putLong(words, MAKER_AMOUNT, order.makerAmountMicros());
        Words.putLong(words, TAKER_AMOUNT, order.takerAmountMicros());
        Words.putLong(words, SIDE, order.isSell() ? 1 : 0);
        Words.putLong(words, TIMESTAMP, order.timestampMs());
        System.arraycopy(order.metadata(), 0, words, METADATA, Words.LENGTH);
        System.arraycopy(order.builder(), 0, words, BUILDER, Words.LENGTH);
        System.arraycopy(separator, 0, envelope, 2, Words.LENGTH);
        keccak.hash(words, 0, words.length, envelope, 2 + Words.LENGTH);
        keccak.hash(envelope, 0, envelope.length, digest, 0);
    }

    /** Puts the struct hash of the order hashed last into {@code structHash}. */
    void structHash(byte[] structHash) {
        System.arraycopy(envelope, 2 + Words.LENGTH, structHash, 0, Words.LENGTH);
    }
}
