package io.parallax.gateway.counters;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ObjLongConsumer;

/**
 * One count for each constant of an enum. One thread writes, any thread reads; a reader may see a count a moment late,
 * never torn.
 */
public final class Counters<E extends Enum<E>> {
    private final E[] names;
    private final AtomicLongArray counts;

    public Counters(Class<E> type) {
        names = type.getEnumConstants();
        counts = new AtomicLongArray(names.length);
    }

    /** Adds one. Writer thread only. */
    public void count(E name) {
        add(name, 1);
    }

    /** Adds some. Writer thread only. */
    public void add(E name, long amount) {
        int index = name.ordinal();
        counts.setOpaque(index, counts.getPlain(index) + amount);
    }

    public long get(E name) {
        return counts.getOpaque(name.ordinal());
    }

    /** Tells every count, in the order of declaration. */
    public void forEach(ObjLongConsumer<E> reader) {
        for (E name : names) {
            reader.accept(name, get(name));
        }
    }
}
