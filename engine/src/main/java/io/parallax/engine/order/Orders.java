package io.parallax.engine.order;

import io.parallax.codecs.sbe.OrderState;
import io.parallax.engine.state.StateHash;
import org.agrona.collections.Long2LongHashMap;

/**
 * The own orders, in a fixed number of slots. A slot is reused, oldest first, only after its order has
 * ended and every fill of the venue's total was seen; when every
 * slot is live {@link #open} answers null and nothing new is sent.
 */
public final class Orders {
    private final Order[] slots;
    private final Long2LongHashMap slotById;
    private int next;
    private int live;

    public Orders(int capacity) {
        slots = new Order[capacity];
        for (int i = 0; i < capacity; i++) {
            slots[i] = new Order();
        }
        slotById = new Long2LongHashMap(capacity * 2, 0.6f, -1);
    }

    /** A fresh slot for a new order, INTENDED, or null when all are live. */
    public Order open(long orderId) {
        for (int tried = 0; tried < slots.length; tried++) {
            Order slot = slots[next];
            int index = next;
            next = next + 1 == slots.length ? 0 : next + 1;
            if (slot.orderId == 0 || slot.isTerminal() && !slot.owesFills()) {
                if (slot.orderId != 0) {
                    slotById.remove(slot.orderId);
                }
                slot.orderId = orderId;
                slot.state = OrderState.INTENDED;
                slot.filledQtyMicros = 0;
                slot.doneQtyMicros = Order.NOT_TOLD;
                slot.lastQueryNs = 0;
                slot.fees.reset();
                slotById.put(orderId, index);
                live++;
                return slot;
            }
        }
        return null;
    }

    /** The order with this id, or null when it is not (or no longer) known. */
    public Order find(long orderId) {
        long index = slotById.get(orderId);
        return index < 0 ? null : slots[(int) index];
    }

    /** Moves an order along its table. @return the new state, or null when the step is illegal (nothing is changed) */
    public OrderState apply(Order order, OrderEvent event) {
        OrderState to = OrderTable.next(order.state, event);
        if (to != null) {
            boolean wasLive = !order.isTerminal();
            order.state = to;
            if (wasLive && order.isTerminal()) {
                live--;
            }
        }
        return to;
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

    public int capacity() {
        return slots.length;
    }

    /** Slot by place, for sweeps over live orders; {@code orderId() == 0} means never used. */
    public Order slot(int index) {
        return slots[index];
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, next), live);
        for (Order slot : slots) {
            h = slot.stateHash(h);
        }
        return h;
    }
}
