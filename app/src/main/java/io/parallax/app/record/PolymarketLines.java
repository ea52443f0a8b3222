package io.parallax.app.record;

import io.netty.channel.EventLoop;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.config.FeedSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.PolymarketGateway;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.ws.FrameTap;
import java.util.ArrayList;
import java.util.List;

/** Polymarket's market channel, which is public: the gateway is made without an account. */
final class PolymarketLines implements VenueLines {
    private final Definitions definitions = new Definitions();
    private final List<PolymarketMarket> markets;
    private final PolymarketGateway gateway;

    /** @param markets with instrument ids from 0 in their order */
    PolymarketLines(
            PolymarketSettings settings,
            FeedSettings feed,
            List<PolymarketMarket> markets,
            EventLoop loop,
            EpochClock clock,
            FrameTap tap) {
        this.markets = markets;
        gateway = new PolymarketGateway(
                withoutAccount(settings),
                feed,
                0,
                OrderRoute.NONE,
                definitions,
                new TradingGate(),
                loop,
                clock,
                markets,
                tap);
    }

    private static PolymarketSettings withoutAccount(PolymarketSettings of) {
        Secret none = new Secret("");
        return new PolymarketSettings(
                of.rest(),
                of.marketSocket(),
                of.userSocket(),
                of.chainId(),
                of.signatureType(),
                of.funder(),
                none,
                none,
                none,
                none,
                of.tier(),
                of.http());
    }

    @Override
    public List<CaptureInstrument> define() {
        gateway.defineInstruments();
        List<CaptureInstrument> instruments = new ArrayList<>();
        for (CaptureInstrument defined : definitions.take()) {
            PolymarketMarket market = markets.get(defined.instrumentId());
            instruments.add(new CaptureInstrument(
                    defined.instrumentId(),
                    defined.symbol(),
                    defined.title(),
                    market.yesTokenId(),
                    market.noTokenId(),
                    defined.bands(),
                    defined.minQtyMicros(),
                    gateway.isNegRisk(defined.instrumentId())));
        }
        return instruments;
    }

    @Override
    public void connect() {
        gateway.start();
    }

    @Override
    public boolean yesPrices() {
        return false;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
