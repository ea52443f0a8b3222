package io.parallax.engine.instrument;

import io.parallax.engine.fee.FeeDisputes;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/** All instruments by dense id. */
public final class Instruments {
    private Instrument[] instruments = new Instrument[16];
    private final FeeDisputes disputes = new FeeDisputes();
    private int size;

    /** @throws IllegalStateException when ids are not dense: the journal or the configuration is wrong */
    public void add(Instrument instrument) {
        if (instrument.instrumentId() != size) {
            throw new IllegalStateException(
                    "instrument id " + instrument.instrumentId() + " where " + size + " was due");
        }
        if (size == instruments.length) {
            instruments = Arrays.copyOf(instruments, size * 2);
        }
        instrument.join(disputes);
        instruments[size++] = instrument;
    }

    public Instrument get(int instrumentId) {
        if (instrumentId < 0 || instrumentId >= size) {
            throw new IllegalStateException("instrument " + instrumentId + " was never defined");
        }
        return instruments[instrumentId];
    }

    /** Venues whose charged fees are in dispute. */
    public FeeDisputes feeDisputes() {
        return disputes;
    }

    public int size() {
        return size;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = disputes.stateHash(StateHash.mix(hash, size));
        for (int i = 0; i < size; i++) {
            h = instruments[i].stateHash(h);
        }
        return h;
    }
}
