package io.parallax.engine.instrument;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.fee.FeeDisputes;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.position.Position;
import io.parallax.engine.state.StateHash;

/** One binary market at one venue: what the venue said of it, its YES book, and what we hold. */
public final class Instrument {
    private final int instrumentId;
    private final long closeTimeNs;
    private final long resolutionTimeNs;
    private final Venue venue;
    private final Label label;
    private final LastTrade lastTrade = new LastTrade();
    private final Rules rules;
    private final BookSlot slot;
    private final Position position;
    private MarketState state;
    private FeeSchedule fees;
    /** The last schedule known before the last change, null before the first. */
    private FeeSchedule feesBefore;

    private long feesSinceNs;
    private int feeEpoch;
    private FeeDisputes disputes = new FeeDisputes();

    /**
     * Order rules of the market, in micros.
     *
     * @param notionalStepMicros above 0: immediate buys spend collateral in this step and the quantity follows
     */
    public record Rules(long minQtyMicros, long qtyStepMicros, long minNotionalMicros, long notionalStepMicros) {
        /** Whether only the quantity of an order is held against rules. */
        public boolean takesAnyNotional() {
            return minNotionalMicros == 0 && notionalStepMicros == 0;
        }
    }

    public Instrument(
            int instrumentId,
            Label label,
            Venue venue,
            Rules rules,
            FeeSchedule fees,
            BookSlot slot,
            Position position,
            MarketState state,
            long closeTimeNs,
            long resolutionTimeNs) {
        this.instrumentId = instrumentId;
        this.closeTimeNs = closeTimeNs;
        this.resolutionTimeNs = resolutionTimeNs;
        this.label = label;
        this.venue = venue;
        this.rules = rules;
        this.fees = fees;
        this.slot = slot;
        this.position = position;
        this.state = state;
    }

    public int instrumentId() {
        return instrumentId;
    }

    /** When the venue stops trading it, epoch ns UTC; 0 = not told. */
    public long closeTimeNs() {
        return closeTimeNs;
    }

    /** When it is expected to have paid, at the latest, epoch ns UTC; 0 = not told. */
    public long resolutionTimeNs() {
        return resolutionTimeNs;
    }

    public Venue venue() {
        return venue;
    }

    /** What the venue calls it. */
    public Label label() {
        return label;
    }

    /** Its latest public print. */
    public LastTrade lastTrade() {
        return lastTrade;
    }

    public Rules rules() {
        return rules;
    }

    public FeeSchedule fees() {
        return fees;
    }

    /**
     * The venue's schedule was read anew, and is another from now on or the same. Of two that differ and were read at times that
     * contradict the order in which they came, neither is known to hold: the fee is unknown until the next reading.
     */
    public void changeFees(FeeSchedule newFees, long nowNs) {
        boolean late = newFees.readAtNs() < fees.readAtNs();
        if (newFees.chargesAs(fees)) {
            fees = late ? fees : newFees;
            return;
        }
        feesBefore = fees.isKnown() || feesBefore == null ? fees : feesBefore;
        fees = late ? FeeSchedule.unknown(newFees.readAtNs()) : newFees;
        feesSinceNs = nowNs;
        feeEpoch++;
    }

    /** Grows with every schedule that charges otherwise than the one before. */
    public int feeEpoch() {
        return feeEpoch;
    }

    /** The schedule that an order sent at {@code sentNs} may still be charged by, beside {@link #fees}; null = none. */
    public FeeSchedule feesBefore(long sentNs) {
        return feesBefore != null && sentNs <= feesSinceNs ? feesBefore : null;
    }

    /**
     * What a fill of which the venue told no fee will have cost: by the schedule that holds, or by the one before where that is
     * unknown now; {@link FeeSchedule#FEE_UNKNOWN} when no schedule ever was known.
     */
    public long expectedFee(Liquidity liquidity, OrderAction action, long priceMicros, long qtyMicros) {
        return lastKnownFees().expectedFee(liquidity, action, priceMicros, qtyMicros);
    }

    /** The schedule that holds, or the last one known where that is unknown now; for what is under way, never to open. */
    public FeeSchedule lastKnownFees() {
        return fees.isKnown() || feesBefore == null ? fees : feesBefore;
    }

