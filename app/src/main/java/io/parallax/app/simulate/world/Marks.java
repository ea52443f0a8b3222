package io.parallax.app.simulate.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often each row of the fault catalogue really happened. */
public final class Marks {
    private final TreeMap<String, Long> hits = new TreeMap<>();

    /** A row happened, such as {@code OE-05}. */
    public void hit(String row) {
        hits.merge(row, 1L, Long::sum);
    }

    /** Times a row happened. */
    public long count(String row) {
        return hits.getOrDefault(row, 0L);
    }

    /** Rows that happened, in order. */
    public SortedMap<String, Long> all() {
        return Collections.unmodifiableSortedMap(hits);
    }
}
