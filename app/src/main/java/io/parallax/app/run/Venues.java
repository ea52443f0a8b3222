package io.parallax.app.run;

import io.parallax.app.run.SessionPlan.VenuePlan;
import io.parallax.config.FeedSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.engine.port.CommandSink;
import io.parallax.gateway.kalshi.KalshiGateway;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.PolymarketGateway;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.ws.FrameTap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;

/** The venues there are. */
public final class Venues {
    private Venues() {}

    /** Polymarket, following these markets in order of their instrument ids. */
    public static VenuePlan polymarket(PolymarketSettings settings, FeedSettings feed, List<PolymarketMarket> markets) {
        return polymarket(settings, SigningSettings.unlimited(), feed, markets, OrderRoute.VENUE);
    }

    /** The same; what can send is made for the route VENUE alone. */
    public static VenuePlan polymarket(
            PolymarketSettings settings,
            SigningSettings signing,
            FeedSettings feed,
            List<PolymarketMarket> markets,
            OrderRoute route) {
        return context -> {
            PolymarketGateway gateway = new PolymarketGateway(
                    settings,
                    signing,
                    feed,
                    context.sessionId(),
                    route,
                    context.publisher(),
                    context.gate(),
                    context.loop(),
                    EpochClock.system(),
                    markets,
                    FrameTap.NONE);
            return new Adapter(
                    "polymarket",
                    gateway,
                    gateway::defineInstruments,
                    gateway::start,
                    gateway::isLive,
                    gateway::reconcile,
                    gateway::cancelAll,
                    () -> "",
                    gateway::close);
        };
    }

    /** Kalshi, following these markets in order of their instrument ids. */
    public static VenuePlan kalshi(KalshiSettings settings, FeedSettings feed, List<Markets.Listing> markets) {
        return kalshi(settings, feed, markets, OrderRoute.VENUE);
    }

    /** The same; what can send is made for the route VENUE alone. */
    public static VenuePlan kalshi(
            KalshiSettings settings, FeedSettings feed, List<Markets.Listing> markets, OrderRoute route) {
        return context -> {
            KalshiGateway gateway = new KalshiGateway(
                    settings,
                    feed,
                    context.sessionId(),
                    context.publisher(),
                    context.gate(),
                    context.loop(),
                    EpochClock.system(),
                    markets,
                    route,
                    FrameTap.NONE,
                    context.fees());
            return new Adapter(
                    "kalshi",
                    gateway,
                    gateway::defineInstruments,
                    gateway::start,
                    gateway::isLive,
                    gateway::reconcile,
                    gateway::cancelAll,
                    gateway::guard,
                    gateway::close);
        };
    }

    /** A gateway in the session's terms. */
    private record Adapter(
            String name,
            CommandSink commands,
            Runnable definition,
            Runnable connection,
            BooleanSupplier live,
            BooleanSupplier reconciliation,
            Runnable cancelling,
            Supplier<String> guarding,
            Runnable closing)
            implements VenueGateway {
        @Override
        public void defineInstruments() {
            definition.run();
        }

        @Override
        public void connect() {
            connection.run();
        }

        @Override
        public boolean isLive() {
            return live.getAsBoolean();
        }

        @Override
        public boolean reconcile() {
            return reconciliation.getAsBoolean();
        }

        @Override
        public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
            commands.onCommand(sequence, receivedNanos, buffer, offset, length);
        }

        @Override
        public void cancelAll() {
            cancelling.run();
        }

        @Override
        public String guard() {
            return guarding.get();
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
