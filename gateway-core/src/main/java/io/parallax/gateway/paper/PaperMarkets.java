package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.PaperModel;
import io.parallax.engine.port.FeeModel;
import io.parallax.gateway.reference.TickBand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The markets of one venue, as the events of the ring define and change them; those of others are not seen. */
final class PaperMarkets {
    private final Venue venue;
    private final PaperModel model;
    private final FeeModel fees;
    private final Map<Integer, PaperMarket> byId = new TreeMap<>();

    PaperMarkets(Venue venue, PaperModel model, FeeModel fees) {
        this.venue = venue;
        this.model = model;
        this.fees = fees;
    }

    /** The market of an instrument, null when it is another venue's or not defined. */
    PaperMarket find(int instrumentId) {
        return byId.get(instrumentId);
    }

    /** In order of instrument ids. */
    Collection<PaperMarket> all() {
        return byId.values();
    }

    void define(InstrumentDefinedDecoder event) {
        if (event.venue() != venue) {
            return;
        }
        PaperMarket.Rules rules = new PaperMarket.Rules(
                event.minQtyMicros(),
                event.qtyStepMicros(),
                event.minNotionalMicros(),
                event.notionalStepMicros(),
                event.netting() == Flag.YES);
        FeeModel.Terms terms = fees.terms(
                event.feeKind(),
                event.feeRateMicros(),
                event.makerFeeRateMicros(),
                event.feeExponentMicros(),
                event.feeReadAtNs());
        List<TickBand> grid = new ArrayList<>();
        for (InstrumentDefinedDecoder.BandsDecoder band : event.bands()) {
            grid.add(new TickBand(band.startMicros(), band.endMicros(), band.stepMicros()));
        }
        int id = event.instrumentId();
        byId.put(id, new PaperMarket(id, rules, grid, event.state(), terms, model.refill()));
    }

    void fees(FeesChangedDecoder event) {
        PaperMarket market = byId.get(event.instrumentId());
        if (market != null) {
            market.fees(fees.terms(
                    event.feeKind(),
                    event.feeRateMicros(),
                    event.makerFeeRateMicros(),
                    event.feeExponentMicros(),
                    event.feeReadAtNs()));
        }
    }

    /** @return the market whose grid changed, null when it is none of ours */
    PaperMarket grid(TickSizeChangedDecoder event) {
        PaperMarket market = byId.get(event.instrumentId());
        if (market != null) {
            List<TickBand> grid = new ArrayList<>();
            for (TickSizeChangedDecoder.BandsDecoder band : event.bands()) {
                grid.add(new TickBand(band.startMicros(), band.endMicros(), band.stepMicros()));
            }
            market.grid(grid);
        }
        return market;
    }
}
