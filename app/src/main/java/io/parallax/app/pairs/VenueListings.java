package io.parallax.app.pairs;

import io.netty.channel.EventLoop;
import io.parallax.config.HttpMode;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.pair.Leg;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.http.Tolls;
import io.parallax.gateway.kalshi.limit.KalshiTolls;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.limit.GammaTolls;
import io.parallax.gateway.polymarket.limit.PolymarketTolls;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.RestReader;
import java.net.URI;

/** Asks the venues by REST, without credentials: all of it is public. */
public final class VenueListings implements ListingSource {
    private final HttpLine clob;
    private final HttpLine gamma;
    private final HttpLine kalshi;
    private final io.parallax.gateway.polymarket.reference.ListingReader polymarketReader;
    private final io.parallax.gateway.kalshi.reference.ListingReader kalshiReader;

    private VenueListings(PolymarketSettings polymarket, URI catalogue, KalshiSettings kalshiSettings, EventLoop loop) {
        clob = line(
                "pairs-clob", polymarket.rest(), polymarket.http(), loop, PolymarketTolls.beside(polymarket.tier()));
        gamma = line("pairs-gamma", catalogue, polymarket.http(), loop, new GammaTolls());
        kalshi = line(
                "pairs-kalshi",
                kalshiSettings.rest(),
                kalshiSettings.http(),
                loop,
                KalshiTolls.beside(kalshiSettings.tuning().tier()));
        polymarketReader = new io.parallax.gateway.polymarket.reference.ListingReader(reader(clob), reader(gamma));
        kalshiReader = new io.parallax.gateway.kalshi.reference.ListingReader(
                reader(kalshi), kalshiSettings.rest().getPath(), EpochClock.system());
    }

    /** @param gamma base of Polymarket's catalogue */
    public static ListingSource.Plan of(PolymarketSettings polymarket, URI gamma, KalshiSettings kalshi) {
        return loop -> new VenueListings(polymarket, gamma, kalshi, loop);
    }

    private static HttpLine line(String name, URI base, HttpMode http, EventLoop loop, Tolls tolls) {
        HttpSettings settings = HttpSettings.of(name, base).withHttp(http).withPool(1, 16);
        HttpLine line = new HttpLine(settings, loop, EpochClock.system(), tolls);
        line.start();
        return line;
    }

    private static RestReader reader(HttpLine line) {
        return new RestReader(line, (method, path, headers) -> {});
    }

    @Override
    public MarketListing read(Leg leg) {
        if (leg instanceof Leg.Polymarket polymarket) {
            return polymarketReader.read(polymarket.conditionId(), polymarket.slug());
        }
        return kalshiReader.read(leg.marketId());
    }

    @Override
    public void close() {
        clob.close();
        gamma.close();
        kalshi.close();
    }
}
