package io.parallax.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.sim.SimBook;
import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.QuietPairs;
import io.parallax.sim.venue.Venue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ManyMarketsTest {
    private static final int MARKETS = 5_000;
    /** A hundred times the busiest recorded second of one market. */
    private static final int BURST_PER_SECOND = 64_300;

    private static final long BURST_NS = 200_000_000L;

    @Test
    void shouldServeFiveThousandMarketsAndABurst() {
        SimSettings settings =
                SimSettings.defaults(1).withPairs(List.of()).withFeed(SimFeed.DEFAULT.withQuietPairs(MARKETS));
        try (VenueSim sim = VenueSim.start(settings);
                RawClient client = RawClient.kalshi(sim)) {
            List<String> tickers = IntStream.rangeClosed(1, MARKETS)
                    .mapToObj(QuietPairs::ticker)
                    .toList();
            client.send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':["
                    + tickers.stream().map(ticker -> "'" + ticker + "'").collect(Collectors.joining(",")) + "]}}");
            assertThat(client.drainKalshi()).hasSize(MARKETS + 1);

            long changes = sim.books()
                    .burst(Venue.KALSHI, tickers.subList(0, 3), BURST_PER_SECOND, 20, BURST_NS)
                    .join();

            assertThat(changes).isGreaterThanOrEqualTo(BURST_PER_SECOND * BURST_NS / 1_000_000_000L);
            List<String> deltas = client.drainKalshi();
            assertThat(deltas.size()).isBetween((int) changes / 2, (int) changes);
            assertThat(RawClient.json(deltas.get(deltas.size() - 1)).get("seq").asLong())
                    .isEqualTo(MARKETS + deltas.size());
            SimBook book = sim.books().of(Venue.KALSHI, tickers.get(MARKETS - 1));
            assertThat(book.bids()).hasSize(6);
            assertThat(book.asks().get(0)).isEqualTo(new SimBook.Level(510_000, 100_000_000));
        }
    }
}
