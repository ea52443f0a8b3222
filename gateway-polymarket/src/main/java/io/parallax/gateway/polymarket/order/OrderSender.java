package io.parallax.gateway.polymarket.order;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PolymarketSettings;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.OrderKinds;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.signing.ClobOrder;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.polymarket.signing.OrderTerms;
import io.parallax.gateway.polymarket.signing.SigningCounter;
import io.parallax.gateway.polymarket.signing.Words;
import io.parallax.gateway.problem.VenueProblem;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * What makes orders and ends them: builds, signs and posts orders, and cancels them. In mode SHADOW its calls
 * lead to a {@link io.parallax.gateway.http.ShadowOutlet} and no further; the gate is asked once more when an order's bytes are about to be written. Cancels pass the closed gate.
 *
 * <p>An order's hash is a function of its command and the session, so an order sent in doubt is never sent again: it is
 * asked about. What a cancel achieved is asked about too, whatever the venue answers to it.
 */
public final class OrderSender {
    private static final long GTD_EARLY_SECONDS = 60;
    private static final long GTD_LEAST_SECONDS = 181;
    private static final String NO_TOKENS =
            "not sent: no order is permitted now; raise polymarket.tier if the signer has more, or lower the order rate";

    private final MarketTable markets;
    private final OrderTable orders;
    private final OrderSigner signer;
    private final PrivateCalls calls;
    private final EventWriter events;
    private final TradingGate gate;
    private final EpochClock clock;
    private final Inquiry inquiry;
    private final OrderWatch watch;
    private final Cancellations cancellations;
    private final Counters<OrderCounter> counters;
    private final long sessionId;
    private final OrderBody body;
    private final OrderTerms terms = new OrderTerms();
    private final ClobOrder order = new ClobOrder();
    private final byte[] hash = new byte[OrderSigner.HASH_LENGTH];
    private final byte[] signature;
    private final OrderAnswer answer = new OrderAnswer();

    public OrderSender(
            PolymarketSettings settings,
            long sessionId,
            MarketTable markets,
            OrderTable orders,
            OrderSigner signer,
            PrivateCalls calls,
            EventWriter events,
            TradingGate gate,
            EpochClock clock,
            Inquiry inquiry,
            OrderWatch watch,
            Counters<OrderCounter> counters) {
        this.sessionId = sessionId;
        this.markets = markets;
        this.orders = orders;
        this.signer = signer;
        this.calls = calls;
        this.events = events;
        this.gate = gate;
        this.clock = clock;
        this.inquiry = inquiry;
        this.watch = watch;
        cancellations = new Cancellations(calls, counters);
        this.counters = counters;
        signature = new byte[signer.signatureLength()];
        body = new OrderBody(
                signer.makerAddress(),
                signer.orderSignerAddress(),
                signer.signatureType(),
                settings.apiKey().reveal());
    }

    /** Sends an order, or says at once why it was not sent. */
    public void submit(SubmitOrderDecoder command) {
        long orderId = command.orderId();
        if (orders.byId(orderId) != null) {
            counters.count(OrderCounter.REPEATED_SUBMITS);
            return;
        }
        String withheld = watch.withholds();
        if (withheld != null) {
            refuse(orderId, RejectCode.NOT_SENT, withheld);
            return;
        }
        int slot = markets.slotOf(command.instrumentId());
        if (slot < 0 || markets.domain(slot) == null) {
            refuse(orderId, RejectCode.NOT_SENT, "instrument " + command.instrumentId() + " is not defined here");
            return;
        }
        long price = command.priceMicros();
        long tick = markets.tickMicros(slot);
        if (!Amounts.isKnownTick(tick) || !Amounts.isOnGrid(price, tick)) {
            refuse(
                    orderId,
                    RejectCode.BAD_TICK,
                    "not sent: price " + Micros.format(price) + " on grid " + Micros.format(tick));
            return;
        }
        OrderKind kind = OrderKind.of(command.timeInForce(), command.expiryNs());
        setAmounts(terms.read(command), slot, kind, tick);
        if (order.makerAmountMicros() <= 0 || order.takerAmountMicros() <= 0) {
            refuse(
                    orderId,
                    RejectCode.BAD_SIZE,
                    "not sent: " + Micros.format(command.qtyMicros()) + " at " + Micros.format(price)
                            + " rounds to nothing");
            return;
        }
        long shares = order.isSell() ? order.makerAmountMicros() : order.takerAmountMicros();
        long quote = order.isSell() ? order.takerAmountMicros() : order.makerAmountMicros();
        if (!Amounts.keepsLimit(order.isSell(), shares, quote, price, tick)) {
            refuse(
                    orderId,
                    RejectCode.BAD_SIZE,
                    "not sent: " + Micros.format(command.qtyMicros()) + " at " + Micros.format(price)
                            + " rounds to a price that is worse by a tick; more shares or a coarser price would not");
            return;
        }
        ExchangeDomain domain = markets.domain(slot);
        if (!signer.sign(domain, order, clock.epochNanos(), clock.nanoTime(), hash, signature)) {
            refuse(orderId, RejectCode.SIGNER_REFUSED, signer.refusal());
            return;
        }
        OrderTable.Facts facts = new OrderTable.Facts(
                orderId,
                slot,
                command.outcome(),
                command.action(),
                kind.isImmediate(),
                shares,
                command.timestampNs(),
                command.expiryNs());
        OrderTable.Entry entry = orders.add(facts, hash, Words.hex(hash));
        if (entry == null) {
            refuse(orderId, RejectCode.NOT_SENT, "not sent: too many orders without an end");
            return;
        }
        post(
                entry,
                OrderKinds.of(command),
                command.purposeRaw() == Purpose.FLATTEN.value(),
                kind,
                expirationSeconds(kind, command.expiryNs()));
    }

