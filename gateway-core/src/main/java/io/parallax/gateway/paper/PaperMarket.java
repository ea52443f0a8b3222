package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperModel;
import io.parallax.engine.port.FeeModel;
import io.parallax.gateway.reference.TickBand;
import java.util.List;

/** One market of a paper venue: the rules it was defined with, its state, its fees and its book. */
final class PaperMarket {
    /** Rules of the venue, in micros; {@code netting}: YES and NO held together pay a dollar at once. */
    record Rules(
            long minQtyMicros, long qtyStepMicros, long minNotionalMicros, long notionalStepMicros, boolean netting) {}

    private final int instrumentId;
    private final Rules rules;
    private final PaperBook book;
    private List<TickBand> grid;
    private MarketState state;
    private FeeModel.Terms fees;

    PaperMarket(
            int instrumentId,
            Rules rules,
            List<TickBand> grid,
            MarketState state,
            FeeModel.Terms fees,
            PaperModel.Refill refill) {
        this.instrumentId = instrumentId;
        this.rules = rules;
        this.grid = List.copyOf(grid);
        this.state = state;
        this.fees = fees;
        this.book = new PaperBook(refill);
    }

    int instrumentId() {
        return instrumentId;
    }

    Rules rules() {
        return rules;
    }

    PaperBook book() {
        return book;
    }

    MarketState state() {
        return state;
    }

    void state(MarketState now) {
        state = now;
    }

    FeeModel.Terms fees() {
        return fees;
    }

    /** The schedule from now on; one that is not known leaves the last that was, as the engine does with what is under way. */
    void fees(FeeModel.Terms now) {
        if (now.isKnown()) {
            fees = now;
        }
    }

    /** A new grid; the book waits for a snapshot. */
    void grid(List<TickBand> now) {
        grid = List.copyOf(now);
        book.voidAll();
    }

    boolean isOnGrid(long yesPriceMicros) {
        if (yesPriceMicros <= 0 || yesPriceMicros >= Micros.ONE) {
            return false;
        }
        for (TickBand band : grid) {
            if (yesPriceMicros >= band.startMicros()
                    && yesPriceMicros <= band.endMicros()
                    && (yesPriceMicros - band.startMicros()) % band.stepMicros() == 0) {
                return true;
            }
        }
        return false;
    }
}
