package io.parallax.gateway.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.parallax.config.HttpMode;
import io.parallax.gateway.net.Backoff;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.ReceiveStamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One warm connection of a line: dials, learns which HTTP is spoken, and reopens by itself when the {@link Wire} ends. A wire that
 * takes no more calls but still owes answers lives on beside its successor.
 */
final class HttpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final String H2 = "h2";
    private static final String H1 = "http/1.1";

    private final HttpLine line;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Backoff backoff;
    private final List<Wire> draining = new ArrayList<>();
    private boolean opening;
    private boolean failing;
    private boolean ready;
    private Greeting greeting;
    private Wire wire;

    HttpConnection(HttpLine line, EventLoop loop, EpochClock clock, long seed) {
        HttpSettings settings = line.settings();
        this.line = line;
        this.loop = loop;
        this.clock = clock;
        this.backoff =
                new Backoff(settings.backoffMinNs(), settings.backoffMaxNs(), settings.attemptsPerMinute(), seed);
    }

    /** What a line offers by ALPN, the dearest first. */
    static List<String> protocols(HttpMode http) {
        return switch (http) {
            case AUTO -> List.of(H2, H1);
            case HTTP_1_1 -> List.of();
            case HTTP_2 -> List.of(H2);
        };
    }

    /** A request could be written, were no call in its way. */
    boolean isUp() {
        return ready;
    }

    /** Up, and takes a call. */
    boolean isFree() {
        return ready && wire.isFree();
    }

    /** How many calls it carries. */
    int load() {
        return wire.load();
    }

    void write(PendingCall pending) {
        wire.write(pending);
    }

    void open() {
        if (opening || greeting != null || wire != null || line.isClosed()) {
            return;
        }
        opening = true;
        Greeting dialled = new Greeting();
        line.dialer()
                .dial(
                        List.of(dialled.stamp, dialled),
                        connecting -> connecting.addListener(done -> onDialled(dialled, connecting)),
                        this::onUnreachable);
    }

    private void onDialled(Greeting dialled, ChannelFuture connected) {
        opening = false;
        if (!connected.isSuccess()) {
            onUnreachable(connected.cause());
        } else if (line.isClosed()) {
            connected.channel().close();
        } else {
            dialled.channel = connected.channel();
            greeting = dialled;
            if (dialled.channel.pipeline().get(SslHandler.class) == null) {
                dialled.speak(line.http() == HttpMode.HTTP_2);
            }
        }
    }

    private void onUnreachable(Throwable cause) {
        opening = false;
        line.counters().count(HttpCounter.FAILED_ATTEMPTS);
        if (!failing) {
            failing = true;
            LOG.warn("{}: cannot connect, {}; trying on", line.settings().name(), cause.toString());
        }
        reopen();
    }

    private void reopen() {
        if (!line.isClosed()) {
            loop.schedule(this::open, backoff.delayNs(clock.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    void close() {
        if (greeting != null) {
            greeting.lose();
        }
        if (wire != null) {
            wire.close();
        }
        for (Wire old : List.copyOf(draining)) {
            old.close();
        }
    }

    /** The wire takes calls from now on. */
    void onReady(Wire up) {
        if (up == wire && !ready) {
            failing = false;
            ready = true;
            line.counters().count(HttpCounter.CONNECTIONS);
            onFree();
        }
    }

    /** A wire has room again. */
    void onFree() {
        line.onFree(this);
    }

    /** A whole answer arrived: the connection is good. */
    void onAnswered(PendingCall answered, int status, long retryAfterNs) {
        backoff.proved();
        line.counters()
                .count(
                        status < 400
                                ? HttpCounter.ANSWERS_GOOD
                                : status < 500 ? HttpCounter.ANSWERS_REFUSING : HttpCounter.ANSWERS_FAILING);
        line.onAnswered(answered, status, retryAfterNs);
    }

    /** A wire takes no more calls, but lives until it has answered those it carries. */
    void onDraining(Wire old) {
        if (old == wire) {
            wire = null;
            ready = false;
            draining.add(old);
            reopen();
        }
    }

    /** A wire has ended; what it carried is failed by the wire, after this. */
    void onEnd(Wire ended) {
        line.counters().count(HttpCounter.DISCONNECTS);
        if (ended == wire) {
            wire = null;
            ready = false;
            reopen();
        } else {
            draining.remove(ended);
        }
    }

    /** Tells why a connection fails; of those that were never ready the first alone, until one is. */
    void logFailure(Throwable cause) {
        if (ready || !failing) {
            failing = !ready;
            LOG.warn("{}: connection failed, {}", line.settings().name(), cause.toString());
        }
    }

    /** One TCP connection until it is known what it speaks. */
    private final class Greeting extends ChannelInboundHandlerAdapter {
        private final ReceiveStamp stamp = new ReceiveStamp(clock);
        private Channel channel;

        /** Hands the connection over to the wire. */
        private void speak(boolean http2) {
            greeting = null;
            if (http2) {
                Http2Wire two = new Http2Wire(HttpConnection.this, line, channel, stamp, clock);
                wire = two;
                channel.pipeline().remove(this);
                two.start();
            } else {
                Http1Wire one = new Http1Wire(HttpConnection.this, line, channel, stamp);
                wire = one;
                channel.pipeline().remove(this);
                one.start();
                onReady(one);
            }
        }

        private void lose() {
            if (this != greeting) {
                return;
            }
            greeting = null;
            line.counters().count(HttpCounter.DISCONNECTS);
            channel.close();
            reopen();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (this != greeting
                    || !(event instanceof SslHandshakeCompletionEvent handshake)
                    || !handshake.isSuccess()) {
                return;
            }
            String chosen = context.pipeline().get(SslHandler.class).engine().getApplicationProtocol();
            boolean http2 = H2.equals(chosen);
            if (line.http() == HttpMode.HTTP_2 && !http2) {
                logFailure(new SSLException("the venue chose "
                        + (chosen == null || chosen.isEmpty() ? "nothing" : chosen)
                        + " instead of h2; set http to auto or 1.1"));
                lose();
            } else {
                speak(http2);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lose();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            logFailure(cause);
            lose();
        }
    }
}
