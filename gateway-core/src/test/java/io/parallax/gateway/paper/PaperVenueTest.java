package io.parallax.gateway.paper;

import static io.parallax.codecs.sbe.Outcome.NO;
import static io.parallax.codecs.sbe.Outcome.YES;
import static io.parallax.codecs.sbe.TimeInForce.FOK;
import static io.parallax.codecs.sbe.TimeInForce.GTC;
import static io.parallax.codecs.sbe.TimeInForce.IOC;
import static io.parallax.codecs.sbe.Venue.KALSHI;
import static io.parallax.codecs.sbe.Venue.POLYMARKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperModel;
import io.parallax.config.PaperModel.Refill;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One order at a time, in market terms. */
class PaperVenueTest {
    private static final long ONE = 16;
    private static final long TWO = 32;

    private static PaperRig kalshi(PaperModel model) {
        PaperRig rig = new PaperRig(KALSHI, model, 1).market(0);
        rig.book(0, "bid 0.40 100", "bid 0.39 200", "ask 0.42 50", "ask 0.44 100");
        return rig.after(PaperRig.MS);
    }

    private static PaperRig polymarket(PaperModel model) {
        PaperRig rig = new PaperRig(POLYMARKET, model, 1).market(0);
        rig.book(0, "bid 0.40 100", "ask 0.42 50", "ask 0.44 100");
        return rig.after(PaperRig.MS);
    }

