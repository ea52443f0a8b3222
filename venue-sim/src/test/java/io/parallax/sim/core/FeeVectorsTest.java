package io.parallax.sim.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeeVectorsTest {
    private static final Map<String, Long> STEPS =
            Map.of("current", KalshiFees.CURRENT_STEP_MICROS, "centicentRule", KalshiFees.CENTICENT_STEP_MICROS);
    private static final Map<String, Long> PRECISIONS =
            Map.of("direct", KalshiFees.DIRECT_PRECISION_MICROS, "nonDirect", KalshiFees.BROKER_PRECISION_MICROS);

    @Test
    void shouldChargeSingleKalshiFillsAsTheVectors() {
        int checked = 0;
        for (JsonNode row : SharedVectors.json("kalshi/vectors/fees.json").get("single")) {
            for (String rule : STEPS.keySet()) {
                for (String member : PRECISIONS.keySet()) {
                    JsonNode expect = row.path("expect").path(rule).path(member);
                    if (expect.isMissingNode()) {
                        continue;
                    }
                    checkFill(fees(row, rule, member), new FeeState(), row, expect, row.get("id") + rule + member);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(150);
    }

    @Test
    void shouldCarryTheAccumulatorThroughKalshiOrdersAsTheVectors() {
        int checked = 0;
        for (JsonNode row : SharedVectors.json("kalshi/vectors/fees.json").get("orders")) {
            if ("official".equals(row.path("kind").asText())) {
                continue; // these state a trade fee that no formula yields
            }
            for (String rule : STEPS.keySet()) {
                for (String member : PRECISIONS.keySet()) {
                    JsonNode expect = row.path("expect").path(rule).path(member).path("fills");
                    FeeState state = new FeeState();
                    for (int i = 0; i < expect.size(); i++) {
                        checkFill(
                                fees(row, rule, member),
                                state,
                                row.get("fills").get(i),
                                expect.get(i),
                                row.get("id") + rule + member + " fill " + i);
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(50);
    }

    @Test
    void shouldChargePolymarketFillsAsTheVectors() {
        for (JsonNode row : SharedVectors.json("polymarket/vectors/fees.json").get("vectors")) {
            PolymarketFees fees = new PolymarketFees(
                    new BigDecimal(row.get("rate").asText()),
                    row.get("exponent").asInt());
            long price = Micros.parse(row.get("price").asText());
            if (row.get("shares").asText().contains("/")) {
                continue; // not a whole number of micros
            }
            BigDecimal shares = new BigDecimal(row.get("shares").asText());
            if (shares.stripTrailingZeros().scale() > 6) {
                continue;
            }
            long qty = shares.movePointRight(6).longValueExact();
            JsonNode expected = row.get("expected");
            assertThat(fees.feeMicros(price, qty, RoundingMode.HALF_UP))
                    .as(row.get("id").asText())
                    .isEqualTo(Micros.parse(expected.get("fee5dpHalfUp").asText()));
            assertThat(fees.reserveMicros(price, qty))
                    .as(row.get("id").asText())
                    .isEqualTo(Micros.parse(expected.get("fee5dpCeil").asText()));
        }
    }

    private static KalshiFees fees(JsonNode row, String rule, String member) {
        return KalshiFees.of(
                row.get("feeType").asText(), row.get("multiplier").asText(), STEPS.get(rule), PRECISIONS.get(member));
    }

    private static void checkFill(KalshiFees fees, FeeState state, JsonNode fill, JsonNode expect, String what) {
        long price = Micros.parse(fill.get("price").asText());
        long qty = Micros.parse(fill.get("count").asText());
        boolean pays = "pay".equals(fill.get("cashFlow").asText());
        long revenue = Settler.ownCost(Outcome.YES, price, qty) * (pays ? -1 : 1);
        boolean taker = "taker".equals(fill.get("role").asText());

        long net = fees.charge(state, taker, price, qty, revenue);

        assertThat(net).as(what).isEqualTo(Micros.parse(expect.get("netFee").asText()));
        assertThat(state.accumulatorMicros())
                .as(what)
                .isEqualTo(Micros.parse(expect.get("accumulatorAfter").asText()));
    }
}
