package io.parallax.gateway.kalshi.market;

import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.feed.Conflation;
import io.parallax.gateway.net.EpochClock;

/**
 * What the lines of a venue share.
 *
 * @param yesPrices what to ask for in {@code use_yes_price}
 * @param conflation merges what the ring refuses, null = nothing does
 */
record LineCommon(
        Markets markets,
        boolean yesPrices,
        EventPublisher publisher,
        EventWriter events,
        EpochClock clock,
        Decoders decoders,
        Conflation conflation,
        Counters<FeedCounter> counters,
        FaultCounters faults,
        LineOwner owner,
        long bookCheckNs,
        long maxSilenceNs) {}
