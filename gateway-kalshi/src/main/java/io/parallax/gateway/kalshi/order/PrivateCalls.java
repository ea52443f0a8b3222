package io.parallax.gateway.kalshi.order;

import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.http.PreparedCall;
import io.parallax.gateway.http.RequestOut;
import io.parallax.gateway.kalshi.limit.ShardCall;
import io.parallax.gateway.kalshi.signing.SignedRoute;
import io.parallax.gateway.kalshi.signing.SignedRoutes;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Signed calls. What stands in a request is put together when it is written, on the line's event loop. */
public final class PrivateCalls {
    private static final byte[] NO_BODY = {};
    private static final String BATCH = "/batched";
    private static final String SHARD = "exchange_index=";

    private final HttpLine line;
    private final String basePath;
    private final SignedRoutes routes;
    private final Watch watch;
    private final RequestKind reading;

    /** Is told of every answer, before whoever asked. */
    @FunctionalInterface
    public interface Watch {
        /** For who need not know of any answer. */
        Watch NOBODY = (status, body, offset, length, retryAfterNs) -> {};

        /** @param retryAfterNs 0 = the venue named no time to wait */
        void on(int status, DirectBuffer body, int offset, int length, long retryAfterNs);
    }

    /** Takes the answer to a call; the body is valid until it returns. */
    @FunctionalInterface
    public interface Answer {
        /** For who need not know of every answer. */
        Answer NOBODY = (status, body, offset, length, nanos, epochNs) -> {};

        void on(int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs);
    }

    /**
     * @param basePath path of the REST root, such as {@code /trade-api/v2}
     * @param watch told of every answer first
     */
    public PrivateCalls(HttpLine line, String basePath, SignedRoutes routes, Watch watch) {
        this(line, basePath, routes, watch, RequestKind.READ);
    }

    private PrivateCalls(HttpLine line, String basePath, SignedRoutes routes, Watch watch, RequestKind reading) {
        this.line = line;
        this.basePath = basePath;
        this.routes = routes;
        this.watch = watch;
        this.reading = reading;
    }

    /** The same, whose reads are questions about orders: they do not wait behind others. */
    public PrivateCalls asking() {
        return new PrivateCalls(line, basePath, routes, watch, RequestKind.VITAL);
    }

    /** Sends a call without a body; {@code path} follows the base path and may carry a query. */
    public void send(String method, String path, Answer answer, Consumer<HttpFailure> failure) {
        send(method, path, NO_BODY, () -> true, answer, failure);
    }

    /** Reads what everybody may read: without a signature, which nobody needs there. For what is read seldom. */
    public void readPublic(String path, Answer answer, Consumer<HttpFailure> failure) {
        line.send(new Call("GET", basePath + path, NO_BODY, () -> true, answer, failure, false));
    }

    /**
     * Sends a call.
     *
     * @param body the bytes to send, not to be changed afterwards
     * @param mayGo asked last, right before the bytes are written
     */
    public void send(
            String method,
            String path,
            byte[] body,
            BooleanSupplier mayGo,
            Answer answer,
            Consumer<HttpFailure> failure) {
        line.send(new Call(method, basePath + path, body, mayGo, answer, failure, true));
    }

    /** A request that is sent again and again and whose signature is kept ready. */
    PreparedRequest prepare(String method, String path) {
        SignedRoute route = routes.warm(method, basePath + path);
        return new PreparedRequest(method, line.start(method, basePath + path), route);
    }

    /** Sends a call that writes itself. */
    void send(HttpCall call) {
        line.send(call);
    }

    /** Tells the watch of an answer to a call that wrote itself. */
    void tell(int status, DirectBuffer body, int offset, int length, long retryAfterNs) {
        watch.on(status, body, offset, length, retryAfterNs);
    }

    /** Adds the three headers of a call to the whole path, on the line's event loop. */
    public void addHeaders(String method, String wholePath, BiConsumer<String, String> headers) {
        routes.of(method, wholePath).addTo(headers);
    }

    private final class Call implements PreparedCall, ShardCall {
        private final String method;
        private final String path;
        private final byte[] body;
        private final BooleanSupplier mayGo;
        private final Answer answer;
        private final Consumer<HttpFailure> failure;
        private final boolean signed;
        private long retryAfterNs;

        Call(
                String method,
                String path,
                byte[] body,
                BooleanSupplier mayGo,
                Answer answer,
                Consumer<HttpFailure> failure,
                boolean signed) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.mayGo = mayGo;
            this.answer = answer;
            this.failure = failure;
            this.signed = signed;
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
        public RequestKind kind() {
            if (method.equals("GET")) {
                return reading;
            }
            return method.equals("POST") && path.contains(OrderSender.ORDERS) ? RequestKind.ORDER : RequestKind.VITAL;
        }

        @Override
        public int items() {
            int orders = 0;
            for (int i = 1; path.endsWith(BATCH) && i < body.length; i++) {
                orders += body[i] == '{' ? 1 : 0; // each order is an object without another in it
            }
            return Math.max(1, orders);
        }

        @Override
        public int shard() {
            int at = path.indexOf(SHARD);
            if (at >= 0) {
                return path.charAt(at + SHARD.length()) - '0';
            }
            return path.contains(OrderSender.ORDERS + "/") && !path.endsWith(BATCH) ? ROUTED : 0;
        }

        @Override
        public boolean writeRequest(RequestOut out) {
            if (!mayGo.getAsBoolean()) {
                return false;
            }
            SignedRoute route = signed ? routes.of(method, path) : null;
            new PreparedRequest(method, line.start(method, path), route).write(out, body, body.length);
            return true;
        }

        @Override
        public void onRetryAfter(long afterNs) {
            retryAfterNs = afterNs;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer bytes, int offset, int length, long receivedNanos, long receivedEpochNs) {
            if (signed || status >= 400) {
                watch.on(status, bytes, offset, length, retryAfterNs);
            }
            answer.on(status, bytes, offset, length, receivedNanos, receivedEpochNs);
        }

        @Override
        public void onFailure(HttpFailure why) {
            failure.accept(why);
        }
    }
}
