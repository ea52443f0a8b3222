package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.polymarket.Vectors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AmountsTest {
    private static final long[] TICKS = {100_000, 10_000, 5_000, 2_500, 1_000, 100};
    private static final int[] PRICE_DECIMALS = {1, 2, 3, 4, 3, 4};

    @Test
    void shouldComputeRestingAmountsLikeTheOfficialClient() {
        int offGrid = 0;
        for (JsonNode vector : Vectors.vectors("rounding_limit.json")) {
            long tick = Micros.parse(vector.path("tickSize").asText());
            BigDecimal price = new BigDecimal(vector.path("price").asText());
            long priceMicros = price.setScale(decimals(tick), RoundingMode.HALF_UP)
                    .movePointRight(6)
                    .longValueExact();
            if (!Amounts.isOnGrid(price.movePointRight(6).longValueExact(), tick)) {
                offGrid++; // the official client rounds these; we refuse to send them
            }
            long shares = Amounts.sharesFloor(Micros.parse(vector.path("size").asText()));
            long quote = Amounts.quoteExact(priceMicros, shares);
            boolean buy = vector.path("side").asText().equals("BUY");
            assertAmounts(vector, "exactDecimal", buy ? quote : shares, buy ? shares : quote);
            assertAmounts(vector, "officialClient", buy ? quote : shares, buy ? shares : quote);
        }
        assertThat(offGrid).isEqualTo(6);
    }

    @Test
    void shouldComputeImmediateAmountsTheVenueAccepts() {
        for (JsonNode vector : Vectors.vectors("rounding_market.json")) {
            long tick = Micros.parse(vector.path("tickSize").asText());
            long price = Micros.parse(vector.path("price").asText());
            assertThat(Amounts.isKnownTick(tick)).isTrue();
            long venueStep = Amounts.takerStepMicros(tick);
            long tableStep = Amounts.roundingStepMicros(tick);
            if (vector.path("side").asText().equals("BUY")) {
                long collateral = Micros.parse(vector.path("amountCollateral").asText());
                long spend = Amounts.spendFloor(price, Long.MAX_VALUE / Micros.ONE, collateral);
                assertAmounts(vector, "exactDecimal", spend, Amounts.boughtFloor(spend, price, tableStep));
                assertAmounts(vector, "venueSafe", spend, Amounts.boughtFloor(spend, price, venueStep));
            } else {
                long shares = Amounts.sharesFloor(
                        Micros.parse(vector.path("amountShares").asText()));
                assertAmounts(vector, "exactDecimal", shares, Amounts.proceedsFloor(shares, price, tableStep));
                assertAmounts(vector, "venueSafe", shares, Amounts.proceedsFloor(shares, price, venueStep));
            }
        }
    }

    @Test
    void shouldNeverReachTheNextPriceOfTheGridNorMissTheLimit() {
        long seed = 71;
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            long tick = TICKS[random.nextInt(TICKS.length)];
            long price = tick * (1 + random.nextInt((int) (Micros.ONE / tick) - 1));
            long qty = Micros.ONE + random.nextInt(1_000_000) * 10_000L;
            long notional = Micros.mulFloor(price, qty);
            long spend = Amounts.spendFloor(price, qty, notional - random.nextInt(1 + (int) Math.min(notional, 100)));
            String at = "seed " + seed + " tick " + tick + " price " + price + " qty " + qty;
            assertThat(spend).as(at).isLessThanOrEqualTo(notional);
            if (spend >= Micros.ONE) {
                long bought = Amounts.boughtFloor(spend, price, Amounts.takerStepMicros(tick));
                assertThat(bought).as(at).isLessThanOrEqualTo(qty);
                // limit <= spend / bought < limit + tick, multiplied out
                assertThat(spend * Micros.ONE).as(at).isGreaterThanOrEqualTo(price * bought);
                assertThat(spend * Micros.ONE).as(at).isLessThan((price + tick) * bought);
            }
            long proceeds = Amounts.proceedsFloor(qty, price, Amounts.takerStepMicros(tick));
            assertThat(proceeds * Micros.ONE).as(at).isLessThanOrEqualTo(price * qty);
            assertThat(proceeds * Micros.ONE).as(at).isGreaterThan((price - tick) * qty);
        }
    }

    @Test
    void shouldTellWhichTruncationReachesTheNextPriceOfTheGrid() {
        long seed = 72;
        Random random = new Random(seed);
        int beyond = 0;
        for (int i = 0; i < 100_000; i++) {
            long tick = TICKS[random.nextInt(TICKS.length)];
            long price = tick * (1 + random.nextInt((int) (Micros.ONE / tick) - 1));
            long shares = 10_000L * (1 + random.nextInt(200));
            long proceeds = Amounts.proceedsFloor(shares, price, Amounts.takerStepMicros(tick));
            // limit = proceeds / shares > price - tick, multiplied out
            boolean keeps = proceeds * Micros.ONE > (price - tick) * shares;
            String at = "seed " + seed + " tick " + tick + " price " + price + " shares " + shares;
            assertThat(Amounts.keepsLimit(true, shares, proceeds, price, tick))
                    .as(at)
                    .isEqualTo(keeps);
            assertThat(keeps || shares < Micros.ONE).as(at).isTrue();
            long bought = Amounts.boughtFloor(shares, price, Amounts.takerStepMicros(tick));
            assertThat(Amounts.keepsLimit(false, bought, shares, price, tick))
                    .as(at)
                    .isEqualTo(shares * Micros.ONE < (price + tick) * bought);
            beyond += keeps ? 0 : 1;
        }
        assertThat(beyond).isPositive();
        assertThat(Amounts.keepsLimit(true, 10_000, 3_900, 395_000, 5_000)).isFalse();
        assertThat(Amounts.keepsLimit(true, 20_000, 7_900, 395_000, 5_000)).isTrue();
    }

    @Test
    void shouldKnowTheGrid() {
        assertThat(Amounts.isOnGrid(7_500, 2_500)).isTrue();
        assertThat(Amounts.isOnGrid(3_000, 2_500)).isFalse();
        assertThat(Amounts.isOnGrid(0, 10_000)).isFalse();
        assertThat(Amounts.isOnGrid(990_000, 10_000)).isTrue();
        assertThat(Amounts.isOnGrid(Micros.ONE, 10_000)).isFalse();
        assertThat(Amounts.isKnownTick(20_000)).isFalse();
    }

    private static int decimals(long tick) {
        for (int i = 0; i < TICKS.length; i++) {
            if (TICKS[i] == tick) {
                return PRICE_DECIMALS[i];
            }
        }
        throw new IllegalArgumentException("tick " + tick);
    }

    private static void assertAmounts(JsonNode vector, String field, long maker, long taker) {
        assertThat(maker + "/" + taker)
                .as(vector.path("id").asText() + " " + field)
                .isEqualTo(vector.path(field).path("makerAmount").asText() + "/"
                        + vector.path(field).path("takerAmount").asText());
    }
}
