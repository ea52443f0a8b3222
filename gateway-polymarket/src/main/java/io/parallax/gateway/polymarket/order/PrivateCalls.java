package io.parallax.gateway.polymarket.order;

import io.parallax.config.PolymarketSettings;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpOutlet;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.signing.RequestMac;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Calls with L2 authentication. The signature is made when the request is written, on the line's event loop. */
public final class PrivateCalls implements Calls {
    private static final byte[] NO_BODY = new byte[0];
    private static final String ORDER = "/order";
    private static final String BATCH = "/orders";

    private final HttpOutlet line;
    private final EpochClock clock;
    private final RequestMac mac;
    private final String address;
    private final String apiKey;
    private final String passphrase;
    private final RequestKind reading;
    private AnswerWatch watch = (order, status, body, offset, length, retryAfterNs, receivedEpochNs) -> {};
    private long retryAfterNs;

    /** Takes the answer to a call; the body is valid until it returns. */
    @FunctionalInterface
    public interface Answer {
        void on(int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs);
    }

    /** Sees every answer before its call does. */
    @FunctionalInterface
    public interface AnswerWatch {
        /**
         * @param order whether the call creates orders: what became of those is told by their own answers
         * @param retryAfterNs 0 = not said
         */
        void on(
                boolean order,
                int status,
                DirectBuffer body,
                int offset,
                int length,
                long retryAfterNs,
                long receivedEpochNs);
    }

    /**
     * Calls of one account.
     *
     * @param address of the signing key
     */
    public PrivateCalls(HttpOutlet line, PolymarketSettings settings, String address, EpochClock clock) {
        this(line, settings, address, clock, RequestKind.READ);
    }

    /** @param reading what its reads are for: those about orders do not wait behind others */
    public PrivateCalls(
            HttpOutlet line, PolymarketSettings settings, String address, EpochClock clock, RequestKind reading) {
        this.reading = reading;
        this.line = line;
        this.clock = clock;
        this.address = address;
        mac = new RequestMac(settings.apiSecret());
        apiKey = settings.apiKey().reveal();
        passphrase = settings.apiPassphrase().reveal();
    }

    /** Sets who sees every answer; before the first call. */
    public void watchedBy(AnswerWatch watcher) {
        watch = watcher;
    }

    /** How long the answer that is being told wants us to wait, 0 = it does not say. */
    public long retryAfterNs() {
        return retryAfterNs;
    }

    @Override
    public void send(String method, String path, Answer answer, Consumer<HttpFailure> failure) {
        line.send(new Call(method, path, null, kind(method), () -> true, answer, failure));
    }

    @Override
    public void send(
            String method,
            String path,
            byte[] body,
            BooleanSupplier mayGo,
            Answer answer,
            Consumer<HttpFailure> failure) {
        line.send(new Call(method, path, body, kind(method), mayGo, answer, failure));
    }

    /** Sends the creation of an order. @param kind ORDER or HEDGE, by what it is for */
    void sendOrder(RequestKind kind, byte[] body, BooleanSupplier mayGo, Answer answer, Consumer<HttpFailure> failure) {
        line.send(new Call("POST", ORDER, body, kind, mayGo, answer, failure));
    }

    /** Cancels and heartbeats go before everything, as questions about orders do. */
    private RequestKind kind(String method) {
        return method.equals("GET") ? reading : RequestKind.VITAL;
    }

    /** Adds the five headers of a call without a body. On the line's event loop. */
    public void addHeaders(String method, String path, BiConsumer<String, String> headers) {
        addHeaders(method, path, NO_BODY, headers);
    }

    private void addHeaders(String method, String path, byte[] body, BiConsumer<String, String> headers) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.epochNanos());
        int query = path.indexOf('?');
        String signedPath = query < 0 ? path : path.substring(0, query);
        headers.accept("POLY_ADDRESS", address);
        headers.accept("POLY_SIGNATURE", mac.sign(seconds, method, signedPath, body, 0, body.length));
        headers.accept("POLY_TIMESTAMP", Long.toString(seconds));
        headers.accept("POLY_API_KEY", apiKey);
        headers.accept("POLY_PASSPHRASE", passphrase);
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private final class Call implements HttpCall {
        private final String method;
        private final String path;
        private final byte[] body;
        private final RequestKind kind;
        private final BooleanSupplier mayGo;
        private final Answer answer;
        private final Consumer<HttpFailure> failure;
        private long afterNs;

        Call(
                String method,
                String path,
                byte[] body,
                RequestKind kind,
                BooleanSupplier mayGo,
                Answer answer,
                Consumer<HttpFailure> failure) {
            this.kind = kind;
            this.method = method;
            this.path = path;
            this.body = body;
            this.mayGo = mayGo;
            this.answer = answer;
            this.failure = failure;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public byte[] body() {
            return body;
        }

        @Override
        public RequestKind kind() {
            return kind;
        }

        @Override
        public int items() {
            return path.equals(BATCH) ? OrderCount.in(body) : 1;
        }

        @Override
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            if (!mayGo.getAsBoolean()) {
                return false;
            }
            addHeaders(method, path, body == null ? NO_BODY : body, headers);
            return true;
        }

        @Override
        public void onRetryAfter(long told) {
            afterNs = told;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer bytes, int offset, int length, long receivedNanos, long receivedEpochNs) {
            watch.on(isOrder(), status, bytes, offset, length, afterNs, receivedEpochNs);
            retryAfterNs = afterNs;
            answer.on(status, bytes, offset, length, receivedNanos, receivedEpochNs);
        }

        private boolean isOrder() {
            return method.equals("POST") && path.startsWith(ORDER);
        }

        @Override
        public void onFailure(HttpFailure why) {
            failure.accept(why);
        }
    }
}
