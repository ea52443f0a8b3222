package io.parallax.app.run;

import io.parallax.engine.port.StageProbe;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far each role of the ring is: the last sequence it has dealt with. Each counter is written by its role's thread alone, read by
 * any. Passes everything on.
 */
final class Pulse implements StageProbe {
    private final StageProbe next;
    private final AtomicLong engine = new AtomicLong(-1);
    private final AtomicLong journal = new AtomicLong(-1);
    private final AtomicLong dispatch = new AtomicLong(-1);

    Pulse(StageProbe next) {
        this.next = next;
    }

    @Override
    public void passed(Stage stage, long sequence, long receivedNanos, int commandsLength) {
        switch (stage) {
            case ENGINE -> engine.lazySet(sequence);
            case JOURNAL -> journal.lazySet(sequence);
            case DISPATCH -> dispatch.lazySet(sequence);
            default -> {
                // the engine has not dealt with it yet
            }
        }
        next.passed(stage, sequence, receivedNanos, commandsLength);
    }

    long engine() {
        return engine.get();
    }

    long journal() {
        return journal.get();
    }

    long dispatch() {
        return dispatch.get();
    }
}
