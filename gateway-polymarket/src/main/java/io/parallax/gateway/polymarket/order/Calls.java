package io.parallax.gateway.polymarket.order;

import io.parallax.gateway.http.HttpFailure;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Private calls of one account. Exactly one end of each is told, on the event loop. */
public interface Calls {
    /** Sends a call without a body. */
    void send(String method, String path, PrivateCalls.Answer answer, Consumer<HttpFailure> failure);

    /**
     * Sends a call.
     *
     * @param body the bytes to sign and send, not to be changed afterwards
     * @param mayGo asked last, right before the bytes are written
     */
    void send(
            String method,
            String path,
            byte[] body,
            BooleanSupplier mayGo,
            PrivateCalls.Answer answer,
            Consumer<HttpFailure> failure);
}
