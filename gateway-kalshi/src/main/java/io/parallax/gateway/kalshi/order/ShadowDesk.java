package io.parallax.gateway.kalshi.order;

import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.signing.SignedRoute;
import io.parallax.gateway.net.EpochClock;

/**
 * Takes the sender's place where nothing may be sent: builds each order and signs for it as if it went, tells what would have
 * gone, and refuses it. Holds no line.
 */
public final class ShadowDesk {
    private final long sessionId;
    private final Markets markets;
    private final OrderTerms terms;
    private final OrderBody body;
    private final SignedRoute route;
    private final EventWriter events;
    private final EpochClock clock;
    private final Counters<OrderCounter> counters;

    /** @param route of a creation: a key that cannot sign shows here too */
    public ShadowDesk(
            long sessionId,
            Markets markets,
            SignedRoute route,
            EventWriter events,
            EpochClock clock,
            Counters<OrderCounter> counters) {
        this.sessionId = sessionId;
        this.markets = markets;
        this.terms = new OrderTerms(markets);
        this.body = new OrderBody(sessionId);
        this.route = route;
        this.events = events;
        this.clock = clock;
        this.counters = counters;
    }

    public void submit(SubmitOrderDecoder command) {
        long orderId = command.orderId();
        events.stamp(clock.epochNanos(), 0, 0);
        if (!terms.read(command)) {
            events.rejected(orderId, terms.code(), terms.why());
            return;
        }
        int length = body.write(
                markets.tickerBytes(terms.market()),
                terms.isBid(),
                terms.yesPriceMicros(),
                terms.qtyMicros(),
                terms.timeInForce(),
                orderId,
                markets.shard(terms.market()),
                null);
        route.headers();
        counters.count(OrderCounter.SHADOWED);
        events.orderBuilt(orderId, OrderIds.clientOrderId(sessionId, orderId), body.bytes(), length);
        events.rejected(orderId, RejectCode.SHADOWED, "built and signed; nothing is sent in this mode");
    }
}
