package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.TextList;
import io.parallax.gateway.json.TextMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The markets we know: a dense index, the ticker and the instrument id of each, found by the ticker's bytes. Filled before
 * the gateway starts; afterwards it only grows, on the event loop, and what it holds never changes but for the shard,
 * which the reference read tells.
 */
public final class Markets {
    /** Shard of a market nobody told us of: the venue routes by ticker. */
    public static final int UNKNOWN_SHARD = -1;

    private static final Pattern TICKER = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** One market. */
    public record Listing(int instrumentId, String ticker) {
        public Listing {
            if (!TICKER.matcher(ticker).matches()) {
                throw new IllegalArgumentException(
                        "ticker '" + ticker + "': must be letters, digits, dot, dash or underscore");
            }
            if (instrumentId < 0) {
                throw new IllegalArgumentException(
                        "instrument " + instrumentId + " of " + ticker + ": must not be negative");
            }
        }
    }

    private String[] tickers;
    private byte[][] tickerBytes;
    private int[] instrumentIds;
    private int[] shards;
    private int[] indexOfInstrument = new int[0];
    private int size;
    private final TextMap indexes = new TextMap();
    private final TextList texts = new TextList();
    private final EventFees fees = new EventFees();

    public Markets(List<Listing> listings) {
        tickers = new String[listings.size()];
        tickerBytes = new byte[listings.size()][];
        instrumentIds = new int[listings.size()];
        shards = new int[listings.size()];
        listings.forEach(this::add);
    }

    /**
     * Adds a market. On the event loop, once the gateway runs.
     *
     * @return its index
     * @throws IllegalArgumentException when the ticker or the instrument is in the table already
     */
    public int add(Listing listing) {
        int id = listing.instrumentId();
        if (indexOf(id) != TextMap.ABSENT) {
            throw new IllegalArgumentException("instrument " + id + " stands twice");
        }
        indexes.put(listing.ticker(), size);
        byte[] name = listing.ticker().getBytes(StandardCharsets.US_ASCII);
        texts.add(name);
        if (size == tickers.length) {
            int wanted = Math.max(16, 2 * size);
            tickers = Arrays.copyOf(tickers, wanted);
            tickerBytes = Arrays.copyOf(tickerBytes, wanted);
            instrumentIds = Arrays.copyOf(instrumentIds, wanted);
            grow(wanted);
        }
        if (id >= indexOfInstrument.length) {
            int length = indexOfInstrument.length;
            indexOfInstrument = Arrays.copyOf(indexOfInstrument, Math.max(id + 1, 2 * length));
            Arrays.fill(indexOfInstrument, length, indexOfInstrument.length, TextMap.ABSENT);
        }
        tickers[size] = listing.ticker();
        tickerBytes[size] = name;
        instrumentIds[size] = id;
        shard(size, UNKNOWN_SHARD);
        indexOfInstrument[id] = size;
        return size++;
    }

    private synchronized void grow(int wanted) {
        shards = Arrays.copyOf(shards, wanted);
    }

    public int size() {
        return size;
    }

    /** Index of a ticker, {@link TextMap#ABSENT} when it is not ours. */
    public int indexOf(DirectBuffer buffer, int offset, int length) {
        return indexes.get(buffer, offset, length);
    }

    /** Index of the ticker of {@code length} bytes at an address, {@link TextMap#ABSENT} when it is not ours. */
    int indexOf(Object base, long at, int length) {
        return indexes.get(base, at, length);
    }

    /** Bytes of a market's ticker. */
    int tickerLength(int index) {
        return texts.length(index);
    }

    /** Whether the market's ticker stands at an address. Reads as many bytes as it has. */
    boolean isTickerAt(int index, Object base, long at) {
        return texts.isAt(index, base, at);
    }

    /** Index of a ticker, {@link TextMap#ABSENT} when it is not ours. Cold. */
    public int indexOf(String ticker) {
        byte[] name = ticker.getBytes(StandardCharsets.UTF_8);
        return indexes.get(new UnsafeBuffer(name), 0, name.length);
    }

    /** Index of an instrument, {@link TextMap#ABSENT} when it is not ours. */
    public int indexOf(int instrumentId) {
        return instrumentId >= 0 && instrumentId < indexOfInstrument.length
                ? indexOfInstrument[instrumentId]
                : TextMap.ABSENT;
    }

    /** What the markets' fees are made of. */
    public EventFees fees() {
        return fees;
    }

    public String ticker(int index) {
        return tickers[index];
    }

    /** The ticker as it goes onto the wire; not to be changed. */
    public byte[] tickerBytes(int index) {
        return tickerBytes[index];
    }

    public int instrumentId(int index) {
        return instrumentIds[index];
    }

    /** Shard ({@code exchange_index}) the market lives on, or {@link #UNKNOWN_SHARD}. */
    public synchronized int shard(int index) {
        return shards[index];
    }

    /** The shards our markets live on, each once, in ascending order; those that are not known are left out. */
    public synchronized int[] shardsInUse() {
        return Arrays.stream(shards, 0, size)
                .filter(shard -> shard >= 0)
                .distinct()
                .sorted()
                .toArray();
    }

    /** Told by the reference read, before trading in it. */
    public synchronized void shard(int index, int shard) {
        shards[index] = shard;
    }
}
