package io.parallax.gateway.polymarket.signing;

/** The exchange contract an order is signed for. Source: Polymarket/clob-client-v2 {@code src/config.ts}, 2026-10. */
public enum ExchangeDomain {
    /** Ordinary markets of protocol V1. */
    CTF_V2("2", "0xE111180000d2663C0091e4f400237545B87B996B", "0xE111180000d2663C0091e4f400237545B87B996B"),
    /** Markets of a mutually exclusive event ({@code neg_risk}). */
    NEG_RISK_V2("2", "0xe2222d279d744050d28e00520010520000310F59", "0xe2222d279d744050d28e00520010520000310F59"),
    /** Every market of protocol V2. */
    EXCHANGE_V3("3", "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa", "0x9fE6e61422AdB6F610d8597F9684b16912D50C3D");

    /** Polygon. */
    public static final long POLYGON = 137;

    /** The test chain; its contract set exists in client code only. */
    public static final long AMOY = 80002;

    private final String version;
    private final String onPolygon;
    private final String onAmoy;

    ExchangeDomain(String version, String onPolygon, String onAmoy) {
        this.version = version;
        this.onPolygon = onPolygon;
        this.onAmoy = onAmoy;
    }

    /** EIP-712 domain version. */
    String version() {
        return version;
    }

    /**
     * Address of the contract that verifies the signature.
     *
     * @throws IllegalArgumentException for a chain without contracts
     */
    public String verifyingContract(long chainId) {
        if (chainId == POLYGON) {
            return onPolygon;
        }
        if (chainId == AMOY) {
            return onAmoy;
        }
        throw new IllegalArgumentException("polymarket.chainId=" + chainId + ": must be 137 (Polygon) or 80002 (Amoy)");
    }

    /**
     * Domain of a market.
     *
     * @param version what the venue says in {@code v} or {@code version}; null or empty means the first protocol
     * @throws IllegalArgumentException for a version this build cannot sign for
     */
    public static ExchangeDomain of(String version, boolean negRisk) {
        if (version == null || version.isEmpty() || version.equals("v1")) {
            return negRisk ? NEG_RISK_V2 : CTF_V2;
        }
        if (version.equals("v2")) {
            return EXCHANGE_V3;
        }
        throw new IllegalArgumentException(
                "market version '" + version + "': only v1 and v2 can be signed for; leave this market out");
    }
}
