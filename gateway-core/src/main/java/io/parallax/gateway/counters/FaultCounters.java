package io.parallax.gateway.counters;

import io.parallax.gateway.json.DecodeFault;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ObjLongConsumer;

/** One count for each {@link DecodeFault} code. One thread writes, any thread reads. */
public final class FaultCounters {
    private final AtomicLongArray counts = new AtomicLongArray(DecodeFault.COUNT);

    /** Counts a negative code. Writer thread only. */
    public void count(int code) {
        counts.setOpaque(-code, counts.getPlain(-code) + 1);
    }

    public long get(int code) {
        return counts.getOpaque(-code);
    }

    /** All faults together. */
    public long total() {
        long total = 0;
        for (int i = 1; i < DecodeFault.COUNT; i++) {
            total += counts.getOpaque(i);
        }
        return total;
    }

    /** Tells every code that was met, by name. */
    public void forEachMet(ObjLongConsumer<String> reader) {
        for (int i = 1; i < DecodeFault.COUNT; i++) {
            if (counts.getOpaque(i) > 0) {
                reader.accept(DecodeFault.name(-i), counts.getOpaque(i));
            }
        }
    }
}
