package io.parallax.sim.polymarket;

import java.util.function.LongSupplier;

/** Finds who answers a REST call and checks who asks. */
final class RestApi {
    private final Accounts accounts;
    private final PublicCalls open;
    private final LedgerCalls ledger;
    private final TradingCalls trading;
    private final LongSupplier nowMs;

    RestApi(Accounts accounts, PublicCalls open, LedgerCalls ledger, TradingCalls trading, LongSupplier nowMs) {
        this.accounts = accounts;
        this.open = open;
        this.ledger = ledger;
        this.trading = trading;
        this.nowMs = nowMs;
    }

    void handle(RestRequest request, Answer.Reply reply) {
        try {
            Answer answer = open.answer(request);
            if (answer != null) {
                reply.send(answer);
            } else {
                handlePrivate(request, reply);
            }
        } catch (Refusal refusal) {
            reply.send(Answer.of(refusal));
        }
    }

    private void handlePrivate(RestRequest request, Answer.Reply reply) {
        PolymarketAccount account = accounts.authenticate(
                request.headers(), request.method(), request.path(), request.body(), nowMs.getAsLong() / 1_000);
        Answer answer = ledger.answer(account, request);
        if (answer != null) {
            reply.send(answer);
        } else if (!trading.handles(account, request, reply)) {
            throw Refusal.notFound(request.method() + " " + request.path() + " not found");
        }
    }
}
