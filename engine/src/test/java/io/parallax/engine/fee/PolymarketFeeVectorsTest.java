package io.parallax.engine.fee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

final class PolymarketFeeVectorsTest {
    @Test
    void shouldReproduceEveryRow() throws IOException {
        int rows = 0;
        for (JsonNode row : Vectors.read("polymarket/vectors/fees.json").get("vectors")) {
            String id = row.get("id").asText();
            FeeSchedule schedule = Vectors.polymarket(row);
            long price = Vectors.micros(row, "price");
            JsonNode expected = row.get("expected");
            if (row.has("amountCollateral")) {
                checkAmount(id, schedule, price, Vectors.micros(row, "amountCollateral"), expected);
            } else {
                long shares = Vectors.micros(row, "shares");
                for (OrderAction action : new OrderAction[] {OrderAction.BUY, OrderAction.SELL}) {
                    assertThat(schedule.takerFeeCeil(action, price, shares))
                            .as(id)
                            .isEqualTo(Vectors.micros(expected, "fee5dpCeil"));
                    assertThat(schedule.expectedFee(action, price, shares))
                            .as(id)
                            .isEqualTo(Vectors.micros(expected, "fee5dpHalfUp"));
                    assertThat(schedule.makerFeeCeil(action, price, shares))
                            .as(id)
                            .isZero();
                }
            }
            rows++;
        }
        assertThat(rows).isEqualTo(61);
    }

    /** Rows that spend an amount: its shares are no whole number of micros, so the fee lies within one unit. */
    private static void checkAmount(String id, FeeSchedule schedule, long price, long amount, JsonNode expected) {
        long shares = Math.multiplyExact(amount, Micros.ONE) / price;
        long fee = Vectors.micros(expected, "feeExact");
        assertThat(schedule.expectedFee(OrderAction.BUY, price, shares)).as(id).isEqualTo(fee);
        assertThat(schedule.takerFeeCeil(OrderAction.BUY, price, shares + 1))
                .as(id)
                .isBetween(fee, fee + FeeSchedule.POLYMARKET_UNIT_MICROS);
    }

    @Test
    void shouldReserveWhicheverWayAMatchOverSeveralMakersIsCharged() throws IOException {
        int rows = 0;
        for (JsonNode row :
                Vectors.read("polymarket/vectors/fees_multi_fill.json").get("vectors")) {
            FeeSchedule schedule = Vectors.polymarket(row);
            long sum = 0;
            long notional = 0;
            long shares = 0;
            for (JsonNode fill : row.get("fills")) {
                long price = Vectors.micros(fill, "price");
                long qty = Vectors.micros(fill, "shares");
                long reserve = schedule.takerFeeCeil(OrderAction.BUY, price, qty);
                assertThat(reserve).isGreaterThanOrEqualTo(Vectors.micros(fill, "feeExact"));
                sum += reserve;
                notional += Micros.mulCeil(price, qty);
                shares += qty;
            }
            long average = schedule.averagePriceFeeCeil(OrderAction.BUY, notional, shares);
            long reserve = Math.max(sum, average);
            JsonNode expected = row.get("expected");
            for (String candidate : new String[] {"feeExactSum", "feeExactOnAveragePrice"}) {
                long fee = new BigDecimal(expected.get(candidate).asText())
                        .movePointRight(6)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
                assertThat(reserve).as(row.get("id") + " " + candidate).isGreaterThanOrEqualTo(fee);
            }
            rows++;
        }
        assertThat(rows).isGreaterThan(0);
    }
}
