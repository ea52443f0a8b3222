package io.parallax.gateway.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.market.MarketLine;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A market without a book, a resolved one say, must not cost its neighbours their line again and again. */
class BookThatNeverComesTest {
    private static final String MARKET = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";

    private final AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(1));
    private final EpochClock clock = new EpochClock() {
        @Override
        public long epochNanos() {
            return nanos.get();
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }
    };

    @Test
    void shouldMakeTheConnectionAnewOnlyOnceForOneBook() throws InterruptedException {
        int connections = 0;
        try (FakeVenue venue = new FakeVenue();
                GatewayLoops loops = new GatewayLoops("test", 1, false)) {
            MarketTable markets = new MarketTable(List.of(new PolymarketMarket(5, MARKET, "11", "22")));
            MarketLine line = new MarketLine(markets, venue.socket("/ws/market"), loops.next(), clock, new Recorder());
            line.start();
            assertThat(venue.market().next()).contains("\"type\":\"market\"");
            for (int step = 0; step < 12; step++) {
                venue.market().say("PONG");
                nanos.addAndGet(TimeUnit.SECONDS.toNanos(14));
                String text = venue.market().next();
                if (text.contains("\"type\":\"market\"")) {
                    connections++;
                } else {
                    assertThat(text).contains("unsubscribe");
                    assertThat(venue.market().next()).contains("\"subscribe\"");
                }
            }
            line.close();
        }
        assertThat(connections).isEqualTo(1);
    }
}
