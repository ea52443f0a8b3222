package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.budget.RequestKind;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.order.OrderKinds;

/** An order as the venue takes it, or why it takes none such. Reused; event loop only. */
final class OrderTerms {
    private final Markets markets;
    private int market;
    private boolean bid;
    private long yesPriceMicros;
    private long qtyMicros;
    private TimeInForce timeInForce;
    private boolean flatten;
    private RequestKind kind = RequestKind.ORDER;
    private RejectCode code;
    private String why;

    OrderTerms(Markets markets) {
        this.markets = markets;
    }

    /** @return whether it can be sent; else {@link #code} and {@link #why} tell */
    boolean read(SubmitOrderDecoder command) {
        market = markets.indexOf(command.instrumentId());
        if (market < 0) {
            code = RejectCode.NOT_SENT;
            why = "instrument " + command.instrumentId() + " is not defined here";
            return false;
        }
        bid = OrderBody.isBid(command.outcome(), command.action());
        yesPriceMicros = OrderBody.yesPriceMicros(command.outcome(), command.priceMicros());
        qtyMicros = command.qtyMicros();
        timeInForce = command.timeInForce();
        flatten = command.purposeRaw() == Purpose.FLATTEN.value();
        kind = OrderKinds.of(command);
        if (!OrderBody.isExact(yesPriceMicros, qtyMicros)) {
            code = RejectCode.BAD_SIZE;
            why = "not sent: " + Micros.format(qtyMicros) + " at " + Micros.format(yesPriceMicros)
                    + " is finer than the venue takes";
            return false;
        }
        return true;
    }

    int market() {
        return market;
    }

    boolean isBid() {
        return bid;
    }

    long yesPriceMicros() {
        return yesPriceMicros;
    }

    long qtyMicros() {
        return qtyMicros;
    }

    TimeInForce timeInForce() {
        return timeInForce;
    }

    /** A person's closing of everything: it passes where nothing else does. */
    boolean isFlatten() {
        return flatten;
    }

    /** Who may take the last tokens of a budget. */
    RequestKind kind() {
        return kind;
    }

    RejectCode code() {
        return code;
    }

    String why() {
        return why;
    }
}
