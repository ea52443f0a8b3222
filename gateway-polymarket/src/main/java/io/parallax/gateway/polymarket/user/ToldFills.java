package io.parallax.gateway.polymarket.user;

import io.parallax.codecs.sbe.Settlement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parts of trades as they were told last, so that pages read again and again tell nothing twice, and a page of the venue's cache
 * that is behind the channel takes nothing back. What differs in price or quantity is always told: the engine judges it.
 * Bounded; what was forgotten is told once more. Event loop only.
 */
final class ToldFills {
    private final Map<Key, Told> told;

    private record Key(long idHigh, long idLow, long orderId, int index) {}

    private record Told(Settlement settlement, long priceMicros, long qtyMicros) {}

    ToldFills(int capacity) {
        told = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Told> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Whether the part, as it is now, is news; remembers it then. */
    boolean isNews(UserSink.Part part) {
        Key key = new Key(
                part.tradeIdHigh(),
                part.tradeIdLow(),
                part.order() == null ? 0 : part.order().orderId(),
                part.index());
        Told now = new Told(part.settlement(), part.priceMicros(), part.qtyMicros());
        Told before = told.get(key);
        if (before != null && isSame(before, now)) {
            return false;
        }
        told.put(key, now);
        return true;
    }

    /** The same again, or a state that the trade has left behind. */
    private static boolean isSame(Told before, Told now) {
        return before.priceMicros == now.priceMicros
                && before.qtyMicros == now.qtyMicros
                && (before.settlement == now.settlement || now.settlement == Settlement.PROVISIONAL);
    }
}
