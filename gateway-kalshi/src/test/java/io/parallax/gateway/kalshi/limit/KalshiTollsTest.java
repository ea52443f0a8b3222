package io.parallax.gateway.kalshi.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.config.KalshiTier;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.budget.TokenBucket;
import io.parallax.gateway.budget.Toll;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.PreparedCall;
import io.parallax.gateway.http.RequestOut;
import io.parallax.testkit.AllocatedBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each call costs, and of which bucket. */
class KalshiTollsTest {
    private static final String BASE = "/trade-api/v2";
    private static final String ORDERS = BASE + "/portfolio/events/orders";
    private static final long NOW_NS = 1_790_000_000_000_000_000L;

    /** Ours hold nine tenths of a second of the venue's. */
    private static final int WRITES = 90;

    private static final int READS = 180;

    private static Call call(String method, String path, int shard, int items) {
        return new Call(method, path, shard, items);
    }

    /** How many such calls an untouched account may make at once, when each may take the last token. */
    private static int atOnce(KalshiTolls tolls, Call call) {
        Toll toll = tolls.of(call);
        int calls = 0;
        while (calls < 1_000 && toll.take(RequestKind.VITAL, call.items(), NOW_NS)) {
            calls++;
        }
        return calls;
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /portfolio/events/orders, 0, 1, 10",
        "POST, /portfolio/events/orders, 3, 1, 10",
        "POST, /portfolio/events/orders/x/amend, 0, 1, 10",
        "POST, /portfolio/events/orders/batched, 0, 4, 40",
        "DELETE, /portfolio/events/orders/x?market_ticker=K&exchange_index=2, 2, 1, 2",
        "DELETE, /portfolio/events/orders/batched, 0, 10, 20",
        "DELETE, /portfolio/events/orders, 0, 1, 2",
        "PUT, /portfolio/order_groups/g/reset, 0, 1, 10",
        "POST, /portfolio/order_groups/create, 0, 1, 10"
    })
    void shouldChargeWritesAsPublished(String method, String path, int shard, int items, int tokens) {
        assertThat(atOnce(new KalshiTolls(KalshiTier.BASIC), call(method, BASE + path, shard, items)))
                .isEqualTo(WRITES / tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "/portfolio/orders?ticker=K, 10",
        "/portfolio/orders/abc, 2",
        "/portfolio/orders/abc/queue_position, 10",
        "/portfolio/balance, 10",
        "/markets/K, 10",
        "/exchange/status, 10"
    })
    void shouldChargeReadsAsPublished(String path, int tokens) {
        assertThat(atOnce(new KalshiTolls(KalshiTier.BASIC), call("GET", BASE + path, 0, 1)))
                .isEqualTo(READS / tokens);
    }

    @Test
    void shouldGiveEachShardABucketOfItsOwnAndARoutedOrderAllOfThem() {
        KalshiTolls tolls = new KalshiTolls(KalshiTier.BASIC);
        assertThat(atOnce(tolls, call("POST", ORDERS, 2, 1))).isEqualTo(9);
        assertThat(atOnce(tolls, call("POST", ORDERS, 1, 1)))
                .as("another shard")
                .isEqualTo(9);
        assertThat(atOnce(tolls, call("POST", ORDERS, ShardCall.ROUTED, 1)))
                .as("one of them is empty")
                .isZero();
        assertThat(atOnce(tolls, call("GET", BASE + "/portfolio/fills", 0, 1)))
                .as("reads are counted elsewhere")
                .isEqualTo(18);
        assertThat(atOnce(tolls, call("POST", ORDERS + "/batched", 3, 9)))
                .as("a batch draws from the common bucket")
                .isEqualTo(1);
        assertThat(atOnce(tolls, call("POST", ORDERS, 0, 1)))
                .as("so does shard 0")
                .isZero();
        assertThat(atOnce(tolls, call("POST", ORDERS, 3, 1))).isEqualTo(9);
    }

    /** The walks of the vectors through our tolls; what passes them arrives at a bucket as the venue has it, which never refuses. */
    @Test
    void shouldNeverSendWhatTheVenuesBucketRefuses() throws Exception {
        Path file =
                Path.of(System.getProperty("parallax.root"), "..", "shared", "venues/kalshi/vectors/rate_limits.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared vectors are not here");
        int sent = 0;
        int refused = 0;
        for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("cases")) {
            long refill = row.path("refillPerSecond").asLong();
            TokenBucket venue = new TokenBucket(row.path("capacity").asLong(), refill);
            KalshiTolls tolls = new KalshiTolls(refill <= 200 ? KalshiTier.BASIC : KalshiTier.EXPERT);
            for (JsonNode step : row.path("steps")) {
                String what = step.path("what").asText();
                int calls = what.matches("[0-9]+ .*") ? Integer.parseInt(what.split(" ")[0]) : 1;
                long nowNs = NOW_NS + step.path("atMs").asLong() * 1_000_000L;
                int tokens = step.path("tokens").asInt();
                for (int i = 0; i < calls; i++) {
                    Call call = ofVector(what, tokens);
                    if (tolls.of(call).take(RequestKind.VITAL, call.items(), nowNs)) {
                        assertThat(venue.take(tokens / calls, nowNs))
                                .as("%s", step)
                                .isTrue();
                        sent++;
                    } else {
                        refused++;
                    }
                }
            }
        }
        assertThat(sent).isGreaterThan(100);
        assertThat(refused).isPositive();
    }

    private static Call ofVector(String what, int tokens) {
        if (what.startsWith("batch create")) {
            return call("POST", ORDERS + "/batched", 0, tokens / 10);
        }
        return switch (what) {
            case "create", "200 creates", "100 creates" -> call("POST", ORDERS, 0, 1);
            case "cancel" -> call("DELETE", ORDERS + "/x?exchange_index=0", 0, 1);
            case "get order" -> call("GET", BASE + "/portfolio/orders/x", 0, 1);
            case "20 list reads" -> call("GET", BASE + "/portfolio/fills?limit=200", 0, 1);
            default -> throw new IllegalStateException("vector of " + what + " is not known here");
        };
    }

    @Test
    void shouldTakeTheTollOfAnOrderAndACancelWithoutAllocating() {
        KalshiTolls tolls = new KalshiTolls(KalshiTier.BASIC);
        Call order = call("POST", ORDERS, 2, 1);
        Call cancel = call("DELETE", ORDERS + "/x?exchange_index=2", 2, 1);
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

    private record Call(String method, String path, int shard, int items) implements PreparedCall, ShardCall {
        @Override
        public boolean writeRequest(RequestOut out) {
            return false;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs) {}

        @Override
        public void onFailure(HttpFailure failure) {}
    }
}
