package io.parallax.gateway.kalshi.market;

import io.parallax.gateway.json.TextList;
import io.parallax.gateway.json.TextMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/**
 * The markets we watch: a dense index, the ticker and the instrument id of each, found by the ticker's bytes. Immutable
 * but for the shard, which the reference read tells.
 */
public final class Markets {
    /** Shard of a market nobody told us of: the venue routes by ticker. */
    public static final int UNKNOWN_SHARD = -1;

    private static final Pattern TICKER = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** One market. */
    public record Listing(int instrumentId, String ticker) {}

    private final String[] tickers;
    private final int[] instrumentIds;
    private final int[] shards;
    private final TextMap indexes = new TextMap();
    private final TextList texts = new TextList();

    public Markets(List<Listing> listings) {
        tickers = new String[listings.size()];
        instrumentIds = new int[listings.size()];
        shards = new int[listings.size()];
        for (int i = 0; i < tickers.length; i++) {
            Listing listing = listings.get(i);
            if (!TICKER.matcher(listing.ticker()).matches()) {
                throw new IllegalArgumentException(
                        "ticker '" + listing.ticker() + "': must be letters, digits, dot, dash or underscore");
            }
            tickers[i] = listing.ticker();
            instrumentIds[i] = listing.instrumentId();
            shards[i] = UNKNOWN_SHARD;
            indexes.put(tickers[i], i);
            texts.add(tickers[i].getBytes(StandardCharsets.US_ASCII));
        }
    }

    public int size() {
        return tickers.length;
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

    /** Index of an instrument, {@link TextMap#ABSENT} when it is not ours. */
    public int indexOf(int instrumentId) {
        for (int i = 0; i < instrumentIds.length; i++) {
            if (instrumentIds[i] == instrumentId) {
                return i;
            }
        }
        return TextMap.ABSENT;
    }

    public String ticker(int index) {
        return tickers[index];
    }

    public int instrumentId(int index) {
        return instrumentIds[index];
    }

    /** Shard ({@code exchange_index}) the market lives on, or {@link #UNKNOWN_SHARD}. */
    public synchronized int shard(int index) {
        return shards[index];
    }

    /** Told by the reference read, before trading. */
    public synchronized void shard(int index, int shard) {
        shards[index] = shard;
    }
}
