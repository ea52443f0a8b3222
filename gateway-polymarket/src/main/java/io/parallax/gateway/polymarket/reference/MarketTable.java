package io.parallax.gateway.polymarket.reference;

import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The markets of one gateway, by slot (position in the order of adding): lookups by bytes or number, without allocation.
 * A token is {@code 2 x slot}, plus 1 for the second outcome.
 */
public final class MarketTable {
    /** Answer for what is not in the table. */
    public static final int ABSENT = TextMap.ABSENT;

    private final List<PolymarketMarket> markets = new ArrayList<>();
    private final TextMap tokens = new TextMap();
    private final TextMap conditions = new TextMap();
    private final TokenTexts tokenIds = new TokenTexts();
    private int[] slotOfInstrument = new int[0];
    private int[] instrumentIds = new int[0];
    private byte[][] tokenWords = new byte[0][];
    private long[] tickMicros = new long[0];
    private ExchangeDomain[] domains = new ExchangeDomain[0];
    private long[] minOrderMicros = new long[0];
    private boolean[] negRisk = new boolean[0];

    public MarketTable(List<PolymarketMarket> markets) {
        grow(markets.size());
        markets.forEach(this::add);
    }

    /**
     * Adds a market. On the event loop, once the gateway runs.
     *
     * @return its slot
     * @throws IllegalArgumentException when its condition, a token or the instrument is in the table already
     */
    public int add(PolymarketMarket market) {
        int slot = markets.size();
        int instrumentId = market.instrumentId();
        if (slotOf(instrumentId) != ABSENT) {
            throw new IllegalArgumentException("instrument " + instrumentId + " stands twice");
        }
        if (isKnown(tokens, market.yesTokenId()) || isKnown(tokens, market.noTokenId())) {
            throw new IllegalArgumentException("a token of market " + market.conditionId() + " stands twice");
        }
        conditions.put(market.conditionId(), slot);
        tokens.put(market.yesTokenId(), 2 * slot);
        tokens.put(market.noTokenId(), 2 * slot + 1);
        tokenIds.add(market.yesTokenId().getBytes(StandardCharsets.US_ASCII));
        tokenIds.add(market.noTokenId().getBytes(StandardCharsets.US_ASCII));
        if (slot == domains.length) {
            grow(Math.max(16, 2 * slot));
        }
        if (instrumentId >= slotOfInstrument.length) {
            int length = slotOfInstrument.length;
            slotOfInstrument = Arrays.copyOf(slotOfInstrument, Math.max(instrumentId + 1, 2 * length));
            Arrays.fill(slotOfInstrument, length, slotOfInstrument.length, ABSENT);
        }
        slotOfInstrument[instrumentId] = slot;
        instrumentIds[slot] = instrumentId;
        tokenWords[2 * slot] = Words.ofDecimal(market.yesTokenId());
        tokenWords[2 * slot + 1] = Words.ofDecimal(market.noTokenId());
        markets.add(market);
        return slot;
    }

    private void grow(int slots) {
        tokenWords = Arrays.copyOf(tokenWords, 2 * slots);
        instrumentIds = Arrays.copyOf(instrumentIds, slots);
        tickMicros = Arrays.copyOf(tickMicros, slots);
        domains = Arrays.copyOf(domains, slots);
        minOrderMicros = Arrays.copyOf(minOrderMicros, slots);
        negRisk = Arrays.copyOf(negRisk, slots);
    }

    private static boolean isKnown(TextMap texts, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return texts.get(new UnsafeBuffer(bytes), 0, bytes.length) != ABSENT;
    }

    /** Number of markets. */
    public int size() {
        return markets.size();
    }

    public PolymarketMarket market(int slot) {
        return markets.get(slot);
    }

    public int instrumentId(int slot) {
        return instrumentIds[slot];
    }

    /** Slot of an instrument, or {@link #ABSENT}. */
    public int slotOf(int instrumentId) {
        return instrumentId >= 0 && instrumentId < slotOfInstrument.length ? slotOfInstrument[instrumentId] : ABSENT;
    }

    /** Token whose decimal id stands at {@code offset}, or {@link #ABSENT}. */
    public int token(DirectBuffer buffer, int offset, int length) {
        return tokens.get(buffer, offset, length);
    }

    /** Token whose decimal id stands at the address, or {@link #ABSENT}. Reads {@code length} bytes. */
    public int token(Object base, long at, int length) {
        return tokens.get(base, at, length);
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
        if (tokenIds.isQuoted(first, base, at, end)) {
            return first;
        }
        return tokenIds.isQuoted(first + 1, base, at, end) ? first + 1 : ABSENT;
    }

    /** Whether the token's decimal id stands at the address before a closing quote; reads as {@link #tokenOf}. */
    public boolean isToken(int token, Object base, long at, long end) {
        return tokenIds.isQuoted(token, base, at, end);
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
