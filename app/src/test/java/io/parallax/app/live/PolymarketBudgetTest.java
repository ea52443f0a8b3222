package io.parallax.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.demo.SimMarkets;
import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.CancelAllEncoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.RefreshBalanceEncoder;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.PolymarketTier;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.PolymarketGateway;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.polymarket.limit.Policy;
import io.parallax.sim.polymarket.limit.Tier;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.CallKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polymarket's gateway against a simulated venue that enforces both layers of its limits, over loopback sockets. */
class PolymarketBudgetTest {
    private static final long MS = 1_000_000L;
    private static final String NO_CONNECTION = "NOT_SENT NO_CONNECTION";

    private final Ends ends = new Ends();
    private final TradingGate gate = new TradingGate();
    private final GatewayLoops loops = new GatewayLoops("budget-test", 1, false);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private VenueSim sim;
    private PolymarketGateway gateway;

    @BeforeEach
    void start() throws InterruptedException {
        sim = VenueSim.start(SimSettings.defaults(5));
        sim.pauseFlow(true);
        sim.polymarketMode().limitSigners(Policy.ENFORCE, Tier.STANDARD);
        sim.polymarketMode().limitAddress(true);
        SimMarkets markets = new SimMarkets(sim);
        PolymarketSettings of = markets.polymarketSettings();
        PolymarketSettings settings = new PolymarketSettings(
                of.rest(),
                of.marketSocket(),
                of.userSocket(),
                of.chainId(),
                of.signatureType(),
                of.funder(),
                of.privateKey(),
                of.apiKey(),
                of.apiSecret(),
                of.apiPassphrase(),
                PolymarketTier.STANDARD,
                of.http());
        gateway = new PolymarketGateway(
                settings,
                SettingsLoader.profile("sim").feed(),
                77,
                true,
                ends,
                gate,
                loops.next(),
                EpochClock.system(),
                markets.polymarket());
        gateway.defineInstruments();
        gateway.start();
        gate.open();
        await("the lines", gateway::isLive);
        assertThat(gateway.reconcile()).isTrue();
    }

    @AfterEach
    void stop() {
        gateway.close();
        loops.close();
        sim.close();
    }

    @Test
    void shouldRefuseOrdersBeyondTheSignersBurstHereAndCancelAllTheSame() throws Exception {
        for (int i = 1; i <= 90; i++) {
            submit((long) i << 20);
        }
        await("a word about each", () -> ends.orders.size() == 90);
        assertThat(ends.late)
                .as("on a slow machine one may find no connection in time")
                .allMatch(NO_CONNECTION::equals);
        assertThat(ends.limited.get()).isBetween(10, 52);
        assertThat(ends.accepted.get()).isPositive();
        await(
                "all others arrive, and none of those",
                () -> sim.truth().polymarket().openOrderCount() == 90 - ends.limited.get() - ends.late.size());
        assertThat(counters().get("polymarket.http.orders.slowed")).isZero();
        assertThat(counters().get("polymarket.order.no_tokens")).isEqualTo(ends.limited.get());
        CancelAllEncoder all = new CancelAllEncoder();
        all.wrapAndApplyHeader(command, 0, header).venue(Venue.POLYMARKET);
        send(all.encodedLength());
        await("nothing rests", () -> sim.truth().polymarket().openOrderCount() == 0);
    }

    @Test
    void shouldEarnNoRefusalByABurstOfReadsAndCancelMeanwhile() throws Exception {
        submit(1 << 20);
        await("it rests", () -> sim.truth().polymarket().openOrderCount() == 1);
        for (int wave = 0; wave < 3; wave++) {
            for (int i = 0; i < 40; i++) {
                refreshBalance();
            }
            Thread.sleep(200);
        }
        await("reads wait", () -> counters().get("polymarket.http.upkeep.held") > 0);
        long fromNs = System.nanoTime();
        CancelAllEncoder all = new CancelAllEncoder();
        all.wrapAndApplyHeader(command, 0, header).venue(Venue.POLYMARKET);
        send(all.encodedLength());
        await("nothing rests", () -> sim.truth().polymarket().openOrderCount() == 0);
        assertThat(System.nanoTime() - fromNs).isLessThan(1_500 * MS);
        await("every read is answered", () -> ends.balances.get() >= 120);
        assertThat(counters().get("polymarket.http.upkeep.slowed")).isZero();
        assertThat(counters().get("polymarket.http.reads.slowed")).isZero();
    }

