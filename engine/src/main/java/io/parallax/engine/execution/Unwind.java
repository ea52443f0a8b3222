package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.order.Order;
import io.parallax.engine.settings.EngineSettings;

/**
 * Sells what legs hold beyond the least of them, in steps that reach further each time, down to the loss cap; then the pair
 * is frozen and a person called. Each step shrinks what is unhedged, or changes nothing.
 */
final class Unwind {
    /** Pause between steps, so that the book shows what the last one left. */
    static final long PAUSE_NS = 100_000_000L;

    private final EngineSettings settings;
    private final Attempts attempts;
    private final LegSender sender;
    private final CommandWriter writer;

    Unwind(EngineSettings settings, Attempts attempts, LegSender sender, CommandWriter writer) {
        this.settings = settings;
        this.attempts = attempts;
        this.sender = sender;
        this.writer = writer;
    }

    /** Whether there is anything that a sale could shrink. */
    static boolean isDue(Attempt attempt) {
        for (int leg = 0; leg < attempt.legs; leg++) {
            if (LegSender.sellable(attempt, leg) > 0) {
                return true;
            }
        }
        return false;
    }

    /** The same of what is held at one venue. */
    static boolean isDueAt(Attempt attempt, Venue venue) {
        for (int leg = 0; leg < attempt.legs; leg++) {
            if (attempt.instrument(leg).venue() == venue && LegSender.sellable(attempt, leg) > 0) {
                return true;
            }
        }
        return false;
    }

    void begin(Attempt attempt, AttemptEvent why, long nowNs) {
        attempt.dueNs = 0;
        attempts.release(attempt);
        if (attempts.move(attempt, why, nowNs) == AttemptState.UNWINDING) {
            step(attempt, nowNs);
        }
    }

    /** Sends a sale for every leg that has a surplus and no order. */
    void step(Attempt attempt, long nowNs) {
        if (!sender.isPermitted(attempt)) {
            attempts.move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
            return;
        }
        boolean waits = false;
        for (int place = 0; place < attempt.legs; place++) {
            int leg = attempt.legAt(place);
            long qty = attempt.liveOrderId[leg] == 0 ? LegSender.sellable(attempt, leg) : 0;
            if (qty == 0) {
                continue;
            }
            LegSender.Answer answer = writer.hasRoom() ? sender.sell(attempt, leg, qty, nowNs) : LegSender.Answer.LATER;
            if (answer == LegSender.Answer.NOT_PERMITTED) {
                attempts.move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
                return;
            }
            waits |= answer == LegSender.Answer.LATER;
        }
        if (waits) {
            attempt.dueNs = nowNs + PAUSE_NS;
        } else if (attempt.live == 0) {
            fellShort(attempt, nowNs);
        }
    }

    /** Every order of the attempt has ended. */
    void ended(Attempt attempt, long nowNs) {
        if (isDue(attempt)) {
            fellShort(attempt, nowNs);
        } else {
            attempts.move(attempt, AttemptEvent.UNWIND_COMPLETE, nowNs);
        }
    }

    private void fellShort(Attempt attempt, long nowNs) {
        attempt.unwindSteps++;
        if (attempt.unwindSteps >= settings.unwindMaxSteps()) {
            attempts.move(attempt, AttemptEvent.UNWIND_EXHAUSTED, nowNs);
        } else if (attempts.move(attempt, AttemptEvent.UNWIND_SHORT, nowNs) == AttemptState.UNWINDING) {
            attempt.dueNs = nowNs + PAUSE_NS;
        }
    }

    /**
     * While orders are in doubt: sells of the legs without an order what is surplus whatever became of the others. More would
     * be a guess: where the order in doubt did fill, it would leave another leg without its hedge (X5).
     *
     * @param orders finds the live orders
     */
    void sellCertain(Attempt attempt, OrderDesk orders, long nowNs) {
        long mostLeast = Long.MAX_VALUE; // of every leg, however the doubts end
        for (int leg = 0; leg < attempt.legs; leg++) {
            Order live = attempt.liveOrderId[leg] == 0 ? null : orders.find(attempt.liveOrderId[leg]);
            mostLeast = Math.min(mostLeast, attempt.heldMicros[leg] + mostChange(live));
        }
        boolean moved = false;
        for (int leg = 0; leg < attempt.legs; leg++) {
            long surplus = Math.min(attempt.heldMicros[leg] - mostLeast, attempt.heldMicros[leg]);
            long qty = LegSender.sellable(attempt.instrument(leg), surplus);
            if (attempt.liveOrderId[leg] != 0 || qty == 0 || !writer.hasRoom()) {
                continue;
            }
            if (!moved && attempts.move(attempt, AttemptEvent.NAKED, nowNs) != AttemptState.UNWIND_UNKNOWN) {
                return;
            }
            moved = true;
            sender.sell(attempt, leg, qty, nowNs);
        }
    }

    /** The most that a live order can have added to its leg. */
    private static long mostChange(Order order) {
        if (order == null || order.action == io.parallax.codecs.sbe.OrderAction.SELL) {
            return 0;
        }
        return order.exactQty ? order.qtyMicros : 2 * order.qtyMicros;
    }
}