    /**
     * Signs an order that may be wanted soon, and keeps the signature. One that cannot be signed is counted: the order that
     * names it will be refused.
     */
    public void signAhead(SignAheadDecoder command) {
        int slot = markets.slotOf(command.instrumentId());
        long tick = slot < 0 ? 0 : markets.tickMicros(slot);
        if (slot < 0
                || markets.domain(slot) == null
                || !Amounts.isKnownTick(tick)
                || !Amounts.isOnGrid(command.priceMicros(), tick)) {
            signer.counters().count(SigningCounter.NOT_SIGNED_AHEAD);
            return;
        }
        setAmounts(terms.read(command), slot, OrderKind.of(command.timeInForce(), 0), tick);
        signer.signAhead(markets.domain(slot), order, command.validUntilNs(), clock.epochNanos());
    }

    private void setAmounts(OrderTerms wanted, int slot, OrderKind kind, long tick) {
        boolean sell = wanted.isSell();
        long price = wanted.priceMicros();
        long maker;
        long taker;
        if (kind.isImmediate()) {
            long takerStep = Amounts.takerStepMicros(tick);
            if (sell) {
                maker = Amounts.sharesFloor(wanted.qtyMicros());
                taker = Amounts.proceedsFloor(maker, price, takerStep);
            } else {
                maker = Amounts.spendFloor(price, wanted.qtyMicros(), wanted.notionalMicros());
                taker = Amounts.boughtFloor(maker, price, takerStep);
            }
        } else {
            long shares = Amounts.sharesFloor(wanted.qtyMicros());
            long quote = Amounts.quoteExact(price, shares);
            maker = sell ? shares : quote;
            taker = sell ? quote : shares;
        }
        int token = 2 * slot + (wanted.outcome() == Outcome.YES ? 0 : 1);
        order.follow(wanted, sessionId, markets.tokenWord(token), maker, taker);
    }

    /**
     * The venue drops the order 60 s before the time it is told, and wants that time to be three minutes ahead: a nearer
     * deadline becomes the nearest possible one, and the engine's own cancel comes first.
     */
    private long expirationSeconds(OrderKind kind, long expiryNs) {
        if (kind != OrderKind.GTD) {
            return 0;
        }
        long wanted = TimeUnit.NANOSECONDS.toSeconds(expiryNs) + GTD_EARLY_SECONDS;
        long least = TimeUnit.NANOSECONDS.toSeconds(clock.epochNanos()) + GTD_LEAST_SECONDS;
        return Math.max(wanted, least);
    }

    private void post(
            OrderTable.Entry entry, RequestKind request, boolean flatten, OrderKind kind, long expirationSeconds) {
        int token = 2 * entry.slot() + (entry.outcome() == Outcome.YES ? 0 : 1);
        int length = body.encode(order, markets.tokenId(token), signature, kind, expirationSeconds, false);
        byte[] bytes = Arrays.copyOf(body.buffer(), length);
        calls.sendOrder(
                request,
                bytes,
                () -> mayGo(flatten),
                (status, reply, offset, replyLength, nanos, epochNs) ->
                        onAnswer(entry, status, reply, offset, replyLength, nanos, epochNs),
                failure -> onFailure(entry, bytes, failure));
    }

