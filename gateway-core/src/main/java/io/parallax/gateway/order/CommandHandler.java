package io.parallax.gateway.order;

import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.ResetGuardDecoder;
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

    /** A venue that has no limit of its own on our orders has nothing to do. */
    default void onResetGuard(ResetGuardDecoder reset) {}

    void onQuery(QueryOrderDecoder query);

    void onResubscribe(ResubscribeDecoder resubscribe);

    void onReconnectLine(ReconnectLineDecoder reconnect);

    void onRefreshBalance(RefreshBalanceDecoder refresh);
}
