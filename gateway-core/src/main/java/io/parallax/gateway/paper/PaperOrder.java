package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.FeeModel;
import java.util.Map;
import java.util.TreeMap;

/** One order at a paper venue, from its leaving to its end. */
final class PaperOrder {
    /** Where the order is. */
    enum State {
        ON_ITS_WAY,
        RESTING,
        REJECTED,
        ENDED
    }

    /** What is to become of it beside the market, drawn when it leaves. */
    enum Fate {
        ORDINARY,
        REFUSED,
        LOST,
        UNTOLD
    }

    final long orderId;
    final PaperMarket market;
    final Outcome outcome;
    final OrderAction action;
    final TimeInForce timeInForce;
    final long ownPriceMicros;
    final long qtyMicros;
    final long expiryNs;
    /** Above 0: an immediate buy that spends this much collateral instead of counting contracts. */
    final long spendMicros;

    final FeeModel.Charge charge;
    final QueuePlace queue = new QueuePlace();
    final Fate fate;
    State state = State.ON_ITS_WAY;
    long arrivalNs;
    long filledMicros;
    long spentMicros;
    int fills;
    int questions;
    DoneReason doneReason;
    RejectCode rejectCode;
    String rejectText;

    /** The least each level within the limit held since the order left; null where that does not count. */
    private Map<Long, Long> leastMicros;

    PaperOrder(SubmitOrderDecoder command, PaperMarket market, Fate fate, boolean racing) {
        this.orderId = command.orderId();
        this.market = market;
        this.outcome = command.outcome();
        this.action = command.action();
        this.timeInForce = command.timeInForce();
        this.ownPriceMicros = command.priceMicros();
        this.qtyMicros = command.qtyMicros();
        this.expiryNs = command.expiryNs();
        this.fate = fate;
        this.charge = market.fees().newOrder();
        long step = market.rules().notionalStepMicros();
        spendMicros = step > 0 && action == OrderAction.BUY && timeInForce != TimeInForce.GTC
                ? Micros.floorToStep(
                        Math.max(0, Math.min(command.notionalMicros(), Micros.mulFloor(ownPriceMicros, qtyMicros))),
                        step)
                : 0;
        if (racing) {
            leastMicros = new TreeMap<>();
            market.book().levels(takes()).forEach((price, shown) -> {
                if (accepts(price)) {
                    leastMicros.put(price, shown);
                }
            });
        }
    }

    boolean spends() {
        return market.rules().notionalStepMicros() > 0 && action == OrderAction.BUY && timeInForce != TimeInForce.GTC;
    }

    /** Side of the YES book on which it would rest. */
    BookSide rests() {
        return (outcome == Outcome.YES) == (action == OrderAction.BUY) ? BookSide.BID : BookSide.ASK;
    }

    /** Side of the YES book it takes from. */
    BookSide takes() {
        return rests() == BookSide.BID ? BookSide.ASK : BookSide.BID;
    }

    /** A price of the YES book seen from the order's own leg; its own inverse. */
    long own(long yesPriceMicros) {
        return outcome == Outcome.YES ? yesPriceMicros : Micros.ONE - yesPriceMicros;
    }

    long yesPriceMicros() {
        return own(ownPriceMicros);
    }

    boolean accepts(long yesPriceMicros) {
        return rests() == BookSide.BID ? yesPriceMicros <= yesPriceMicros() : yesPriceMicros >= yesPriceMicros();
    }

    long remainingMicros() {
        return qtyMicros - filledMicros;
    }

    /** The book has changed while the order is on its way. */
    void raceAgainst(PaperBook book) {
        if (leastMicros == null || leastMicros.isEmpty()) {
            return;
        }
        leastMicros.replaceAll((price, least) -> Math.min(least, book.shownMicros(takes(), price)));
        leastMicros.values().removeIf(least -> least == 0);
    }

    /** What a level counts with on arrival. */
    long countedMicros(long yesPriceMicros, long shownMicros) {
        return leastMicros == null ? shownMicros : Math.min(shownMicros, leastMicros.getOrDefault(yesPriceMicros, 0L));
    }

    /** From its arrival the race is over. */
    void arrived() {
        leastMicros = null;
    }

    boolean isLive() {
        return state == State.ON_ITS_WAY || state == State.RESTING;
    }
}
