package io.parallax.gateway.ws;

import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** How a line connects and stays alive. Immutable: each {@code with} answers a copy. */
public final class WebSocketSettings {
    /** For TCP, TLS and upgrade together. */
    static final long CONNECT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

    /** Of one message, fragments together, inflated. */
    static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    private final String name;
    private final URI uri;
    private Consumer<BiConsumer<String, String>> headers = none -> {};
    private String textPing;
    private String textPong;
    private long pingIntervalNs = TimeUnit.SECONDS.toNanos(5);
    private long silenceNs = TimeUnit.SECONDS.toNanos(15);
    private long messageDeadlineNs = TimeUnit.SECONDS.toNanos(10);
    private long writeTimeoutNs = TimeUnit.SECONDS.toNanos(10);
    private long backoffMinNs = TimeUnit.MILLISECONDS.toNanos(250);
    private long backoffMaxNs = TimeUnit.SECONDS.toNanos(20);
    private boolean compression;
    private SslContext tls;

    private WebSocketSettings(String name, URI uri) {
        this.name = name;
        this.uri = uri;
    }

    /**
     * The usual line: ping frames every 5 s, dropped after 15 s of silence, 250 ms to 20 s back-off, messages of at most
     * 1 MiB that end within 10 s, no compression, the JDK's roots.
     *
     * @param name for logs; its hash is the seed of the jitter
     * @param uri ws or wss
     */
    public static WebSocketSettings of(String name, URI uri) {
        return new WebSocketSettings(name, uri);
    }

    /** With headers added to each upgrade request, such as a fresh signature; called on the loop. */
    public WebSocketSettings withHeaders(Consumer<BiConsumer<String, String>> added) {
        WebSocketSettings copy = copy();
        copy.headers = added;
        return copy;
    }

    /** With a text of the venue as keep-alive in place of ping frames; its answer is kept from the listener. */
    public WebSocketSettings withTextPing(String ping, String pong) {
        WebSocketSettings copy = copy();
        copy.textPing = ping;
        copy.textPong = pong;
        return copy;
    }

    /**
     * With other keep-alive times.
     *
     * @param pingNs time between our pings
     * @param silentNs without any frame, or any answer to a ping, for this long the line is dropped
     */
    public WebSocketSettings withKeepAlive(long pingNs, long silentNs) {
        WebSocketSettings copy = copy();
        copy.pingIntervalNs = pingNs;
        copy.silenceNs = silentNs;
        return copy;
    }

    /**
     * With other deadlines.
     *
     * @param messageNs from the first byte of a message to its last
     * @param writeNs from handing a message to the socket until it has left
     */
    public WebSocketSettings withDeadlines(long messageNs, long writeNs) {
        WebSocketSettings copy = copy();
        copy.messageDeadlineNs = messageNs;
        copy.writeTimeoutNs = writeNs;
        return copy;
    }

    /**
     * With another back-off.
     *
     * @param minNs first wait after a failure, doubled each time
     * @param maxNs longest wait
     */
    public WebSocketSettings withBackoff(long minNs, long maxNs) {
        WebSocketSettings copy = copy();
        copy.backoffMinNs = minNs;
        copy.backoffMaxNs = maxNs;
        return copy;
    }

    /** With permessage-deflate offered or not. */
    public WebSocketSettings withCompression(boolean offered) {
        WebSocketSettings copy = copy();
        copy.compression = offered;
        return copy;
    }

    /** With another trust. */
    public WebSocketSettings withTls(SslContext trusted) {
        WebSocketSettings copy = copy();
        copy.tls = trusted;
        return copy;
    }

    private WebSocketSettings copy() {
        WebSocketSettings copy = new WebSocketSettings(name, uri);
        copy.headers = headers;
        copy.textPing = textPing;
        copy.textPong = textPong;
        copy.pingIntervalNs = pingIntervalNs;
        copy.silenceNs = silenceNs;
        copy.messageDeadlineNs = messageDeadlineNs;
        copy.writeTimeoutNs = writeTimeoutNs;
        copy.backoffMinNs = backoffMinNs;
        copy.backoffMaxNs = backoffMaxNs;
        copy.compression = compression;
        copy.tls = tls;
        return copy;
    }

    public String name() {
        return name;
    }

    public URI uri() {
        return uri;
    }

    Consumer<BiConsumer<String, String>> headers() {
        return headers;
    }

    /** Null = ping frames. */
    String textPing() {
        return textPing;
    }

    /** Null = no such text. */
    String textPong() {
        return textPong;
    }

    long pingIntervalNs() {
        return pingIntervalNs;
    }

    long silenceNs() {
        return silenceNs;
    }

    long messageDeadlineNs() {
        return messageDeadlineNs;
    }

    long writeTimeoutNs() {
        return writeTimeoutNs;
    }

    long backoffMinNs() {
        return backoffMinNs;
    }

    long backoffMaxNs() {
        return backoffMaxNs;
    }

    boolean compression() {
        return compression;
    }

    /** Null = the JDK's roots. */
    SslContext tls() {
        return tls;
    }
}
