package io.parallax.engine.strategy.api;

import io.parallax.codecs.sbe.OrderAction;

/**
 * Decides what to buy and sell. A pure function of what it was shown: the same callbacks over the same views give the same
 * intents, and everything it remembers that decides something is folded into {@link #stateHash}. Its views are those its
 * provider was given at creation; they change between callbacks and are not to be kept as values.
 *
 * <p>Callbacks allocate nothing in steady state and never throw: a throw is a bug and stops the process. {@code intents}
 * counts only during the callback it was passed to.
 */
public interface Strategy {
    /** The book of an instrument changed, is whole and LIVE. */
    default void onBook(int instrumentId, Intents intents) {}

    /**
     * A public print in YES terms. Two lines may tell one print twice. The market's view keeps the latest.
     *
     * @param takerAction BUY: the taker bought YES
     */
    default void onTrade(
            int instrumentId, OrderAction takerAction, long priceMicros, long qtyMicros, Intents intents) {}

    /** Time passed: some ten milliseconds since the last call. @param nowNs engine time, epoch ns UTC */
    default void onTimer(long nowNs, Intents intents) {}

    /** An order of this strategy changed its state or was filled. {@code order} is valid during the call. */
    default void onOrder(OwnOrder order, Intents intents) {}

    /** Folds everything remembered that decides something into {@code hash}, in a fixed order. */
    long stateHash(long hash);
}