    private boolean mayGo(boolean flatten) {
        boolean open = watch.withholds() == null && gate.mayWrite(flatten ? Purpose.FLATTEN : Purpose.OPEN);
        if (open) {
            counters.count(OrderCounter.SENT);
        }
        return open;
    }

    private void onAnswer(
            OrderTable.Entry entry,
            int status,
            DirectBuffer reply,
            int offset,
            int length,
            long receivedNanos,
            long receivedEpochNs) {
        entry.answered();
        OrderAnswer.Outcome outcome =
                answer.read(status, reply, offset, length, entry.hashText(), calls.retryAfterNs());
        if (answer.problem() != null) {
            watch.refused(answer.problem(), answer.retryAfterNs()); // told before what it means for the order
        } else if (outcome != OrderAnswer.Outcome.UNKNOWN) {
            watch.taken();
        }
        events.stamp(receivedEpochNs, 0, receivedNanos);
        switch (outcome) {
            case ACCEPTED -> {
                counters.count(OrderCounter.ACCEPTED);
                if (entry.accept()) {
                    events.accepted(entry.orderId(), entry.hashText());
                }
            }
            case MATCHED -> onMatched(entry);
            case REJECTED -> onRejected(entry);
            default -> doubt(entry, answer.cause());
        }
    }

    /** A matched resting order may have a remainder in the book; the user channel tells its end. */
    private void onMatched(OrderTable.Entry entry) {
        counters.count(OrderCounter.MATCHED);
        if (!entry.isImmediate()) {
            if (entry.accept()) {
                events.accepted(entry.orderId(), entry.hashText());
            }
            return;
        }
        long filled = entry.action() == OrderAction.BUY ? answer.takingMicros() : answer.makingMicros();
        if (entry.end()) {
            events.done(entry.orderId(), entry.immediateReason(filled), filled);
        }
    }

    private void onRejected(OrderTable.Entry entry) {
        if (answer.problem() == VenueProblem.DUPLICATE) {
            counters.count(OrderCounter.DUPLICATES);
            doubt(entry, UnknownCause.UNREADABLE);
            return;
        }
        if (answer.problem() == VenueProblem.WRONG_VERSION) {
            watch.moved(entry.slot());
        }
        counters.count(OrderCounter.REJECTED);
        if (entry.end()) {
            events.rejected(entry.orderId(), answer.code(), answer.text());
        }
    }

    private void onFailure(OrderTable.Entry entry, byte[] request, HttpFailure failure) {
        entry.answered();
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
                events.rejected(entry.orderId(), RejectCode.NOT_SENT, NO_TOKENS);
            }
        } else if (entry.end()) {
            counters.count(OrderCounter.NOT_SENT);
            if (failure == HttpFailure.SHADOWED) {
                events.orderBuilt(entry.orderId(), entry.hashText(), OwnerMask.of(request), request.length);
                events.rejected(entry.orderId(), RejectCode.SHADOWED, "");
                return;
            }
            String why = failure == HttpFailure.WITHDRAWN ? withdrawal() : failure.name();
            events.rejected(entry.orderId(), RejectCode.NOT_SENT, why);
        }
    }

    private String withdrawal() {
        String withheld = watch.withholds();
        return withheld == null ? "trading gate closed" : withheld;
    }

    private void doubt(OrderTable.Entry entry, UnknownCause cause) {
        if (!entry.isDone()) {
            counters.count(OrderCounter.UNKNOWN);
            events.unknown(entry.orderId(), cause);
            inquiry.ask(entry);
        }
    }

    private void refuse(long orderId, RejectCode code, String why) {
        counters.count(OrderCounter.NOT_SENT);
        events.stamp(clock.epochNanos(), 0, 0);
        events.rejected(orderId, code, why);
    }

    /** Cancels one order, then asks what became of it: it may have been matched meanwhile. */
    public void cancel(long orderId) {
        OrderTable.Entry entry = orders.byId(orderId);
        if (entry == null) {
            counters.count(OrderCounter.UNKNOWN_ORDERS);
            return;
        }
        if (entry.isDone()) {
            return;
        }
        cancellations.one(entry.hashText(), () -> inquiry.ask(entry));
    }

    /** Cancels every order of the account, those of other sessions too, then asks about ours. */
    public void cancelAll() {
        cancellations.all(() -> orders.forEachLive(inquiry::ask));
    }
}
