package io.parallax.engine.core;

import static io.parallax.engine.core.EventBytes.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpportunityClosedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.CommandBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What the journal tells of an opportunity from its first evaluation to its last. */
class OpportunityLifeTest {
    private final EngineHarness engine = new EngineHarness();

    /** Records of opportunities of all events so far, as text. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (byte[] caused : engine.consequences) {
            CommandBuffer.forEach(
                    new UnsafeBuffer(caused), 0, caused.length, (buffer, offset, length) -> tell(told, buffer, offset));
        }
        return told;
    }

    private static void tell(List<String> told, DirectBuffer buffer, int offset) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        if (header.templateId() == OpportunityDecoder.TEMPLATE_ID) {
            OpportunityDecoder d = new OpportunityDecoder().wrapAndApplyHeader(buffer, offset, header);
            StringBuilder text = new StringBuilder(d.opportunityId() + "/" + d.direction() + " " + d.reason() + " "
                    + Micros.format(d.qtyMicros()) + " for " + text(d.netMicros()) + " of " + text(d.capitalMicros())
                    + " pays " + Micros.format(d.payoutMicros()));
            for (OpportunityDecoder.LegsDecoder leg : d.legs()) {
                text.append(", ")
                        .append(leg.outcome())
                        .append('@')
                        .append(leg.instrumentId())
                        .append(' ')
                        .append(Micros.format(leg.priceMicros()))
                        .append(" costs ")
                        .append(Micros.format(leg.costMicros()));
            }
            told.add(text.toString());
        } else if (header.templateId() == OpportunityClosedDecoder.TEMPLATE_ID) {
            OpportunityClosedDecoder d = new OpportunityClosedDecoder().wrapAndApplyHeader(buffer, offset, header);
            told.add(d.opportunityId() + " closed " + d.reason() + "/" + d.lastReason() + " after "
                    + d.durationNs() / MILLI
                    + " ms, " + d.evaluations() + " evaluations, best at " + (d.bestNs() - d.openedNs()) / MILLI
                    + " ms "
                    + Micros.format(d.bestGrossEdgeMicros()) + " " + text(d.bestNetMicros()) + " "
                    + Micros.format(d.bestQtyMicros()) + ", last " + Micros.format(d.lastGrossEdgeMicros()));
        }
    }

    private static String text(long micros) {
        return micros == Micros.NULL ? "-" : Micros.format(micros);
    }

    @Test
    void shouldTellAWholeLife() {
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        engine.book(0, "0.38", "100", "0.40", "100");
        engine.at(MILLI).book(1, "0.45", "100", "0.52", "100");
        engine.at(2 * MILLI).book(1, "0.46", "100", "0.52", "100"); // the reason is the same: nothing is told
        engine.at(3 * MILLI).apply(engine.event.control(engine.nowNs, ControlKind.RESUME));
        engine.at(4 * MILLI).book(1, "0.50", "50", "0.52", "100");
        engine.at(6 * MILLI).book(1, "0.44", "50", "0.52", "100");
        engine.at(9 * MILLI).book(1, "0.40", "50", "0.52", "100");
        engine.at(10 * MILLI).book(1, "0.39", "50", "0.52", "100");
        assertThat(told())
                .containsExactly(
                        "1/0 NOT_RUNNING 0 for - of - pays 1, YES@0 0.4 costs 0, NO@1 0.55 costs 0",
                        "1/0 FIRED 50 for 5 of 45 pays 1, YES@0 0.4 costs 20, NO@1 0.5 costs 25",
                        "1/0 ATTEMPT_IN_FLIGHT 0 for - of - pays 1, YES@0 0.4 costs 0, NO@1 0.56 costs 0",
                        "1 closed FIRED/ATTEMPT_IN_FLIGHT after 8 ms, 4 evaluations, best at 3 ms 0.1 5 50, last 0.04");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldGiveTheNextOneOfADirectionAnotherId() {
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        engine.book(0, "0.38", "100", "0.40", "100");
        for (int i = 0; i < 2; i++) {
            engine.book(1, "0.45", "100", "0.52", "100");
            engine.book(1, "0.39", "100", "0.52", "100");
        }
        assertThat(told()).hasSize(4);
        assertThat(told().get(2)).startsWith("2/0 NOT_RUNNING");
        assertThat(told().get(3)).startsWith("2 closed NOT_RUNNING/NOT_RUNNING");
    }

    @Test
    void shouldGoOnUnderABookThatIsLost() {
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        engine.book(0, "0.38", "100", "0.40", "100");
        engine.book(1, "0.45", "100", "0.52", "100");
        engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME));
        engine.apply(engine.event.feed(engine.nowNs, Venue.POLYMARKET, FeedState.GAP, 1));
        engine.book(1, "0.46", "100", "0.52", "100");
        engine.book(0, "0.50", "100", "0.52", "100");
        assertThat(told()).hasSize(3);
        assertThat(told().get(1)).startsWith("1/0 BOOK_NOT_LIVE");
        assertThat(told().get(2)).startsWith("1 closed BOOK_NOT_LIVE/BOOK_NOT_LIVE");
    }

    /** Instrument 1 in many pairs: instruments 2 and up hold the other legs. */
    private void manyPairs(int count) {
        for (int pair = 1; pair < count; pair++) {
            engine.apply(engine.event.instrument(engine.nowNs, pair + 1, Venue.POLYMARKET, FeeKind.NONE, "0"));
            engine.apply(engine.event.pair(engine.nowNs, pair, pair + 1, 1, Verdict.SAME));
            engine.book(pair + 1, "0.38", "100", "0.40", "100");
        }
        engine.book(0, "0.38", "100", "0.40", "100");
    }

    @Test
    void shouldEvaluateThePairsOfAnInstrumentInTheOrderOfTheirIds() {
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        manyPairs(8);
        engine.book(1, "0.45", "100", "0.52", "100");
        assertThat(told()).hasSize(8);
        for (int i = 0; i < 8; i++) {
            assertThat(told().get(i)).startsWith((i + 1) + "/0 ").contains("YES@" + (i == 0 ? 0 : i + 1) + " ");
        }
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNeverWriteBeyondTheSlotHoweverManyPairsSpeak() {
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        manyPairs(120);
        engine.book(1, "0.30", "100", "0.70", "100"); // no edge yet
        int changes = 0;
        while (told().size() < 120 && changes < 10) {
            // One event has room for some; the next change of the book looks at the rest.
            engine.apply(engine.event.level(engine.nowNs, 1, BookSide.BID, 450_000, (100 + ++changes) * Micros.ONE));
        }
        assertThat(told()).hasSize(120);
        assertThat(changes).isBetween(2, 9);
        engine.assertReplaysTheSame();
    }
}
