package io.parallax.app.record;

import io.netty.channel.EventLoop;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.config.FeedSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.kalshi.KalshiGateway;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.ws.FrameTap;
import java.util.ArrayList;
import java.util.List;

/** Kalshi's socket. It carries the private channels of the key's account too. */
final class KalshiLines implements VenueLines {
    private final Definitions definitions = new Definitions();
    private final KalshiGateway gateway;

    KalshiLines(
            KalshiSettings settings,
            FeedSettings feed,
            List<String> tickers,
            EventLoop loop,
            EpochClock clock,
            FrameTap tap) {
        List<Markets.Listing> listings = new ArrayList<>();
        tickers.forEach(ticker -> listings.add(new Markets.Listing(listings.size(), ticker)));
        gateway = new KalshiGateway(
                settings,
                feed,
                0,
                definitions,
                new TradingGate(),
                loop,
                clock,
                listings,
                OrderRoute.NONE,
                tap,
                FeeBook.shipped());
    }

    @Override
    public List<CaptureInstrument> define() {
        gateway.defineInstruments();
        return definitions.take();
    }

    @Override
    public void connect() {
        gateway.start();
    }

    @Override
    public boolean yesPrices() {
        return KalshiGateway.USE_YES_PRICE;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
