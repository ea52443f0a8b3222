package io.parallax.engine.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.AllocationMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

final class FeeScheduleTest {
    private static long sink;

    @ParameterizedTest
    @CsvFileSource(resources = "fills.csv")
    void shouldChargeAsTheVenueDoes(
            String venue,
            String rate,
            String exponent,
            OrderAction action,
            String price,
            String qty,
            String expected,
            String reserve) {
        FeeKind kind = venue.equals("KALSHI") ? FeeKind.KALSHI_QUADRATIC : FeeKind.POLYMARKET_V2;
        FeeSchedule schedule = FeeSchedule.of(kind, Micros.parse(rate), 0, Micros.parse(exponent), 0);
        assertThat(schedule.expectedFee(action, Micros.parse(price), Micros.parse(qty)))
                .isEqualTo(Micros.parse(expected));
        assertThat(schedule.takerFeeCeil(action, Micros.parse(price), Micros.parse(qty)))
                .isEqualTo(Micros.parse(reserve));
    }

    @Test
    void shouldChargeNothingWhereThereIsNoFee() {
        FeeSchedule schedule = FeeSchedule.of(FeeKind.NONE, 0, 0, 0, 5);
        assertThat(schedule.isKnown()).isTrue();
        assertThat(schedule.readAtNs()).isEqualTo(5);
        assertThat(schedule.takerFeeCeil(500_000, 1_000_000)).isZero();
        assertThat(schedule.makerFeeCeil(OrderAction.BUY, 500_000, 1_000_000)).isZero();
        assertThat(schedule.expectedFee(OrderAction.SELL, 500_000, 1_000_000)).isZero();
        assertThat(schedule.takerFeeCeil(OrderAction.BUY, 500_000, 1_000_000, 9))
                .isZero();
        assertThat(schedule.averagePriceFeeCeil(OrderAction.BUY, 500_000, 1_000_000))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 70000, 0, 1000000",
        "NULL_VAL, 70000, 0, 1000000",
        "POLYMARKET_V2, -1, 0, 1000000",
        "POLYMARKET_V2, 1000001, 0, 1000000",
        "POLYMARKET_V2, 70000, 0, 1500000",
        "POLYMARKET_V2, 70000, 0, 0",
        "KALSHI_QUADRATIC, 70000, 0, 2000000",
        "KALSHI_QUADRATIC, 70000, -9223372036854775808, 1000000",
    })
    void shouldAdmitWhatItDoesNotKnow(FeeKind kind, long rate, long makerRate, long exponent) {
        FeeSchedule schedule = FeeSchedule.of(kind, rate, makerRate, exponent, 0);
        assertThat(schedule.isKnown()).isFalse();
        assertThat(schedule.takerFeeCeil(500_000, 1_000_000)).isEqualTo(FeeSchedule.FEE_UNKNOWN);
        assertThat(schedule.takerFeeCeil(OrderAction.BUY, 500_000, 1_000_000, 2))
                .isEqualTo(FeeSchedule.FEE_UNKNOWN);
        assertThat(schedule.makerFeeCeil(OrderAction.BUY, 500_000, 1_000_000)).isEqualTo(FeeSchedule.FEE_UNKNOWN);
        assertThat(schedule.expectedFee(OrderAction.BUY, 500_000, 1_000_000)).isEqualTo(FeeSchedule.FEE_UNKNOWN);
        assertThat(schedule.averagePriceFeeCeil(OrderAction.BUY, 500_000, 1_000_000))
                .isEqualTo(FeeSchedule.FEE_UNKNOWN);
    }

    @Test
    void shouldKeepTheRoundingOfAFreeKalshiSeries() {
        FeeSchedule free = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 0, 0, Micros.ONE, 0);
        assertThat(free.takerFeeCeil(OrderAction.BUY, 330_100, 30_000)).isEqualTo(97);
        assertThat(free.takerFeeCeil(OrderAction.BUY, 330_000, 1_000_000)).isZero();
    }

    @Test
    void shouldRoundAKalshiPurchaseAndSaleToDifferentSides() {
        FeeSchedule schedule = FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 70_000, 0, Micros.ONE, 0);
        assertThat(schedule.expectedFee(OrderAction.BUY, 330_100, 30_000)).isEqualTo(497);
        assertThat(schedule.expectedFee(OrderAction.SELL, 330_100, 30_000)).isEqualTo(503);
    }

    @Test
    void shouldThrowOnArgumentsThatAreBugs() {
        FeeSchedule schedule = FeeSchedule.of(FeeKind.POLYMARKET_V2, 70_000, 0, Micros.ONE, 0);
        assertThatThrownBy(() -> schedule.takerFeeCeil(-1, 1)).hasMessageContaining("price -1");
        assertThatThrownBy(() -> schedule.takerFeeCeil(1_000_001, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> schedule.takerFeeCeil(500_000, -1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> schedule.takerFeeCeil(500_000, Long.MAX_VALUE))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> schedule.takerFeeCeil(OrderAction.BUY, 500_000, 1, 0))
                .hasMessageContaining("maxFills");
        assertThatThrownBy(() -> schedule.averagePriceFeeCeil(OrderAction.BUY, 2, 1))
                .hasMessageContaining("notional 2");
    }

    @Test
    void shouldNotAllocate() {
        FeeSchedule[] schedules = {
            FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, 70_000, 17_500, Micros.ONE, 0),
            FeeSchedule.of(FeeKind.POLYMARKET_V2, 70_000, 0, Micros.ONE, 0),
            FeeSchedule.of(FeeKind.POLYMARKET_V2, 250_000, 0, 2 * Micros.ONE, 0),
            FeeSchedule.of(FeeKind.POLYMARKET_V2, 30_000, 0, Micros.ONE / 2, 0),
        };
        FeeAccumulator fees = new FeeAccumulator(KalshiRounding.CURRENT, KalshiRounding.DIRECT_PRECISION_MICROS);
        int[] step = {0};
        long bytes = AllocationMeter.bytes(20_000, () -> {
            long price = step[0]++ * 7_919L % Micros.ONE;
            for (int i = 0; i < schedules.length; i++) {
                sink += schedules[i].takerFeeCeil(price, 123_450_000);
                sink += schedules[i].expectedFee(OrderAction.BUY, price, 123_450_000);
                sink += schedules[i].averagePriceFeeCeil(OrderAction.BUY, price, Micros.ONE);
            }
            fees.reset();
            sink += fees.onFill(schedules[0], Liquidity.MAKER, OrderAction.SELL, price, 10_000);
        });
        assertThat(bytes).isZero();
    }
}
