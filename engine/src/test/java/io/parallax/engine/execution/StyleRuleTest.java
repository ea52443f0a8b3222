package io.parallax.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.StyleReason;
import io.parallax.codecs.sbe.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which leg goes first, how, and the reason that is told. */
class StyleRuleTest {
    private final StyleRule rule = new StyleRule();

    /** {@code "exact cover% tick% answer-ms fail%"}; without the last two nothing is measured. */
    private static LegFacts leg(String text) {
        String[] words = text.trim().split("\\s+");
        LegFacts leg = new LegFacts();
        leg.exactQty = words[0].equals("exact");
        leg.coverMicros = Long.parseLong(words[1]) * 10_000;
        leg.tickMicros = Long.parseLong(words[2]) * 10_000;
        leg.measured = words.length > 3;
        if (leg.measured) {
            leg.answerNs = Long.parseLong(words[3]) * 1_000_000;
            leg.failShareMicros = Long.parseLong(words[4]) * 10_000;
        }
        return leg;
    }

    private void plan(LegStyle configured, String... legs) {
        LegFacts[] facts = new LegFacts[legs.length];
        for (int i = 0; i < legs.length; i++) {
            facts[i] = leg(legs[i]);
        }
        rule.plan(configured, facts, legs.length);
    }

    private List<Integer> order(int legs) {
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < legs; place++) {
            order.add(rule.leg(place));
        }
        return order;
    }

    @ParameterizedTest
    @CsvSource({
        "exact 100 1, exact 100 1,                   0, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 100 1, spends 100 1,                  1, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 100 1, spends 400 1,                  1, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 400 1, exact 399 1,                   1, HEDGE_FIRST, THINNER_FIRST",
        "exact 124 1, exact 125 1,                   0, HEDGE_FIRST, THINNER_FIRST",
        "exact 399 1, exact 200 1,                   0, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "spends 400 1, spends 100 1,                 1, HEDGE_FIRST, THINNER_FIRST",
        "exact 100 1, exact 100 5,                   1, HEDGE_FIRST, COARSER_TICK_FIRST",
        "exact 100 1 100 0, exact 100 1 200 0,       1, HEDGE_FIRST, SLOWER_FIRST",
        "exact 100 1 900 0, exact 100 1 800 0,       0, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 100 1 100 0, exact 100 1 100 13,      1, HEDGE_FIRST, FAILING_FIRST",
        "exact 100 1 100 12, exact 100 1 100 0,      0, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 100 1, exact 100 1 600 50,            1, HEDGE_FIRST, SLOWER_FIRST",
        "exact 400 1 250 5, exact 400 1 250 5,       0, SIMULTANEOUS, BOTH_CERTAIN",
        "exact 400 1 10 0, spends 400 1 10 0,        1, SIMULTANEOUS, BOTH_CERTAIN",
        "exact 400 1 251 5, exact 400 1 250 5,       0, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 400 1 250 6, exact 400 1 250 5,       0, SEQUENTIAL, LESS_CERTAIN_FIRST",
        "exact 399 1 250 5, exact 400 1 250 5,       0, HEDGE_FIRST, THINNER_FIRST",
        "exact 400 1, exact 400 1 250 5,             1, HEDGE_FIRST, SLOWER_FIRST"
    })
    void shouldDecideByTheFirstCriterionOnWhichLegsDiffer(
            String first, String second, int lead, LegStyle style, StyleReason reason) {
        plan(LegStyle.NULL_VAL, first, second);
        assertThat(rule.leg(0)).isEqualTo(lead);
        assertThat(rule.style()).isEqualTo(style);
        assertThat(rule.reason()).isEqualTo(reason);
    }

    @Test
    void shouldOrderManyLegsByAllCriteria() {
        plan(LegStyle.NULL_VAL, "exact 400 1", "spends 400 1", "exact 100 1", "spends 100 1", "exact 100 5");
        assertThat(order(5)).containsExactly(3, 1, 4, 2, 0);
        assertThat(rule.reason()).isEqualTo(StyleReason.THINNER_FIRST);
    }

    @Test
    void shouldKeepTheStyleOfThePair() {
        plan(LegStyle.SIMULTANEOUS, "exact 100 1", "spends 100 1");
        assertThat(rule.style()).isEqualTo(LegStyle.SIMULTANEOUS);
        plan(LegStyle.SEQUENTIAL, "exact 400 1 10 0", "spends 400 1 10 0");
        assertThat(rule.style()).isEqualTo(LegStyle.SEQUENTIAL);
        assertThat(rule.leg(0)).isEqualTo(1);
        plan(LegStyle.HEDGE_FIRST, "exact 100 1", "spends 400 1");
        assertThat(rule.leg(0)).as("the thin one, whatever its certainty").isZero();
        assertThat(rule.reason()).isEqualTo(StyleReason.CONFIGURED);
    }

    @Test
    void shouldNotSendMoreLegsAtOnceThanOneEventHolds() {
        String[] legs = new String[StyleRule.MAX_AT_ONCE + 1];
        java.util.Arrays.fill(legs, "exact 400 1 10 0");
        plan(LegStyle.NULL_VAL, legs);
        assertThat(rule.style()).isEqualTo(LegStyle.SEQUENTIAL);
        plan(LegStyle.SIMULTANEOUS, legs);
        assertThat(rule.style()).isEqualTo(LegStyle.SEQUENTIAL);
        plan(LegStyle.NULL_VAL, java.util.Arrays.copyOf(legs, StyleRule.MAX_AT_ONCE));
        assertThat(rule.style()).isEqualTo(LegStyle.SIMULTANEOUS);
    }

    @Test
    void shouldTakeNoPartOfALegWhereAllGoAtOnce() {
        assertThat(StyleRule.timeInForce(LegStyle.SIMULTANEOUS)).isEqualTo(TimeInForce.FOK);
        assertThat(StyleRule.timeInForce(LegStyle.SEQUENTIAL)).isEqualTo(TimeInForce.IOC);
        assertThat(StyleRule.timeInForce(LegStyle.HEDGE_FIRST)).isEqualTo(TimeInForce.IOC);
    }
}
