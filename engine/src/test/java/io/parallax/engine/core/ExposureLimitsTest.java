package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits on what may go wrong at worst: each sizes an opening down, and refuses by its own code when nothing is left. */
class ExposureLimitsTest {
    private static long m(String decimal) {
        return Micros.parse(decimal);
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                // The purchase at Polymarket may fill twice what is asked: fifty contracts are a hundred at worst.
                size(e -> e.maxNetMicros(m("100")), "50"),
                size(e -> e.maxTotalNetMicros(m("60")), "30"),
                size(e -> e.maxGapNotionalMicros(m("40")), "20"),
                // The dearest a contract may be at Kalshi is 0.61.
                size(e -> e.maxProvisionalNotionalMicros(m("30.5")), "50"),
                size(e -> e.maxCollarMicros(m("0.01")).maxSpreadMicros(m("0.02")), "100"));
    }

    private static Arguments size(Consumer<SettingsEncoder> change, String qty) {
        return Arguments.of(change, qty);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void shouldSizeAnOpeningToTheLimit(Consumer<SettingsEncoder> change, String qty) {
        MoneyRig rig = new MoneyRig().limits(change);
        rig.disagree(0);
        assertThat(rig.engine.sent).hasSize(1);
        assertThat(Micros.format(rig.engine.lastSent().qty())).isEqualTo(qty);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                size(e -> e.maxNetMicros(m("1")), "LIMIT_EXPOSURE"),
                size(e -> e.maxTotalNetMicros(m("1")), "LIMIT_EXPOSURE"),
                size(e -> e.maxGapNotionalMicros(m("1")), "LIMIT_GAP"),
                size(e -> e.maxProvisionalNotionalMicros(m("1")), "LIMIT_PROVISIONAL"),
                size(e -> e.maxSpreadMicros(m("0.01")), "SPREAD_TOO_WIDE"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseByTheCodeOfTheLimit(Consumer<SettingsEncoder> change, String code) {
        MoneyRig rig = new MoneyRig().limits(change);
        rig.disagree(0);
        assertThat(rig.engine.sent).isEmpty();
        assertThat(rig.engine.records).endsWith("opportunity " + code);
    }

    @Test
    void shouldCapWhatThePairsOfAnEventMayLoseIfTheySettleApart() {
        MoneyRig rig = new MoneyRig();
        rig.pair(1, 2, 9);
        rig.pair(2, 4, 9);
        rig.limits(e -> e.maxGapNotionalMicros(m("180")).maxGroupGapNotionalMicros(m("260")));
        rig.disagree(2);
        assertThat(rig.engine.lastSent()).hasToString("OPEN BUY 90 YES@2 0.4");
        EngineHarness.Sent leg = rig.engine.lastSent();
        rig.engine.filled(leg, "90", "0.4");
        rig.engine.done(leg, "90");
        rig.engine.filled(rig.engine.lastSent(), "90", "0.5");
        rig.disagree(4);
        assertThat(rig.engine.lastSent()).hasToString("OPEN BUY 85 YES@4 0.4");
        rig.disagree(0); // of no group, by itself
        assertThat(rig.engine.lastSent()).hasToString("OPEN BUY 90 YES@0 0.4");
    }

    @Test
    void shouldCountProvisionalFillsUntilTheySettle() {
        MoneyRig rig = new MoneyRig().limits(e -> e.maxProvisionalNotionalMicros(m("61")));
        rig.engine.hedgeFully(1, 2, Settlement.PROVISIONAL);
        assertThat(rig.engine.engine.exposure().provisionalMicros(Venue.POLYMARKET))
                .isEqualTo(m("40"));
        rig.engine.disagree();
        // 61 less 40: 21 at 0.51 at worst.
        assertThat(rig.engine.lastSent()).hasToString("OPEN BUY 41.17 YES@0 0.4");
        rig.engine.rejected(rig.engine.lastSent());
        rig.engine.filled(rig.engine.sent.get(0), "100", "0.4", Settlement.CONFIRMED, 1);
        assertThat(rig.engine.engine.exposure().provisionalMicros(Venue.POLYMARKET))
                .isZero();
        rig.engine.disagree();
        assertThat(rig.engine.lastSent()).hasToString("OPEN BUY 100 YES@0 0.4");
    }

    @Test
    void shouldCountASaleUnderWayAndOneWhoseFillsAreNotToldYet() {
        MoneyRig rig = new MoneyRig().limits(e -> e.maxProvisionalNotionalMicros(m("61")));
        rig.engine.disagree();
        EngineHarness.Sent leg = rig.engine.lastSent();
        rig.engine.book(1, "0.30", "100", "0.32", "100"); // no hedge any more
        rig.engine.filled(leg, Micros.format(leg.qty()), "0.4", Settlement.CONFIRMED, 1);
        rig.engine.done(leg, Micros.format(leg.qty()));
        EngineHarness.Sent sale = rig.engine.lastSent();
        assertThat(sale.toString()).startsWith("UNWIND SELL");
        long qty = sale.qty();
        assertThat(rig.engine.engine.exposure().sellingMicros(Venue.POLYMARKET)).isEqualTo(qty);
        rig.engine.done(sale, Micros.format(qty));
        assertThat(rig.engine.engine.exposure().sellingMicros(Venue.POLYMARKET)).isEqualTo(qty);
        int sent = rig.engine.sent.size();
        rig.engine.disagree();
        // 100 contracts may have been sold for a dollar each: nothing is left of 61.
        assertThat(rig.engine.sent).hasSize(sent);
        rig.engine.filled(sale, Micros.format(qty), "0.38", Settlement.PROVISIONAL, 2);
        assertThat(rig.engine.engine.exposure().sellingMicros(Venue.POLYMARKET)).isZero();
        assertThat(rig.engine.engine.exposure().provisionalMicros(Venue.POLYMARKET))
                .isEqualTo(Micros.mulCeil(m("0.38"), qty));
        rig.engine.disagree();
        assertThat(rig.engine.sent).hasSizeGreaterThan(sent);
        rig.engine.assertReplaysTheSame();
    }

    @Test
    void shouldCountWhatMayVanishAsUnhedged() {
        MoneyRig rig = new MoneyRig();
        rig.engine.hedgeFully(1, 2, Settlement.PROVISIONAL);
        assertThat(rig.engine.engine.exposure().net().worstMicros(0)).isEqualTo(m("100"));
        rig.engine.filled(rig.engine.sent.get(0), "100", "0.4", Settlement.CONFIRMED, 1);
        assertThat(rig.engine.engine.exposure().net().worstMicros(0)).isZero();
        assertThat(rig.engine.engine.exposure().net().matchedMicros(0)).isEqualTo(m("100"));
    }

    @Test
    void shouldCarryTheLossOfTheDayFromEarlierSessions() {
        MoneyRig rig = new MoneyRig();
        rig.day("100", 2);
        rig.disagree(0);
        assertThat(rig.engine.records).endsWith("opportunity LIMIT_LOSS");
        rig.day("0", 0);
        rig.engine.disagree();
        assertThat(rig.engine.records).contains("attempt OPENING");
    }

    @Test
    void shouldRefuseALimitBeyondTheCollar() {
        MoneyRig rig = new MoneyRig().limits(e -> e.maxCollarMicros(m("0.02")));
        rig.engine.apply(new EventBytes().book(rig.engine.nowNs, 1, "0.50", "1000", "0.52", "1000"));
        rig.engine.apply(twoOffers(rig));
        assertThat(rig.told()).endsWith("refused PRICE_COLLAR", "opportunity PRICE_COLLAR");
    }

    /** A little at 0.36 and much at 0.40: the walk reaches four cents further than the best offer. */
    private static EventBytes twoOffers(MoneyRig rig) {
        rig.engine.apply(new EventBytes().book(rig.engine.nowNs, 0, "0.30", "100", "0.40", "500"));
        rig.engine.rejected(rig.engine.lastSent());
        return new EventBytes().level(rig.engine.nowNs, 0, io.parallax.codecs.sbe.BookSide.ASK, m("0.36"), m("10"));
    }

    @Test
    void shouldLetOnlyWhatShrinksBeSent() {
        MoneyRig rig = new MoneyRig();
        EngineHarness.Sent leg = rig.leg();
        rig.engine.filled(leg, "60", "0.4");
        Engine engine = rig.engine.engine;
        // Sixty are there and forty may come: sixty may be hedged, or sold again.
        assertThat(engine.mayReduce(0, 1, Outcome.NO, OrderAction.BUY, m("60"))).isTrue();
        assertThat(engine.mayReduce(0, 1, Outcome.NO, OrderAction.BUY, m("60.02")))
                .isFalse();
        assertThat(engine.mayReduce(0, 0, Outcome.YES, OrderAction.SELL, m("60.01")))
                .isTrue();
        assertThat(engine.mayReduce(0, 0, Outcome.YES, OrderAction.SELL, m("60.02")))
                .isFalse();
        assertThat(engine.mayReduce(0, 1, Outcome.YES, OrderAction.BUY, m("1"))).isFalse();
        rig.engine.done(leg, "60"); // and the hedge is on its way: none of it may be bought twice, or sold meanwhile
        assertThat(engine.mayReduce(0, 1, Outcome.NO, OrderAction.BUY, m("1"))).isFalse();
        assertThat(engine.mayReduce(0, 0, Outcome.YES, OrderAction.SELL, m("1")))
                .isFalse();
    }
}