    @Test
    void shouldWalkTheDepthAndDropTheRest() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.buy(ONE, 0, YES, IOC, "0.43", "80");
        assertThat(rig.story(ONE)).containsExactly("fill CONFIRMED 50 at 0.42", "done KILLED 50");
    }

    @Test
    void shouldSellNoIntoTheOffersOfYes() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.sell(ONE, 0, NO, IOC, "0.56", "80");
        assertThat(rig.story(ONE))
                .containsExactly("fill CONFIRMED 50 at 0.58", "fill CONFIRMED 30 at 0.56", "done FILLED 80");
    }

    @Test
    void shouldGiveMoreContractsForTheMoneyAtBetterPrices() {
        PaperRig rig = polymarket(PaperModels.plain());
        rig.buy(ONE, 0, YES, FOK, "0.44", "50"); // spends $22.00: 50 at 0.42, $1.00 at 0.44
        assertThat(rig.story(ONE))
                .startsWith(
                        "fill PROVISIONAL 50 at 0.42", "fill PROVISIONAL 2.272727 at 0.44", "done FILLED 52.272727");
    }

    @Test
    void shouldKillWhatCannotBeWhole() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.buy(ONE, 0, YES, FOK, "0.43", "50.01");
        assertThat(rig.story(ONE)).containsExactly("rejected NOT_FILLABLE");
        rig.buy(TWO, 0, YES, IOC, "0.41", "10");
        assertThat(rig.story(TWO)).containsExactly("done KILLED 0");
    }

    @Test
    void shouldMeetTheBookOfItsArrival() {
        PaperRig rig = kalshi(PaperModels.latency(100 * PaperRig.MS, 0, false));
        rig.buy(ONE, 0, YES, IOC, "0.42", "50");
        rig.after(5 * PaperRig.MS).level(0, BookSide.ASK, "0.42", "7");
        rig.quiet();
        assertThat(rig.story(ONE)).containsExactly("fill CONFIRMED 7 at 0.42", "done KILLED 7");
    }

    @Test
    void shouldNotCountInARaceWhatWasGoneOnTheWay() {
        PaperRig rig = kalshi(PaperModels.latency(100 * PaperRig.MS, 0, true));
        rig.buy(ONE, 0, YES, IOC, "0.42", "50");
        rig.after(5 * PaperRig.MS).level(0, BookSide.ASK, "0.42", "7");
        rig.after(5 * PaperRig.MS).level(0, BookSide.ASK, "0.42", "500");
        rig.level(0, BookSide.ASK, "0.41", "500");
        rig.quiet();
        assertThat(rig.story(ONE)).containsExactly("fill CONFIRMED 7 at 0.42", "done KILLED 7");
    }

    @Test
    void shouldNotTakeTwiceWhatItTook() {
        for (Refill refill : Refill.values()) {
            PaperRig rig = kalshi(PaperModels.refill(refill));
            rig.buy(ONE, 0, YES, IOC, "0.42", "50");
            rig.after(PaperRig.MS).buy(TWO, 0, YES, IOC, "0.42", "50");
            assertThat(rig.story(TWO)).as("%s", refill).containsExactly("done KILLED 0");
        }
    }

    @Test
    void shouldRefillAsTheLevelSays() {
        assertThat(takenAgain(Refill.SNAPSHOT, false)).isEqualTo(50);
        assertThat(takenAgain(Refill.CHANGE, false)).isZero();
        assertThat(takenAgain(Refill.GONE, false)).isZero();
        assertThat(takenAgain(Refill.CHANGE, true)).isEqualTo(60);
        assertThat(takenAgain(Refill.GONE, true)).isEqualTo(10);
    }

    /** Takes 50 of a level, lets the book be told again, or the level grow to 60, and takes again. */
    private static long takenAgain(Refill refill, boolean grow) {
        PaperRig rig = kalshi(PaperModels.refill(refill));
        rig.buy(ONE, 0, YES, IOC, "0.42", "50");
        rig.after(PaperRig.MS);
        if (grow) {
            rig.level(0, BookSide.ASK, "0.42", "60");
        } else {
            rig.book(0, "bid 0.40 100", "ask 0.42 50", "ask 0.44 100");
        }
        rig.buy(TWO, 0, YES, IOC, "0.42", "100");
        return rig.fills(TWO).stream().mapToLong(PaperRig.Answer::qtyMicros).sum() / Micros.ONE;
    }

    @Test
    void shouldWaitInTheQueueOfItsLevel() {
        PaperRig rig = kalshi(PaperModels.queueCancel(0));
        rig.buy(ONE, 0, YES, GTC, "0.40", "30");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.40", "90");
        rig.level(0, BookSide.BID, "0.40", "10");
        assertThat(rig.story(ONE)).containsExactly("accepted");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.40", "25");
        rig.after(PaperRig.MS).print(0, OrderAction.BUY, "0.40", "100"); // takes offers, not us
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.39", "40"); // through our price
        assertThat(rig.story(ONE))
                .containsExactly("accepted", "fill CONFIRMED 15 at 0.4", "fill CONFIRMED 15 at 0.4", "done FILLED 30");
    }

    @Test
    void shouldStandBehindAllOfALevelItJoinedUnseen() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.line(FeedState.GAP);
        rig.buy(ONE, 0, YES, GTC, "0.40", "30");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.40", "500");
        rig.book(0, "bid 0.40 70");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.40", "75");
        assertThat(rig.story(ONE)).containsExactly("accepted", "fill CONFIRMED 5 at 0.4");
    }

    @Test
    void shouldMoveUpWhenOthersCancelAsTheLevelSays() {
        assertThat(reached(1_000_000)).isEqualTo(20);
        assertThat(reached(500_000)).isEqualTo(10);
        assertThat(reached(0)).isZero();
    }

    /** Joins a level of 100 that shrinks by 20 and grows again, then sees a print of 100. */
    private static long reached(long queueCancelMicros) {
        PaperRig rig = kalshi(PaperModels.queueCancel(queueCancelMicros));
        rig.buy(ONE, 0, YES, GTC, "0.40", "100");
        rig.after(PaperRig.MS).level(0, BookSide.BID, "0.40", "120");
        rig.after(PaperRig.MS).level(0, BookSide.BID, "0.40", "100");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.40", "100");
        return rig.fills(ONE).stream().mapToLong(PaperRig.Answer::qtyMicros).sum() / Micros.ONE;
    }

    @Test
    void shouldNotFillTwoOrdersOfOneContract() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.buy(ONE, 0, YES, GTC, "0.41", "30");
        rig.after(PaperRig.MS).buy(TWO, 0, YES, GTC, "0.41", "30");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.41", "40");
        assertThat(rig.fills(ONE)).extracting(PaperRig.Answer::qtyMicros).containsExactly(30 * Micros.ONE);
        assertThat(rig.fills(TWO)).extracting(PaperRig.Answer::qtyMicros).containsExactly(10 * Micros.ONE);
    }

    @Test
    void shouldCancelAndTellWhatIsFilled() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.buy(ONE, 0, YES, GTC, "0.41", "30");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.41", "10");
        rig.after(PaperRig.MS).cancel(ONE);
        assertThat(rig.story(ONE)).containsExactly("accepted", "fill CONFIRMED 10 at 0.41", "done CANCELLED 10");
        rig.after(PaperRig.MS).print(0, OrderAction.SELL, "0.41", "100");
        assertThat(rig.fills(ONE)).hasSize(1);
    }

    @Test
    void shouldNotLetACancelOvertakeItsOrder() {
        for (long seed = 1; seed <= 50; seed++) {
            PaperRig rig = new PaperRig(KALSHI, PaperModels.latency(50 * PaperRig.MS, PaperRig.MS, false), seed);
            rig.market(0).book(0, "bid 0.40 100");
            rig.buy(ONE, 0, YES, GTC, "0.41", "30");
            rig.cancel(ONE);
            rig.quiet();
            assertThat(rig.story(ONE)).as("seed %d", seed).contains("done CANCELLED 0");
            assertThat(rig.paper.liveOrders()).isZero();
        }
    }

    @Test
    void shouldExpire() {
        PaperRig rig = kalshi(PaperModels.plain());
        long qty = 30 * Micros.ONE;
        rig.submit(ONE, 0, YES, OrderAction.BUY, GTC, 410_000, qty, qty, rig.nowNs + 5 * PaperRig.MS);
        rig.after(20 * PaperRig.MS).timer();
        assertThat(rig.story(ONE)).containsExactly("accepted", "done EXPIRED 0");
    }

    @Test
    void shouldRefuseWhatTheVenueWould() {
        PaperRig rig = polymarket(PaperModels.plain());
        rig.buy(16, 0, YES, IOC, "0.425", "50");
        rig.buy(32, 0, YES, IOC, "0.42", "2");
        rig.buy(48, 0, YES, GTC, "0.41", "4.99");
        rig.sell(64, 0, YES, IOC, "0.40", "5");
        rig.buy(80, 0, YES, IOC, "0.41", "50");
        rig.buy(96, 9, YES, IOC, "0.42", "50");
        rig.submit(112, 0, YES, OrderAction.BUY, GTC, 410_000, 5_005_000);
        rig.buy(128, 0, YES, GTC, "0.41", "900000");
        rig.status(0, MarketState.PAUSED);
        rig.buy(144, 0, YES, IOC, "0.42", "50");
        assertThat(rig.story(16)).containsExactly("rejected BAD_TICK");
        assertThat(rig.story(32)).containsExactly("rejected BAD_SIZE");
        assertThat(rig.story(48)).containsExactly("rejected BAD_SIZE");
        assertThat(rig.story(64)).containsExactly("rejected INSUFFICIENT_FUNDS");
        assertThat(rig.story(80)).containsExactly("rejected NOT_FILLABLE");
        assertThat(rig.story(96)).containsExactly("rejected NOT_SENT");
        assertThat(rig.story(112)).containsExactly("rejected BAD_SIZE");
        assertThat(rig.story(128)).containsExactly("rejected INSUFFICIENT_FUNDS");
        assertThat(rig.story(144)).containsExactly("rejected MARKET_CLOSED");
        assertThat(rig.paper.cashMicros()).isEqualTo(Micros.parse(PaperRig.CASH));
    }

    @Test
    void shouldDoAsTheConditionOfTheVenueSays() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.condition(VenueConditionKind.POST_ONLY);
        rig.buy(16, 0, YES, IOC, "0.42", "5");
        rig.buy(32, 0, YES, GTC, "0.42", "5");
        rig.buy(48, 0, YES, GTC, "0.40", "5");
        rig.condition(VenueConditionKind.CANCEL_ONLY);
        rig.buy(64, 0, YES, GTC, "0.40", "5");
        rig.cancel(48);
        assertThat(rig.story(16)).containsExactly("rejected POST_ONLY");
        assertThat(rig.story(32)).containsExactly("rejected POST_ONLY");
        assertThat(rig.story(48)).containsExactly("accepted", "done CANCELLED 0");
        assertThat(rig.story(64)).containsExactly("rejected VENUE_UNAVAILABLE");
    }

    @ParameterizedTest
    @EnumSource(
            value = FeedState.class,
            names = {"GAP", "DISCONNECTED", "STALE", "FAULT", "MISMATCH"})
    void shouldTakeNothingFromABookThatIsNotKnown(FeedState state) {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.line(state);
        rig.buy(ONE, 0, YES, IOC, "0.42", "5");
        assertThat(rig.story(ONE)).containsExactly("done KILLED 0");
        rig.book(0, "ask 0.42 50");
        rig.buy(TWO, 0, YES, IOC, "0.42", "5");
        assertThat(rig.story(TWO)).contains("done FILLED 5");
    }

    @Test
    void shouldTellADoubtAndTheTruthWhenAsked() {
        PaperRig untold = kalshi(PaperModels.fates(0, 0, 1_000_000, 0));
        untold.buy(ONE, 0, YES, IOC, "0.42", "5");
        untold.quiet();
        assertThat(untold.story(ONE)).containsExactly("fill CONFIRMED 5 at 0.42", "unknown");
        untold.query(ONE);
        assertThat(untold.story(ONE)).endsWith("done FILLED 5");
        PaperRig lost = kalshi(PaperModels.fates(0, 1_000_000, 0, 0));
        lost.buy(ONE, 0, YES, IOC, "0.42", "5");
        lost.quiet();
        lost.query(ONE);
        assertThat(lost.story(ONE)).containsExactly("unknown", "done KILLED 0");
    }

    @Test
    void shouldTakeBackWhatFailsToSettle() {
        PaperRig rig = polymarket(PaperModels.fates(0, 0, 0, 1_000_000));
        rig.buy(ONE, 0, YES, IOC, "0.42", "10");
        assertThat(rig.paper.heldMicros(0, YES)).isEqualTo(10 * Micros.ONE);
        rig.quiet();
        assertThat(rig.story(ONE))
                .containsExactly("fill PROVISIONAL 10 at 0.42", "done FILLED 10", "fill FAILED 10 at 0.42");
        assertThat(rig.paper.heldMicros(0, YES)).isZero();
        assertThat(rig.paper.cashMicros()).isEqualTo(Micros.parse(PaperRig.CASH));
    }

    @Test
    void shouldConfirmWhatWasSoldOn() {
        PaperRig rig = polymarket(PaperModels.fates(0, 0, 0, 1_000_000));
        rig.buy(ONE, 0, YES, IOC, "0.42", "10");
        rig.sell(TWO, 0, YES, IOC, "0.40", "10");
        rig.quiet();
        assertThat(rig.story(ONE)).contains("fill CONFIRMED 10 at 0.42").doesNotContain("fill FAILED 10 at 0.42");
        assertThat(rig.paper.heldMicros(0, YES)).isNotNegative();
        assertThat(rig.paper.cashMicros()).isNotNegative();
    }

    @Test
    void shouldIgnoreAnOrderItKnows() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.buy(ONE, 0, YES, IOC, "0.42", "5");
        rig.buy(ONE, 0, YES, IOC, "0.44", "5");
        assertThat(rig.fills(ONE)).hasSize(1);
    }

    @Test
    void shouldRefuseWhatItHasNoRoomFor() {
        PaperRig rig = kalshi(PaperModels.plain());
        long orderId = 16;
        for (; orderId < 16 + 2_000; orderId++) {
            rig.buy(orderId, 0, YES, GTC, "0.01", "1");
        }
        assertThat(rig.story(orderId - 1)).containsExactly("rejected NOT_SENT");
        assertThat(rig.paper.liveOrders()).isBetween(900, 1_000);
    }

    @Test
    void shouldTellAccountAtReconciliation() {
        PaperRig rig = kalshi(PaperModels.plain());
        rig.buy(ONE, 0, YES, GTC, "0.40", "100");
        int before = rig.answers.size();
        rig.paper.reconcile(rig.nowNs);
        assertThat(rig.answers.subList(before, rig.answers.size()))
                .extracting(PaperRig.Answer::kind)
                .containsExactly("template 17", "balance", "template 16", "template 18");
        long heldBack = Micros.parse("40");
        assertThat(rig.answers.get(before + 1).qtyMicros())
                .isBetween(
                        Micros.parse(PaperRig.CASH) - heldBack - 2 * Micros.ONE,
                        Micros.parse(PaperRig.CASH) - heldBack);
    }
}
