package io.parallax.gateway.kalshi.signing;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.parallax.config.KalshiSettings;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.SteppedLoop;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a valid signature for each route that is used again and again. Those named as warm are made anew in the background by a
 * helper thread of its own; the others, and all of them where the loop is stepped and threads would make time another,
 * are signed on the loop when they are needed and have become too old. Event loop only, but for {@link #start},
 * {@link #close}, and {@link #warm} before the first call.
 */
public final class SignedRoutes implements AutoCloseable {
    /** Routes remembered beside the warm ones: the path of a cancel has an order's id in it. */
    private static final int MAX_COLD = 64;

    private final SigningSettings settings;
    private final RequestSigner onLoop;
    private final RequestSigner ahead;
    private final EpochClock clock;
    private final boolean threads;
    private final Counters<SigningCounter> counters = new Counters<>(SigningCounter.class);
    private final Counters<SigningCounter> aheadCounters = new Counters<>(SigningCounter.class);
    private final List<SignedRoute> refreshed = new CopyOnWriteArrayList<>();
    private final Map<String, SignedRoute> warm = new HashMap<>();
    private final Map<String, SignedRoute> cold = new LinkedHashMap<>();
    private ScheduledExecutorService helper;

    /** @throws IllegalArgumentException when the key cannot be read */
    public SignedRoutes(KalshiSettings venue, SigningSettings settings, EventLoop loop, EpochClock clock) {
        this.settings = settings;
        this.onLoop = new RequestSigner(venue);
        this.ahead = new RequestSigner(venue);
        this.clock = clock;
        this.threads = !(loop instanceof SteppedLoop);
    }

    /** A route whose signature is always kept ready. @param path from {@code /trade-api} on, without a query */
    public SignedRoute warm(String method, String path) {
        return warm.computeIfAbsent(method + path, name -> {
            SignedRoute route = route(method, path);
            refreshed.add(route);
            return route;
        });
    }

    /** The route of a call; the query, if there is one, is no part of it. */
    public SignedRoute of(String method, String path) {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        String name = method + plain;
        SignedRoute route = warm.getOrDefault(name, cold.get(name));
        if (route == null) {
            if (cold.size() == MAX_COLD) {
                cold.remove(cold.keySet().iterator().next());
            }
            route = route(method, plain);
            cold.put(name, route);
        }
        return route;
    }

    private SignedRoute route(String method, String path) {
        return new SignedRoute(method, path, settings.usableNs(), onLoop, clock, counters, aheadCounters);
    }

    /** Makes the warm signatures, now and again and again. */
    public synchronized void start() {
        if (threads && helper == null) {
            helper = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("kalshi-signer", true));
            helper.scheduleWithFixedDelay(this::refresh, 0, settings.refreshNs(), TimeUnit.NANOSECONDS);
        }
    }

    private void refresh() {
        for (SignedRoute route : refreshed) {
            route.prepare(ahead);
        }
    }

    public Counters<SigningCounter> counters() {
        return counters;
    }

    /** Signatures made ahead, counted by the helper thread. */
    public long aheadCount() {
        return aheadCounters.get(SigningCounter.AHEAD);
    }

    @Override
    public synchronized void close() {
        if (helper != null) {
            helper.shutdownNow();
        }
    }
}
