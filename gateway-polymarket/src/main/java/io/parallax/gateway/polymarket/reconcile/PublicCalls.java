package io.parallax.gateway.polymarket.reconcile;

import io.parallax.gateway.http.HttpCall;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.polymarket.order.Calls;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/** Calls that need no key. */
public final class PublicCalls implements Calls {
    private final HttpLine line;

    public PublicCalls(HttpLine line) {
        this.line = line;
    }

    @Override
    public void send(String method, String path, PrivateCalls.Answer answer, Consumer<HttpFailure> failure) {
        send(method, path, null, () -> true, answer, failure);
    }

    @Override
    public void send(
            String method,
            String path,
            byte[] body,
            BooleanSupplier mayGo,
            PrivateCalls.Answer answer,
            Consumer<HttpFailure> failure) {
        line.send(new HttpCall() {
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
                return mayGo.getAsBoolean();
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
        });
    }
}
