package io.parallax.engine.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Orders of many fills against the rule written with decimals of any length, and charges near the model. */
final class FeeAccumulatorPropertyTest {
    private static final long[] MULTIPLIERS = {0, 500_000, 1_000_000, 1_500_000, 2_000_000};

    private final long seed = Long.getLong("fees.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldChargeEveryFillOfAnOrderAsDecimalsDo() {
        for (int run = 0; run < 2_000; run++) {
            KalshiRounding rule = KalshiRounding.values()[random.nextInt(2)];
            boolean direct = random.nextBoolean();
            long precision = direct ? KalshiRounding.DIRECT_PRECISION_MICROS : KalshiRounding.BROKER_PRECISION_MICROS;
            FeeSchedule schedule = schedule();
            FeeAccumulator fees = new FeeAccumulator(rule, precision);
            BigDecimal unit = new BigDecimal(rule == KalshiRounding.CURRENT ? "0.000001" : "0.0001");
            BigDecimal grain = new BigDecimal(direct ? "0.0001" : "0.01");
            BigDecimal carried = BigDecimal.ZERO;
            BigDecimal total = BigDecimal.ZERO;
            OrderAction action = random.nextBoolean() ? OrderAction.BUY : OrderAction.SELL;
            for (int fill = 0; fill < 12; fill++) {
                Liquidity liquidity = random.nextInt(3) == 0 ? Liquidity.MAKER : Liquidity.TAKER;
                long price = 100L * (1 + random.nextInt(9_999));
                long qty = 10_000L * (1 + random.nextInt(fill % 2 == 0 ? 300 : 1_000_000));
                BigDecimal p = BigDecimal.valueOf(price, 6);
                BigDecimal c = BigDecimal.valueOf(qty, 6);
                BigDecimal model = BigDecimal.valueOf(rate(schedule, liquidity), 6)
                        .multiply(c)
                        .multiply(p)
                        .multiply(BigDecimal.ONE.subtract(p));
                BigDecimal tradeFee = toGrain(model, unit, RoundingMode.CEILING);
                BigDecimal revenue = action == OrderAction.BUY ? c.multiply(p).negate() : c.multiply(p);
                BigDecimal change = revenue.subtract(tradeFee);
                BigDecimal rounding = change.subtract(toGrain(change, grain, RoundingMode.FLOOR));
                carried = carried.add(rounding);
                BigDecimal rebate = toGrain(carried.min(tradeFee.add(rounding)), grain, RoundingMode.FLOOR);
                carried = carried.subtract(rebate);
                BigDecimal net = tradeFee.add(rounding).subtract(rebate);
                total = total.add(net);
                long charged = fees.onFill(schedule, liquidity, action, price, qty);
                String name = "seed " + seed + " run " + run + " fill " + fill + " " + rule + " " + price + " x " + qty;
                assertThat(charged).as(name).isEqualTo(micros(net));
                assertThat(fees.accumulatedMicros()).as(name).isEqualTo(micros(carried));
            }
            assertThat(fees.totalFeeMicros()).as("seed " + seed).isEqualTo(micros(total));
        }
    }

    @Test
    void shouldAcceptEveryOrderChargedByEitherRuleAndNoneFarFromBoth() {
        for (int run = 0; run < 2_000; run++) {
            FeeSchedule schedule = schedule();
            FeeAccumulator venue = new FeeAccumulator(
                    KalshiRounding.values()[random.nextInt(2)], KalshiRounding.DIRECT_PRECISION_MICROS);
            OrderFees fees = new OrderFees();
            long contracts = 0;
            String name = "seed " + seed + " run " + run;
            for (int fill = 0; fill < 8; fill++) {
                Liquidity liquidity = Liquidity.TAKER;
                long price = 100L * (1 + random.nextInt(9_999));
                long qty = 10_000L * (1 + random.nextInt(100_000));
                long charged = venue.onFill(schedule, liquidity, OrderAction.BUY, price, qty);
                contracts += qty / Micros.ONE + 1;
                boolean told = random.nextInt(5) != 0;
                assertThat(fees.onFill(
                                schedule, null, liquidity, OrderAction.BUY, price, qty, told ? charged : Micros.NULL))
                        .as(name)
                        .isTrue();
                assertThat(fees.mismatchMicros()).isZero();
            }
            long off = (random.nextBoolean() ? 1 : -1) * (1_000 + 2 * contracts);
            long charged = venue.onFill(schedule, Liquidity.TAKER, OrderAction.BUY, 500_000, Micros.ONE) + off;
            assertThat(fees.onFill(schedule, null, Liquidity.TAKER, OrderAction.BUY, 500_000, Micros.ONE, charged))
                    .as(name)
                    .isFalse();
            assertThat(fees.mismatchMicros()).as(name).isBetween(off - 1_000, off + 1_000);
        }
    }

