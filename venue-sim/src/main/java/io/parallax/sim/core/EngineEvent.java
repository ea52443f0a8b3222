package io.parallax.sim.core;

import java.util.List;

/**
 * Everything one command did to one market, in order. Orders show their state after the whole event.
 *
 * @param market market
 * @param number count of events of the exchange, from 1
 * @param timestampNs epoch ns
 * @param levels level changes, makers before the remainder of the taker; the book is never crossed in between
 * @param trades matches
 * @param updates order steps
 */
public record EngineEvent(
        Market market,
        long number,
        long timestampNs,
        List<LevelChange> levels,
        List<Trade> trades,
        List<OrderUpdate> updates) {}
