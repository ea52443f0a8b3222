package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.http.RequestOut;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The object that can send: creates and cancels orders. It exists only where sending is allowed; the gate is asked once
 * more when an order's bytes are about to be written. Cancels pass the closed gate.
 *
 * <p>An order in doubt is never sent again under a new id: it is asked about by {@link OrderInquiry}.
 */
public final class OrderSender implements CreateCall.Owner, Cancelling {
    /** Path of orders behind the base path. */
    public static final String ORDERS = "/portfolio/events/orders";

    private static final String NO_TOKENS =
            "not sent: no write tokens are left; raise kalshi.tier if the account has more, or lower the order rate";

    private final Markets markets;
    private final OrderTable orders;
    private final PrivateCalls calls;
    private final EventWriter events;
    private final TradingGate gate;
    private final EpochClock clock;
    private final OrderInquiry inquiry;
    private final Counters<OrderCounter> counters;
    private final long sessionId;
    private final OrderAnswer answer = new OrderAnswer();
    private final OrderTerms terms;
    private final OrderBody body;
    private final PreparedRequest create;
    private final OrderGroups groups;

    /** @param groups what limits the orders of each shard */
    public OrderSender(
            long sessionId,
            Markets markets,
            OrderTable orders,
            PrivateCalls calls,
            EventWriter events,
            TradingGate gate,
            EpochClock clock,
            OrderInquiry inquiry,
            OrderGroups groups,
            Counters<OrderCounter> counters) {
        this.sessionId = sessionId;
        this.markets = markets;
        this.orders = orders;
        this.calls = calls;
        this.events = events;
        this.gate = gate;
        this.clock = clock;
        this.inquiry = inquiry;
        this.groups = groups;
        this.counters = counters;
        this.terms = new OrderTerms(markets);
        this.body = new OrderBody(sessionId);
        this.create = calls.prepare("POST", ORDERS);
    }

    /** Makes the order groups of our markets' shards, where the venue has such. @param done told when it was tried */
    public void makeGroups(Runnable done) {
        groups.create(calls, markets.shardsInUse(), done);
    }

    /** Lets the order groups that were triggered let orders through again. @param done told whether all do */
    public void resetGroups(Consumer<Boolean> done) {
        groups.reset(calls, done);
    }

    /** Sends an order, or says at once why it was not sent. */
    public void submit(SubmitOrderDecoder command) {
        long orderId = command.orderId();
        if (orders.find(orderId) != null) {
            counters.count(OrderCounter.REPEATED_SUBMITS);
            return;
        }
        if (!terms.read(command)) {
            refuse(orderId, terms.code(), terms.why());
            return;
        }
        OrderTable.Entry entry = new OrderTable.Entry(
                orderId,
                terms.market(),
                sessionId,
                terms.timeInForce() != TimeInForce.GTC,
                terms.qtyMicros(),
                command.timestampNs());
        if (!orders.add(entry)) {
            refuse(orderId, RejectCode.NOT_SENT, "not sent: too many orders without an end");
            return;
        }
        calls.send(new CreateCall(this, entry, terms, markets.shard(terms.market())));
    }

    @Override
    public boolean write(CreateCall call, RequestOut out) {
        if (!mayGo(call.isFlatten())) {
            return false;
        }
        int market = call.entry().market;
        int length = call.encode(body, markets.tickerBytes(market), groups.idOf(markets.shard(market)));
        create.write(out, body.bytes(), length);
        return true;
    }

    private boolean mayGo(boolean flatten) {
        boolean open = gate.mayWrite(flatten ? Purpose.FLATTEN : Purpose.OPEN);
        if (open) {
            counters.count(OrderCounter.SENT);
        }
        return open;
    }

    @Override
    public void onAnswer(
            CreateCall call,
            int status,
            DirectBuffer reply,
            int offset,
            int length,
            long receivedNanos,
            long receivedEpochNs) {
        OrderTable.Entry entry = call.entry();
        calls.tell(status, reply, offset, length, call.retryAfterNs());
        OrderAnswer.Outcome outcome = answer.read(status, reply, offset, length);
        events.stamp(receivedEpochNs, 0, receivedNanos);
        switch (outcome) {
            case CREATED -> onCreated(entry);
            case REJECTED -> onRejected(entry);
            case UNKNOWN -> doubt(entry, answer.cause());
            default -> throw new IllegalStateException("outcome " + outcome);
        }
    }

