package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.demo.SimMarkets.Listed;
import io.parallax.app.summary.SessionSummary;
import io.parallax.codecs.sbe.BalanceEncoder;
import io.parallax.codecs.sbe.InstrumentDefinedEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.PositionChangedEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.SimTruth;
import io.parallax.sim.SimTruth.Position;
import io.parallax.sim.SimTruth.VenueTruth;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TruthCheckTest {
    private static final int FILLS = 3;
    private static final List<Listed> MARKETS =
            List.of(new Listed(Venue.POLYMARKET, "0xC", 0), new Listed(Venue.KALSHI, "KXA", 1));
    private static final Map<String, Position> HELD = Map.of("0xC", held("25.5", "0"));
    private static final Map<String, Position> HEDGED = Map.of("KXA", held("0", "25.5"));

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2048]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SessionSummary summary = new SessionSummary();

    @BeforeEach
    void trade() {
        for (Listed market : MARKETS) {
            new InstrumentDefinedEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .instrumentId(market.instrumentId())
                    .venue(market.venue())
                    .qtyStepMicros(10_000)
                    .bandsCount(0);
            summary.onEvent(buffer, 0);
            new BalanceEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .venue(market.venue())
                    .cashMicros(Micros.parse("1000"));
            summary.onEvent(buffer, 0);
        }
        book(0, "25.5", "0", "989.8");
        book(1, "0", "25.5", "985.2");
    }

    private void book(int instrumentId, String yes, String no, String cash) {
        new PositionChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrumentId)
                .yesQtyMicros(Micros.parse(yes))
                .noQtyMicros(Micros.parse(no))
                .cashMicros(Micros.parse(cash))
                .realisedMicros(0)
                .feesMicros(0);
        summary.onCommand(buffer, 0);
    }

    private static Position held(String yes, String no) {
        return new Position(Micros.parse(yes), Micros.parse(no), 0);
    }

    private static VenueTruth venue(String cash, Map<String, Position> positions) {
        long cashMicros = Micros.parse(cash);
        return new VenueTruth(Micros.parse("1000"), cashMicros, cashMicros, 0, FILLS, FILLS, 0, positions);
    }

    private TruthCheck check(VenueTruth polymarket, VenueTruth kalshi) {
        return TruthCheck.of(MARKETS, summary.ledger(), new SimTruth(kalshi, polymarket));
    }

    @Test
    void shouldHoldWhenBooksAreEqual() {
        TruthCheck check = check(venue("989.8", HELD), venue("985.2", HEDGED));
        assertThat(check.holds()).isTrue();
        assertThat(check.cashDifferenceMicros()).isZero();
        assertThat(check.differences()).isEmpty();
    }

    @Test
    void shouldAllowPolymarketOneMicroAgainstUsForEachFill() {
        TruthCheck check = check(venue("989.800003", HELD), venue("985.2", HEDGED));
        assertThat(check.holds()).isTrue();
        assertThat(check.cashDifferenceMicros()).isEqualTo(FILLS);
        assertThat(check(venue("989.800004", HELD), venue("985.2", HEDGED)).cashEqual())
                .isFalse();
    }

    @Test
    void shouldAllowNothingInOurFavour() {
        TruthCheck check = check(venue("989.799999", HELD), venue("985.2", HEDGED));
        assertThat(check.cashEqual()).isFalse();
        assertThat(check.positionsEqual()).isTrue();
        assertThat(check.differences())
                .containsExactly("POLYMARKET cash: ledger 989.8, venue 989.799999 after 3 fills and 0 of fees");
    }

    @Test
    void shouldAllowKalshiNothing() {
        TruthCheck check = check(venue("989.8", HELD), venue("985.200001", HEDGED));
        assertThat(check.cashEqual()).isFalse();
        assertThat(check.cashDifferenceMicros()).isEqualTo(1);
    }

    @Test
    void shouldNotLetVenuesCancelOut() {
        TruthCheck check = check(venue("990.8", HELD), venue("984.2", HEDGED));
        assertThat(check.cashDifferenceMicros()).isEqualTo(2 * Micros.ONE);
        assertThat(check.differences()).hasSize(2);
    }

    @Test
    void shouldTellHoldingThatDiffersByMicro() {
        TruthCheck check = check(venue("989.8", HELD), venue("985.2", Map.of("KXA", held("0", "25.500001"))));
        assertThat(check.positionsEqual()).isFalse();
        assertThat(check.cashEqual()).isTrue();
        assertThat(check.differences()).containsExactly("KALSHI KXA NO: ledger 25.5, venue 25.500001");
    }

    @Test
    void shouldTellHoldingOnlyOneSideKnows() {
        book(1, "0", "0", "985.2");
        assertThat(check(venue("989.8", Map.of()), venue("985.2", HEDGED)).differences())
                .containsExactly("POLYMARKET 0xC YES: ledger 25.5, venue 0", "KALSHI KXA NO: ledger 0, venue 25.5");
    }

    @Test
    void shouldNotMistakeBothOutcomesForNone() {
        VenueTruth both = venue("989.8", Map.of("0xC", held("26.5", "1")));
        assertThat(check(both, venue("985.2", HEDGED)).positionsEqual()).isFalse();
    }
}
