package io.parallax.engine.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holdings and their money. */
class PositionTest {
    private static final long ONE = Micros.ONE;

    @Test
    void shouldPayBackADollarWhereTheVenueNetsYesAgainstNo() {
        Position position = new Position(true);
        long cash = position.buy(Outcome.YES, 400_000, 10 * ONE, 0);
        cash += position.buy(Outcome.NO, 500_000, 4 * ONE, 0);
        assertThat(cash).isEqualTo(-4_000_000 - 2_000_000 + 4_000_000);
        assertThat(position.yesQtyMicros()).isEqualTo(6 * ONE);
        assertThat(position.noQtyMicros()).isZero();
        assertThat(position.realisedMicros()).isEqualTo(400_000);
    }

    @Test
    void shouldHoldBothOutcomesWhereTheVenueDoesNotNet() {
        Position position = new Position(false);
        position.buy(Outcome.YES, 400_000, 10 * ONE, 0);
        position.buy(Outcome.NO, 500_000, 4 * ONE, 0);
        assertThat(position.netYesMicros()).isEqualTo(6 * ONE);
        assertThat(position.costMicros()).isEqualTo(6_000_000);
    }

    @Test
    void shouldBookASaleOfMoreThanIsHeldAsThePurchaseOfTheOtherOutcome() {
        Position position = new Position(true);
        position.buy(Outcome.YES, 400_000, 5 * ONE, 0);
        long cash = position.sell(Outcome.YES, 300_000, 8 * ONE, 0);
        assertThat(cash).isEqualTo(1_500_000 - 2_100_000);
        assertThat(position.noQtyMicros()).isEqualTo(3 * ONE);
    }

    /** Fills of a purchase and of its sale may be told in any order. */
    @Test
    void shouldEndTheSameWhenASaleIsToldBeforeItsPurchase() {
        Position position = new Position(false);
        position.buy(Outcome.YES, 500_000, 2 * ONE, 0);
        long cash = position.sell(Outcome.NO, 290_000, 5 * ONE, 0);
        assertThat(position.netYesMicros()).isEqualTo(7 * ONE);
        cash += position.buy(Outcome.NO, 310_000, 3 * ONE, 0);
        cash += position.buy(Outcome.NO, 320_000, 4 * ONE, 0);
        assertThat(cash).isEqualTo(1_450_000 - 930_000 - 1_280_000);
        assertThat(position.yesQtyMicros()).isEqualTo(2 * ONE);
        assertThat(position.noQtyMicros()).isEqualTo(2 * ONE);
        cash = position.buy(Outcome.YES, 400_000, ONE, 0);
        assertThat(cash).isEqualTo(-400_000);
        assertThat(position.yesQtyMicros()).isEqualTo(3 * ONE);
    }

    /** What was told before the venue's word is in it, or was never of this session. */
    @Test
    void shouldForgetWhatWasSoldAheadWhenTheVenueSaysWhatIsHeld() {
        Position position = new Position(false);
        position.sell(Outcome.YES, 305_000, 42 * ONE, 0);
        position.open(0, 0);
        position.buy(Outcome.YES, 290_000, 8_965, 0);
        assertThat(position.buy(Outcome.NO, 680_000, 50 * ONE, 0)).isEqualTo(-34_000_000);
        assertThat(position.yesQtyMicros()).isEqualTo(8_965);
        assertThat(position.noQtyMicros()).isEqualTo(50 * ONE);
    }

    @Test
    void shouldTakeAGhostPurchaseBackExactly() {
        Position position = new Position(false);
        long cash = position.buy(Outcome.YES, 433_300, 7_770_000, 12_345);
        cash += position.reverseBuy(Outcome.YES, 433_300, 7_770_000, 12_345);
        assertThat(cash).isZero();
        assertThat(position.yesQtyMicros()).isZero();
        assertThat(position.costMicros()).isZero();
        assertThat(position.realisedMicros()).isZero();
        assertThat(position.feesMicros()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldConserveMoneyWhateverHappens(long seed) {
        Random random = new Random(seed);
        Position position = new Position(random.nextBoolean());
        long cash = 0;
        for (int i = 0; i < 2_000; i++) {
            Outcome outcome = random.nextBoolean() ? Outcome.YES : Outcome.NO;
            long price = 100 * (1 + random.nextInt(9_999));
            long qty = 1 + random.nextInt(50_000_000);
            long fee = random.nextInt(2_000_000);
            cash += switch (random.nextInt(5)) {
                case 0, 1 -> position.buy(outcome, price, qty, fee);
                case 2 -> position.sell(outcome, price, qty, fee);
                case 3 -> position.reverseBuy(outcome, price, qty, fee);
                default -> position.reverseSell(outcome, price, qty, fee);
            };
            assertThat(cash + position.costMicros() + position.feesMicros() - position.realisedMicros())
                    .as("seed %d step %d", seed, i)
                    .isZero();
            assertThat(position.yesQtyMicros()).isNotNegative();
            assertThat(position.noQtyMicros()).isNotNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldShareCostsExactlyThroughWideProducts(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long denominator = 1 + (random.nextLong() >>> 1 + random.nextInt(60));
            long numerator = Math.floorMod(random.nextLong(), denominator) + (random.nextBoolean() ? 1 : 0);
            long value = random.nextLong() >>> 1 + random.nextInt(60);
            BigInteger[] exact = BigInteger.valueOf(value)
                    .multiply(BigInteger.valueOf(numerator))
                    .divideAndRemainder(BigInteger.valueOf(denominator));
            long ceil = exact[0].longValueExact() + (exact[1].signum() == 0 ? 0 : 1);
            assertThat(Position.mulDivCeil(value, numerator, denominator))
                    .as("seed %d: %d * %d / %d", seed, value, numerator, denominator)
                    .isEqualTo(ceil);
        }
    }
}
