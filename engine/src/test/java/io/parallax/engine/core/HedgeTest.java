package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import org.junit.jupiter.api.Test;

/** What could leave the first leg without its hedge, or the hedge without its first leg. */
class HedgeTest {
    private final EngineHarness engine = new EngineHarness();

    @Test
    void shouldSpendOnAnInexactHedgeWhatItsBookAsksForTheQuantity() {
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.POLYMARKET, FeeKind.NONE, "0"));
        engine.apply(engine.event.instrument(engine.nowNs, 3, Venue.POLYMARKET, FeeKind.NONE, "0"));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.SAME));
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.book(3, "0.50", "100", "0.52", "100");
        engine.done(engine.lastSent(), "100");
        // At the break-even limit of 0.60 sixty dollars would buy 120 NO for 0.50: fifty are spent.
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 100 NO@3 0.6");
        assertThat(engine.lastSent().notional()).isEqualTo(Micros.parse("50"));
        engine.done(engine.lastSent(), "104"); // somebody sold for less meanwhile: what nothing covers goes back
        assertThat(engine.lastSent()).hasToString("UNWIND SELL 4 NO@3 0.48");
        engine.done(engine.lastSent(), "4");
        assertThat(engine.records).endsWith("attempt HEDGING", "attempt UNWINDING", "attempt FLAT");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldSendAPairOfOneVenueThatFillsExactly() {
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.instrument(engine.nowNs, 3, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.INVERTED));
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.book(3, "0.48", "100", "0.50", "100");
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@2 0.4]");
        engine.done(engine.lastSent(), "100");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 100 YES@3 0.6");
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotBuyTheSameOffersForTwoPairs() {
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.POLYMARKET, FeeKind.NONE, "0"));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 1, Verdict.SAME));
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.disagree(); // a hundred NO of instrument 1 hedge one of the pairs, not both
        assertThat(engine.sent).hasToString("[OPEN BUY 100 YES@0 0.4]");
        assertThat(engine.records).contains("opportunity ATTEMPT_IN_FLIGHT");
        engine.done(engine.lastSent(), "100");
        engine.done(engine.lastSent(), "100");
        engine.book(1, "0.50", "90", "0.52", "100");
        assertThat(engine.sent.stream().filter(order -> order.purpose() == Purpose.OPEN))
                .as("once it has ended, the next")
                .hasSize(2);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldHedgeWhileAMessageOfTheHedgesBookIsHalfIn() {
        engine.disagree();
        engine.apply(engine.event.levelOfMore(engine.nowNs, 1, BookSide.BID, 490_000, 5_000_000));
        engine.done(engine.sent.get(0), "100");
        assertThat(engine.lastSent()).hasToString("HEDGE BUY 100 NO@1 0.6");
    }

    @Test
    void shouldSellBackWhatIsBelowTheHedgesMinimum() {
        engine.apply(engine.event.market(engine.nowNs, 2, Venue.POLYMARKET, "0xabc", "", 0));
        engine.apply(engine.event.market(engine.nowNs, 3, Venue.KALSHI, "KXRAIN", "", 0)); // takes no less than one
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.SAME));
        engine.book(2, "0.38", "100", "0.40", "100");
        engine.book(3, "0.50", "100", "0.52", "100");
        engine.done(engine.lastSent(), "100");
        engine.done(engine.lastSent(), "99.5");
        assertThat(engine.lastSent()).hasToString("UNWIND SELL 0.5 YES@2 0.38");
        engine.done(engine.lastSent(), "0.5");
        assertThat(engine.records).endsWith("attempt UNWINDING", "attempt FLAT");
    }
}