    @Test
    void shouldNotMistakeAFeeRoundedContractByContractForTheOrders() {
        // 100 contracts at 0.055 cost 0.3639, a hundred times one contract's 0.0037 is 0.37
        FeeSchedule schedule = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 70_000, 0, Micros.ONE, 0);
        assertThat(schedule.expectedFee(OrderAction.BUY, 55_000, Micros.ONE)).isEqualTo(3_700);
        assertThat(schedule.expectedFee(OrderAction.BUY, 55_000, 100 * Micros.ONE))
                .isEqualTo(363_900);
        OrderFees fees = new OrderFees();
        assertThat(fees.onFill(schedule, null, Liquidity.TAKER, OrderAction.BUY, 55_000, 100 * Micros.ONE, 370_000))
                .isFalse();
        assertThat(fees.mismatchMicros()).isEqualTo(6_100);
    }

    @Test
    void shouldNotTakePolymarketsFeeForZero() {
        FeeSchedule schedule = FeeSchedule.of(FeeKind.POLYMARKET_V2, 40_000, 0, Micros.ONE, 0);
        OrderFees fees = new OrderFees();
        assertThat(polymarket(fees, schedule, Liquidity.TAKER, 0)).isFalse();
        assertThat(polymarket(fees, schedule, Liquidity.TAKER, 840_000)).isTrue();
        assertThat(polymarket(fees, schedule, Liquidity.TAKER, 840_110)).isTrue();
        assertThat(polymarket(fees, schedule, Liquidity.TAKER, 840_111)).isFalse();
        assertThat(polymarket(fees, schedule, Liquidity.TAKER, 839_889)).isFalse();
    }

    @Test
    void shouldNotChargePolymarketsMaker() {
        FeeSchedule schedule = FeeSchedule.of(FeeKind.POLYMARKET_V2, 40_000, 0, Micros.ONE, 0);
        OrderFees fees = new OrderFees();
        assertThat(schedule.expectedFee(Liquidity.MAKER, OrderAction.BUY, 300_000, 100 * Micros.ONE))
                .isZero();
        assertThat(polymarket(fees, schedule, Liquidity.MAKER, 0)).isTrue();
        assertThat(polymarket(fees, schedule, Liquidity.MAKER, 840_000)).isFalse();
        assertThat(fees.mismatchMicros()).isEqualTo(840_000);
    }

    /** A hundred shares at 0.30. */
    private static boolean polymarket(OrderFees fees, FeeSchedule schedule, Liquidity liquidity, long charged) {
        return fees.onFill(schedule, null, liquidity, OrderAction.BUY, 300_000, 100 * Micros.ONE, charged);
    }

    private FeeSchedule schedule() {
        long multiplier = MULTIPLIERS[random.nextInt(MULTIPLIERS.length)];
        return FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, multiplier * 7 / 100, multiplier * 7 / 400, Micros.ONE, 0);
    }

    private static long rate(FeeSchedule schedule, Liquidity liquidity) {
        return liquidity == Liquidity.MAKER ? schedule.makerRateMicros() : schedule.takerRateMicros();
    }

    private static BigDecimal toGrain(BigDecimal amount, BigDecimal grain, RoundingMode mode) {
        return amount.divide(grain, 0, mode).multiply(grain);
    }

    private static long micros(BigDecimal dollars) {
        return dollars.movePointRight(6).longValueExact();
    }
}
