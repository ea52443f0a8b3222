package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overrides of an event's fees: two markets of a baseball game, one of another, one waived. */
class FeeUpdateTest {
    private static final long NOW = 1_795_185_000_000_000_000L;

    private final Markets markets = new Markets(List.of(
            new Markets.Listing(4, "KXMLBGAME-A-X"),
            new Markets.Listing(5, "KXMLBGAME-A-Y"),
            new Markets.Listing(6, "KXMLBGAME-B-X"),
            new Markets.Listing(7, "KXMLBGAME-A-Z"),
            new Markets.Listing(8, "KXNEW-A")));
    private final FeeUpdateDecoder updates = new FeeUpdateDecoder(markets);
    private final List<String> told = new ArrayList<>();
    private final EventWriter events = new EventWriter(new Told(), Venue.KALSHI);

    private final class Told implements EventPublisher {
        @Override
        public void publish(DirectBuffer buffer, int offset, int length, long receivedNanos) {
            FeesChangedDecoder fees =
                    new FeesChangedDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            assertThat(fees.feeReadAtNs()).isEqualTo(NOW);
            told.add(fees.instrumentId() + " " + fees.feeKind() + " " + fees.feeRateMicros() + " "
                    + fees.makerFeeRateMicros() + " " + fees.feeExponentMicros());
        }

        @Override
        public boolean offerMarketData(DirectBuffer buffer, int offset, int length, long receivedNanos) {
            throw new AssertionError("fees are no market data");
        }
    }

    @BeforeEach
    void know() {
        String type = "quadratic_with_maker_fees";
        markets.fees().put(0, new EventFees.Basis("KXMLBGAME-A", type, 500_000, false, FeeBook.shipped()));
        markets.fees().put(1, new EventFees.Basis("KXMLBGAME-A", type, 500_000, false, FeeBook.shipped()));
        markets.fees().put(2, new EventFees.Basis("KXMLBGAME-B", type, 500_000, false, FeeBook.shipped()));
        markets.fees().put(3, new EventFees.Basis("KXMLBGAME-A", type, 500_000, true, FeeBook.shipped()));
        events.stamp(NOW, 0, 0);
    }

    private int update(String fields) {
        byte[] text = ("{" + fields.replace('\'', '"') + "}").getBytes(StandardCharsets.UTF_8);
        JsonCursor json = new JsonCursor();
        json.wrap(new UnsafeBuffer(text), 0, text.length);
        int fault = updates.read(json);
        updates.write(events);
        return fault;
    }

    @Test
    void shouldTellEveryMarketOfTheEventAndNoOther() {
        update(
                "'event_ticker':'KXMLBGAME-A','fee_type_override':'quadratic_with_maker_fees','fee_multiplier_override':1");
        assertThat(told)
                .containsExactly(
                        "4 KALSHI_QUADRATIC 70000 17500 1000000",
                        "5 KALSHI_QUADRATIC 70000 17500 1000000",
                        "7 UNKNOWN 0 0 1000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | null | 6 KALSHI_QUADRATIC 35000 17500 1000000",
                "'quadratic' | null | 6 KALSHI_QUADRATIC 35000 0 1000000",
                "null | 0 | 6 KALSHI_QUADRATIC 0 17500 1000000",
                "'quadratic' | 0 | 6 KALSHI_QUADRATIC 0 0 1000000",
                "null | '1.5' | 6 KALSHI_QUADRATIC 105000 26250 1000000",
                "'flat' | 1 | 6 UNKNOWN 0 0 1000000",
                "'cubic' | 1 | 6 UNKNOWN 0 0 1000000",
                "'' | 1 | 6 UNKNOWN 0 0 1000000",
                "7 | 1 | 6 UNKNOWN 0 0 1000000",
                "null | -1 | 6 UNKNOWN 0 0 1000000",
                "null | true | 6 UNKNOWN 0 0 1000000",
                "null | 'much' | 6 UNKNOWN 0 0 1000000",
            })
    void shouldUnderstandTheOverrideOrTellThatItDoesNot(String type, String multiplier, String expected) {
        String fields = "\"event_ticker\":\"KXMLBGAME-B\",\"fee_type_override\":" + type
                + ",\"fee_multiplier_override\":" + multiplier;
        assertThat(update(fields)).isZero();
        assertThat(told).containsExactly(expected);
    }

    @Test
    void shouldNotKnowTheFeeAfterAMessageWithHalfAnOverride() {
        update("'event_ticker':'KXMLBGAME-B','fee_multiplier_override':1");
        assertThat(update("'event_ticker':'KXMLBGAME-B','fee_type_override':null,'fee_multiplier_override':1,,"))
                .isNotZero();
        assertThat(told).containsExactly("6 UNKNOWN 0 0 1000000", "6 UNKNOWN 0 0 1000000");
    }

    @Test
    void shouldTellNothingOfEventsThatAreNotOurs() {
        update("'event_ticker':'KXNEW','fee_type_override':null,'fee_multiplier_override':1");
        update("'event_ticker':'','fee_type_override':null,'fee_multiplier_override':1");
        assertThat(told).isEmpty();
    }
}
