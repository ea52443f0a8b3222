package io.parallax.engine.order;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.fee.OrderFees;
import io.parallax.engine.state.StateHash;

/**
 * One own order. Slots are reused; fields are open to the engine's packages because they are written by one thread in one
 * place each: identity by {@link Orders#open}, outcome by {@link Orders#apply}.
 */
public final class Order {
    /** Of an order that no strategy sent by itself. */
    public static final int NO_STRATEGY = -1;

    static final long NOT_TOLD = -1;

    long orderId;
    OrderState state;
    long filledQtyMicros;
    long doneQtyMicros;
    public long attemptId;
    public int pairId;
    /** Place of its leg in the pair. */
    public int leg;

    /** Whose intent it was; {@link #NO_STRATEGY} for orders of pairs. */
    public int strategyId;

    public int instrumentId;
    public Venue venue;
    public Outcome outcome;
    public OrderAction action;
    public TimeInForce timeInForce;
    public Purpose purpose;
    public long priceMicros;
    public long qtyMicros;
    public long notionalMicros;
    /** The venue fills exactly quantity at most; false: it spends notional and the quantity follows. */
    public boolean exactQty;
    /** Cash still held back for this order. */
    public long reservedMicros;
    /** Contracts it may still sell, or was told to have sold and no fill showed yet, where settlements may fail. */
    public long sellingMicros;
    /** What it may still fill, and what it was told to have filled and nothing showed yet, as position intervals count it. */
    public long liveQtyMicros;

    public long owedQtyMicros;

    /** Fees charged so far against the model. */
    public final OrderFees fees = new OrderFees();

    /** When the request was made by which it was signed; 0 = it is signed when it is sent. */
    public long signedNs;

    public long sentNs;
    /** Until when it may rest; 0 = it does not rest. */
    public long expiryNs;

    public long lastQueryNs;
    /** Its time is over and the venue was asked to cancel it. */
    public boolean cancelAsked;

    /** Its slot, and its place among the live ones. */
    int slot;

    int liveAt;
    boolean answered;
    boolean doubled;
    long venueIdHash;

    /** Whether the venue said anything about it yet. */
    public boolean isAnswered() {
        return answered;
    }

    /** The venue shows two orders for it: each may fill. */
    public boolean isDoubled() {
        return doubled;
    }

    /** Rests at the venue until its time is over. */
    public boolean rests() {
        return expiryNs != 0;
    }

    public long orderId() {
        return orderId;
    }

    public OrderState state() {
        return state;
    }

    public boolean isTerminal() {
        return OrderTable.isTerminal(state);
    }

    /** What is proven filled: by fills seen, or by the venue's total where that is ahead of them. */
    public long effectiveFilledMicros() {
        return Math.max(filledQtyMicros, doneQtyMicros);
    }

    /** The venue's total is ahead of the fills seen: some are still to come. */
    public boolean owesFills() {
        return doneQtyMicros > filledQtyMicros;
    }

    /** Sum of the fills seen. */
    public long filledQtyMicros() {
        return filledQtyMicros;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, orderId);
        if (orderId == 0) {
            return h;
        }
        h = StateHash.mix(h, state.value());
        h = StateHash.mix(h, filledQtyMicros);
        h = StateHash.mix(h, doneQtyMicros);
        h = StateHash.mix(h, attemptId);
        h = StateHash.mix(StateHash.mix(h, pairId), strategyId);
        h = StateHash.mix(h, instrumentId);
        h = StateHash.mix(h, outcome.value());
        h = StateHash.mix(h, action.value());
        h = StateHash.mix(h, priceMicros);
        h = StateHash.mix(h, qtyMicros);
        h = StateHash.mix(StateHash.mix(h, notionalMicros), purpose.value() | (exactQty ? 1 << 8 : 0));
        h = StateHash.mix(StateHash.mix(h, reservedMicros), sellingMicros);
        h = StateHash.mix(StateHash.mix(h, liveQtyMicros), owedQtyMicros);
        h = StateHash.mix(StateHash.mix(h, sentNs), expiryNs);
        h = StateHash.mix(h, (cancelAsked ? 1 : 0) | (answered ? 2 : 0) | (doubled ? 4 : 0) | (long) leg << 8);
        h = StateHash.mix(h, venueIdHash);
        h = fees.stateHash(h);
        return StateHash.mix(StateHash.mix(h, lastQueryNs), signedNs);
    }
}
