package io.parallax.engine.fee;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The schedule against the same rules written with decimals of any length. Everything here is in micros. */
final class FeeSchedulePropertyTest {
    private static final MathContext DIGITS = new MathContext(80);
    private static final BigDecimal ONE = BigDecimal.valueOf(Micros.ONE);
    private static final long[] RATES = {0, 30_000, 35_000, 40_000, 50_000, 70_000, 72_000, 250_000, 1_000_000};
    private static final OrderAction[] ACTIONS = {OrderAction.BUY, OrderAction.SELL};

    private final long seed = Long.getLong("fees.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void shouldReservePolymarketFeesToTheUnitAbove() {
        for (int run = 0; run < 20_000; run++) {
            long exponent = new long[] {500_000, 1_000_000, 2_000_000}[run % 3];
            long rate = rate();
            long price = price();
            long qty = qty();
            FeeSchedule schedule = FeeSchedule.of(FeeKind.POLYMARKET_V2, rate, 0, exponent, 0);
            BigDecimal model = model(rate, exponent, price, qty);
            long exact = ceilTo(model, 10);
            long halfUp =
                    model.movePointLeft(1).setScale(0, RoundingMode.HALF_UP).longValueExact() * 10;
            String name = name(rate, price, qty) + " exponent " + exponent;
            for (OrderAction action : ACTIONS) {
                long reserve = schedule.takerFeeCeil(action, price, qty);
                long expected = schedule.expectedFee(action, price, qty);
                if (exponent == 500_000) {
                    assertThat(reserve).as(name).isBetween(exact, exact + 10);
                    assertThat(expected).as(name).isBetween(halfUp - 10, halfUp);
                } else {
                    assertThat(reserve).as(name).isEqualTo(exact);
                    assertThat(expected).as(name).isEqualTo(halfUp);
                }
            }
        }
    }

