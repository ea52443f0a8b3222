package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.Answers;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.rest.EdgePage;
import java.util.function.LongSupplier;

/** Finds who answers a REST call and checks who asks. */
final class RestApi {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MS_PER_SECOND = 1_000L;

    private final Accounts accounts;
    private final PublicCalls open;
    private final KeyCalls keys;
    private final LedgerCalls ledger;
    private final TradingCalls trading;
    private final Conditions conditions;
    private final Answers answers;
    private final Answers.Later later;
    private final LongSupplier nowNs;

    RestApi(
            Accounts accounts,
            PublicCalls open,
            LedgerCalls ledger,
            TradingCalls trading,
            Conditions conditions,
            Answers answers,
            Answers.Later later,
            LongSupplier nowNs) {
        this.accounts = accounts;
        this.open = open;
        this.keys = new KeyCalls(accounts);
        this.ledger = ledger;
        this.trading = trading;
        this.conditions = conditions;
        this.answers = answers;
        this.later = later;
        this.nowNs = nowNs;
    }

    void handle(RestRequest request, Answer.Reply reply) {
        CallKind kind = CallKinds.of(request);
        AnswerFault fault = answers.take(kind);
        if (fault != null && !fault.arrives()) {
            Answers.turnAway(fault, reply);
            return;
        }
        Answer.Reply outward = Answers.through(fault, reply, later);
        try {
            conditions.edge().count(request.method(), request.path(), nowNs.getAsLong());
            if (kind == CallKind.ORDER && conditions.geoblock().blocked()) {
                outward.send(EdgePage.BLOCKED);
                return;
            }
            Answer answer = open.answer(request);
            if (answer == null) {
                answer = keys.attested(request, nowSeconds());
            }
            if (answer != null) {
                outward.send(answer);
            } else {
                handlePrivate(request, outward);
            }
        } catch (Refusal refusal) {
            outward.send(refusal.answer());
        }
    }

    private void handlePrivate(RestRequest request, Answer.Reply reply) {
        Caller caller = accounts.authenticate(
                request.headers(), request.method(), request.path(), request.body(), nowSeconds());
        Answer answer = ledger.answer(caller, request);
        if (answer == null) {
            answer = keys.answer(caller, request);
        }
        if (answer != null) {
            reply.send(answer);
        } else if (!trading.handles(caller, request, reply)) {
            throw Refusal.notFound(request.method() + " " + request.path() + " not found");
        }
    }

    private long nowSeconds() {
        return (nowNs.getAsLong() / NS_PER_MS + conditions.clockOffsetMs()) / MS_PER_SECOND;
    }
}
