package io.parallax.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.TickBand;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventWriterTest {
    private final CapturedEvents ring = new CapturedEvents();
    private final EventWriter writer = new EventWriter(ring, Venue.KALSHI);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldCapVenueWordsBetweenCharacters() {
        writer.stamp(1, 2, 3);
        writer.rejected(77, RejectCode.OTHER, "東".repeat(500));
        writer.rejected(78, RejectCode.OTHER, null);
        OrderRejectedDecoder rejected = new OrderRejectedDecoder().wrapAndApplyHeader(ring.events.get(0), 0, header);
        assertThat(rejected.orderId()).isEqualTo(77);
        assertThat(rejected.text()).matches("東{80,85}");
        rejected.wrapAndApplyHeader(ring.events.get(1), 0, header);
        assertThat(rejected.text()).isEmpty();
    }

    @Test
    void shouldDefineInstrumentsWithTheirGrid() {
        writer.instrument(new InstrumentDefinition(
                4,
                MarketState.ACTIVE,
                true,
                FeeKind.KALSHI_QUADRATIC,
                70_000,
                0,
                1_000_000,
                9,
                10_000,
                10_000,
                0,
                0,
                5,
                List.of(new TickBand(0, 100_000, 1_000), new TickBand(100_000, 900_000, 10_000)),
                "KX",
                "Title",
                77,
                "sports,tennis"));
        InstrumentDefinedDecoder defined =
                new InstrumentDefinedDecoder().wrapAndApplyHeader(ring.events.get(0), 0, header);
        assertThat(defined.venue()).isEqualTo(Venue.KALSHI);
        assertThat(defined.feeRateMicros()).isEqualTo(70_000);
        assertThat(defined.resolutionTimeNs()).isEqualTo(77);
        InstrumentDefinedDecoder.BandsDecoder bands = defined.bands();
        assertThat(bands.count()).isEqualTo(2);
        bands.next().next();
        assertThat(defined.symbol()).isEqualTo("KX");
        assertThat(defined.title()).isEqualTo("Title");
        assertThat(defined.category()).isEqualTo("sports,tennis");
    }

    @Test
    void shouldTellTheStateOfALine() {
        writer.feedStatus(1, FeedState.FAULT, 3, 9, -12);
        FeedStatusDecoder status = new FeedStatusDecoder().wrapAndApplyHeader(ring.events.get(0), 0, header);
        assertThat(status.state()).isEqualTo(FeedState.FAULT);
        assertThat(status.faultCode()).isEqualTo(-12);
        assertThat(status.instrumentId()).isEqualTo(9);
    }
}