    @Test
    void shouldReserveTheLargerOfBothKalshiRules() {
        for (int run = 0; run < 20_000; run++) {
            long rate = rate();
            long price = price();
            long qty = run % 2 == 0 ? qty() : 10_000L * (1 + random.nextInt(10_000_000));
            boolean onLot = qty % 10_000 == 0 && price % 100 == 0;
            FeeSchedule schedule = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, rate, 0, Micros.ONE, 0);
            BigDecimal model = model(rate, Micros.ONE, price, qty);
            for (OrderAction action : ACTIONS) {
                BigDecimal current = kalshiNet(model, 1, action, price, qty);
                BigDecimal larger = current.max(kalshiNet(model, 100, action, price, qty));
                long reserve = schedule.takerFeeCeil(action, price, qty);
                String name = name(rate, price, qty) + " " + action;
                BigDecimal above = BigDecimal.valueOf(reserve).subtract(larger);
                assertThat(above.signum()).as(name).isNotNegative();
                assertThat(above).as(name).isLessThan(onLot ? new BigDecimal("0.000001") : BigDecimal.ONE);
                assertThat(schedule.expectedFee(action, price, qty))
                        .as(name)
                        .isEqualTo(current.setScale(0, RoundingMode.CEILING).longValueExact());
                assertThat(BigDecimal.valueOf(reserve).subtract(model)).as(name).isLessThan(BigDecimal.valueOf(200));
            }
        }
    }

    @Test
    void shouldCoverAnOrderHoweverItIsCutIntoFills() {
        for (int run = 0; run < 2_000; run++) {
            boolean kalshi = run % 2 == 0;
            long rate = rate();
            long price = 100L * (1 + random.nextInt(9_999));
            FeeSchedule schedule =
                    FeeSchedule.of(kalshi ? FeeKind.KALSHI_QUADRATIC : FeeKind.POLYMARKET_V2, rate, 0, Micros.ONE, 0);
            OrderAction action = ACTIONS[random.nextInt(2)];
            int fills = 1 + random.nextInt(12);
            long qty = 0;
            long sum = 0;
            FeeAccumulator current = new FeeAccumulator(KalshiRounding.CURRENT, 100);
            FeeAccumulator centicent = new FeeAccumulator(KalshiRounding.CENTICENT, 100);
            for (int fill = 0; fill < fills; fill++) {
                long part = 10_000L * (1 + random.nextInt(random.nextBoolean() ? 100 : 100_000));
                qty += part;
                sum += schedule.takerFeeCeil(action, price, part);
                current.onFill(schedule, Liquidity.TAKER, action, price, part);
                centicent.onFill(schedule, Liquidity.TAKER, action, price, part);
            }
            long reserve = schedule.takerFeeCeil(action, price, qty, fills);
            String name = name(rate, price, qty) + " in " + fills;
            if (kalshi) {
                long charged = Math.max(current.totalFeeMicros(), centicent.totalFeeMicros());
                assertThat(reserve).as(name).isGreaterThanOrEqualTo(charged);
            } else {
                assertThat(reserve).as(name).isGreaterThanOrEqualTo(sum);
            }
        }
    }

    @Test
    void shouldCoverAMatchChargedAtItsAveragePrice() {
        for (int run = 0; run < 5_000; run++) {
            long rate = rate();
            long exponent = run % 2 == 0 ? 1_000_000 : 2_000_000;
            FeeSchedule schedule = FeeSchedule.of(FeeKind.POLYMARKET_V2, rate, 0, exponent, 0);
            long qty = 0;
            long notional = 0;
            for (int fill = 0; fill <= random.nextInt(5); fill++) {
                long part = 10_000L * (1 + random.nextInt(run % 10 == 0 ? Integer.MAX_VALUE : 1_000_000));
                long price = price();
                qty += part;
                notional += KalshiRounding.notionalCeil(price, part);
            }
            BigDecimal average = BigDecimal.valueOf(notional).multiply(ONE).divide(BigDecimal.valueOf(qty), DIGITS);
            BigDecimal model = model(rate, exponent, average, qty);
            assertThat(BigDecimal.valueOf(schedule.averagePriceFeeCeil(OrderAction.BUY, notional, qty)))
                    .as(name(rate, notional, qty))
                    .isGreaterThanOrEqualTo(model);
        }
    }

    private static BigDecimal kalshiNet(BigDecimal model, long unit, OrderAction action, long price, long qty) {
        BigDecimal trade = BigDecimal.valueOf(ceilTo(model, unit));
        BigDecimal cash =
                BigDecimal.valueOf(price).multiply(BigDecimal.valueOf(qty)).movePointLeft(6);
        BigDecimal revenue = action == OrderAction.BUY ? cash.negate() : cash;
        BigDecimal change = revenue.subtract(trade);
        BigDecimal aligned =
                change.movePointLeft(2).setScale(0, RoundingMode.FLOOR).movePointRight(2);
        return trade.add(change.subtract(aligned));
    }

    private static BigDecimal model(long rate, long exponent, long price, long qty) {
        return model(rate, exponent, BigDecimal.valueOf(price), qty);
    }

    private static BigDecimal model(long rate, long exponent, BigDecimal price, long qty) {
        BigDecimal p = price.movePointLeft(6);
        BigDecimal variance = p.multiply(BigDecimal.ONE.subtract(p));
        BigDecimal power = exponent == 500_000
                ? variance.sqrt(DIGITS)
                : exponent == 1_000_000 ? variance : variance.multiply(variance);
        return BigDecimal.valueOf(rate)
                .movePointLeft(6)
                .multiply(BigDecimal.valueOf(qty))
                .multiply(power);
    }

    private static long ceilTo(BigDecimal micros, long unit) {
        return micros.divide(BigDecimal.valueOf(unit), DIGITS)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact()
                * unit;
    }

    private long rate() {
        return random.nextBoolean() ? RATES[random.nextInt(RATES.length)] : random.nextInt(1_000_001);
    }

    private long price() {
        return switch (random.nextInt(3)) {
            case 0 -> 10_000L * (1 + random.nextInt(99));
            case 1 -> 100L * (1 + random.nextInt(9_999));
            default -> random.nextInt(1_000_001);
        };
    }

    /** From one micro to a thousand million contracts, every magnitude as likely. */
    private long qty() {
        long bound = 1;
        for (int digits = random.nextInt(16); digits > 0; digits--) {
            bound *= 10;
        }
        return 1 + (long) (random.nextDouble() * bound);
    }

    private String name(long rate, long price, long qty) {
        return "seed " + seed + ": rate " + rate + " price " + price + " qty " + qty;
    }
}
