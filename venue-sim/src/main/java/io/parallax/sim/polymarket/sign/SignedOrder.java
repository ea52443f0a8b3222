package io.parallax.sim.polymarket.sign;

import java.math.BigInteger;

/**
 * The signed part of an order as it came over the wire. Amounts are integers of six decimals; metadata and builder are
 * 0x and 64 hex digits, addresses 0x and 40, the signature 0x and hex of any length.
 *
 * @param makerAmount what the maker gives: collateral on a buy, shares on a sell
 * @param takerAmount what the maker gets
 * @param signatureType 0 EOA, 1 proxy wallet, 2 Safe, 3 deposit wallet (ERC-1271)
 * @param timestampMs creation time, ms since epoch
 */
public record SignedOrder(
        BigInteger salt,
        String maker,
        String signer,
        BigInteger tokenId,
        BigInteger makerAmount,
        BigInteger takerAmount,
        boolean buy,
        int signatureType,
        BigInteger timestampMs,
        String metadata,
        String builder,
        String signature) {

    /** Signature type of plain accounts. */
    public static final int EOA = 0;

    /** Signature type of Safe wallets, the highest that is signed by a plain ECDSA signature. */
    public static final int SAFE = 2;

    /** Signature type of deposit wallets, whose signature is wrapped. */
    public static final int DEPOSIT_WALLET = 3;
}
