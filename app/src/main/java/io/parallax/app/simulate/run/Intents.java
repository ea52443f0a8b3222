package io.parallax.app.simulate.run;

import io.parallax.app.simulate.world.SentOrder;
import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every order that was decided, found by what venues know it by. */
final class Intents {
    private final List<SentOrder> all = new ArrayList<>();
    private final Map<Long, SentOrder> open = new LinkedHashMap<>();
    private final Map<String, SentOrder> byClientId = new HashMap<>();
    private final Map<Long, SentOrder> bySalt = new HashMap<>();

    SentOrder add(long sessionId, long sequence, SubmitOrderDecoder order, long nowNs) {
        SentOrder intent = new SentOrder(
                sessionId,
                sequence,
                order.orderId(),
                order.attemptId(),
                order.pairId(),
                order.instrumentId(),
                order.venue(),
                order.outcome(),
                order.action(),
                order.timeInForce(),
                order.purpose(),
                order.priceMicros(),
                order.qtyMicros(),
                order.notionalMicros(),
                nowNs);
        all.add(intent);
        open.put(order.orderId(), intent);
        byClientId.put(OrderIds.clientOrderId(sessionId, order.orderId()), intent);
        bySalt.put(OrderIds.salt53(sessionId, order.orderId()), intent);
        return intent;
    }

    void end(long orderId) {
        open.remove(orderId);
    }

    /** The session is over: nothing of it is open in an engine any more. */
    void sessionOver() {
        open.clear();
    }

    Collection<SentOrder> all() {
        return Collections.unmodifiableList(all);
    }

    Collection<SentOrder> open() {
        return Collections.unmodifiableCollection(open.values());
    }

    SentOrder find(long sessionId, long orderId) {
        return byClientId.get(OrderIds.clientOrderId(sessionId, orderId));
    }

    SentOrder byClientId(String clientOrderId) {
        return clientOrderId == null ? null : byClientId.get(clientOrderId);
    }

    SentOrder bySalt(long salt) {
        return bySalt.get(salt);
    }
}
