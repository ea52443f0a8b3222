package io.parallax.sim.polymarket.sign;

import java.util.HexFormat;

/** Hash and digest of an order; the digest is the order's id at the venue. */
public final class OrderDigest {
    /** EIP-712 type of orders of domain versions 2 and 3. */
    static final String TYPE =
            "Order(uint256 salt,address maker,address signer,uint256 tokenId,uint256 makerAmount,uint256 takerAmount,"
                    + "uint8 side,uint8 signatureType,uint256 timestamp,bytes32 metadata,bytes32 builder)";

    private static final byte[] TYPE_HASH = Words.keccakOf(TYPE);
    private static final int WORD_COUNT = 12;

    private OrderDigest() {}

    /** Structure hash, independent of the exchange. */
    static byte[] structHash(SignedOrder order) {
        return new Words(WORD_COUNT)
                .word(TYPE_HASH)
                .number(order.salt())
                .address(order.maker())
                .address(order.signer())
                .number(order.tokenId())
                .number(order.makerAmount())
                .number(order.takerAmount())
                .number(order.buy() ? 0 : 1)
                .number(order.signatureType())
                .number(order.timestampMs())
                .word(bytes32(order.metadata()))
                .word(bytes32(order.builder()))
                .keccak();
    }

    /** The digest under an exchange's domain, 32 bytes. */
    static byte[] digest(ExchangeDomain domain, SignedOrder order) {
        return Words.digest(domain.separator(), structHash(order));
    }

    /** Structure hash as 0x and 64 hex digits. */
    public static String structHashHex(SignedOrder order) {
        return Words.hex(structHash(order));
    }

    /** The order id: the digest as 0x and 64 hex digits. */
    public static String orderId(ExchangeDomain domain, SignedOrder order) {
        return Words.hex(digest(domain, order));
    }

    private static byte[] bytes32(String hex) {
        return HexFormat.of().parseHex(hex, 2, hex.length());
    }
}