    /** Fees charged at the venue are not those of the model: nothing new is opened there until the operator resumes. */
    public boolean isFeeDisputed() {
        return disputes.isOpen(venue);
    }

    /** Joins the disputes of all instruments. */
    void join(FeeDisputes all) {
        disputes = all;
    }

    public BookSlot slot() {
        return slot;
    }

    /** The book that is read now; another object may be after the next event. */
    public OrderBook book() {
        return slot.book();
    }

    public Position position() {
        return position;
    }

    /** A line of the venue waits for its budget of reconnects: nothing new is opened there. */
    public boolean isVenueClosed() {
        return slot.lines().isClosed();
    }

    public MarketState state() {
        return state;
    }

    public boolean isActive() {
        return state == MarketState.ACTIVE;
    }

    public boolean isResolved() {
        return state == MarketState.RESOLVED;
    }

    public void state(MarketState state) {
        this.state = state;
    }

    /** An immediate buy here fills exactly the quantity asked for, at most. */
    public boolean hasExactQty() {
        return rules.notionalStepMicros() == 0;
    }

    /** Side of the YES book that a buyer of {@code outcome} takes from. */
    public static BookSide sideToBuy(Outcome outcome) {
        return outcome == Outcome.YES ? BookSide.ASK : BookSide.BID;
    }

    /** Side of the YES book that a seller of {@code outcome} sells to. */
    public static BookSide sideToSell(Outcome outcome) {
        return outcome == Outcome.YES ? BookSide.BID : BookSide.ASK;
    }

    /** A price of the YES book seen from {@code outcome}; its own inverse. */
    public static long ownPrice(Outcome outcome, long yesPriceMicros) {
        return outcome == Outcome.YES ? yesPriceMicros : Micros.ONE - yesPriceMicros;
    }

    /** Best price at which {@code outcome} can be sold now, or {@link OrderBook#NO_PRICE}. */
    public long bestSaleMicros(Outcome outcome) {
        long best = outcome == Outcome.YES ? book().bestBidMicros() : book().bestAskMicros();
        return best == OrderBook.NO_PRICE ? best : ownPrice(outcome, best);
    }

    /** Best own-leg price at which {@code outcome} can be bought now, or {@link OrderBook#NO_PRICE}, which is below zero. */
    public long bestBuyMicros(Outcome outcome) {
        long best = outcome == Outcome.YES ? book().bestAskMicros() : book().bestBidMicros();
        return best == OrderBook.NO_PRICE ? best : ownPrice(outcome, best);
    }

    /** Distance from an own-leg price to its neighbour on the grid, on the side of one dollar of YES where there is one. */
    public long tickMicros(Outcome outcome, long ownPriceMicros) {
        long yes = ownPrice(outcome, ownPriceMicros);
        long above = slot.grid().ceilToGrid(yes + 1);
        return above == OrderBook.NO_PRICE ? yes - slot.grid().floorToGrid(yes - 1) : above - yes;
    }

    /** The nearest price on the grid not above (for a buyer's limit), own-leg. */
    public long floorOwnPrice(Outcome outcome, long ownPriceMicros) {
        long yes = ownPrice(outcome, ownPriceMicros);
        long onGrid = outcome == Outcome.YES
                ? slot.grid().floorToGrid(yes)
                : slot.grid().ceilToGrid(yes);
        return onGrid == OrderBook.NO_PRICE ? onGrid : ownPrice(outcome, onGrid);
    }

    /** The nearest price on the grid not below (for a seller's limit), own-leg. */
    public long ceilOwnPrice(Outcome outcome, long ownPriceMicros) {
        Outcome other = outcome == Outcome.YES ? Outcome.NO : Outcome.YES;
        long mirrored = floorOwnPrice(other, Micros.ONE - ownPriceMicros);
        return mirrored == OrderBook.NO_PRICE ? mirrored : Micros.ONE - mirrored;
    }

    long stateHash(long hash) {
        long h = StateHash.mix(hash, instrumentId);
        h = StateHash.mix(h, state.value());
        h = lastTrade.stateHash(label.stateHash(h));
        h = fees.stateHash(h);
        h = StateHash.mix(StateHash.mix(h, feesSinceNs), feeEpoch);
        h = feesBefore == null ? h : feesBefore.stateHash(h);
        h = slot.heardHash(slot.stateHash(h));
        return position.stateHash(h);
    }
}
