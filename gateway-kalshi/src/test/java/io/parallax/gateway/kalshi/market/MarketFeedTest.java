package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.config.FeedSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.net.ReconnectBudget;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.gateway.ws.WebSocketSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The set of lines, not connected. */
class MarketFeedTest {
    private final GatewayLoops loops = new GatewayLoops("test", 1, false);

    @AfterEach
    void stop() {
        loops.close();
    }

    @Test
    void shouldGrowByALineWhenAllAreFullAndUseTheRoomOfThoseThatLeft() {
        Markets markets = markets(4);
        MarketFeed feed = feed(markets, 2, 2);
        assertThat(numbers(feed)).containsExactly(0, 1, 2, 3);
        feed.follow(markets.add(new Markets.Listing(4, "M4")));
        assertThat(numbers(feed)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(feed.unfollow(1)).isTrue();
        assertThat(feed.unfollow(1)).isFalse();
        feed.follow(markets.add(new Markets.Listing(5, "M5")));
        feed.follow(markets.add(new Markets.Listing(6, "M6")));
        assertThat(numbers(feed)).hasSize(6);
        assertThat(feed.shards().get(0).size()).isEqualTo(2);
        assertThat(feed.shards().get(2).size()).isEqualTo(2);
    }

    @Test
    void shouldMoveWhatTheVenueDoesNotTakeToAnotherLine() {
        MarketFeed feed = feed(markets(10), 2, 10);
        int[] refused = {6, 7, 8, 9};
        feed.owner().onTooManyMarkets(0, refused);
        assertThat(feed.shards().get(0).size()).isEqualTo(6);
        assertThat(feed.shards().get(1).size()).isEqualTo(4);
        feed.owner().onTooManyMarkets(1, refused);
        assertThat(feed.shards().get(0).size())
                .as("the other copy says the same")
                .isEqualTo(6);
        for (int market = 0; market < 4; market++) {
            feed.unfollow(market);
        }
        for (int market = 0; market < 4; market++) {
            feed.follow(market);
        }
        assertThat(feed.shards().get(0).size()).as("it takes no more than six").isLessThanOrEqualTo(6);
        assertThat(feed.shards().get(0).size() + feed.shards().get(1).size()).isEqualTo(10);
        assertThat(feed.shards().shardOf(0)).as("the emptier one comes first").isZero();
    }

    @Test
    void shouldHalveWhatFillsALineAlone() {
        MarketFeed feed = feed(markets(9), 1, 10);
        feed.owner().onTooManyMarkets(0, IntStream.range(0, 9).toArray());
        assertThat(feed.shards().get(0).size()).isEqualTo(4);
        assertThat(feed.shards().get(1).size()).isEqualTo(5);
        feed.owner().onTooManyMarkets(2, IntStream.range(4, 9).toArray());
        assertThat(feed.shards().get(1).size()).isEqualTo(2);
        assertThat(feed.shards().count()).isEqualTo(3);
    }

    @Test
    void shouldNotSplitOneMarket() {
        MarketFeed feed = feed(markets(1), 1, 10);
        feed.owner().onTooManyMarkets(0, new int[] {0});
        assertThat(feed.shards().count()).isEqualTo(1);
        assertThat(feed.shards().get(0).size()).isEqualTo(1);
    }

    private static List<Integer> numbers(MarketFeed feed) {
        return feed.lines().stream().map(MarketLine::number).toList();
    }

    private static Markets markets(int count) {
        List<Markets.Listing> listings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            listings.add(new Markets.Listing(i, "M" + i));
        }
        return new Markets(listings);
    }

    private MarketFeed feed(Markets markets, int lines, int marketsPerLine) {
        FeedSettings settings = new FeedSettings(
                lines, 100, marketsPerLine, 0, 0, 0, 0, 0, 10, 1_000_000, 20_000_000_000L, false, true);
        return new MarketFeed(
                markets,
                settings,
                true,
                new TestBooks(),
                null,
                loops.next(),
                EpochClock.system(),
                ReconnectBudget.perMinute(10, 1),
                name -> WebSocketSettings.of(name, URI.create("ws://127.0.0.1:1/")),
                FrameTap.NONE);
    }
}
