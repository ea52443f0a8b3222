package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.control.ControlClient;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.LatchStore;
import io.parallax.app.demo.SimMarkets;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderEncoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** M4: the engine's thread really stops in a handler, with orders resting at both simulated venues. */
class StoppedEngineTest {
    @TempDir
    private Path sessions;

    /** Stops at the next event once told so. */
    private static final class Stopping implements EngineLogic {
        private final EngineLogic engine;
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile boolean stop;
        private volatile boolean stopped;

        Stopping(EngineLogic engine) {
            this.engine = engine;
        }

        @Override
        public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
            if (stop) {
                stopped = true;
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            engine.onEvent(sequence, event, offset, length, out);
        }

        @Override
        public long stateHash() {
            return engine.stateHash();
        }
    }

    private static boolean within(long ms, BooleanSupplier claim) throws InterruptedException {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (!claim.getAsBoolean()) {
            if (System.nanoTime() > untilNs) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    /** An order far from the market, given to a gateway as the dispatcher would. */
    private static void rest(VenueGateway gateway, Venue venue, int instrumentId, long orderId) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        SubmitOrderEncoder order = new SubmitOrderEncoder();
        order.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .orderId(orderId)
                .timestampNs(System.currentTimeMillis() * 1_000_000L)
                .expiryNs(0)
                .attemptId(0)
                .pairId(-1)
                .instrumentId(instrumentId)
                .venue(venue)
                .outcome(Outcome.YES)
                .action(OrderAction.BUY)
                .timeInForce(TimeInForce.GTC)
                .purpose(Purpose.OPEN)
                .priceMicros(Micros.ONE / 50)
                .qtyMicros(100 * Micros.ONE)
                .notionalMicros(2 * Micros.ONE);
        gateway.onCommand(1, 0, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength());
    }

    @Test
    void shouldCloseTheGateAndCancelAtBothVenuesWithinTwoSecondsAndSendNothingAfter() throws Exception {
        ParallaxSettings settings = SettingsLoader.profile("sim");
        List<VenueGateway> gateways = new ArrayList<>();
        List<GatewayContext> contexts = new ArrayList<>();
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(3))) {
            sim.pauseFlow(true);
            SimMarkets markets = new SimMarkets(sim);
            List<SessionPlan.VenuePlan> venues = new ArrayList<>();
            for (SessionPlan.VenuePlan venue : List.of(
                    Venues.polymarket(markets.polymarketSettings(), settings.feed(), markets.polymarket()),
                    Venues.kalshi(markets.kalshiSettings(), settings.feed(), markets.kalshi()))) {
                venues.add(context -> {
                    contexts.add(context);
                    VenueGateway gateway = venue.create(context);
                    gateways.add(gateway);
                    return gateway;
                });
            }
            SessionPlan plan = new SessionPlan(settings, sessions, 3, venues, List.of(), Optional.empty());
            List<Stopping> engines = new ArrayList<>();
            SessionHooks hooks = new SessionHooks(
                    engine -> {
                        engines.add(new Stopping(engine));
                        return engines.get(0);
                    },
                    SessionHooks.NONE.observer());
            try (TradingSession session = TradingSession.start(plan, hooks)) {
                Stopping engine = engines.get(0);
                engine.stop = true;
                assertThat(within(1_000, () -> engine.stopped)).isTrue();
                long stoppedNs = System.nanoTime();
                int kalshiId = markets.kalshi().get(0).instrumentId();
                rest(gateways.get(0), Venue.POLYMARKET, 0, 1 << 20);
                rest(gateways.get(1), Venue.KALSHI, kalshiId, 2 << 20);
                assertThat(within(
                                900,
                                () -> sim.truth().polymarket().openOrderCount() == 1
                                        && sim.truth().kalshi().openOrderCount() == 1))
                        .as("orders rest at both venues")
                        .isTrue();
                assertThat(within(
                                2_000,
                                () -> !contexts.get(0).gate().isOpen()
                                        && sim.truth().polymarket().openOrderCount() == 0
                                        && sim.truth().kalshi().openOrderCount() == 0))
                        .as("gate closed, nothing rests")
                        .isTrue();
                assertThat(System.nanoTime() - stoppedNs).isLessThan(2_000_000_000L);
                long orders = sim.truth().polymarket().orderCount()
                        + sim.truth().kalshi().orderCount();
                rest(gateways.get(0), Venue.POLYMARKET, 0, 3 << 20);
                rest(gateways.get(1), Venue.KALSHI, kalshiId, 4 << 20);
                Thread.sleep(300);
                assertThat(sim.truth().polymarket().orderCount()
                                + sim.truth().kalshi().orderCount())
                        .as("orders at the venues after the gate closed")
                        .isEqualTo(orders);
                assertThatThrownBy(session::check)
                        .isInstanceOf(SessionStalled.class)
                        .hasMessageContaining("engine");
                assertThat(LatchStore.open(ControlDirectory.of(sessions)).standing())
                        .singleElement()
                        .satisfies(latch -> assertThat(latch.cause()).isEqualTo(LatchCause.WATCHDOG));
                // a halt by a person is answered without the engine
                assertThat(new ControlClient(ControlDirectory.of(sessions))
                                .ask(ControlKind.HALT, LatchScope.ENGINE, Venue.NULL_VAL, "", "", 4_000)
                                .orElseThrow()
                                .path("message")
                                .asText())
                        .contains("the gate is closed");
                engine.end.countDown();
            }
        }
    }
}
