package io.parallax.engine.strategy.api;

/** All a strategy can see. Ids are dense, from 0, in order of definition; more may be defined later. */
public interface StrategyViews {
    /** Engine time: the timestamp of the event being handled, epoch ns UTC. */
    long nowNs();

    int marketCount();

    /** @throws IllegalStateException when the instrument was never defined */
    MarketView market(int instrumentId);

    /** What this strategy holds of an instrument; empty when it holds none or the instrument is not its own. */
    HoldingView holding(int instrumentId);

    int pairCount();

    /** @throws IllegalStateException when the pair was never defined */
    PairView pair(int pairId);
}
