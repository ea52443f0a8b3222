package io.parallax.gateway.polymarket.signing;

import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Orders signed before they are wanted, by their id, each until its time. Bounded: what has no place is not signed. An order
 * leaves once; what it leaves behind is wiped. Allocates nothing after construction.
 */
final class SignedAhead {
    private final Kept[] kept;
    private final Long2ObjectHashMap<Kept> byId = new Long2ObjectHashMap<>();
    private int next;

    /** One order with its signature. */
    static final class Kept {
        final ClobOrder order = new ClobOrder();
        final byte[] hash = new byte[OrderSigner.HASH_LENGTH];
        final byte[] signature;
        private ExchangeDomain domain;
        private long validUntilNs;
        private boolean used;

        Kept(int signatureLength) {
            signature = new byte[signatureLength];
        }

        ExchangeDomain domain() {
            return domain;
        }

        boolean isValid(long nowNs) {
            return nowNs < validUntilNs;
        }
    }

    SignedAhead(int capacity, int signatureLength) {
        kept = new Kept[capacity];
        for (int i = 0; i < capacity; i++) {
            kept[i] = new Kept(signatureLength);
        }
        for (int i = 0; i < capacity; i++) {
            byId.put(i, kept[i]); // the map grows now, not later
        }
        byId.clear();
    }

    /** A place for an order, or null when every place holds one that is still valid. */
    Kept claim(ExchangeDomain domain, ClobOrder order, long validUntilNs, long nowNs) {
        long orderId = order.terms().orderId();
        forget(orderId);
        for (int i = 0; i < kept.length; i++) {
            Kept place = kept[next];
            next = next + 1 == kept.length ? 0 : next + 1;
            if (!place.used || !place.isValid(nowNs)) {
                if (place.used) {
                    forget(place.order.terms().orderId());
                }
                place.order.copy(order);
                place.domain = domain;
                place.validUntilNs = validUntilNs;
                place.used = true;
                byId.put(orderId, place);
                return place;
            }
        }
        return null;
    }

    /** The order kept under an id, or null. */
    Kept find(long orderId) {
        return byId.get(orderId);
    }

    /** Wipes what is kept under an id. */
    void forget(long orderId) {
        Kept place = byId.remove(orderId);
        if (place != null) {
            wipe(place);
        }
    }

    /** Wipes everything. */
    void clear() {
        for (Kept place : kept) {
            wipe(place);
        }
        byId.clear();
    }

    int size() {
        return byId.size();
    }

    private static void wipe(Kept place) {
        place.used = false;
        Arrays.fill(place.signature, (byte) 0);
        Arrays.fill(place.hash, (byte) 0);
    }
}
