package io.parallax.engine.strategy.api;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;

/**
 * Takes what a strategy wants. Nothing happens by an intent alone: the engine holds each against its state, the market's
 * rules and every limit, and answers. An intent is a record when it differs from the strategy's last one for the instrument.
 */
public interface Intents {
    /**
     * Wants to buy at once, at {@code limitMicros} or better.
     *
     * @param limitMicros own-leg price, brought down to the grid
     * @param qtyMicros brought down to the lot
     * @return FIRED when the order was sent; otherwise why not, and nothing was
     */
    ReasonCode buy(int instrumentId, Outcome outcome, long limitMicros, long qtyMicros, ReasonCode why);

    /**
     * Wants to sell at once what it holds, at {@code limitMicros} or better.
     *
     * @param limitMicros own-leg price, brought up to the grid
     * @param qtyMicros brought down to what is held and to the lot
     * @return FIRED when the order was sent; otherwise why not, and nothing was
     */
    ReasonCode sell(int instrumentId, Outcome outcome, long limitMicros, long qtyMicros, ReasonCode why);

    /** Looks on: something is missing that may come. */
    void watch(int instrumentId, ReasonCode why);

    /** Has no interest, now or for good. */
    void ignore(int instrumentId, ReasonCode why);

    /**
     * Wants a pair in a direction, at the limits and the quantity that {@link PairView#price} found just before. Pairs are
     * dealt with by the strategy {@code arbitrage} alone; others are answered BLOCKED.
     *
     * @return FIRED when an attempt began; otherwise why not, and nothing was sent
     */
    ReasonCode take(int pairId, int direction);

    /**
     * Leaves alone what {@link PairView#price} found just before; it is counted under the reason found, or under {@code why}
     * where that was FIRED.
     */
    void pass(int pairId, int direction, ReasonCode why);
}
