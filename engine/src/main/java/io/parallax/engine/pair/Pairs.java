package io.parallax.engine.pair;

import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/** All pairs by dense id, and for each instrument the pairs it is in: a book change touches only its own. */
public final class Pairs {
    private static final int[] NONE = new int[0];

    private Pair[] pairs = new Pair[16];
    private int size;
    private int[][] byInstrument = new int[16][];

    /** @throws IllegalStateException when ids are not dense: the journal or the configuration is wrong */
    public void add(Pair pair) {
        if (pair.pairId() != size) {
            throw new IllegalStateException("pair id " + pair.pairId() + " where " + size + " was due");
        }
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size++] = pair;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            link(pair.leg(leg).instrumentId(), pair.pairId());
        }
    }

    private void link(int instrumentId, int pairId) {
        while (instrumentId >= byInstrument.length) {
            byInstrument = Arrays.copyOf(byInstrument, byInstrument.length * 2);
        }
        int[] known = byInstrument[instrumentId] == null ? NONE : byInstrument[instrumentId];
        int[] grown = Arrays.copyOf(known, known.length + 1);
        grown[known.length] = pairId;
        byInstrument[instrumentId] = grown;
    }

    public Pair get(int pairId) {
        if (pairId < 0 || pairId >= size) {
            throw new IllegalStateException("pair " + pairId + " was never defined");
        }
        return pairs[pairId];
    }

    public int size() {
        return size;
    }

    /** Ids of the pairs this instrument is in; not to be written to. */
    public int[] of(int instrumentId) {
        int[] ids = instrumentId < byInstrument.length ? byInstrument[instrumentId] : null;
        return ids == null ? NONE : ids;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, size);
        for (int i = 0; i < size; i++) {
            h = pairs[i].stateHash(h);
        }
        return h;
    }
}
