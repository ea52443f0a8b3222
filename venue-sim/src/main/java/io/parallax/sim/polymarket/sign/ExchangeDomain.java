package io.parallax.sim.polymarket.sign;

import java.util.List;

/**
 * EIP-712 domain of an exchange contract: what an order is signed for.
 *
 * @param version "2" for both CLOB V2 exchanges, "3" for the exchange of protocol V2 markets
 * @param chainId 137 for Polygon, 80002 for the Amoy test chain
 * @param verifyingContract address of the exchange contract
 */
public record ExchangeDomain(String version, long chainId, String verifyingContract) {
    /** Polygon. */
    public static final long POLYGON = 137;

    /** The Amoy test chain. */
    public static final long AMOY = 80_002;

    private static final String NAME = "Polymarket CTF Exchange";
    private static final byte[] TYPE_HASH =
            Words.keccakOf("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static final String CTF_EXCHANGE_V2 = "0xE111180000d2663C0091e4f400237545B87B996B";
    private static final String NEG_RISK_EXCHANGE_V2 = "0xe2222d279d744050d28e00520010520000310F59";
    private static final String EXCHANGE_V3 = "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa";
    private static final String EXCHANGE_V3_AMOY = "0x9fE6e61422AdB6F610d8597F9684b16912D50C3D";

    /** Domain of ordinary (v1) markets; {@code negRisk} selects the exchange of mutually exclusive outcomes. */
    public static ExchangeDomain clobV2(long chainId, boolean negRisk) {
        return new ExchangeDomain("2", chainId, negRisk ? NEG_RISK_EXCHANGE_V2 : CTF_EXCHANGE_V2);
    }

    /** Domain of protocol V2 markets, neg-risk or not. */
    public static ExchangeDomain protocolV2(long chainId) {
        return new ExchangeDomain("3", chainId, chainId == AMOY ? EXCHANGE_V3_AMOY : EXCHANGE_V3);
    }

    /** Every exchange that wallets approve on a chain. */
    public static List<ExchangeDomain> all(long chainId) {
        return List.of(clobV2(chainId, false), clobV2(chainId, true), protocolV2(chainId));
    }

    /** The domain separator, 32 bytes. */
    byte[] separator() {
        return new Words(5)
                .word(TYPE_HASH)
                .word(Words.keccakOf(NAME))
                .word(Words.keccakOf(version))
                .number(chainId)
                .address(verifyingContract)
                .keccak();
    }

    /** The domain separator as 0x and 64 hex digits. */
    public String separatorHex() {
        return Words.hex(separator());
    }
}
