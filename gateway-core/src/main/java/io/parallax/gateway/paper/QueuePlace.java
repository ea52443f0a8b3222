package io.parallax.gateway.paper;

import io.parallax.codecs.units.Micros;

/**
 * Place of a resting order in the queue of its level: what stood there on arrival is before us.
 *
 * <pre>
 *   print at our price         takes from what is before us, the rest of it reaches us
 *   level shrinks unexplained  a share of it stood before us (queueCancel); prints explain what they printed
 *   level smaller than that    no more than what is shown can be before us
 *   level joined unseen        all it holds when it is seen again
 * </pre>
 *
 * A venue that shows the smaller level before it tells the print is counted twice by the share of queueCancel: that is part
 * of the parameter's optimism, and 0 has none of it.
 */
final class QueuePlace {
    private long aheadMicros;
    private long shownMicros;
    private long explainedMicros;
    private boolean known = true;

    /** Joins the end of a level. */
    void join(long levelMicros) {
        aheadMicros = levelMicros;
        shownMicros = levelMicros;
        explainedMicros = 0;
    }

    /** Joins a level that nobody can see: all it holds when it is seen again is before us. */
    void joinUnseen() {
        known = false;
    }

    /** The level holds this much now. */
    void onLevel(long levelMicros, long queueCancelMicros) {
        if (!known) {
            known = true;
            join(levelMicros);
            return;
        }
        long goneMicros = shownMicros - levelMicros;
        shownMicros = levelMicros;
        if (goneMicros > 0) {
            long cancelledMicros = Math.max(0, goneMicros - explainedMicros);
            explainedMicros = Math.max(0, explainedMicros - goneMicros);
            aheadMicros = Math.max(0, aheadMicros - Micros.mulFloor(cancelledMicros, queueCancelMicros));
        }
        aheadMicros = Math.min(aheadMicros, levelMicros);
    }

    /** A print at our price. @return what of it reaches us */
    long onPrint(long qtyMicros) {
        if (!known) {
            return 0;
        }
        long reachesMicros = Math.max(0, qtyMicros - aheadMicros);
        aheadMicros = Math.max(0, aheadMicros - qtyMicros);
        explainedMicros += qtyMicros;
        return reachesMicros;
    }
}
