package io.parallax.gateway.polymarket.signing;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.units.Micros;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The signed fields of one order that differ from order to order. A reusable holder: {@link #follow}, sign, encode,
 * forget. Amounts are 6-decimal integers, which are micros.
 */
public final class ClobOrder {
    private static final byte[] ZERO = new byte[Words.LENGTH];

    /** The coarsest step by which what an order gets is truncated. */
    private static final long COARSEST_STEP = 1_000;

    private final OrderTerms terms = new OrderTerms();
    private boolean typed;
    private long salt;
    private byte[] tokenId = ZERO;
    private long makerAmountMicros;
    private long takerAmountMicros;
    private boolean sell;
    private long timestampMs;
    private byte[] metadata = ZERO;
    private byte[] builder = ZERO;

    /**
     * Makes this the order that a command wants. Salt and time follow from the command, so the hash does.
     *
     * @param sessionId with the order's id it gives the salt, below 2^53: it travels as a JSON number
     * @param tokenId 32-byte word, kept by reference
     * @param makerAmountMicros what we give: collateral of a buy, shares of a sale
     * @param takerAmountMicros what we get
     * @return false when the amounts give more, or ask for less, than the terms allow: then nothing can be signed
     */
    public boolean follow(
            OrderTerms wanted, long sessionId, byte[] tokenId, long makerAmountMicros, long takerAmountMicros) {
        set(
                OrderIds.salt53(sessionId, wanted.orderId()),
                tokenId,
                wanted.isSell(),
                makerAmountMicros,
                takerAmountMicros,
                TimeUnit.NANOSECONDS.toMillis(wanted.signatureNs()));
        terms.copy(wanted);
        metadata = ZERO;
        builder = ZERO;
        typed = amountsFollow();
        return typed;
    }

    private boolean amountsFollow() {
        if (makerAmountMicros <= 0 || takerAmountMicros <= 0) {
            return false;
        }
        long price = terms.priceMicros();
        if (sell) {
            long asked = Math.multiplyExact(price, makerAmountMicros) / Micros.ONE;
            return makerAmountMicros <= terms.qtyMicros() && takerAmountMicros > asked - COARSEST_STEP;
        }
        long most = Micros.mulFloor(price, terms.qtyMicros());
        if (terms.isImmediate()) {
            most = Math.min(most, terms.notionalMicros());
        }
        long bought = Math.multiplyExact(makerAmountMicros, Micros.ONE) / price;
        return makerAmountMicros <= most && takerAmountMicros > bought - COARSEST_STEP;
    }

    /** Sets everything but metadata and builder code, for no command: such an order is hashed, never signed to be sent. */
    ClobOrder set(
            long salt, byte[] tokenId, boolean sell, long makerAmountMicros, long takerAmountMicros, long timestampMs) {
        if (salt < 0 || salt >= 1L << 53) {
            throw new IllegalArgumentException("salt " + salt + " outside 0 .. 2^53-1");
        }
        typed = false;
        this.salt = salt;
        this.tokenId = tokenId;
        this.sell = sell;
        this.makerAmountMicros = makerAmountMicros;
        this.takerAmountMicros = takerAmountMicros;
        this.timestampMs = timestampMs;
        return this;
    }

    /** Sets the two free words, 32 bytes each; zero unless used. */
    ClobOrder extras(byte[] metadata, byte[] builder) {
        typed = false;
        this.metadata = metadata;
        this.builder = builder;
        return this;
    }

    void copy(ClobOrder from) {
        terms.copy(from.terms);
        typed = from.typed;
        salt = from.salt;
        tokenId = from.tokenId;
        makerAmountMicros = from.makerAmountMicros;
        takerAmountMicros = from.takerAmountMicros;
        sell = from.sell;
        timestampMs = from.timestampMs;
        metadata = from.metadata;
        builder = from.builder;
    }

    /** Whether everything that is signed is the same. */
    boolean isSigned(ClobOrder other) {
        return salt == other.salt
                && sell == other.sell
                && makerAmountMicros == other.makerAmountMicros
                && takerAmountMicros == other.takerAmountMicros
                && timestampMs == other.timestampMs
                && Arrays.equals(tokenId, other.tokenId)
                && Arrays.equals(metadata, other.metadata)
                && Arrays.equals(builder, other.builder);
    }

    /** Whether it follows from a command, its amounts within that command's terms. */
    boolean isTyped() {
        return typed;
    }

    OrderTerms terms() {
        return terms;
    }

    /** Collateral it gives or asks for. */
    long quoteMicros() {
        return sell ? takerAmountMicros : makerAmountMicros;
    }

    /** Shares it gives, or gets at least. */
    long sharesMicros() {
        return sell ? makerAmountMicros : takerAmountMicros;
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
