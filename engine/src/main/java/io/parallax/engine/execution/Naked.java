package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.order.Order;
import io.parallax.engine.settings.EngineSettings;

/**
 * How long an attempt has held something that nothing covers, from the first fill on. At the bound the pair is closed, a
 * person is called, nothing more is bought, and the action whose worst case is smaller follows:
 *
 * <pre>
 *   no order is live           what is unhedged is sold: waiting has no end otherwise
 *   an order is in doubt       what is surplus whether it filled or not is sold. The rest is held and asked about: sold, it
 *                              would be a naked leg in the world where the order filled, as it is now in the other
 *   an order rests             it is cancelled and asked about; then as above
 * </pre>
 */
final class Naked {
    private final EngineSettings settings;
    private final PairGate gate;
    private final OrderDesk desk;
    private final Unwind unwind;
    private final CommandWriter writer;

    Naked(EngineSettings settings, PairGate gate, OrderDesk desk, Unwind unwind, CommandWriter writer) {
        this.settings = settings;
        this.gate = gate;
        this.desk = desk;
        this.unwind = unwind;
        this.writer = writer;
    }

    /** What the attempt is proven to hold may have changed. */
    void look(Attempt attempt, long nowNs) {
        if (attempt.nakedSinceNs != 0 && attempt.hasLegsToCome()) {
            return;
        }
        if (attempt.unhedgedMicros() <= Coordinator.DUST_MICROS) {
            attempt.nakedSinceNs = 0;
        } else if (attempt.nakedSinceNs == 0) {
            attempt.nakedSinceNs = nowNs;
        }
    }

    boolean isTooLong(Attempt attempt, long nowNs) {
        return settings.maxNakedNs() > 0
                && attempt.nakedSinceNs != 0
                && !attempt.nakedTold
                && nowNs - attempt.nakedSinceNs >= settings.maxNakedNs();
    }

    void act(Attempt attempt, long nowNs) {
        attempt.nakedTold = true;
        attempt.closing = true;
        writer.alert(AlertCode.NAKED_TOO_LONG, attempt.pairId(), -1, 0, attempt.unhedgedMicros());
        gate.freeze(attempt.pairId(), FreezeCause.NAKED);
        if (attempt.live > 0) {
            cancelResting(attempt, nowNs);
            unwind.sellCertain(attempt, desk, nowNs);
        } else if (attempt.state != AttemptState.UNWINDING) {
            unwind.begin(attempt, AttemptEvent.SHORT_UNWIND, nowNs);
        }
    }

    private void cancelResting(Attempt attempt, long nowNs) {
        for (int leg = 0; leg < attempt.legs; leg++) {
            Order order = attempt.liveOrderId[leg] == 0 ? null : desk.find(attempt.liveOrderId[leg]);
            boolean rests = order != null
                    && order.rests()
                    && !order.cancelAsked
                    && (order.state() == OrderState.OPEN || order.state() == OrderState.PART_FILLED);
            if (rests && writer.hasRoom()) {
                desk.cancel(order, nowNs);
            }
        }
    }
}
