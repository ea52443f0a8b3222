package io.parallax.gateway.polymarket.signing;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimeInForce;

/**
 * What a journaled command wants of an order: read from a {@code SubmitOrder} or a {@code SignAhead}, made by nothing else.
 * A reusable holder; amounts in micros, times in epoch nanoseconds.
 */
public final class OrderTerms {
    private long orderId;
    private int instrumentId;
    private Outcome outcome;
    private OrderAction action;
    private TimeInForce timeInForce;
    private long priceMicros;
    private long qtyMicros;
    private long notionalMicros;
    private long signatureNs;
    private boolean ahead;
    private boolean signedAhead;

    /** Terms of an order that is to be sent. */
    public OrderTerms read(SubmitOrderDecoder order) {
        orderId = order.orderId();
        instrumentId = order.instrumentId();
        outcome = order.outcome();
        action = order.action();
        timeInForce = order.timeInForce();
        priceMicros = order.priceMicros();
        qtyMicros = order.qtyMicros();
        notionalMicros = order.notionalMicros();
        long signedNs = order.signedNs();
        ahead = false;
        signedAhead = signedNs != SubmitOrderDecoder.signedNsNullValue() && signedNs > 0;
        signatureNs = signedAhead ? signedNs : order.timestampNs();
        return this;
    }

    /** Terms of an order that is to be signed and kept. */
    public OrderTerms read(SignAheadDecoder order) {
        orderId = order.orderId();
        instrumentId = order.instrumentId();
        outcome = order.outcome();
        action = order.action();
        timeInForce = order.timeInForce();
        priceMicros = order.priceMicros();
        qtyMicros = order.qtyMicros();
        notionalMicros = order.notionalMicros();
        signatureNs = order.timestampNs();
        ahead = true;
        signedAhead = false;
        return this;
    }

    void copy(OrderTerms from) {
        orderId = from.orderId;
        instrumentId = from.instrumentId;
        outcome = from.outcome;
        action = from.action;
        timeInForce = from.timeInForce;
        priceMicros = from.priceMicros;
        qtyMicros = from.qtyMicros;
        notionalMicros = from.notionalMicros;
        signatureNs = from.signatureNs;
        ahead = from.ahead;
        signedAhead = from.signedAhead;
    }

    /** The first term in which an order to be sent differs from the one that was signed, empty when none does. */
    String differenceTo(OrderTerms signed) {
        if (orderId != signed.orderId) {
            return "order id";
        }
        if (instrumentId != signed.instrumentId) {
            return "instrument";
        }
        if (outcome != signed.outcome) {
            return "outcome";
        }
        if (action != signed.action) {
            return "action";
        }
        if (timeInForce != signed.timeInForce) {
            return "time in force";
        }
        if (priceMicros != signed.priceMicros) {
            return "price";
        }
        if (qtyMicros != signed.qtyMicros) {
            return "quantity";
        }
        if (notionalMicros != signed.notionalMicros) {
            return "notional";
        }
        return signatureNs == signed.signatureNs ? "" : "time of signature";
    }

    public long orderId() {
        return orderId;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean isSell() {
        return action == OrderAction.SELL;
    }

    /** Fill-or-kill or immediate-or-cancel: a buy spends its notional. */
    boolean isImmediate() {
        return timeInForce == TimeInForce.FOK || timeInForce == TimeInForce.IOC;
    }

    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public long priceMicros() {
        return priceMicros;
    }

    public long qtyMicros() {
        return qtyMicros;
    }

    public long notionalMicros() {
        return notionalMicros;
    }

    /** The time that is signed: of the {@code SignAhead} where there was one, else of the order. */
    long signatureNs() {
        return signatureNs;
    }

    /** Whether these are the terms of a {@code SignAhead}: to be kept, not to be sent. */
    boolean isAhead() {
        return ahead;
    }

    /** Whether the order says that it was signed ahead. */
    boolean isSignedAhead() {
        return signedAhead;
    }
}
