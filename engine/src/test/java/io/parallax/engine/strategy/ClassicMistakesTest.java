package io.parallax.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.schema.Unset;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateLadder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mistakes that make an edge out of nothing, each by name, and the code each evaluation ends in. */
class ClassicMistakesTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long YEAR_NS = 365 * DAY_NS;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final SettingsEncoder told = new SettingsEncoder();
    private final EngineSettings settings = new EngineSettings();
    private final StateLadder ladder = new StateLadder();
    private final VenueCash cash = new VenueCash();
    private final ArbitrageEvaluator evaluator =
            new ArbitrageEvaluator(settings, ladder, new Risk(settings, new Exposure(), cash));

    private long minEdge = 1_000;
    private long minNet;
    private long annualReturn;
    private long unwindChance;
    private long stopBeforeCloseNs;
    private long maxFeeAgeNs = DAY_NS;
    private Relation relation = Relation.SAME;
    private PayoffMatrix payoffs;
    private long resolutionNs;

    @BeforeEach
    void run() {
        ladder.enter(EngineState.RUNNING);
        cash.open(Venue.POLYMARKET, 100_000 * Micros.ONE);
        cash.open(Venue.KALSHI, 100_000 * Micros.ONE);
    }

    private void tellSettings() {
        long many = 100_000 * Micros.ONE;
        Unset.limits(told.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()))
                .minEdgeMicros(minEdge)
                .maxPlausibleEdgeMicros(Micros.ONE / 2)
                .maxBookAgeNs(DAY_NS)
                .maxOrderNotionalMicros(many)
                .maxPairNotionalMicros(many)
                .maxVenueNotionalMicros(many)
                .maxTotalNotionalMicros(many)
                .maxDailyLossMicros(many)
                .cashBufferMicros(0)
                .maxFeeAgeNs(maxFeeAgeNs)
                .minNetMicros(minNet)
                .minAnnualReturnMicros(annualReturn)
                .unwindChanceMicros(unwindChance)
                .stopBeforeCloseNs(stopBeforeCloseNs);
        settings.apply(new SettingsDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()));
    }

    /** The codes of all directions that show a gross edge, in their order. */
    private List<ReasonCode> codes(Market... markets) {
        tellSettings();
        Instrument[] legs = new Instrument[markets.length];
        for (int leg = 0; leg < legs.length; leg++) {
            legs[leg] = markets[leg].build();
        }
        PayoffMatrix matrix = payoffs == null ? PayoffMatrix.of(relation, legs.length) : payoffs;
        Pair pair = new Pair(0, relation, legs, matrix, 10_000 * Micros.ONE, resolutionNs);
        pair.review(relation == Relation.INVERTED ? Verdict.INVERTED : Verdict.SAME, 0);
        pair.enable(true);
        List<ReasonCode> codes = new ArrayList<>();
        for (int i = 0; i < pair.directionCount(); i++) {
            ReasonCode code = evaluator.evaluate(pair, pair.direction(i), Market.NOW_NS, false);
            if (code != null) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static Market yesCheapHere() {
        return Market.polymarket(0).bid("0.38", "100").ask("0.40", "100");
    }

    private static Market yesDearThere() {
        return Market.kalshi(1).bid("0.50", "100").ask("0.52", "100");
    }

    @Test
    void shouldTakeAPlainEdgeOnce() {
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.qtyMicros()).isEqualTo(100 * Micros.ONE);
    }

    @Test
    void shouldNotBuyTheSameOutcomeTwiceOnAnInvertedPair() {
        // As if the same: YES here and NO there for 0.90. Inverted, both lose together; YES and YES cost 0.92.
        relation = Relation.INVERTED;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.outcome(0)).isEqualTo(evaluator.outcome(1));
        assertThat(codes(
                        Market.polymarket(0).bid("0.38", "100").ask("0.40", "100"),
                        Market.kalshi(1).bid("0.59", "100").ask("0.61", "100")))
                .isEmpty();
    }

    @Test
    void shouldNotBeDeceivedByABestLevelThatVanishesAtSize() {
        // Ten cents on a hundredth of a contract, nothing behind it: too small to order.
        assertThat(codes(
                        Market.polymarket(0).ask("0.40", "0.01").ask("0.52", "100"),
                        Market.kalshi(1).bid("0.50", "100")))
                .containsExactly(ReasonCode.SIZE_BELOW_MIN);
    }

    @Test
    void shouldRefuseBooksThatHoldLessThanTheSmallestOrder() {
        assertThat(codes(
                        Market.polymarket(0).ask("0.40", "4.99"),
                        Market.kalshi(1).bid("0.50", "100")))
                .containsExactly(ReasonCode.DEPTH_BELOW_MIN);
    }

    @Test
    void shouldReadTicksBelowACent() {
        TickGrid mills = TickGrid.uniform(1_000);
        minEdge = 500;
        assertThat(codes(
                        Market.polymarket(0).grid(mills).ask("0.499", "100"),
                        Market.kalshi(1).bid("0.50", "100")))
                .containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.grossEdgeMicros()).isEqualTo(1_000);
        assertThat(evaluator.limitMicros(0)).isEqualTo(499_000);
    }

    @Test
    void shouldCoverVoidRulesThatDiffer() {
        // One venue refunds at half, the other settles NO as if the fact were false: YES here, NO there pays 1.5, 1 or
        // 1;
        // NO here with YES there pays 0.5 when void, and is an edge only below that.
        long half = Micros.ONE / 2;
        payoffs = new PayoffMatrix(2, Micros.ONE, Micros.ONE, 0, 0, half, 0);
        assertThat(codes(
                        Market.polymarket(0).bid("0.60", "100").ask("0.61", "100"),
                        Market.kalshi(1).bid("0.44", "100").ask("0.45", "100")))
                .as("NO for 0.40 and YES for 0.45 pay 0.50 at worst")
                .isEmpty();
        assertThat(codes(
                        Market.polymarket(0).bid("0.80", "100").ask("0.81", "100"),
                        Market.kalshi(1).bid("0.20", "100").ask("0.25", "100")))
                .as("for 0.45 they are covered")
                .containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.payoutMicros()).isEqualTo(half);
    }

    @Test
    void shouldNotCountAPlaceholderAsACompleteSet() {
        // Three brackets of an open set: the placeholder that is not listed may win, so YES of all may pay nothing.
        payoffs = new PayoffMatrix(3, Micros.ONE, 0, 0, 0, Micros.ONE, 0, 0, 0, Micros.ONE, 0, 0, 0);
        relation = Relation.BASKET;
        assertThat(codes(
                        Market.polymarket(0).ask("0.10", "100"),
                        Market.polymarket(1).ask("0.10", "100"),
                        Market.polymarket(2).ask("0.10", "100")))
                .isEmpty();
        payoffs = null;
        assertThat(codes(
                        Market.polymarket(0).ask("0.30", "100"),
                        Market.polymarket(1).ask("0.30", "100"),
                        Market.polymarket(2).ask("0.30", "100")))
                .as("of a closed set it pays a dollar")
                .containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.qtyMicros()).isEqualTo(100 * Micros.ONE);
        assertThat(evaluator.netMicros()).isEqualTo(10 * Micros.ONE);
    }

    @Test
    void shouldNotForgetTheFee() {
        assertThat(codes(
                        Market.polymarket(0).ask("0.49", "100"),
                        Market.kalshi(1).rate("0.07").bid("0.51", "100")))
                .as("two cents gross, 1.75 of them Kalshi's fee, leave a quarter")
                .containsExactly(ReasonCode.FIRED);
        assertThat(codes(
                        Market.polymarket(0).rate("0.04").ask("0.49", "100"),
                        Market.kalshi(1).rate("0.07").bid("0.51", "100")))
                .as("Polymarket takes one more cent")
                .containsExactly(ReasonCode.EDGE_BELOW_MIN);
    }

    @Test
    void shouldRoundByOrderAndLevelNotByContract() {
        // 0.07 x 0.02 x 0.98 is 0.001372 a contract; rounded up to a cent each, a hundred would cost a dollar.
        minEdge = 0;
        assertThat(codes(
                        Market.polymarket(0).ask("0.97", "100"),
                        Market.kalshi(1).rate("0.07").bid("0.98", "100")))
                .containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.legFeesMicros(1)).isEqualTo(137_200 + 200);
    }

    @Test
    void shouldReserveTheDearerOfLevelsAndAverage() {
        // Level by level 50 x 0.02 x (0.2475 + 0.0475) is 0.295; at the average price of 0.75 it is 0.375.
        minEdge = 0;
        payoffs = new PayoffMatrix(2, Micros.ONE, Micros.ONE);
        assertThat(codes(
                        Market.polymarket(0).rate("0.02").ask("0.55", "50").ask("0.95", "50"),
                        Market.kalshi(1).ask("0.99", "200")))
                .containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.legFeesMicros(0)).isBetween(375_000L, 375_100L);
    }

    @Test
    void shouldTellAnUnknownFeeFromAnOldOne() {
        assertThat(codes(yesCheapHere().fees(FeeSchedule.of(FeeKind.UNKNOWN, 0, 0, 0, Market.NOW_NS)), yesDearThere()))
                .containsExactly(ReasonCode.FEE_UNKNOWN);
        maxFeeAgeNs = 1;
        assertThat(codes(yesCheapHere().fees(FeeSchedule.of(FeeKind.NONE, 0, 0, 0, Market.NOW_NS - 2)), yesDearThere()))
                .containsExactly(ReasonCode.FEE_TOO_OLD);
    }

    @Test
    void shouldNotOpenShortlyBeforeTheFirstClose() {
        stopBeforeCloseNs = 1_000;
        Market closing = yesDearThere().closes(Market.NOW_NS + 1_000);
        assertThat(codes(yesCheapHere(), closing)).containsExactly(ReasonCode.CLOSING_SOON);
        assertThat(codes(yesCheapHere(), yesDearThere().closes(Market.NOW_NS + 1_001)))
                .containsExactly(ReasonCode.FIRED);
        assertThat(codes(yesCheapHere(), yesDearThere().closes(0))).containsExactly(ReasonCode.FIRED);
    }

    @Test
    void shouldNameTheFirstObstacleInTheOrderOfCodesNotOfLegs() {
        stopBeforeCloseNs = 1_000;
        assertThat(codes(yesCheapHere().closes(Market.NOW_NS), yesDearThere().state(MarketState.PAUSED)))
                .containsExactly(ReasonCode.MARKET_NOT_ACTIVE);
    }

    @Test
    void shouldDemandAReturnOnCapitalUntilItIsFree() {
        // 0.90 earn 0.10 in the time: 11 percent.
        annualReturn = 100_000;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.RESOLUTION_UNKNOWN);
        resolutionNs = Market.NOW_NS + YEAR_NS;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.FIRED);
        resolutionNs = Market.NOW_NS + 2 * YEAR_NS;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.RETURN_BELOW_MIN);
        assertThat(evaluator.qtyMicros()).isEqualTo(100 * Micros.ONE);
    }

    @Test
    void shouldCountADayForAPairThatIsLate() {
        resolutionNs = Market.NOW_NS - YEAR_NS;
        annualReturn = 100 * Micros.ONE; // a day demands 27 percent
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.RETURN_BELOW_MIN);
        annualReturn = 30 * Micros.ONE; // a day demands 8 percent
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.FIRED);
    }

    @Test
    void shouldRefuseTooLittleMoney() {
        minNet = 10 * Micros.ONE;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.FIRED);
        minNet = 10 * Micros.ONE + 1;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.NET_BELOW_MIN);
    }

    @Test
    void shouldSetAsideWhatAnUnwindIsExpectedToCost() {
        unwindChance = 50_000;
        assertThat(codes(yesCheapHere(), yesDearThere())).containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.unwindReserveMicros()).isEqualTo(100_000); // a twentieth of two cents on a hundred
        assertThat(evaluator.netMicros()).isEqualTo(9_900_000);
        assertThat(evaluator.capitalMicros()).isEqualTo(90 * Micros.ONE);
    }

    @Test
    void shouldTakeAnEdgeTooGoodForAnAlarm() {
        assertThat(codes(
                        Market.polymarket(0).ask("0.10", "100"),
                        Market.kalshi(1).bid("0.61", "100")))
                .containsExactly(ReasonCode.EDGE_IMPLAUSIBLE);
    }

    @Test
    void shouldShareTheCashOfOneVenueBetweenItsLegs() {
        cash.open(Venue.KALSHI, 50 * Micros.ONE);
        assertThat(codes(Market.kalshi(0).ask("0.40", "100"), Market.kalshi(1).bid("0.50", "100")))
                .containsExactly(ReasonCode.FIRED);
        assertThat(evaluator.capitalMicros()).isLessThanOrEqualTo(50 * Micros.ONE);
    }
}
