package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.feed.Shards;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line that asks for snapshots of its books in turn. */
class BookChecksTest {
    private static final long SECOND = 1_000_000_000;
    private static final long PERIOD = 30 * SECOND;
    private static final long MAX_SILENCE = 9 * SECOND;
    private static final String ASKED = "\"action\":\"get_snapshot\"";

    private final FeedRig rig = new FeedRig(true); // its socket and its clock
    private final Counters<FeedCounter> counters = new Counters<>(FeedCounter.class);
    private MarketLine line;
    private int sequence;

    @BeforeEach
    void start() {
        line(PERIOD, 0);
    }

    private void line(long periodNs, long maxSilenceNs) {
        Markets markets = new Markets(
                List.of(new Markets.Listing(0, "KXA"), new Markets.Listing(1, "KXB"), new Markets.Listing(2, "KXC")));
        Shards shards = new Shards(10);
        for (int market = 0; market < 3; market++) {
            shards.add(market);
        }
        line = new MarketLine(
                new LineCommon(
                        markets,
                        true,
                        rig.ring,
                        new EventWriter(rig.ring, Venue.KALSHI),
                        rig,
                        new Decoders(markets, true),
                        null,
                        counters,
                        new FaultCounters(),
                        LineOwner.ALONE,
                        periodNs,
                        maxSilenceNs),
                shards.get(0),
                0,
                null,
                rig);
        line.onConnected(1);
        sequence = 0;
        snapshot("KXA");
        snapshot("KXB");
        rig.sent.clear();
    }

    @Test
    void shouldAskForEveryBookThatHoldsWithinThePeriod() {
        pass(PERIOD);
        assertThat(rig.sent).filteredOn(command -> command.contains("KXA")).hasSizeBetween(1, 2);
        assertThat(rig.sent).filteredOn(command -> command.contains("KXB")).hasSizeBetween(1, 2);
        assertThat(rig.sent).allMatch(command -> command.contains(ASKED) && command.contains("\"sids\":[1]"));
        assertThat(rig.sent).as("it never came").noneMatch(command -> command.contains("KXC"));
        assertThat(counters.get(FeedCounter.CHECKS)).isBetween(2L, 4L);
    }

    @Test
    void shouldAskAgainAfterTheNextConnectionOnlyForBooksThatCame() {
        line.onConnected(2);
        rig.sent.clear();
        sequence = 0;
        snapshot("KXB");
        pass(PERIOD);
        assertThat(rig.sent).isNotEmpty().allMatch(command -> command.contains("KXB"));
    }

    @Test
    void shouldProbeOneBookWhenTheLineIsSilent() {
        line(1_000 * SECOND, MAX_SILENCE);
        pass(MAX_SILENCE / 3 - SECOND);
        assertThat(rig.sent).isEmpty();
        pass(2 * SECOND);
        assertThat(rig.sent).hasSize(1);
        snapshot("KXA");
        pass(MAX_SILENCE / 3 - SECOND);
        assertThat(rig.sent).hasSize(1);
    }

    @Test
    void shouldNeverAskWhereItIsSwitchedOff() {
        line(0, 0);
        pass(10 * PERIOD);
        assertThat(rig.sent).isEmpty();
    }

    private void pass(long durationNs) {
        for (long end = rig.nanos + durationNs; rig.nanos < end; ) {
            rig.nanos += SECOND / 10;
            line.poll(rig.nanos);
        }
    }

    private void snapshot(String ticker) {
        byte[] frame = ("{\"type\":\"orderbook_snapshot\",\"sid\":1,\"seq\":" + ++sequence
                        + ",\"msg\":{\"market_ticker\":\"" + ticker
                        + "\",\"yes_dollars_fp\":[[\"0.4000\",\"10.00\"]],\"no_dollars_fp\":[]}}")
                .getBytes(StandardCharsets.UTF_8);
        line.onText(new UnsafeBuffer(frame), 0, frame.length, rig.nanos, rig.epochNanos());
    }
}
