package io.parallax.engine.order;

import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.state.StateHash;

/**
 * The own orders, in a fixed number of slots. A slot is reused, oldest first, only after its order has
 * ended and every fill of the venue's total was seen; when every
 * slot is live {@link #open} answers null and nothing new is sent.
 */
public final class Orders {
    private final Order[] slots;
    private final SlotIndex index;
    /** Slots of live orders, in no order that means anything but the same in replay; the first {@link #live} count. */
    private final int[] liveSlots;

    private int next;
    private int live;

    public Orders(int capacity) {
        slots = new Order[capacity];
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Order();
            slots[i].slot = i;
        }
        liveSlots = new int[capacity];
        index = new SlotIndex(capacity);
    }

    /** A fresh slot for a new order, INTENDED, or null when all are live. */
    public Order open(long orderId) {
        for (int tried = 0; tried < slots.length; tried++) {
            Order slot = slots[next];
            next = next + 1 == slots.length ? 0 : next + 1;
            if (slot.orderId == 0 || slot.isTerminal() && !slot.owesFills()) {
                if (slot.orderId != 0) {
                    index.remove(slot.slot);
                }
                slot.orderId = orderId;
                slot.state = OrderState.INTENDED;
                slot.filledQtyMicros = 0;
                slot.doneQtyMicros = Order.NOT_TOLD;
                slot.lastQueryNs = 0;
                slot.expiryNs = 0;
                slot.cancelAsked = false;
                slot.answered = false;
                slot.doubled = false;
                slot.venueIdHash = 0;
                slot.fees.reset();
                index.put(orderId, slot.slot);
                liveSlots[live] = slot.slot;
                slot.liveAt = live++;
                return slot;
            }
        }
        return null;
    }

    /** The order with this id, or null when it is not (or no longer) known. */
    public Order find(long orderId) {
        int slot = index.find(orderId);
        return slot == SlotIndex.ABSENT ? null : slots[slot];
    }

    /** Moves an order along its table. @return the new state, or null when the step is illegal (nothing is changed) */
    public OrderState apply(Order order, OrderEvent event) {
        OrderState to = OrderTable.next(order.state, event);
        if (to != null) {
            boolean wasLive = !order.isTerminal();
            order.state = to;
            if (wasLive && order.isTerminal()) {
                removeLive(order);
            }
        }
        return to;
    }

    private void removeLive(Order order) {
        int last = liveSlots[--live];
        liveSlots[order.liveAt] = last;
        slots[last].liveAt = order.liveAt;
    }

    /** The venue said something about it. @return whether it is the first */
    public boolean answered(Order order) {
        boolean first = !order.answered;
        order.answered = true;
        return first;
    }

    /** The venue names it. @return whether it had named it otherwise before: then there are two */
    public boolean named(Order order, long venueIdHash) {
        boolean other = order.venueIdHash != 0 && venueIdHash != 0 && order.venueIdHash != venueIdHash;
        order.venueIdHash = order.venueIdHash == 0 ? venueIdHash : order.venueIdHash;
        boolean news = other && !order.doubled;
        order.doubled |= other;
        return news;
    }

    /** Adds a fill's quantity (negative for a reversal). */
    public void addFilled(Order order, long qtyMicros) {
        order.filledQtyMicros += qtyMicros;
    }

    /** Keeps the venue's own total. */
    public void told(Order order, long doneQtyMicros) {
        order.doneQtyMicros = doneQtyMicros;
    }

    /** Orders not yet ended. */
    public int live() {
        return live;
    }

    /** Whether an order of a venue lives, or ended and still owes fills. Asks every slot: not for the hot path. */
    public boolean isUnderWay(Venue venue) {
        for (Order slot : slots) {
            if (slot.orderId() != 0 && slot.venue == venue && (!slot.isTerminal() || slot.owesFills())) {
                return true;
            }
        }
        return false;
    }

    public int capacity() {
        return slots.length;
    }

    /** Live order by place, below {@link #live}; an order that ends leaves its place to the last. */
    public Order liveAt(int place) {
        return slots[liveSlots[place]];
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, next), live);
        for (Order slot : slots) {
            h = slot.stateHash(h);
        }
        for (int i = 0; i < live; i++) {
            h = StateHash.mix(h, liveSlots[i]);
        }
        return h;
    }
}
