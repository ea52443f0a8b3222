package io.parallax.gateway.order;

import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;

/**
 * Receives one venue's commands on its event loop, in order. A decoder is valid until the call returns.
 * {@code receivedNanos} is the monotonic socket time of the event that caused the command, 0 = not measured.
 */
public interface CommandHandler {
    void onSubmit(SubmitOrderDecoder order, long receivedNanos);

    /** A venue whose orders carry no signature of their own has nothing to do. */
    default void onSignAhead(SignAheadDecoder order) {}

    void onCancel(CancelOrderDecoder cancel);

    void onCancelAll(CancelAllDecoder cancelAll);

    void onQuery(QueryOrderDecoder query);

    void onResubscribe(ResubscribeDecoder resubscribe);

    void onReconnectLine(ReconnectLineDecoder reconnect);

    void onRefreshBalance(RefreshBalanceDecoder refresh);
}
