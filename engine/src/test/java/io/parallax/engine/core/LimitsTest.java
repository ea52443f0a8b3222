package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every limit sizes an opening down, and refuses it by name when nothing is left. */
class LimitsTest {
    /** A second pair, instruments 2 and 3, on the same two venues. */
    private static EngineHarness twoPairs() {
        EngineHarness engine = new EngineHarness();
        engine.apply(engine.event.instrument(engine.nowNs, 2, Venue.POLYMARKET, FeeKind.NONE, "0"));
        engine.apply(engine.event.instrument(engine.nowNs, 3, Venue.KALSHI, FeeKind.NONE, "0"));
        engine.apply(engine.event.pair(engine.nowNs, 1, 2, 3, Verdict.SAME));
        return engine;
    }

    private static void disagree(EngineHarness engine, int first) {
        engine.book(first, "0.38", "100", "0.40", "100");
        engine.book(first + 1, "0.50", "100", "0.52", "100");
    }

    @ParameterizedTest
    @CsvSource({
        // order, pair, venue, total, buffer: a contract can cost 0.51 and 0.61 at the worst level and re-price
        "30, 2000, 5000, 8000, 10, 49.18",
        "500, 55, 5000, 8000, 10, 49.1",
        "500, 2000, 24, 8000, 10, 39.34",
        "500, 2000, 5000, 33, 10, 29.46",
        "500, 2000, 5000, 8000, 970, 49.18"
    })
    void shouldSizeAnOpeningToTheTightestLimit(
            String order, String pair, String venue, String total, String buffer, String qty) {
        EngineHarness engine = new EngineHarness();
        engine.apply(engine.event.settings(engine.nowNs, order, pair, venue, total, buffer));
        disagree(engine, 0);
        assertThat(engine.sent).hasSize(1);
        assertThat(Micros.format(engine.lastSent().qty())).isEqualTo(qty);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 2000, 5000, 8000, 10, LIMIT_ORDER",
        "500, 0.1, 5000, 8000, 10, LIMIT_PAIR",
        "500, 2000, 0.1, 8000, 10, LIMIT_VENUE",
        "500, 2000, 5000, 0.1, 10, LIMIT_TOTAL",
        "500, 2000, 5000, 8000, 1000, LIMIT_CASH"
    })
    void shouldNameTheLimitThatLeavesNoRoom(
            String order, String pair, String venue, String total, String buffer, String reason) {
        EngineHarness engine = new EngineHarness();
        engine.apply(engine.event.settings(engine.nowNs, order, pair, venue, total, buffer));
        disagree(engine, 0);
        assertThat(engine.sent).isEmpty();
        assertThat(engine.records).endsWith("opportunity " + reason);
    }

    @Test
    void shouldCountALiveOrderAndItsHedgeAgainstTheCashOfTheirVenues() {
        EngineHarness engine = twoPairs();
        // 1,000 dollars less a buffer of 935: 65 to spend at each venue.
        engine.apply(engine.event.settings(engine.nowNs, "500", "2000", "5000", "8000", "935"));
        disagree(engine, 0);
        assertThat(engine.lastSent()).hasToString("OPEN BUY 100 YES@0 0.4");
        disagree(engine, 2);
        // The first attempt's hedge may cost 61 at the other venue: 4 of its 65 are left, at 0.61 a contract.
        assertThat(engine.lastSent()).hasToString("OPEN BUY 6.55 YES@2 0.4");
    }

    @ParameterizedTest
    @CsvSource({
        // venue, total; the first attempt holds 40 at one venue, 61 at the other; a contract can cost 0.51 and 0.61
        "5000, 150, 43.75",
        "100, 8000, 63.93"
    })
    void shouldSizeAnOpeningToWhatOtherAttemptsLeaveOfALimit(String venue, String total, String qty) {
        EngineHarness engine = twoPairs();
        engine.apply(engine.event.settings(engine.nowNs, "500", "2000", venue, total, "10"));
        disagree(engine, 0);
        assertThat(engine.lastSent()).hasToString("OPEN BUY 100 YES@0 0.4");
        disagree(engine, 2);
        assertThat(engine.lastSent()).hasToString("OPEN BUY " + qty + " YES@2 0.4");
    }

    @Test
    void shouldCountAnOrderInDoubtWithItsWholeCost() {
        EngineHarness engine = twoPairs();
        engine.apply(engine.event.settings(engine.nowNs, "500", "2000", "5000", "8000", "935"));
        disagree(engine, 0);
        engine.apply(engine.event.unknown(engine.nowNs, engine.sent.get(0).orderId()));
        disagree(engine, 2);
        assertThat(engine.lastSent()).hasToString("OPEN BUY 6.55 YES@2 0.4");
    }

    @Test
    void shouldFreeTheCashOfARefusedOrder() {
        EngineHarness engine = twoPairs();
        engine.apply(engine.event.settings(engine.nowNs, "500", "2000", "5000", "8000", "935"));
        disagree(engine, 0);
        engine.rejected(engine.sent.get(0));
        disagree(engine, 2);
        assertThat(engine.lastSent()).hasToString("OPEN BUY 100 YES@2 0.4");
    }

    @Test
    void shouldCountWhatIsHeldAgainstThePair() {
        EngineHarness engine = new EngineHarness();
        engine.apply(engine.event.settings(engine.nowNs, "500", "100", "5000", "8000", "10"));
        disagree(engine, 0);
        EngineHarness.Sent leg = engine.sent.get(0);
        assertThat(Micros.format(leg.qty())).isEqualTo("89.28"); // 100 dollars over 1.12 a pair at worst
        engine.filled(leg, "89.28", "0.4", Settlement.CONFIRMED, 1);
        engine.done(leg, "89.28");
        EngineHarness.Sent hedge = engine.lastSent();
        engine.filled(hedge, "89.28", "0.5", Settlement.CONFIRMED, 2);
        engine.disagree();
        assertThat(engine.sent).hasSize(3);
        assertThat(Micros.format(engine.lastSent().qty())).isEqualTo("17.54"); // 19.64 dollars are left
    }

    @Test
    void shouldHaltOnceTheLossOfTheDayIsReached() {
        EngineHarness engine = new EngineHarness();
        engine.event.maxDailyLoss = "2";
        engine.apply(engine.event.settings(engine.nowNs));
        disagree(engine, 0);
        EngineHarness.Sent leg = engine.sent.get(0);
        engine.filled(leg, "100", "0.4", Settlement.CONFIRMED, 1);
        engine.book(1, null, null, "0.52", "100");
        engine.done(leg, "100");
        EngineHarness.Sent unwind = engine.lastSent();
        assertThat(unwind.purpose()).hasToString("UNWIND");
        engine.apply(engine.event.fill(
                engine.nowNs,
                unwind.orderId(),
                0,
                Venue.POLYMARKET,
                unwind.outcome(),
                unwind.action(),
                Settlement.CONFIRMED,
                2,
                380_000,
                unwind.qty(),
                0)); // two dollars of loss
        disagree(engine, 0);
        assertThat(engine.records).contains("alert LOSS_LIMIT").endsWith("opportunity HALTED");
        assertThat(List.copyOf(engine.sent)).hasSize(2);
    }
}
