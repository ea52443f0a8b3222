package io.parallax.sim.polymarket;

import io.parallax.sim.core.Outcome;
import java.util.function.Consumer;

/** News of markets on demand. */
public final class PolymarketNews {
    private final PolymarketServer server;
    private final Consumer<Runnable> loop;

    /** @param loop runs its argument on the simulator's loop and waits */
    public PolymarketNews(PolymarketServer server, Consumer<Runnable> loop) {
        this.server = server;
        this.loop = loop;
    }

    /** A market is new: for every connection with custom features. */
    public void newMarket(String conditionId) {
        loop.accept(() -> server.tellNew(conditionId));
    }

    /** A market is resolved: for connections with custom features that follow it. */
    public void resolved(String conditionId, Outcome winner) {
        loop.accept(() -> server.tellResolved(conditionId, winner));
    }

    /** The rule text changes, told by nothing: only the catalogue shows it. */
    public void rulesChanged(String conditionId, String description) {
        loop.accept(() -> server.describe(conditionId, description));
    }

    /** The tick changes, told for both tokens or for the first one only. */
    public void tickChanged(String conditionId, long tickMicros, boolean bothTokens) {
        loop.accept(() -> server.changeTick(conditionId, tickMicros, bothTokens));
    }
}