    /** How much filled is only in the fill count; nothing remaining means it is over, not that it filled. */
    private void onCreated(OrderTable.Entry entry) {
        entry.venueOrderId = answer.orderId();
        if (!entry.immediate && answer.remainingMicros() > 0) {
            counters.count(OrderCounter.ACCEPTED);
            if (entry.accept()) {
                events.accepted(entry.orderId, entry.venueOrderId);
            }
            return;
        }
        counters.count(OrderCounter.DONE);
        if (entry.end()) {
            events.done(entry.orderId, entry.reason(answer.filledMicros()), answer.filledMicros());
        }
    }

    private void onRejected(OrderTable.Entry entry) {
        if (answer.code() == RejectCode.DUPLICATE) {
            counters.count(OrderCounter.DUPLICATES);
            doubt(entry, UnknownCause.UNREADABLE);
            return;
        }
        counters.count(OrderCounter.REJECTED);
        if (entry.end()) {
            events.rejected(entry.orderId, answer.code(), answer.words());
        }
    }

    @Override
    public void onFailure(OrderTable.Entry entry, HttpFailure failure) {
        events.stamp(clock.epochNanos(), 0, 0);
        if (failure.mayHaveBeenSent()) {
            doubt(
                    entry,
                    switch (failure) {
                        case TIMEOUT -> UnknownCause.TIMEOUT;
                        case CONNECTION_LOST, RESET -> UnknownCause.CONNECTION_LOST;
                        default -> UnknownCause.UNREADABLE;
                    });
        } else if (failure == HttpFailure.RATE_LIMITED) {
            if (entry.end()) {
                counters.count(OrderCounter.NO_TOKENS);
                events.rejected(entry.orderId, RejectCode.NOT_SENT, NO_TOKENS);
            }
        } else if (entry.end()) {
            counters.count(OrderCounter.NOT_SENT);
            String why = failure == HttpFailure.WITHDRAWN ? "trading gate closed" : failure.name();
            events.rejected(entry.orderId, RejectCode.NOT_SENT, why);
        }
    }

    private void doubt(OrderTable.Entry entry, UnknownCause cause) {
        if (!entry.isDone()) {
            counters.count(OrderCounter.UNKNOWN);
            events.unknown(entry.orderId, cause);
            inquiry.ask(entry);
        }
    }

    private void refuse(long orderId, RejectCode code, String why) {
        counters.count(OrderCounter.NOT_SENT);
        events.stamp(clock.epochNanos(), 0, 0);
        events.rejected(orderId, code, why);
    }

    /** Asks what became of an order of this session. */
    public void query(long orderId) {
        OrderTable.Entry entry = orders.find(orderId);
        if (entry == null) {
            counters.count(OrderCounter.UNKNOWN_ORDERS);
        } else {
            inquiry.ask(entry);
        }
    }

    /**
     * Cancels one order, then asks what became of it: 404 means "not resting", never "nothing filled". Without the venue's
     * own id only the question is asked, which finds the id.
     */
    public void cancel(long orderId) {
        OrderTable.Entry entry = orders.find(orderId);
        if (entry == null) {
            counters.count(OrderCounter.UNKNOWN_ORDERS);
            return;
        }
        if (entry.isDone()) {
            return;
        }
        if (entry.venueOrderId.isEmpty()) {
            inquiry.ask(entry);
            return;
        }
        counters.count(OrderCounter.CANCELS);
        int shard = markets.shard(entry.market);
        calls.send(
                "DELETE",
                ORDERS + "/" + entry.venueOrderId + "?market_ticker=" + markets.ticker(entry.market)
                        + (shard >= 0 ? "&exchange_index=" + shard : ""),
                (status, reply, offset, length, nanos, epochNs) -> inquiry.ask(entry),
                failure -> inquiry.ask(entry));
    }

    /** Cancels every order of the account, those of other sessions too, then asks about ours. */
    public void cancelAll() {
        all(() -> {});
    }

    @Override
    public void all(Runnable done) {
        counters.count(OrderCounter.CANCELS);
        Runnable after = () -> {
            orders.forEachLive(inquiry::ask);
            done.run();
        };
        calls.send(
                "DELETE",
                ORDERS,
                (status, reply, offset, length, nanos, epochNs) -> after.run(),
                failure -> after.run());
    }

    @Override
    public void leftOver(String path) {
        counters.count(OrderCounter.LEFT_OVERS);
        calls.send("DELETE", path, PrivateCalls.Answer.NOBODY, failure -> {});
    }
}
