package io.parallax.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.parallax.app.demo.SimMarkets;
import io.parallax.config.FeedSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.ShadowOutlet;
import io.parallax.gateway.kalshi.KalshiGateway;
import io.parallax.gateway.kalshi.order.ShadowDesk;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.order.OrderRoute;
import io.parallax.gateway.polymarket.PolymarketGateway;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Looks through everything a gateway is made of for what can send orders. */
class OrderRouteTest {
    private static final FeedSettings FEED = SettingsLoader.profile("sim").feed();

    private static final EventPublisher NOBODY = new EventPublisher() {
        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            return true;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {}
    };

    /** Every object of ours that can be reached, without going through libraries. */
    private static List<Object> reachable(Object from) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> waiting = new ArrayDeque<>();
        waiting.add(from);
        while (!waiting.isEmpty()) {
            Object next = waiting.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof Object[] array) {
                for (Object item : array) {
                    add(waiting, item);
                }
            } else if (next instanceof Collection<?> items) {
                items.forEach(item -> add(waiting, item));
            } else {
                for (Class<?> type = next.getClass(); type != null; type = type.getSuperclass()) {
                    fields(waiting, next, type);
                }
            }
        }
        return new ArrayList<>(seen);
    }

    private static void fields(Deque<Object> waiting, Object of, Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!field.getType().isPrimitive() && !java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                } catch (InaccessibleObjectException e) {
                    continue; // of the JDK
                }
                add(waiting, field.get(of));
            }
        }
    }

    private static void add(Deque<Object> waiting, Object item) {
        if (item instanceof Object[] || item instanceof Collection<?>) {
            waiting.add(item);
        } else if (item != null && item.getClass().getName().startsWith("io.parallax.")) {
            waiting.add(item);
        }
    }

    private static List<String> lines(Object gateway) throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Object each : reachable(gateway)) {
            if (each instanceof HttpLine) {
                String settings = reachable(each).stream()
                        .filter(it -> it.getClass().getSimpleName().equals("HttpSettings"))
                        .findFirst()
                        .orElseThrow()
                        .toString();
                names.add(settings.replaceAll("(?s).*?name=([a-z-]+).*", "$1"));
            }
        }
        names.sort(String::compareTo);
        return names;
    }

    private static long shadows(Object gateway) throws IllegalAccessException {
        return reachable(gateway).stream()
                .filter(it -> it instanceof ShadowOutlet || it instanceof ShadowDesk)
                .count();
    }

    @Test
    void shouldMakeNoLineThatSendsOutsideOfLive() throws IllegalAccessException {
        try (VenueSim sim = VenueSim.start(SimSettings.defaults(1));
                GatewayLoops loops = new GatewayLoops("routes", 1, false)) {
            SimMarkets markets = new SimMarkets(sim);
            for (OrderRoute route : OrderRoute.values()) {
                EventLoop loop = loops.next();
                try (PolymarketGateway polymarket = new PolymarketGateway(
                                markets.polymarketSettings(),
                                FEED,
                                1,
                                route,
                                NOBODY,
                                new TradingGate(),
                                loop,
                                EpochClock.system(),
                                markets.polymarket(),
                                FrameTap.NONE);
                        KalshiGateway kalshi = new KalshiGateway(
                                markets.kalshiSettings(),
                                FEED,
                                1,
                                NOBODY,
                                new TradingGate(),
                                loop,
                                EpochClock.system(),
                                markets.kalshi(),
                                route,
                                FrameTap.NONE,
                                FeeBook.shipped())) {
                    boolean sends = route == OrderRoute.VENUE;
                    assertThat(lines(polymarket).contains("polymarket-orders"))
                            .as("%s", route)
                            .isEqualTo(sends);
                    assertThat(lines(kalshi).contains("kalshi-orders"))
                            .as("%s", route)
                            .isEqualTo(sends);
                    assertThat(lines(polymarket)).contains("polymarket-reads");
                    assertThat(lines(kalshi)).contains("kalshi-reads");
                    long outlets = route == OrderRoute.SHADOW ? 1 : 0;
                    assertThat(shadows(polymarket)).as("%s", route).isEqualTo(outlets);
                    assertThat(shadows(kalshi)).as("%s", route).isEqualTo(outlets);
                }
            }
        }
    }
}
