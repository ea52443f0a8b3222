package io.parallax.codecs.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MicrosTest {
    private static final BigInteger ONE = BigInteger.valueOf(Micros.ONE);

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "1, 1, 0, 1",
        "1, 999999, 0, 1",
        "1, 1000000, 1, 1",
        "1, 1000001, 1, 2",
        "420000, 1000000, 420000, 420000",
        "333333, 3000000, 999999, 999999",
        "333333, 3000001, 999999, 1000000",
        "500000, 1, 0, 1",
        "500000, 3, 1, 2",
    })
    void shouldRoundAProductTheNamedWay(long a, long b, long floor, long ceil) {
        assertThat(Micros.mulFloor(a, b)).isEqualTo(floor);
        assertThat(Micros.mulFloor(b, a)).isEqualTo(floor);
        assertThat(Micros.mulCeil(a, b)).isEqualTo(ceil);
        assertThat(Micros.mulCeil(b, a)).isEqualTo(ceil);
    }

    @Test
    void shouldFloorANegativeProductTowardsMinusInfinity() {
        assertThat(Micros.mulFloor(-1, 1)).isEqualTo(-1);
        assertThat(Micros.mulFloor(-500_000, 3)).isEqualTo(-2);
        assertThat(Micros.mulFloor(-2_000_000, 3_000_000)).isEqualTo(-6_000_000);
    }

    @Test
    void shouldAgreeWithExactArithmetic() {
        long seed = 20_260_401L;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long price = random.nextInt(1_000_001);
            long qty = random.nextLong() >>> 22 + random.nextInt(40); // any magnitude whose product fits
            BigInteger[] exact =
                    BigInteger.valueOf(price).multiply(BigInteger.valueOf(qty)).divideAndRemainder(ONE);
            long floor = exact[0].longValueExact();
            long ceil = exact[1].signum() == 0 ? floor : floor + 1;
            assertThat(Micros.mulFloor(price, qty))
                    .as("floor %d x %d, seed %d", price, qty, seed)
                    .isEqualTo(floor);
            assertThat(Micros.mulCeil(price, qty))
                    .as("ceil %d x %d, seed %d", price, qty, seed)
                    .isEqualTo(ceil);
        }
    }

    @Test
    void shouldThrowWhenAProductDoesNotFit() {
        assertThatThrownBy(() -> Micros.mulFloor(Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Micros.mulCeil(Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Micros.mulFloor(Micros.NULL, -1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldThrowWhenOnlyTheRoundingDoesNotFit() {
        assertThat(Micros.mulFloor(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE / Micros.ONE);
        assertThatThrownBy(() -> Micros.mulCeil(Long.MAX_VALUE, 1)).isInstanceOf(ArithmeticException.class);
        long largest = Long.MAX_VALUE - (Micros.ONE - 1);
        assertThat(Micros.mulCeil(largest, 1)).isEqualTo(Long.MAX_VALUE / Micros.ONE);
    }

    @ParameterizedTest
    @CsvSource({"0, 10000, 0", "9999, 10000, 0", "10000, 10000, 10000", "19999, 10000, 10000", "123456, 1, 123456"})
    void shouldFloorToAStep(long value, long step, long expected) {
        assertThat(Micros.floorToStep(value, step)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.42, 420000",
        "-3.5, -3500000",
        "12, 12000000",
        "0.000001, 1",
        "-0.000001, -1",
        "1.100000, 1100000",
        "9223372036854.775807, 9223372036854775807",
        "-9223372036854.775808, -9223372036854775808",
    })
    void shouldParseExactly(String text, long micros) {
        assertThat(Micros.parse(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000001", "", " 1", "1,5", "NaN", "0x10", "1/2", "9223372036854.775808", "1e30"})
    void shouldRefuseWhatIsNotMicrosAndSaySo(String text) {
        assertThatThrownBy(() -> Micros.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a decimal of at most six places");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000001", "420000, 0.42", "-3500000, -3.5", "100000000, 100", "1000000, 1"})
    void shouldFormatWithoutTrailingZerosOrExponent(long micros, String text) {
        assertThat(Micros.format(micros)).isEqualTo(text);
    }

    @Test
    void shouldReadBackWhatItFormats() {
        long seed = 7_171L;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong() >> random.nextInt(64);
            String text = Micros.format(micros);
            assertThat(Micros.parse(text)).as("%s, seed %d", text, seed).isEqualTo(micros);
            assertThat(new BigDecimal(text).setScale(6, RoundingMode.UNNECESSARY))
                    .as("%s, seed %d", text, seed)
                    .isEqualTo(BigDecimal.valueOf(micros, 6));
        }
    }
}
