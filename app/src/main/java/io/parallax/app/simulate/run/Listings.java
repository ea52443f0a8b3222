package io.parallax.app.simulate.run;

import io.netty.channel.EventLoop;
import io.parallax.app.pairs.ListingSource;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.pair.Leg;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.ListingReader;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.RestReader;
import java.net.URI;

/** What the venues say of the pairs' markets, read by the real readers over the process's own clock. */
final class Listings implements ListingSource {
    private final HttpLine polymarket;
    private final HttpLine kalshi;
    private final ListingReader polymarketReader;
    private final io.parallax.gateway.kalshi.reference.ListingReader kalshiReader;

    Listings(PolymarketSettings polymarketSettings, KalshiSettings kalshiSettings, EventLoop loop, EpochClock clock) {
        polymarket = line("pairs-polymarket", polymarketSettings.rest(), loop, clock);
        kalshi = line("pairs-kalshi", kalshiSettings.rest(), loop, clock);
        polymarketReader = new ListingReader(reader(polymarket), reader(polymarket));
        kalshiReader = new io.parallax.gateway.kalshi.reference.ListingReader(
                reader(kalshi), kalshiSettings.rest().getPath(), clock);
    }

    private static HttpLine line(String name, URI base, EventLoop loop, EpochClock clock) {
        HttpLine line = new HttpLine(HttpSettings.of(name, base).withPool(1, 16), loop, clock);
        line.start();
        return line;
    }

    private static RestReader reader(HttpLine line) {
        return new RestReader(line, (method, path, headers) -> {});
    }

    @Override
    public MarketListing read(Leg leg) {
        return leg instanceof Leg.Polymarket market
                ? polymarketReader.read(market.conditionId(), market.slug())
                : kalshiReader.read(leg.marketId());
    }

    @Override
    public void close() {
        polymarket.close();
        kalshi.close();
    }
}
