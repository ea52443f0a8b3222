package io.parallax.gateway.kalshi.order;

import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.kalshi.signing.RequestSigner;
import io.parallax.gateway.net.EpochClock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Signed calls. The signature is made when the request is written, on the line's event loop. */
public final class PrivateCalls {
    private final HttpLine line;
    private final String basePath;
    private final RequestSigner signer;
    private final EpochClock clock;

    /** Takes the answer to a call; the body is valid until it returns. */
    @FunctionalInterface
    public interface Answer {
        void on(int status, DirectBuffer body, int offset, int length, long receivedNanos, long receivedEpochNs);
    }

    /** @param basePath path of the REST root, such as {@code /trade-api/v2} */
    public PrivateCalls(HttpLine line, String basePath, RequestSigner signer, EpochClock clock) {
        this.line = line;
        this.basePath = basePath;
        this.signer = signer;
        this.clock = clock;
    }

    /** Sends a call without a body; {@code path} follows the base path and may carry a query. */
    public void send(String method, String path, Answer answer, Consumer<HttpFailure> failure) {
        send(method, path, null, () -> true, answer, failure);
    }

    /**
     * Sends a call.
     *
     * @param body the bytes to send, not to be changed afterwards, or null
     * @param mayGo asked last, right before the bytes are written
     */
    void send(
            String method,
            String path,
            byte[] body,
            BooleanSupplier mayGo,
            Answer answer,
            Consumer<HttpFailure> failure) {
        line.send(new Call(method, basePath + path, body, mayGo, answer, failure));
    }

    /** Adds the three headers of a call to the whole path, on the line's event loop. */
    public void addHeaders(String method, String wholePath, BiConsumer<String, String> headers) {
        signer.addHeaders(method, wholePath, clock.epochNanos(), headers);
    }

    private final class Call implements HttpCall {
        private final String method;
        private final String path;
        private final byte[] body;
        private final BooleanSupplier mayGo;
        private final Answer answer;
        private final Consumer<HttpFailure> failure;

        Call(
                String method,
                String path,
                byte[] body,
                BooleanSupplier mayGo,
                Answer answer,
                Consumer<HttpFailure> failure) {
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
        public boolean beforeWrite(BiConsumer<String, String> headers) {
            if (!mayGo.getAsBoolean()) {
                return false;
            }
            addHeaders(method, path, headers);
            return true;
        }

        @Override
        public void onAnswer(
                int status, DirectBuffer bytes, int offset, int length, long receivedNanos, long receivedEpochNs) {
            answer.on(status, bytes, offset, length, receivedNanos, receivedEpochNs);
        }

        @Override
        public void onFailure(HttpFailure why) {
            failure.accept(why);
        }
    }
}
