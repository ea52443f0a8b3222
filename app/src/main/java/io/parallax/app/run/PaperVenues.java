package io.parallax.app.run;

import io.parallax.app.run.SessionPlan.VenuePlan;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.FeedSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PaperSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Both venues with their market data and orders on paper. The gateways are made without the object that can send;
 * Polymarket's is not even told who we are.
 */
public final class PaperVenues {
    private static final Secret NOBODY = new Secret("");

    private final PaperSettings settings;
    private final Map<Venue, PaperGateway> made = new EnumMap<>(Venue.class);

    public PaperVenues(PaperSettings settings) {
        this.settings = settings;
    }

    /** What a paper account came to. */
    public record Account(long initialCashMicros, long cashMicros, long feesMicros, long orders, long fills) {}

    /** As {@link Venues#polymarket}. */
    public VenuePlan polymarket(PolymarketSettings venue, FeedSettings feed, List<PolymarketMarket> markets) {
        PolymarketSettings anonymous = new PolymarketSettings(
                venue.rest(),
                venue.marketSocket(),
                venue.userSocket(),
                venue.chainId(),
                venue.signatureType(),
                venue.funder(),
                NOBODY,
                NOBODY,
                NOBODY,
                NOBODY,
                venue.tier(),
                venue.http());
        return make(
                Venue.POLYMARKET,
                settings.polymarketCashMicros(),
                Venues.polymarket(anonymous, SigningSettings.unlimited(), feed, markets, OrderRoute.NONE));
    }

    /** As {@link Venues#kalshi}; the key signs the connection of the market data, which Kalshi asks for. */
    public VenuePlan kalshi(KalshiSettings venue, FeedSettings feed, List<Markets.Listing> markets) {
        return make(Venue.KALSHI, settings.kalshiCashMicros(), Venues.kalshi(venue, feed, markets, OrderRoute.NONE));
    }

    private VenuePlan make(Venue venue, long cashMicros, VenuePlan marketData) {
        return context -> {
            PaperGateway gateway =
                    new PaperGateway(venue, settings.model(), settings.seed(), cashMicros, context, marketData);
            made.put(venue, gateway);
            return gateway;
        };
    }

    /** The account at a venue; once the session has ended. */
    public Account account(Venue venue) {
        PaperGateway gateway = made.get(venue);
        long initialMicros = venue == Venue.KALSHI ? settings.kalshiCashMicros() : settings.polymarketCashMicros();
        return new Account(
                initialMicros, gateway.cashMicros(), gateway.feesMicros(), gateway.orders(), gateway.fills());
    }

    /** Contracts held; once the session has ended. */
    public long heldMicros(Venue venue, int instrumentId, Outcome outcome) {
        return made.get(venue).heldMicros(instrumentId, outcome);
    }
}
