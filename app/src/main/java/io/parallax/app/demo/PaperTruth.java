package io.parallax.app.demo;

import io.parallax.app.run.PaperVenues;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.SimTruth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the paper accounts came to, in the simulator's words, so that our books are held against it in the same way. */
final class PaperTruth {
    private PaperTruth() {}

    /** Reads both accounts; once the session has ended. */
    static SimTruth of(PaperVenues venues, List<SimMarkets.Listed> markets) {
        return new SimTruth(of(venues, Venue.KALSHI, markets), of(venues, Venue.POLYMARKET, markets));
    }

    private static SimTruth.VenueTruth of(PaperVenues venues, Venue venue, List<SimMarkets.Listed> markets) {
        Map<String, SimTruth.Position> positions = new HashMap<>();
        for (SimMarkets.Listed market : markets) {
            if (market.venue() == venue) {
                long yesMicros = venues.heldMicros(venue, market.instrumentId(), Outcome.YES);
                long noMicros = venues.heldMicros(venue, market.instrumentId(), Outcome.NO);
                positions.put(market.symbol(), new SimTruth.Position(yesMicros, noMicros, 0));
            }
        }
        PaperVenues.Account account = venues.account(venue);
        return new SimTruth.VenueTruth(
                account.initialCashMicros(),
                account.cashMicros(),
                account.cashMicros(),
                account.feesMicros(),
                account.orders(),
                account.fills(),
                0,
                positions);
    }
}
