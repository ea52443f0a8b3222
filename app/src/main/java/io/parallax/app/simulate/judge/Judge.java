package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.Observer;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.MoneyChangedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;

/**
 * Judges some invariants. Besides what every observer is told, it is told of each slot: {@link #onEvent}, then its commands
 * one by one in order, then {@link #onSlotEnd}.
 */
abstract class Judge implements Observer {
    final Verdicts verdicts;

    Judge(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void onEvent(Slot slot) {}

    void onSubmit(Slot slot, SubmitOrderDecoder order) {}

    void onSignAhead(Slot slot, SignAheadDecoder order) {}

    void onCancelAll(Slot slot, CancelAllDecoder cancel) {}

    void onOrderState(Slot slot, OrderStateChangedDecoder change) {}

    void onAttemptState(Slot slot, AttemptStateChangedDecoder change) {}

    void onEngineState(Slot slot, EngineStateChangedDecoder change) {}

    void onVenueState(Slot slot, VenueStateChangedDecoder change) {}

    void onPairState(Slot slot, PairStateChangedDecoder change) {}

    void onLatch(Slot slot, LatchHaltDecoder latch) {}

    void onClear(Slot slot, ClearLatchDecoder clear) {}

    void onAlert(Slot slot, AlertDecoder alert) {}

    void onOpportunity(Slot slot, OpportunityDecoder opportunity) {}

    void onPosition(Slot slot, PositionChangedDecoder position) {}

    void onMoney(Slot slot, MoneyChangedDecoder money) {}

    void onSlotEnd(Slot slot) {}
}
