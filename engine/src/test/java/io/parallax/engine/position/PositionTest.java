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

    /** Tokens that never came cannot have been delivered to who bought them: that sale fails as well. */
    @Test
    void shouldEndWithNothingWhenAPurchaseFailsAndThenTheSaleOfItsTokens() {
        Position position = new Position(false);
        long cash = position.buy(Outcome.YES, 400_000, 10 * ONE, 1_000);
        cash += position.sell(Outcome.YES, 500_000, 10 * ONE, 2_000);
        cash += position.reverseBuy(Outcome.YES, 400_000, 10 * ONE, 1_000);
        assertThat(position.netYesMicros()).isEqualTo(-10 * ONE);
        cash += position.reverseSell(Outcome.YES, 500_000, 10 * ONE, 2_000);
        assertThat(cash).isZero();
        assertThat(position.isFlat()).isTrue();
        assertThat(position.costMicros()).isZero();
        assertThat(position.realisedMicros()).isZero();
        assertThat(position.feesMicros()).isZero();
    }

    @Test
    void shouldTakeBackTheDollarsOfPairsWithThePurchaseThatMadeThem() {
        Position position = new Position(true);
        long cash = position.buy(Outcome.YES, 400_000, 10 * ONE, 0);
        cash += position.sell(Outcome.YES, 500_000, 10 * ONE, 0);
        cash += position.reverseBuy(Outcome.YES, 400_000, 10 * ONE, 0);
        assertThat(cash).isEqualTo(-5_000_000); // ten NO at half a dollar
        assertThat(position.noQtyMicros()).isEqualTo(10 * ONE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldOweNothingForAPurchaseThatFailsAfterItsMarketWasPaid(boolean netting) {
        Position position = new Position(netting);
        long cash = position.buy(Outcome.YES, 410_000, 100 * ONE, 0);
        assertThat(position.wasPaid(Outcome.YES, 100 * ONE)).isFalse();
        cash += position.settle(100 * ONE, 0, 100 * ONE, 0);
        assertThat(position.wasPaid(Outcome.YES, 100 * ONE)).isTrue();
        cash += position.reverseBuy(Outcome.YES, 410_000, 100 * ONE, 0);
        assertThat(cash).isEqualTo(100 * ONE); // what the venue says it paid, until it takes it back
        assertThat(position.isFlat()).isTrue();
        assertThat(position.costMicros()).isZero();
        assertThat(position.wasPaid(Outcome.YES, 100 * ONE)).isFalse();
    }

    /** The oracle adds up the fills that are left and knows no order of them. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void shouldBeWhatTheFillsThatAreLeftMakeOfIt(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 500; run++) {
            boolean netting = random.nextBoolean();
            int fills = 1 + random.nextInt(6);
            long[] price = new long[fills];
            long[] qty = new long[fills];
            long[] sign = new long[fills];
            for (int i = 0; i < fills; i++) {
                price[i] = 100 * (1 + random.nextInt(9_999));
                qty[i] = 1 + random.nextInt(50_000_000);
                sign[i] = random.nextBoolean() ? 1 : -1;
            }
            Position position = new Position(netting);
            long cash = 0;
            for (int i = 0; i < fills; i++) {
                cash += sign[i] > 0
                        ? position.buy(Outcome.YES, price[i], qty[i], 7)
                        : position.sell(Outcome.YES, price[i], qty[i], 7);
            }
            long left = 0;
            long leftCash = 0;
            for (int i = 0; i < fills; i++) {
                if (random.nextBoolean()) {
                    cash += sign[i] > 0
                            ? position.reverseBuy(Outcome.YES, price[i], qty[i], 7)
                            : position.reverseSell(Outcome.YES, price[i], qty[i], 7);
                } else {
                    left += sign[i] * qty[i];
                    leftCash +=
                            (sign[i] > 0 ? -Micros.mulCeil(price[i], qty[i]) : Micros.mulFloor(price[i], qty[i])) - 7;
                }
            }
            // A dollar stands beside each contract that is owed.
            assertThat(cash).as("seed %d run %d", seed, run).isEqualTo(leftCash - Math.max(0, -left));
            assertThat(position.yesQtyMicros()).as("seed %d run %d", seed, run).isEqualTo(Math.max(0, left));
            assertThat(position.noQtyMicros()).as("seed %d run %d", seed, run).isEqualTo(Math.max(0, -left));
        }
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
