package io.parallax.sim.core;

import java.util.List;

/**
 * Rules of one market.
 *
 * @param id Kalshi ticker or Polymarket condition id
 * @param bands tick grid in YES prices, ascending
 * @param lotMicros step of quantities; a resting remainder below it is cancelled as dust
 * @param minRestingQtyMicros smallest quantity of a good-till-cancelled order, 0 = one lot
 * @param offGridImmediate whether limits of immediate orders may lie off the grid (they follow from two amounts)
 * @param fees what fills cost
 * @param recorded whether the book mirrors a recording: servers then send recorded frames, not the core's changes
 */
public record MarketSpec(
        String id,
        List<TickBand> bands,
        long lotMicros,
        long minRestingQtyMicros,
        boolean offGridImmediate,
        FeeRule fees,
        boolean recorded) {
    public MarketSpec {
        bands = List.copyOf(bands);
        if (bands.isEmpty() || lotMicros <= 0) {
            throw new IllegalArgumentException("market " + id + ": needs a tick band and a positive lot");
        }
    }

    /** The same market on another grid. */
    public MarketSpec withBands(List<TickBand> newBands) {
        return new MarketSpec(id, newBands, lotMicros, minRestingQtyMicros, offGridImmediate, fees, recorded);
    }

    /** Whether a YES price strictly between zero and one lies on the grid. */
    public boolean onGrid(long yesPriceMicros) {
        if (yesPriceMicros <= 0 || yesPriceMicros >= 1_000_000L) {
            return false;
        }
        for (TickBand band : bands) {
            if (band.holds(yesPriceMicros)) {
                return true;
            }
        }
        return false;
    }
}
