package io.parallax.gateway.kalshi;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.HttpSettings;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.kalshi.signing.SignedRoutes;
import io.parallax.gateway.kalshi.signing.SigningSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.sim.TestCredentials;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A venue that answers by a script, in virtual time, and remembers what it was asked. What the script does not name is 404. */
public final class ScriptedVenue {
    public static final long START_NS = 1_795_185_005_000_000_000L;
    private static final long LATENCY_NS = 1_000_000;

    public final VirtualLoop loop = new VirtualLoop(START_NS, Wire::new);
    public final EpochClock clock = loop.clock();
    public final CollectedEvents events = new CollectedEvents();
    public final EventWriter writer = new EventWriter(events, Venue.KALSHI);
    public final HttpLine line;
    public final SignedRoutes routes;
    private final Map<String, Reply> script = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    /** What is answered. */
    private record Reply(int status, UnaryOperator<String> body) {}

    /** Where it is. */
    public static KalshiSettings settings() {
        URI rest = URI.create("http://venue.test/v2");
        return new KalshiSettings(
                rest,
                rest,
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
    }

    public ScriptedVenue() {
        KalshiSettings settings = settings();
        line = new HttpLine(HttpSettings.of("scripted", settings.rest()), loop, clock);
        routes = new SignedRoutes(settings, SigningSettings.USUAL, loop, clock);
        line.start();
        loop.pass(LATENCY_NS);
    }

    /** Calls to it. */
    public PrivateCalls calls() {
        return new PrivateCalls(line, "/v2", routes, PrivateCalls.Watch.NOBODY);
    }

    /** Answers requests that begin so; the longest beginning that fits counts. */
    public ScriptedVenue on(String methodAndPath, int status, String body) {
        return on(methodAndPath, status, request -> body);
    }

    /** The same with an answer that depends on the request, {@code METHOD path}. */
    public ScriptedVenue on(String methodAndPath, int status, UnaryOperator<String> body) {
        script.put(methodAndPath, new Reply(status, body));
        return this;
    }

    /** Requests so far that begin so, in order. */
    public List<String> asked(String methodAndPath) {
        return asked.stream()
                .filter(request -> request.startsWith(methodAndPath))
                .toList();
    }

    public void forget() {
        asked.clear();
        bodies.clear();
    }

    /** Body of the last request that begins so. */
    public String body(String methodAndPath) {
        for (int i = asked.size() - 1; i >= 0; i--) {
            if (asked.get(i).startsWith(methodAndPath)) {
                return bodies.get(i);
            }
        }
        throw new AssertionError(methodAndPath + " was not asked; but " + asked);
    }

    public void pass(double seconds) {
        loop.pass((long) (seconds * VirtualLoop.SECOND_NS));
    }

    private String answer(String request) {
        String path = request.substring(0, request.indexOf(" HTTP/1.1")).replace("/v2/", "/");
        asked.add(path);
        int end = request.indexOf("\r\n\r\n");
        bodies.add(request.substring(end + 4));
        Reply found = new Reply(404, ignored -> "{\"error\":{\"code\":\"not_found\",\"message\":\"not found\"}}");
        int best = -1;
        for (Map.Entry<String, Reply> row : script.entrySet()) {
            if (path.startsWith(row.getKey()) && row.getKey().length() > best) {
                best = row.getKey().length();
                found = row.getValue();
            }
        }
        String body = found.body.apply(path);
        return "HTTP/1.1 " + found.status + " X\r\ncontent-length: " + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n" + body;
    }

    private final class Wire extends AbstractChannel {
        private final ChannelConfig config = new DefaultChannelConfig(this) {
            @Override
            public <T> boolean setOption(ChannelOption<T> option, T value) {
                return true;
            }
        };
        private boolean open = true;
        private boolean active;

        Wire() {
            super(null);
        }

        @Override
        protected AbstractUnsafe newUnsafe() {
            return new AbstractUnsafe() {
                @Override
                public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
                    active = true;
                    promise.setSuccess();
                    pipeline().fireChannelActive();
                }
            };
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer out) {
            for (Object next; (next = out.current()) != null; out.remove()) {
                String response = answer(((ByteBuf) next).toString(StandardCharsets.UTF_8));
                loop.schedule(
                        () -> {
                            if (open) {
                                pipeline().fireChannelRead(Unpooled.copiedBuffer(response, StandardCharsets.UTF_8));
                            }
                        },
                        LATENCY_NS,
                        TimeUnit.NANOSECONDS);
            }
        }

        @Override
        protected boolean isCompatible(EventLoop candidate) {
            return true;
        }

        @Override
        protected SocketAddress localAddress0() {
            return InetSocketAddress.createUnresolved("here", 1);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return InetSocketAddress.createUnresolved("there", 1);
        }

        @Override
        protected void doBind(SocketAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void doDisconnect() {
            doClose();
        }

        @Override
        protected void doClose() {
            open = false;
            active = false;
        }

        @Override
        protected void doBeginRead() {
            // bytes are pushed
        }

        @Override
        public ChannelConfig config() {
            return config;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean isActive() {
            return active;
        }

        @Override
        public ChannelMetadata metadata() {
            return new ChannelMetadata(false);
        }
    }
}
