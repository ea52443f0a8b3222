package io.parallax.sim.flow;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import java.util.List;

/** Lists pairs whose books cost nothing until somebody looks: then each side gets a plain ladder. */
public final class QuietBooks {
    /** Levels of a side. */
    public static final int LEVELS = 6;

    /** Distance of two levels, and of the best one from the fair value. */
    public static final long STEP_MICROS = 10_000;

    private static final long QTY_MICROS = 100 * Micros.ONE;

    private QuietBooks() {}

    /** Adds the markets of the pairs to both exchanges. */
    public static void list(Exchange kalshi, Exchange polymarket, List<SimPair> pairs, long timestampNs) {
        for (SimPair pair : pairs) {
            kalshi.addMarket(pair.kalshi().spec(), market -> fill(kalshi, market, pair.fairMicros(), timestampNs));
            polymarket.addMarket(
                    pair.polymarket().spec(), market -> fill(polymarket, market, pair.fairMicros(), timestampNs));
        }
    }

    private static void fill(Exchange exchange, Market market, long fairMicros, long timestampNs) {
        for (int level = 1; level <= LEVELS; level++) {
            long qtyMicros = level * QTY_MICROS;
            exchange.mirrorLevel(market, BookSide.BID, fairMicros - level * STEP_MICROS, qtyMicros, timestampNs);
            exchange.mirrorLevel(market, BookSide.ASK, fairMicros + level * STEP_MICROS, qtyMicros, timestampNs);
        }
    }
}
