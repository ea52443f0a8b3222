package io.parallax.gateway.polymarket.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.config.PolymarketTier;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.Tolls;
import io.parallax.testkit.AllocatedBytes;
import java.util.function.BiConsumer;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which window or bucket stops a burst, and after how many. */
class PolymarketTollsTest {
    private static final long NOW_NS = 1_790_000_000_000_000_000L;

    private static int atOnce(Tolls tolls, String method, String path, int items) {
        Call call = new Call(method, path, items);
        Toll toll = tolls.of(call);
        int calls = 0;
        while (calls < 20_000 && toll.take(RequestKind.VITAL, items, NOW_NS)) {
            calls++;
        }
        return calls;
    }

    /** Half of a window goes at once, of a signer's burst nine tenths. */
    @ParameterizedTest
    @CsvSource({
        "POST, /order, 1, 54",
        "POST, /orders, 15, 3",
        "DELETE, /order, 1, 108",
        "DELETE, /orders, 50, 2",
        "DELETE, /cancel-all, 1, 108",
        "GET, /data/orders?market=0x1, 1, 250",
        "GET, /data/order/0xabc, 1, 450",
        "GET, /data/trades?after=1, 1, 250",
        "GET, /book?token_id=1, 1, 750",
        "POST, /books, 1, 250",
        "GET, /tick-size?token_id=1, 1, 100",
        "GET, /balance-allowance?asset_type=COLLATERAL, 1, 100",
        "GET, /balance-allowance/update?asset_type=COLLATERAL, 1, 25",
        "GET, /auth/derive-api-key, 1, 50",
        "POST, /v1/heartbeats, 1, 4500"
    })
    void shouldStopABurstWhereTheVenueWould(String method, String path, int items, int calls) {
        assertThat(atOnce(new PolymarketTolls(PolymarketTier.STANDARD), method, path, items))
                .isEqualTo(calls);
    }

    @Test
    void shouldCountTheLedgersCallsTogether() {
        PolymarketTolls tolls = new PolymarketTolls(PolymarketTier.STANDARD);
        assertThat(atOnce(tolls, "GET", "/data/orders", 1)).isEqualTo(250);
        assertThat(atOnce(tolls, "GET", "/data/trades", 1))
                .as("900 in ten seconds for all")
                .isEqualTo(200);
        assertThat(atOnce(tolls, "GET", "/data/order/0x1", 1)).isZero();
        assertThat(atOnce(tolls, "DELETE", "/order", 1))
                .as("cancels are counted elsewhere")
                .isEqualTo(108);
    }

    @Test
    void shouldGiveAHigherTierMoreOrders() {
        assertThat(atOnce(new PolymarketTolls(PolymarketTier.GOLD), "POST", "/order", 1))
                .isEqualTo(540);
    }

    @Test
    void shouldHoldNoOrderBecauseAnotherEndpointRefused() {
        PolymarketTolls tolls = new PolymarketTolls(PolymarketTier.STANDARD);
        tolls.of(new Call("GET", "/markets/0x1", 1)).refusedUntil(NOW_NS + 60_000_000_000L, NOW_NS);
        for (String path : new String[] {"/order", "/orders"}) {
            assertThat(tolls.of(new Call("POST", path, 1)).take(RequestKind.HEDGE, 1, NOW_NS))
                    .as(path)
                    .isTrue();
            assertThat(tolls.of(new Call("DELETE", path, 1)).take(RequestKind.VITAL, 1, NOW_NS))
                    .as(path)
                    .isTrue();
        }
        assertThat(tolls.of(new Call("GET", "/markets/0x1", 1)).take(RequestKind.READ, 1, NOW_NS))
                .isFalse();
        GammaTolls catalogue = new GammaTolls();
        catalogue.of(new Call("GET", "/tags", 1)).refusedUntil(NOW_NS + 60_000_000_000L, NOW_NS);
        assertThat(catalogue.of(new Call("GET", "/markets/x", 1)).take(RequestKind.READ, 1, NOW_NS))
                .isTrue();
    }

    @Test
    void shouldCountTheCatalogue() {
        GammaTolls tolls = new GammaTolls();
        assertThat(atOnce(tolls, "GET", "/markets/slug/x", 1)).isEqualTo(150);
        assertThat(atOnce(tolls, "GET", "/events/slug/x", 1)).isEqualTo(250);
    }

    @Test
    void shouldTakeTheTollOfAnOrderAndACancelWithoutAllocating() {
        PolymarketTolls tolls = new PolymarketTolls(PolymarketTier.STANDARD);
        Call order = new Call("POST", "/order", 1);
        Call cancel = new Call("DELETE", "/order", 1);
        long[] passed = new long[1];
        Runnable work = () -> {
            long nowNs = NOW_NS;
            for (int i = 0; i < 20_000; i++) {
                nowNs += 150_000_000L;
                passed[0] += tolls.of(order).take(RequestKind.ORDER, 1, nowNs) ? 1 : 0;
                passed[0] += tolls.of(cancel).take(RequestKind.VITAL, 1, nowNs) ? 1 : 0;
            }
        };
        work.run();
        assertThat(AllocatedBytes.least(work)).isZero();
        assertThat(AllocatedBytes.control()).isPositive();
        assertThat(passed[0]).isGreaterThan(20_000);
    }

    private record Call(String method, String path, int items) implements HttpCall {
        @Override
        public byte[] body() {
            return null;
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            return true;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {}

        @Override
        public void onFailure(HttpFailure failure) {}
    }
}
