package io.parallax.gateway.polymarket.condition;

import java.util.function.Consumer;

/** A request that changes nothing and that the matching engine has to answer itself. */
@FunctionalInterface
public interface Probe {
    /** Asks; the result says whether the venue answered as one that is there. */
    void ask(Consumer<Boolean> answered);
}
