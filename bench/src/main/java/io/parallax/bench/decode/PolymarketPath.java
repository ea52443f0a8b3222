package io.parallax.bench.decode;

import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.market.MarketLine;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.net.URI;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Our way for Polymarket's frames, from bytes to the publisher; the feed never connects. */
final class PolymarketPath implements AutoCloseable {
    private final GatewayLoops loops = new GatewayLoops("bench", 1, false);
    private final byte[][] frames;
    private final UnsafeBuffer[] buffers;
    private final MarketLine feed;

    /** Brought to the point where its book is whole: {@code levels} a side. */
    PolymarketPath(byte[][] frames, int levels, EventPublisher publisher) {
        this.frames = frames;
        buffers = new UnsafeBuffer[frames.length];
        for (int i = 0; i < frames.length; i++) {
            buffers[i] = new UnsafeBuffer(frames[i]);
        }
        MarketTable markets = new MarketTable(List.of(
                new PolymarketMarket(0, MarketFrames.CONDITION, MarketFrames.YES_TOKEN, MarketFrames.NO_TOKEN)));
        feed = new MarketLine(
                markets, URI.create("ws://127.0.0.1:1/ws/market"), loops.next(), EpochClock.system(), publisher);
        byte[] book = MarketFrames.polymarketBook(levels);
        feed.onText(new UnsafeBuffer(book), 0, book.length, 1, 1);
    }

    void take(int index) {
        feed.onText(buffers[index], 0, frames[index].length, 1, 1);
    }

    @Override
    public void close() {
        loops.close();
    }
}
