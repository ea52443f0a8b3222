package io.parallax.engine.order;

import java.util.Arrays;

/**
 * Slot of an order by its id. Places are a quarter full at most and small enough to stay near; ids stand by slot, so that an
 * order is found, entered and taken out without a look at the orders beside it. Nothing is allocated after construction.
 */
final class SlotIndex {
    static final int ABSENT = -1;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int SPARSE = 4;

    private final int shift;
    private final int mask;

    /** Slot and one, 0 = free. */
    private final int[] places;

    private final long[] ids;

    /** @param slots there are */
    SlotIndex(int slots) {
        int capacity = Integer.highestOneBit(Math.max(1, SPARSE * slots - 1)) << 1;
        mask = capacity - 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(capacity);
        places = new int[capacity];
        ids = new long[slots];
        Arrays.fill(ids, Long.MIN_VALUE);
    }

    private int home(long orderId) {
        return (int) (orderId * SPREAD >>> shift);
    }

    /** Slot of an order, or {@link #ABSENT}. */
    int find(long orderId) {
        int i = home(orderId);
        for (int place = places[i]; place != 0; place = places[i]) {
            if (ids[place - 1] == orderId) {
                return place - 1;
            }
            i = i + 1 & mask;
        }
        return ABSENT;
    }

    /** Enters an order that is not there into a slot that holds none. */
    void put(long orderId, int slot) {
        int i = home(orderId);
        while (places[i] != 0) {
            i = i + 1 & mask;
        }
        places[i] = slot + 1;
        ids[slot] = orderId;
    }

    /** Takes the order of a slot out; what stands behind it and could not stand nearer to its home moves up. */
    void remove(int slot) {
        int gap = home(ids[slot]);
        while (places[gap] != slot + 1) {
            gap = gap + 1 & mask;
        }
        for (int i = gap + 1 & mask; places[i] != 0; i = i + 1 & mask) {
            int from = i - home(ids[places[i] - 1]) & mask;
            if (from >= (i - gap & mask)) {
                places[gap] = places[i];
                gap = i;
            }
        }
        places[gap] = 0;
    }
}
