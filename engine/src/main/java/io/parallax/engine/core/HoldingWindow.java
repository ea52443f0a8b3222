package io.parallax.engine.core;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.execution.DirectionalDesk;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.strategy.api.HoldingView;

/** What the owner of an instrument holds of it, for that owner's eyes. */
final class HoldingWindow implements HoldingView {
    /** For everybody else. */
    static final HoldingView EMPTY = new HoldingView() {
        @Override
        public long qtyMicros(Outcome outcome) {
            return 0;
        }

        @Override
        public long costMicros(Outcome outcome) {
            return 0;
        }

        @Override
        public long heldSinceNs() {
            return 0;
        }

        @Override
        public boolean hasLiveOrder() {
            return false;
        }
    };

    private final Instrument instrument;
    private final DirectionalDesk desk;

    HoldingWindow(Instrument instrument, DirectionalDesk desk) {
        this.instrument = instrument;
        this.desk = desk;
    }

    @Override
    public long qtyMicros(Outcome outcome) {
        return instrument.position().qtyMicros(outcome);
    }

    @Override
    public long costMicros(Outcome outcome) {
        return instrument.position().costMicros(outcome);
    }

    @Override
    public long heldSinceNs() {
        return desk.heldSinceNs(instrument.instrumentId());
    }

    @Override
    public boolean hasLiveOrder() {
        return desk.isBusy(instrument.instrumentId());
    }
}
