package io.parallax.gateway.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.CancelOrderEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.ResetGuardEncoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.config.FeedSettings;
import io.parallax.config.HttpMode;
import io.parallax.config.KalshiSettings;
import io.parallax.config.KalshiTier;
import io.parallax.config.KalshiTuning;
import io.parallax.config.Secret;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.sim.SimSettings;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.kalshi.limit.Tier;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway against a simulated venue that enforces the limits of the lowest tier, over loopback sockets. */
class KalshiBudgetTest {
    private static final long CONTRACT = 1_000_000L;
    private static final EpochClock CLOCK = EpochClock.system();

    private final CollectedEvents events = new CollectedEvents();
    private final TradingGate gate = new TradingGate();
    private final GatewayLoops loops = new GatewayLoops("kalshi-test", 1, false);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private VenueSim sim;
    private KalshiGateway gateway;

    @BeforeEach
    void startVenue() {
        sim = VenueSim.start(SimSettings.defaults(7));
        sim.kalshiMode().limit(Tier.BASIC);
        gate.open();
    }

    @AfterEach
    void stop() {
        gateway.close();
        loops.close();
        sim.close();
    }

    private void open(long groupLimit) throws InterruptedException {
        KalshiTuning usual = KalshiTuning.USUAL;
        KalshiSettings settings = new KalshiSettings(
                sim.kalshiRest(),
                sim.kalshiSocket(),
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()),
                new KalshiTuning(usual.clockToleranceNs(), usual.signatureRefreshNs(), groupLimit, KalshiTier.BASIC),
                HttpMode.AUTO);
        List<Markets.Listing> listings = new ArrayList<>();
        for (KalshiListing listing : sim.kalshiListings()) {
            listings.add(new Markets.Listing(listings.size(), listing.ticker()));
        }
        FeedSettings feed = new FeedSettings(1, 100, 500, 0, 0, 0, 0, 0, 600, 1_000_000, 20_000_000_000L, false, true);
        gateway = new KalshiGateway(settings, feed, 77, events, gate, loops.next(), CLOCK, listings, true);
        gateway.defineInstruments();
        gateway.start();
        events.await(0, "snapshot 0 epoch 1");
    }

    @Test
    void shouldEarnNoRefusalByABurstOfReads() throws Exception {
        open(0);
        int from = events.size();
        for (int i = 0; i < 60; i++) {
            refreshBalance();
        }
        for (int i = 0; i < 20_000 && events.since(from, "balance ").size() < 60; i++) {
            Thread.sleep(1);
        }
        assertThat(events.since(from, "balance ")).hasSize(60);
        assertThat(counters())
                .containsEntry("kalshi.http.reads.slowed", 0L)
                .containsEntry("kalshi.http.reads.answers_refusing", 0L);
        assertThat(counters().get("kalshi.http.reads.held")).isPositive();
    }

    @Test
    void shouldCancelAndAskWhileReadsWaitForTokens() throws Exception {
        open(0);
        submit(40, Purpose.OPEN, TimeInForce.GTC, 10_000, 3 * CONTRACT);
        events.await(0, "order 40 accepted");
        int from = events.size();
        for (int i = 0; i < 60; i++) {
            refreshBalance();
        }
        CancelOrderEncoder cancel = new CancelOrderEncoder();
        cancel.wrapAndApplyHeader(command, 0, header)
                .orderId(40)
                .instrumentId(0)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(cancel.encodedLength());
        events.await(0, "order 40 done CANCELLED 0");
        assertThat(events.since(from, "balance "))
                .as("reads are still waiting when the cancel and the question about it are through")
                .hasSizeLessThan(50);
        assertThat(counters())
                .containsEntry("kalshi.http.reads.slowed", 0L)
                .containsEntry("kalshi.http.orders.slowed", 0L);
    }

    @Test
    void shouldRefuseOrdersBeyondTheBudgetHereAndHedgesLast() throws Exception {
        open(0);
        long before = sim.truth().kalshi().orderCount();
        for (int id = 1; id <= 30; id++) {
            submit(id, Purpose.OPEN, TimeInForce.IOC, 10_000, CONTRACT);
        }
        submit(31, Purpose.HEDGE, TimeInForce.IOC, 10_000, CONTRACT);
        for (int id = 1; id <= 31; id++) {
            String end = "order " + id + " ";
            events.await(0, line -> line.startsWith(end + "done") || line.startsWith(end + "rejected"));
        }
        List<String> refused = events.since(0, "order ").stream()
                .filter(line -> line.contains(" rejected "))
                .toList();
        assertThat(refused)
                .hasSizeBetween(20, 24)
                .allMatch(line -> line.contains("NOT_SENT not sent: no write tokens are left"))
                .noneMatch(line -> line.startsWith("order 31 "));
        assertThat(sim.truth().kalshi().orderCount() - before).isEqualTo(31 - refused.size());
        assertThat(counters())
                .containsEntry("kalshi.http.orders.slowed", 0L)
                .containsEntry("kalshi.order.no_tokens", (long) refused.size());
    }

    @Test
    void shouldHoldReadsAndOrdersAsLongAsTheVenueSays() throws Exception {
        open(0);
        submit(40, Purpose.OPEN, TimeInForce.GTC, 10_000, CONTRACT);
        events.await(0, "order 40 accepted");
        Answer slow = new Answer(429, "{\"error\":\"too many requests\"}", Map.of("Retry-After", "2"));
        sim.rest(Venue.KALSHI).next(CallKind.FUNDS, AnswerFault.refused(slow));
        int from = events.size();
        refreshBalance();
        String condition = events.await(from, "condition RATE_LIMITED until ");
        long heardNs = System.nanoTime();
        long untilNs = Long.parseLong(condition.replaceAll(".* ", ""));
        assertThat(untilNs - CLOCK.epochNanos())
                .as("until the time it named")
                .isBetween(TimeUnit.MILLISECONDS.toNanos(1_000), TimeUnit.SECONDS.toNanos(2));
        CancelOrderEncoder cancel = new CancelOrderEncoder();
        cancel.wrapAndApplyHeader(command, 0, header)
                .orderId(40)
                .instrumentId(0)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(cancel.encodedLength());
        events.await(from, "order 40 done CANCELLED 0");
        assertThat(System.nanoTime() - heardNs)
                .as("cancels and questions do not wait for it")
                .isLessThan(TimeUnit.MILLISECONDS.toNanos(1_700));
        events.await(from, "balance ");
        assertThat(System.nanoTime() - heardNs).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_900));
        events.await(from, "condition OPEN");
        assertThat(counters()).containsEntry("kalshi.http.reads.slowed", 1L);
    }

    @Test
    void shouldShowAndResetATriggeredOrderGroup() throws Exception {
        open(2);
        assertThat(gateway.guard()).startsWith("shard 0 ").endsWith("at most 2 contracts in 15 s");
        submit(1, Purpose.OPEN, TimeInForce.IOC, 990_000, 3 * CONTRACT);
        events.await(0, "order 1 done");
        events.await(0, "condition GUARD_TRIPPED");
        assertThat(gateway.guard()).contains(" TRIGGERED, ");
        submit(2, Purpose.OPEN, TimeInForce.IOC, 10_000, CONTRACT);
        events.await(0, "order 2 rejected OTHER");
        int from = events.size();
        ResetGuardEncoder reset = new ResetGuardEncoder();
        reset.wrapAndApplyHeader(command, 0, header).venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(reset.encodedLength());
        events.await(from, "condition OPEN");
        assertThat(gateway.guard()).doesNotContain("TRIGGERED");
        submit(3, Purpose.OPEN, TimeInForce.IOC, 10_000, CONTRACT);
        events.await(0, "order 3 done KILLED 0");
        assertThat(counters()).containsEntry("kalshi.order.group_resets", 1L);
    }

    private void refreshBalance() {
        RefreshBalanceEncoder refresh = new RefreshBalanceEncoder();
        refresh.wrapAndApplyHeader(command, 0, header).venue(io.parallax.codecs.sbe.Venue.KALSHI);
        send(refresh.encodedLength());
    }

    private void submit(long orderId, Purpose purpose, TimeInForce timeInForce, long price, long qty) {
        SubmitOrderEncoder submit = new SubmitOrderEncoder();
        submit.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(CLOCK.epochNanos())
                .instrumentId(0)
                .venue(io.parallax.codecs.sbe.Venue.KALSHI)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(timeInForce)
                .purpose(purpose)
                .priceMicros(price)
                .qtyMicros(qty);
        send(submit.encodedLength());
    }

    private void send(int encodedLength) {
        gateway.onCommand(1, 0, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    private Map<String, Long> counters() {
        Map<String, Long> counts = new TreeMap<>();
        gateway.forEachCounter(counts::put);
        return counts;
    }
}
