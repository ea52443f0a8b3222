package io.parallax.gateway.http;

import io.netty.handler.ssl.SslContext;
import io.parallax.config.HttpMode;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * How an HTTP line connects.
 *
 * @param name for logs and counters
 * @param base http or https; its path is not used, calls name theirs
 * @param connections kept open
 * @param queueCapacity reads, and again as many other calls, that may wait for a free connection or for tokens
 * @param deadlineNs from handing a call in to its whole answer
 * @param connectTimeoutNs for TCP
 * @param maxBodyBytes of an answer
 * @param backoffMinNs first wait after a failed attempt, doubled each time
 * @param backoffMaxNs longest wait
 * @param attemptsPerMinute reconnect budget of each connection
 * @param seed of the jitter
 * @param tls what to trust, null = the JDK's roots
 * @param http which HTTP it speaks
 */
public record HttpSettings(
        String name,
        URI base,
        int connections,
        int queueCapacity,
        long deadlineNs,
        long connectTimeoutNs,
        int maxBodyBytes,
        long backoffMinNs,
        long backoffMaxNs,
        int attemptsPerMinute,
        long seed,
        SslContext tls,
        HttpMode http) {

    /** The usual line: two connections, 64 waiting calls, 1 s deadline, 100 ms to 10 s back-off. */
    public static HttpSettings of(String name, URI base) {
        return new HttpSettings(
                name,
                base,
                2,
                64,
                TimeUnit.SECONDS.toNanos(1),
                TimeUnit.SECONDS.toNanos(3),
                4 * 1024 * 1024,
                TimeUnit.MILLISECONDS.toNanos(100),
                TimeUnit.SECONDS.toNanos(10),
                60,
                name.hashCode(),
                null,
                HttpMode.AUTO);
    }

    /** With another pool and queue. */
    public HttpSettings withPool(int connectionCount, int waitingCalls) {
        return new HttpSettings(
                name,
                base,
                connectionCount,
                waitingCalls,
                deadlineNs,
                connectTimeoutNs,
                maxBodyBytes,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                seed,
                tls,
                http);
    }

    /** With another deadline. */
    public HttpSettings withDeadline(long deadline) {
        return new HttpSettings(
                name,
                base,
                connections,
                queueCapacity,
                deadline,
                connectTimeoutNs,
                maxBodyBytes,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                seed,
                tls,
                http);
    }

    /** With another trust. */
    public HttpSettings withTls(SslContext trusted) {
        return new HttpSettings(
                name,
                base,
                connections,
                queueCapacity,
                deadlineNs,
                connectTimeoutNs,
                maxBodyBytes,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                seed,
                trusted,
                http);
    }

    /** Speaking another HTTP. */
    public HttpSettings withHttp(HttpMode spoken) {
        return new HttpSettings(
                name,
                base,
                connections,
                queueCapacity,
                deadlineNs,
                connectTimeoutNs,
                maxBodyBytes,
                backoffMinNs,
                backoffMaxNs,
                attemptsPerMinute,
                seed,
                tls,
                spoken);
    }
}
