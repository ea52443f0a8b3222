package io.parallax.gateway.kalshi.user;

import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.kalshi.market.Markets;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Publishes each fill once: one fill is told by the socket and again by the list. Event loop only. */
final class FillPublisher {
    private static final int REMEMBERED = 50_000;

    private final Markets markets;
    private final OwnLegs legs;
    private final EventWriter events;
    private final Counters<UserCounter> counters;
    private final Set<String> seen = new LinkedHashSet<>();

    FillPublisher(Markets markets, OwnLegs legs, EventWriter events, Counters<UserCounter> counters) {
        this.markets = markets;
        this.legs = legs;
        this.events = events;
        this.counters = counters;
    }

    /**
     * Publishes a fill unless it was; the caller has stamped the events.
     *
     * @param orderId 0 when the order is none of this session's
     * @param feeMicros {@link Micros#NULL} when not told
     * @return whether it was new
     */
    boolean publish(
            String tradeId,
            String venueOrderId,
            long orderId,
            int market,
            boolean bid,
            boolean taker,
            long yesPriceMicros,
            long qtyMicros,
            long feeMicros) {
        if (!seen.add(tradeId + "/" + venueOrderId)) {
            counters.count(UserCounter.REPEATED_FILLS);
            return false;
        }
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        counters.count(UserCounter.FILLS);
        if (orderId == 0) {
            counters.count(UserCounter.FILLS_UNMAPPED);
        }
        Outcome outcome = legs.outcome(orderId, bid);
        UUID trade = uuid(tradeId);
        events.fill(
                orderId,
                markets.instrumentId(market),
                outcome,
                legs.action(orderId, bid),
                Settlement.CONFIRMED,
                taker ? Liquidity.TAKER : Liquidity.MAKER,
                0,
                trade.getMostSignificantBits(),
                trade.getLeastSignificantBits(),
                outcome == Outcome.YES ? yesPriceMicros : Micros.ONE - yesPriceMicros,
                qtyMicros,
                feeMicros);
        return true;
    }

    /** Trade ids are UUIDs; should one not be, a digest of it serves: a fill is never dropped for its name. */
    static UUID uuid(String tradeId) {
        if (tradeId.length() == 36) {
            try {
                return UUID.fromString(tradeId);
            } catch (IllegalArgumentException e) {
                return UUID.nameUUIDFromBytes(tradeId.getBytes(StandardCharsets.UTF_8));
            }
        }
        return UUID.nameUUIDFromBytes(tradeId.getBytes(StandardCharsets.UTF_8));
    }
}