    @Test
    void shouldHoldReadsAsLongAsTheVenueSays() throws Exception {
        Thread.sleep(
                1_100); // then the next read asks the venue to renew its copy first, which is the one that is refused
        Answer slow = new Answer(429, "{\"error\":\"Too Many Requests\"}", Map.of("Retry-After", "2"));
        sim.rest(io.parallax.sim.venue.Venue.POLYMARKET).next(CallKind.FUNDS, AnswerFault.refused(slow), 2);
        int before = ends.balances.get();
        long fromNs = System.nanoTime();
        refreshBalance();
        await("a balance", () -> ends.balances.get() > before);
        assertThat(System.nanoTime() - fromNs).isGreaterThan(1_900 * MS);
        assertThat(counters().get("polymarket.http.upkeep.slowed")).isBetween(1L, 2L);
    }

    private void await(String what, BooleanSupplier claim) throws InterruptedException {
        long untilNs = System.nanoTime() + 20_000 * MS;
        while (!claim.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(untilNs);
            Thread.sleep(2);
        }
    }

    private void submit(long orderId) {
        SubmitOrderEncoder order = new SubmitOrderEncoder();
        order.wrapAndApplyHeader(command, 0, header)
                .orderId(orderId)
                .timestampNs(System.currentTimeMillis() * MS)
                .expiryNs(0)
                .attemptId(0)
                .pairId(-1)
                .instrumentId(0)
                .venue(Venue.POLYMARKET)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.GTC)
                .purpose(Purpose.OPEN)
                .priceMicros(Micros.ONE / 50)
                .qtyMicros(100 * Micros.ONE)
                .notionalMicros(2 * Micros.ONE)
                .signedNs(SubmitOrderEncoder.signedNsNullValue());
        send(order.encodedLength());
    }

    private void refreshBalance() {
        RefreshBalanceEncoder refresh = new RefreshBalanceEncoder();
        refresh.wrapAndApplyHeader(command, 0, header).venue(Venue.POLYMARKET);
        send(refresh.encodedLength());
    }

    private void send(int encodedLength) {
        gateway.onCommand(1, 0, command, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }

    private Map<String, Long> counters() {
        Map<String, Long> counts = new HashMap<>();
        gateway.forEachCounter(counts::put);
        return counts;
    }

    /** Counts what becomes of orders and reads. */
    private static final class Ends implements EventPublisher {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger limited = new AtomicInteger();
        private final Set<Long> orders = ConcurrentHashMap.newKeySet();
        private final List<String> late = new CopyOnWriteArrayList<>();
        private final AtomicInteger balances = new AtomicInteger();

        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            return true;
        }

        @Override
        public synchronized void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            switch (header.wrap(event, offset).templateId()) {
                case OrderAcceptedDecoder.TEMPLATE_ID -> {
                    accepted.incrementAndGet();
                    orders.add(new OrderAcceptedDecoder()
                            .wrapAndApplyHeader(event, offset, header)
                            .orderId());
                }
                case OrderUnknownDecoder.TEMPLATE_ID -> // its answer came late, on a slow machine
                    orders.add(new OrderUnknownDecoder()
                            .wrapAndApplyHeader(event, offset, header)
                            .orderId());
                case BalanceDecoder.TEMPLATE_ID -> balances.incrementAndGet();
                case OrderRejectedDecoder.TEMPLATE_ID -> {
                    OrderRejectedDecoder of = new OrderRejectedDecoder().wrapAndApplyHeader(event, offset, header);
                    orders.add(of.orderId());
                    String why = of.code() + " " + of.text();
                    if (why.startsWith("NOT_SENT not sent: no order is permitted now")) {
                        limited.incrementAndGet();
                    } else {
                        late.add(why);
                    }
                }
                default -> {
                    // about something else
                }
            }
        }
    }
}
