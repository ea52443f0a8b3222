package io.parallax.sim.kalshi;

import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.LevelChange;
import io.parallax.sim.core.Trade;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.fault.SentTimes;
import java.util.ArrayList;
import java.util.List;

/** The public messages of one event, each written once for all connections that want them. */
final class PublicText {
    private final KalshiListing listing;
    private final EngineEvent event;
    private final long sentNs;
    private final List<List<String>> deltas = new ArrayList<>();
    private List<String> trades;

    PublicText(KalshiListing listing, EngineEvent event, SentTimes times) {
        this.listing = listing;
        this.event = event;
        this.sentNs = times.of(event.timestampNs());
        deltas.add(null);
        deltas.add(null);
    }

    void sendTo(KalshiSocket socket) {
        Subscription book = socket.of(Subscription.Channel.ORDERBOOK_DELTA);
        if (book != null && book.covers(listing.ticker())) {
            for (String delta : deltas(book.yesPrice)) {
                socket.send(book, FrameKind.CHANGE, listing.ticker(), "orderbook_delta", delta, true);
            }
        }
        Subscription prints = socket.of(Subscription.Channel.TRADE);
        if (prints != null && prints.covers(listing.ticker())) {
            for (String trade : trades()) {
                socket.send(prints, FrameKind.TRADE, listing.ticker(), "trade", trade, true);
            }
        }
    }

    private List<String> deltas(boolean yesPrice) {
        int view = yesPrice ? 1 : 0;
        if (deltas.get(view) == null) {
            String time = Fixed.time(sentNs);
            List<String> texts = new ArrayList<>(event.levels().size());
            for (LevelChange change : event.levels()) {
                texts.add(KalshiFrames.delta(listing, change, yesPrice, sentNs, time));
            }
            deltas.set(view, texts);
        }
        return deltas.get(view);
    }

    private List<String> trades() {
        if (trades == null) {
            trades = new ArrayList<>(event.trades().size());
            for (Trade trade : event.trades()) {
                trades.add(KalshiFrames.trade(event.market(), trade, sentNs).toString());
            }
        }
        return trades;
    }
}
