package io.parallax.gateway.ws;

import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * How a line connects and stays alive.
 *
 * @param name for logs and counters
 * @param uri ws or wss
 * @param headers adds headers to each upgrade request, such as a fresh signature; runs on the loop
 * @param textPing text sent as keep-alive in place of a ping frame, null = ping frames
 * @param textPong the venue's answer to it, kept from the listener; null = none
 * @param pingIntervalNs time between our pings
 * @param silenceNs without any frame for this long the line is dropped
 * @param connectTimeoutNs for TCP, TLS and upgrade together
 * @param backoffMinNs first wait after a failure, doubled each time
 * @param backoffMaxNs longest wait
 * @param attemptsPerMinute reconnect budget
 * @param maxFrameBytes of one message, fragments together
 * @param seed of the jitter
 * @param tls what to trust, null = the JDK's roots
 */
public record WebSocketSettings(
        String name,
        URI uri,
        Consumer<BiConsumer<String, String>> headers,
        String textPing,
        String textPong,
        long pingIntervalNs,
        long silenceNs,
        long connectTimeoutNs,
        long backoffMinNs,
        long backoffMaxNs,
        int attemptsPerMinute,
        int maxFrameBytes,
        long seed,
        SslContext tls) {

    /** The usual line: ping every 5 s, dropped after 15 s of silence, 250 ms to 20 s back-off, 10 attempts a minute. */
    public static WebSocketSettings of(String name, URI uri) {
        return new WebSocketSettings(
                name,
                uri,
                headers -> {},
                null,
                null,
                TimeUnit.SECONDS.toNanos(5),
                TimeUnit.SECONDS.toNanos(15),
                TimeUnit.SECONDS.toNanos(10),
                TimeUnit.MILLISECONDS.toNanos(250),
                TimeUnit.SECONDS.toNanos(20),
                10,
                1024 * 1024,
                name.hashCode(),
                null);
    }

    /** With headers added to each upgrade. */
    public WebSocketSettings withHeaders(Consumer<BiConsumer<String, String>> added) {
        return new WebSocketSettings(
                name,
                uri,
                added,
                textPing,
                textPong,
                pingIntervalNs,
                silenceNs,
                connectTimeoutNs,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                maxFrameBytes,
                seed,
                tls);
    }

    /** With a text of the venue as keep-alive. */
    public WebSocketSettings withTextPing(String ping, String pong) {
        return new WebSocketSettings(
                name,
                uri,
                headers,
                ping,
                pong,
                pingIntervalNs,
                silenceNs,
                connectTimeoutNs,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                maxFrameBytes,
                seed,
                tls);
    }

    /** With other keep-alive times. */
    public WebSocketSettings withKeepAlive(long pingNs, long silentNs) {
        return new WebSocketSettings(
                name,
                uri,
                headers,
                textPing,
                textPong,
                pingNs,
                silentNs,
                connectTimeoutNs,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                maxFrameBytes,
                seed,
                tls);
    }

    /** With another reconnect pace. */
    public WebSocketSettings withBackoff(long minNs, long maxNs, int perMinute) {
        return new WebSocketSettings(
                name,
                uri,
                headers,
                textPing,
                textPong,
                pingIntervalNs,
                silenceNs,
                connectTimeoutNs,
                minNs,
                maxNs,
                perMinute,
                maxFrameBytes,
                seed,
                tls);
    }

    /** With another trust. */
    public WebSocketSettings withTls(SslContext trusted) {
        return new WebSocketSettings(
                name,
                uri,
                headers,
                textPing,
                textPong,
                pingIntervalNs,
                silenceNs,
                connectTimeoutNs,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                maxFrameBytes,
                seed,
                trusted);
    }
}
