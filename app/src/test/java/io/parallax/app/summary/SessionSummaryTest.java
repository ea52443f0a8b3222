package io.parallax.app.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedEncoder;
import io.parallax.codecs.sbe.BalanceEncoder;
import io.parallax.codecs.sbe.FillEncoder;
import io.parallax.codecs.sbe.InstrumentDefinedEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OpportunityClosedEncoder;
import io.parallax.codecs.sbe.OpportunityEncoder;
import io.parallax.codecs.sbe.PairListedEncoder;
import io.parallax.codecs.sbe.PositionChangedEncoder;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.schema.Unset;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.pair.PayoffMatrix;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class SessionSummaryTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2048]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SessionSummary summary = new SessionSummary();

    private void instrument(int id, Venue venue) {
        new InstrumentDefinedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(id)
                .venue(venue)
                .qtyStepMicros(10_000)
                .bandsCount(0);
        summary.onEvent(buffer, 0);
    }

    private void pair(Verdict verdict) {
        PairListedEncoder event = new PairListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        Unset.group(event);
        Relation relation = verdict == Verdict.INVERTED ? Relation.INVERTED : Relation.SAME;
        event.pairId(0).relation(relation).verdict(verdict);
        event.legsCount(2).next().instrumentId(0).next().instrumentId(1);
        PayoffMatrix payoffs = PayoffMatrix.of(relation, 2);
        PairListedEncoder.PayoffsEncoder rows = event.payoffsCount(4);
        for (int i = 0; i < 4; i++) {
            rows.next().yesPayoutMicros(payoffs.yesPayoutMicros(i / 2, i % 2));
        }
        summary.onEvent(buffer, 0);
    }

    private void balance(Venue venue, String cash) {
        new BalanceEncoder().wrapAndApplyHeader(buffer, 0, header).venue(venue).cashMicros(Micros.parse(cash));
        summary.onEvent(buffer, 0);
    }

    private void position(int instrument, String yes, String no, String cash, String fees) {
        new PositionChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .instrumentId(instrument)
                .yesQtyMicros(Micros.parse(yes))
                .noQtyMicros(Micros.parse(no))
                .cashMicros(Micros.parse(cash))
                .realisedMicros(0)
                .feesMicros(Micros.parse(fees));
        summary.onCommand(buffer, 0);
    }

    private void fill(long trade, Settlement settlement) {
        new FillEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .orderId(17)
                .venue(Venue.KALSHI)
                .settlement(settlement)
                .tradeIdHigh(1)
                .tradeIdLow(trade)
                .part(0);
        summary.onEvent(buffer, 0);
    }

    private void attempt(long id, AttemptState to) {
        new AttemptStateChangedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .attemptId(id)
                .pairId(0)
                .to(to);
        summary.onCommand(buffer, 0);
    }

    private void twoVenues(Verdict verdict) {
        instrument(0, Venue.POLYMARKET);
        instrument(1, Venue.KALSHI);
        pair(verdict);
        balance(Venue.POLYMARKET, "1000");
        balance(Venue.KALSHI, "1000");
    }

    @Test
    void shouldLockDollarLessCostOfHedgedPair() {
        twoVenues(Verdict.SAME);
        position(0, "100", "0", "959.5", "0.5"); // 100 YES at 0.40 and 0.50 of fees
        position(1, "0", "100", "944.1", "0.9"); // 100 NO at 0.55 and 0.90 of fees
        assertThat(summary.ledger().unhedgedMicros()).isZero();
        assertThat(summary.ledger().feesMicros()).isEqualTo(Micros.parse("1.4"));
        assertThat(summary.ledger().lockedMicros()).isEqualTo(Micros.parse("3.6"));
    }

    @Test
    void shouldCountSameOutcomesAsHedgeOfInvertedPair() {
        twoVenues(Verdict.INVERTED);
        position(0, "100", "0", "960", "0");
        position(1, "100", "0", "945", "0");
        assertThat(summary.ledger().unhedgedMicros()).isZero();
        assertThat(summary.ledger().lockedMicros()).isEqualTo(Micros.parse("5"));
    }

    @Test
    void shouldTellLegWithoutCounterpart() {
        twoVenues(Verdict.SAME);
        position(0, "100", "0", "960", "0");
        position(1, "0", "60", "967", "0");
        assertThat(summary.ledger().unhedgedMicros()).isEqualTo(Micros.parse("40"));
    }

    @Test
    void shouldTellLessThanLotApart() {
        twoVenues(Verdict.SAME);
        position(0, "45.944444", "0", "960", "0");
        position(1, "0", "45.94", "967", "0");
        assertThat(summary.ledger().unhedgedMicros()).isZero();
        assertThat(summary.ledger().dustMicros()).isEqualTo(4_444);
    }

    @Test
    void shouldCountFillThatIsConfirmedLaterOnce() {
        fill(1, Settlement.PROVISIONAL);
        fill(1, Settlement.CONFIRMED);
        fill(2, Settlement.CONFIRMED);
        fill(3, Settlement.FAILED);
        assertThat(summary.fills()).isEqualTo(2);
        assertThat(summary.events()).isEqualTo(4);
        assertThat(summary.eventsByKind()).containsEntry("Fill", 4L);
    }

    @Test
    void shouldCountAttemptThatUnwindsInSeveralStepsOnce() {
        attempt(5, AttemptState.OPENING);
        attempt(5, AttemptState.UNWINDING);
        attempt(5, AttemptState.UNWINDING);
        attempt(5, AttemptState.FLAT);
        attempt(6, AttemptState.HEDGED);
        assertThat(summary.unwinds()).isEqualTo(1);
        assertThat(summary.hedgedPairs()).isEqualTo(1);
        assertThat(summary.attemptsByEnd()).containsEntry("FLAT", 1L).containsEntry("HEDGED", 1L);
    }

    private void opportunity(long id, ReasonCode reason) {
        new OpportunityEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .opportunityId(id)
                .reason(reason);
        summary.onCommand(buffer, 0);
    }

    private void closed(long id, ReasonCode reason) {
        new OpportunityClosedEncoder()
                .wrapAndApplyHeader(buffer, 0, header)
                .opportunityId(id)
                .reason(reason);
        summary.onCommand(buffer, 0);
    }

    @Test
    void shouldCountEachOpportunityUnderOneReason() {
        opportunity(1, ReasonCode.BOOK_STALE);
        opportunity(1, ReasonCode.FIRED);
        opportunity(1, ReasonCode.ATTEMPT_IN_FLIGHT);
        opportunity(2, ReasonCode.FIRED);
        opportunity(2, ReasonCode.ATTEMPT_IN_FLIGHT);
        opportunity(3, ReasonCode.LIMIT_CASH);
        opportunity(3, ReasonCode.EDGE_BELOW_MIN);
        closed(1, ReasonCode.FIRED);
        assertThat(summary.opportunities()).isEqualTo(3);
        assertThat(summary.openOpportunities()).isEqualTo(2);
        assertThat(summary.opportunitiesByReason()).containsExactly(entry("EDGE_BELOW_MIN", 1L), entry("FIRED", 2L));
        closed(2, ReasonCode.FIRED);
        closed(3, ReasonCode.EDGE_BELOW_MIN);
        assertThat(summary.openOpportunities()).isZero();
        assertThat(summary.opportunitiesByReason()).containsExactly(entry("EDGE_BELOW_MIN", 1L), entry("FIRED", 2L));
    }
}
