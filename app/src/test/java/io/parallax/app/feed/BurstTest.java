package io.parallax.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row MD-19: a burst at a hundred times the busiest recorded second, into a ring too small for it. */
@Timeout(180)
class BurstTest {
    private static final int PER_SECOND = 64_300;
    private static final long LASTS_NS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final int ORDERS = 20;
    private static final int SMALL_RING = 128;
    /** Its reserved quarter holds what twenty orders and the timer make while the engine is slow. */
    private static final int ORDER_RING = 1_024;

    private static final long SLOWER_NS = 300_000;
    private static final long SLOW_NS = 50_000;
    private static final long FIRST_ORDER = 50_000_000;

    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldMergeChangesAndEndWithTheRightBooks(Venue venue) {
        try (Rig rig = Rig.start(Rig.Plan.of(2).withRing(SMALL_RING))) {
            int mark = rig.watched().changeCount();
            long before = rig.watched().updates();
            rig.watched().slowDown(SLOW_NS);
            long changes = burst(rig, venue, PER_SECOND).join();
            rig.watched().slowDown(0);
            rig.awaitTrue(venue, 0);

            assertThat(rig.watched().conflated()).isPositive();
            assertThat(rig.watched().updates() - before)
                    .as("changes sent: " + changes)
                    .isLessThan(2 * changes);
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 0)).isEmpty();
            assertThat(rig.watched().since(mark, rig.instrument(venue, 0), 1)).isEmpty();
            rig.expectJudged(0);
            assertThat(rig.watched().violations()).isEmpty();
        }
    }

    /** Own-order events pass a crowd of market data: as many of the same are told of each order as on a quiet day. */
    @ParameterizedTest
    @EnumSource(Venue.class)
    void shouldTellEveryOrderInFullDuringABurst(Venue venue) {
        try (Rig rig = Rig.start(Rig.Plan.of(2).withPairs(3).withRing(ORDER_RING))) {
            rig.set(venue, 1, BookSide.ASK, venue == Venue.KALSHI ? "0.56" : "0.51", "1000"); // enough for all of them
            rig.awaitTrue(venue, 1);
            List<String> quiet = sorted(rig, submit(rig, venue, 0), venue);
            rig.watched().slowDown(SLOWER_NS);
            CompletableFuture<Long> burst = burst(rig, venue, PER_SECOND / 10);
            List<Long> orders = new ArrayList<>();
            for (int i = 1; i <= ORDERS; i++) {
                orders.add(submit(rig, venue, i));
            }
            for (long orderId : orders) {
                assertThat(sorted(rig, orderId, venue)).isEqualTo(quiet);
            }
            burst.join();
            rig.watched().slowDown(0);
            assertThat(rig.ring().refusedMarketData()).isPositive();
            rig.awaitTrue(venue, 0);
        }
    }

    /** What was told of an order once all of it was: at Polymarket a fill is provisional first and confirmed later. */
    private static List<String> sorted(Rig rig, long orderId, Venue venue) {
        String last = venue == Venue.KALSHI ? "fill" : "fill CONFIRMED";
        rig.await(
                "order " + orderId + " is filled and done: " + rig.watched().told(orderId),
                () -> rig.watched().told(orderId).contains("done")
                        && rig.watched().told(orderId).stream().anyMatch(what -> what.startsWith(last)));
        return rig.watched().told(orderId).stream().sorted().toList();
    }

    private static long submit(Rig rig, Venue venue, int number) {
        long orderId = OrderIds.orderId(FIRST_ORDER + number, 0);
        rig.watched().hide(orderId);
        int instrument = rig.instrument(venue, 1);
        rig.watched().add((out, sequence) -> submit(out, orderId, instrument, venue));
        return orderId;
    }

    private static CompletableFuture<Long> burst(Rig rig, Venue venue, int perSecond) {
        return rig.sim().books().burst(venue, List.of(rig.marketId(venue, 0)), perSecond, 8, LASTS_NS);
    }

    /** Buys five contracts at once for less than sixty cents each. */
    private static void submit(io.parallax.engine.port.CommandBuffer out, long orderId, int instrumentId, Venue venue) {
        SubmitOrderEncoder order = new SubmitOrderEncoder()
                .wrapAndApplyHeader(out.buffer(), out.claim(), new MessageHeaderEncoder())
                .orderId(orderId)
                .timestampNs(System.currentTimeMillis() * 1_000_000L)
                .expiryNs(0)
                .attemptId(0)
                .pairId(-1)
                .instrumentId(instrumentId)
                .venue(
                        venue == Venue.KALSHI
                                ? io.parallax.codecs.sbe.Venue.KALSHI
                                : io.parallax.codecs.sbe.Venue.POLYMARKET)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.IOC)
                .purpose(Purpose.OPEN)
                .priceMicros(600_000)
                .qtyMicros(5 * Micros.ONE)
                .notionalMicros(3_000_000);
        out.commit(MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength());
    }
}
