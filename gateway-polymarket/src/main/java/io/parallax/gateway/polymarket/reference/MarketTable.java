package io.parallax.gateway.polymarket.reference;

import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.TextList;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The markets of one gateway, by slot (position in the list given): lookups by bytes or number, without allocation.
 * A token is {@code 2 x slot}, plus 1 for the second outcome.
 */
public final class MarketTable {
    /** Answer for what is not in the table. */
    public static final int ABSENT = TextMap.ABSENT;

    private final List<PolymarketMarket> markets;
    private final TextMap tokens = new TextMap();
    private final TextMap conditions = new TextMap();
    private final TextList tokenIds = new TextList();
    private final int[] slotOfInstrument;
    private final byte[][] tokenWords;
    private final long[] tickMicros;
    private final ExchangeDomain[] domains;
    private final long[] minOrderMicros;
    private final boolean[] negRisk;

    public MarketTable(List<PolymarketMarket> markets) {
        this.markets = List.copyOf(markets);
        int size = this.markets.size();
        int instruments = 1
                + this.markets.stream()
                        .mapToInt(PolymarketMarket::instrumentId)
                        .max()
                        .orElse(-1);
        slotOfInstrument = new int[instruments];
        Arrays.fill(slotOfInstrument, ABSENT);
        tokenWords = new byte[2 * size][];
        tickMicros = new long[size];
        domains = new ExchangeDomain[size];
        minOrderMicros = new long[size];
        negRisk = new boolean[size];
        for (int slot = 0; slot < size; slot++) {
            PolymarketMarket market = this.markets.get(slot);
            if (slotOfInstrument[market.instrumentId()] != ABSENT) {
                throw new IllegalArgumentException("instrument " + market.instrumentId() + " stands twice");
            }
            slotOfInstrument[market.instrumentId()] = slot;
            conditions.put(market.conditionId(), slot);
            tokens.put(market.yesTokenId(), 2 * slot);
            tokens.put(market.noTokenId(), 2 * slot + 1);
            tokenIds.add(market.yesTokenId().getBytes(StandardCharsets.US_ASCII));
            tokenIds.add(market.noTokenId().getBytes(StandardCharsets.US_ASCII));
            tokenWords[2 * slot] = Words.ofDecimal(market.yesTokenId());
            tokenWords[2 * slot + 1] = Words.ofDecimal(market.noTokenId());
        }
    }

    /** Number of markets. */
    public int size() {
        return markets.size();
    }

    public PolymarketMarket market(int slot) {
        return markets.get(slot);
    }

    public int instrumentId(int slot) {
        return markets.get(slot).instrumentId();
    }

    /** Slot of an instrument, or {@link #ABSENT}. */
    public int slotOf(int instrumentId) {
        return instrumentId >= 0 && instrumentId < slotOfInstrument.length ? slotOfInstrument[instrumentId] : ABSENT;
    }

    /** Token whose decimal id stands at {@code offset}, or {@link #ABSENT}. */
    public int token(DirectBuffer buffer, int offset, int length) {
        return tokens.get(buffer, offset, length);
    }

    /** Slot of the market whose condition id stands at {@code offset}, or {@link #ABSENT}. */
    public int condition(DirectBuffer buffer, int offset, int length) {
        return conditions.get(buffer, offset, length);
    }

    /** Slot of the market whose condition id stands at the address, or {@link #ABSENT}. Reads {@code length} bytes. */
    public int condition(Object base, long at, int length) {
        return conditions.get(base, at, length);
    }

    /**
     * That token of the market whose decimal id stands at the address before a closing quote, or {@link #ABSENT}. Reads
     * nothing at {@code end} or behind.
     */
    public int tokenOf(int slot, Object base, long at, long end) {
        int first = 2 * slot;
        if (isQuoted(first, base, at, end)) {
            return first;
        }
        return isQuoted(first + 1, base, at, end) ? first + 1 : ABSENT;
    }

    private boolean isQuoted(int token, Object base, long at, long end) {
        int length = tokenIds.length(token);
        return at + length < end && FrameBytes.byteAt(base, at + length) == '"' && tokenIds.isAt(token, base, at);
    }

    /** Bytes of a token's decimal id. */
    public int tokenLength(int token) {
        return tokenIds.length(token);
    }

    /** Decimal id of a token. */
    public String tokenId(int token) {
        PolymarketMarket market = markets.get(token >> 1);
        return (token & 1) == 0 ? market.yesTokenId() : market.noTokenId();
    }

    /** Id of a token as a 32-byte word; not to be written to. */
    public byte[] tokenWord(int token) {
        return tokenWords[token];
    }

    /** Grid of the market, 0 while nobody told. */
    public long tickMicros(int slot) {
        return tickMicros[slot];
    }

    public void tickMicros(int slot, long tickMicros) {
        this.tickMicros[slot] = tickMicros;
    }

    /** Domain orders of the market are signed for, null while nobody told. */
    public ExchangeDomain domain(int slot) {
        return domains[slot];
    }

    /** Smallest order the venue lets rest, as its book hash has it; 0 while nobody told. */
    public long minOrderMicros(int slot) {
        return minOrderMicros[slot];
    }

    /** Whether the market is one of a mutually exclusive event; false while nobody told. */
    public boolean isNegRisk(int slot) {
        return negRisk[slot];
    }

    /** Tells what is hashed with a book but never sent with it on the socket. */
    public void hashedWith(int slot, long minOrder, boolean isNegRisk) {
        minOrderMicros[slot] = minOrder;
        negRisk[slot] = isNegRisk;
    }

    /** Completes a market with what the venue says of it. */
    void define(int slot, long tick, ExchangeDomain domain) {
        tickMicros[slot] = tick;
        domains[slot] = domain;
    }
}
