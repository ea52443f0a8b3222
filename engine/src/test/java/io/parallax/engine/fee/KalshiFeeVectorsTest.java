package io.parallax.engine.fee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class KalshiFeeVectorsTest {
    private static final String FEES = "kalshi/vectors/fees.json";
    private static final FeeSchedule STANDARD = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 70_000, 0, Micros.ONE, 0);

    @Test
    void shouldReproduceEverySingleFillUnderBothRulesAndPrecisions() throws IOException {
        int rows = 0;
        for (JsonNode row : Vectors.read(FEES).get("single")) {
            FeeSchedule schedule = Vectors.kalshi(row);
            for (KalshiRounding rule : KalshiRounding.values()) {
                JsonNode byPrecision = row.get("expect").get(name(rule));
                for (String member : new String[] {"direct", "nonDirect"}) {
                    FeeAccumulator fees = new FeeAccumulator(rule, precision(member));
                    check(fees, schedule, row, row, byPrecision.get(member), row.get("id") + " " + rule + " " + member);
                }
            }
            BigDecimal model = new BigDecimal(row.get("expect").get("modelFee").asText());
            assertThat(schedule.modelFeeCeil(isMaker(row), price(row), qty(row)))
                    .as(row.get("id").asText())
                    .isEqualTo(Vectors.microsCeil(model));
            rows++;
        }
        assertThat(rows).isEqualTo(78);
    }

    @Test
    void shouldReserveTheLargerRuleAndExpectTheCurrentOne() throws IOException {
        for (JsonNode row : Vectors.read(FEES).get("single")) {
            String id = row.get("id").asText();
            FeeSchedule schedule = Vectors.kalshi(row);
            OrderAction action = Vectors.action(row);
            long current = net(row, "current");
            long larger = Math.max(current, net(row, "centicentRule"));
            long reserve = isMaker(row)
                    ? schedule.makerFeeCeil(action, price(row), qty(row))
                    : schedule.takerFeeCeil(action, price(row), qty(row));
            assertThat(reserve).as(id).isEqualTo(larger);
            if (!isMaker(row)) {
                assertThat(schedule.takerFeeCeil(price(row), qty(row))).as(id).isGreaterThanOrEqualTo(larger);
                assertThat(schedule.takerFeeCeil(action, price(row), qty(row), 3))
                        .as(id)
                        .isGreaterThanOrEqualTo(larger);
                assertThat(schedule.expectedFee(action, price(row), qty(row)))
                        .as(id)
                        .isEqualTo(current);
            }
            if (row.has("observedFeeCost")) {
                assertThat(reserve).as(id).isGreaterThanOrEqualTo(Vectors.micros(row, "observedFeeCost"));
            }
        }
    }

    @Test
    void shouldCarryRoundingOverTheFillsOfEveryOrder() throws IOException {
        int fills = 0;
        for (JsonNode order : Vectors.read(FEES).get("orders")) {
            FeeSchedule schedule = Vectors.kalshi(order);
            for (KalshiRounding rule : KalshiRounding.values()) {
                for (String member : new String[] {"direct", "nonDirect"}) {
                    JsonNode expected = order.get("expect").path(name(rule)).path(member);
                    if (expected.isMissingNode()) {
                        continue;
                    }
                    FeeAccumulator fees = new FeeAccumulator(rule, precision(member));
                    for (int i = 0; i < order.get("fills").size(); i++) {
                        JsonNode fill = order.get("fills").get(i);
                        String name = order.get("id") + " " + rule + " " + member + " fill " + i;
                        check(fees, schedule, order, fill, expected.get("fills").get(i), name);
                        fills++;
                    }
                    assertThat(fees.totalFeeMicros()).isEqualTo(Vectors.micros(expected, "totalNetFee"));
                    if (member.equals("direct")) {
                        checkOrderReserve(schedule, order, fees.totalFeeMicros());
                    }
                }
            }
        }
        assertThat(fills).isGreaterThan(100);
    }

    private static void checkOrderReserve(FeeSchedule schedule, JsonNode order, long totalFee) {
        long reserve = 0;
        for (JsonNode fill : order.get("fills")) {
            reserve += isMaker(fill)
                    ? schedule.makerFeeCeil(Vectors.action(fill), price(fill), qty(fill))
                    : schedule.takerFeeCeil(Vectors.action(fill), price(fill), qty(fill));
        }
        assertThat(reserve).as(order.get("id").asText()).isGreaterThanOrEqualTo(totalFee);
    }

    @Test
    void shouldReproduceThePrintedTableForABrokerAccount() throws IOException {
        for (JsonNode row : Vectors.read(FEES).get("officialTable").get("rows")) {
            FeeAccumulator fees = new FeeAccumulator(KalshiRounding.CURRENT, KalshiRounding.BROKER_PRECISION_MICROS);
            assertThat(fees.onFill(STANDARD, Liquidity.TAKER, OrderAction.BUY, price(row), qty(row)))
                    .as(row.toString())
                    .isEqualTo(Vectors.micros(row, "feeDollars"));
        }
    }

    @Test
    void shouldReproduceTheExamplesOfTheRoundingGuide() throws IOException {
        JsonNode examples = Vectors.read(FEES).get("officialExamples");
        for (JsonNode row : examples) {
            if (row.has("price")) {
                FeeAccumulator fees = new FeeAccumulator(
                        KalshiRounding.CURRENT, precision(row.get("memberClass").asText()));
                long net = fees.onFill(STANDARD, Liquidity.TAKER, Vectors.action(row), price(row), qty(row));
                assertThat(net).isEqualTo(Vectors.micros(row.get("expect"), "netFee"));
            }
        }
    }

    @Test
    void shouldGiveBackACentOnTheThirdFillThatRoundsByFourTenths() {
        FeeAccumulator fees = new FeeAccumulator(KalshiRounding.CURRENT, KalshiRounding.BROKER_PRECISION_MICROS);
        long[] rebates = new long[3];
        for (int fill = 0; fill < 3; fill++) {
            fees.onFill(16_000, OrderAction.BUY, 500_000, 1_000_000);
            assertThat(fees.roundingFeeMicros()).isEqualTo(4_000);
            rebates[fill] = fees.rebateMicros();
        }
        assertThat(rebates).containsExactly(0, 0, 10_000);
        assertThat(fees.accumulatedMicros()).isEqualTo(2_000);
        fees.reset();
        assertThat(fees.accumulatedMicros() + fees.totalFeeMicros()).isZero();
    }

    private static void check(
            FeeAccumulator fees, FeeSchedule schedule, JsonNode order, JsonNode fill, JsonNode expected, String name) {
        OrderAction action = Vectors.action(fill);
        long net;
        if (order.has("givenModelFee")) {
            net = fees.onFill(Vectors.micros(order, "givenModelFee"), action, price(fill), qty(fill));
        } else {
            Liquidity liquidity = isMaker(fill) ? Liquidity.MAKER : Liquidity.TAKER;
            net = fees.onFill(schedule, liquidity, action, price(fill), qty(fill));
        }
        long cash = KalshiRounding.notionalFloor(price(fill), qty(fill));
        long balance = (action == OrderAction.BUY ? -cash : cash) - net;
        assertThat(fees.tradeFeeMicros()).as(name).isEqualTo(Vectors.micros(expected, "tradeFee"));
        assertThat(fees.roundingFeeMicros()).as(name).isEqualTo(Vectors.micros(expected, "roundingFee"));
        assertThat(fees.rebateMicros()).as(name).isEqualTo(Vectors.micros(expected, "rebate"));
        assertThat(net).as(name).isEqualTo(Vectors.micros(expected, "netFee"));
        assertThat(fees.accumulatedMicros()).as(name).isEqualTo(Vectors.micros(expected, "accumulatorAfter"));
        assertThat(balance).as(name).isEqualTo(Vectors.micros(expected, "balanceChange"));
    }

    private static long net(JsonNode row, String rule) {
        return Vectors.micros(row.get("expect").get(rule).get("direct"), "netFee");
    }

    private static String name(KalshiRounding rule) {
        return rule == KalshiRounding.CURRENT ? "current" : "centicentRule";
    }

    private static long precision(String member) {
        return member.equals("direct")
                ? KalshiRounding.DIRECT_PRECISION_MICROS
                : KalshiRounding.BROKER_PRECISION_MICROS;
    }

    private static boolean isMaker(JsonNode fill) {
        return fill.get("role").asText().equals("maker");
    }

    private static long price(JsonNode fill) {
        return Vectors.micros(fill, "price");
    }

    private static long qty(JsonNode fill) {
        return Vectors.micros(fill, "count");
    }
}
