package io.parallax.gateway.polymarket.signing;

/**
 * The signed fields of one order that differ from order to order. A reusable holder: set, hash, sign, encode, forget.
 * Amounts are 6-decimal integers, which are micros.
 */
public final class ClobOrder {
    private static final byte[] ZERO = new byte[Words.LENGTH];

    private long salt;
    private byte[] tokenId = ZERO;
    private long makerAmountMicros;
    private long takerAmountMicros;
    private boolean sell;
    private long timestampMs;
    private byte[] metadata = ZERO;
    private byte[] builder = ZERO;

    /**
     * Sets everything but metadata and builder code.
     *
     * @param salt below 2^53: it travels as a JSON number
     * @param tokenId 32-byte word, kept by reference
     * @param makerAmountMicros what we give: collateral of a buy, shares of a sale
     * @param takerAmountMicros what we get
     */
    public ClobOrder set(
            long salt, byte[] tokenId, boolean sell, long makerAmountMicros, long takerAmountMicros, long timestampMs) {
        if (salt < 0 || salt >= 1L << 53) {
            throw new IllegalArgumentException("salt " + salt + " outside 0 .. 2^53-1");
        }
        this.salt = salt;
        this.tokenId = tokenId;
        this.sell = sell;
        this.makerAmountMicros = makerAmountMicros;
        this.takerAmountMicros = takerAmountMicros;
        this.timestampMs = timestampMs;
        return this;
    }

    /** Sets the two free words, 32 bytes each; zero unless used. */
    public ClobOrder extras(byte[] metadata, byte[] builder) {
        this.metadata = metadata;
        this.builder = builder;
        return this;
    }

    public long salt() {
        return salt;
    }

    public byte[] tokenId() {
        return tokenId;
    }

    public long makerAmountMicros() {
        return makerAmountMicros;
    }

    public long takerAmountMicros() {
        return takerAmountMicros;
    }

    public boolean isSell() {
        return sell;
    }

    public long timestampMs() {
        return timestampMs;
    }

    public byte[] metadata() {
        return metadata;
    }

    public byte[] builder() {
        return builder;
    }
}
