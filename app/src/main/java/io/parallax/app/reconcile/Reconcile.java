package io.parallax.app.reconcile;

import io.parallax.app.query.VenueCall;
import io.parallax.app.reconcile.VenueBooks.OpenOrder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.journal.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The venues against the newest journal.
 *
 * <p>Cash and holdings are held against the last word of the journal, trades against its fills since it began, resting orders against
 * those it left live. Our ledger rounds each fill at Polymarket against us, so cash there may be short by up to a micro a fill.
 */
public final class Reconcile {
    private final JournalBooks journal;
    private final List<Difference> differences = new ArrayList<>();
    private int compared;

    private Reconcile(JournalBooks journal) {
        this.journal = journal;
    }

    /**
     * Reads both venues and the journal. Blocking.
     *
     * @param session directory of its journal
     * @param markets of Polymarket whose tokens are asked for
     * @throws io.parallax.gateway.reference.ReferenceException when a venue could not be read
     */
    public static ReconcileReport of(
            Path session,
            PolymarketSettings polymarket,
            KalshiSettings kalshi,
            List<PolymarketMarket> markets,
            EpochClock clock) {
        JournalBooks journal = JournalBooks.read(session);
        long sinceSeconds = Sessions.startNs(session) / 1_000_000_000L;
        VenueCall call = new VenueCall(clock);
        Reconcile reconcile = new Reconcile(journal);
        reconcile.compare(
                Venue.POLYMARKET,
                new PolymarketBooks(polymarket, call, clock).read(markets, sinceSeconds),
                journal.fillCount(Venue.POLYMARKET));
        reconcile.compare(Venue.KALSHI, new KalshiBooks(kalshi, call, clock).read(sinceSeconds), 0);
        return new ReconcileReport(session, journal.verdict(), reconcile.compared, reconcile.differences);
    }

    private void compare(Venue venue, VenueBooks told, long cashToleranceMicros) {
        Figure ours = journal.cash(venue);
        long shortMicros = Math.subtractExact(told.cash().micros(), ours.micros());
        compared++;
        if (shortMicros < 0 || shortMicros > cashToleranceMicros) {
            differences.add(difference("cash " + venue, ours, told.cash()));
        }
        sums("position ", venue, journal.positions(), told.positions(), told.positionsSource());
        sums("fills ", venue, journal.fills(), told.fills(), told.fillsSource());
        orders(venue, told);
    }

    private void sums(String what, Venue venue, Map<Holding, Figure> ours, Map<Holding, Figure> theirs, String source) {
        Set<Holding> all = new HashSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        all.stream()
                .filter(holding -> holding.venue() == venue)
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .forEach(holding -> {
                    compared++;
                    Figure our = ours.getOrDefault(holding, new Figure(0, "none in the journal"));
                    Figure their = theirs.getOrDefault(holding, new Figure(0, source));
                    if (our.micros() != their.micros()) {
                        differences.add(difference(what + holding, our, their));
                    }
                });
    }

    private void orders(Venue venue, VenueBooks told) {
        Map<String, String> live = journal.live(venue);
        Set<String> gone = new TreeSet<>(live.keySet());
        for (OpenOrder order : told.openOrders()) {
            compared++;
            if (!gone.remove(order.id())) {
                differences.add(new Difference(
                        "order " + venue + " " + order.id() + " of " + order.market() + " rests",
                        0,
                        "not live in the journal",
                        order.remainingMicros(),
                        told.ordersSource()));
            }
        }
        for (String id : gone) {
            compared++;
            differences.add(new Difference(
                    "order " + venue + " " + id + " was live, does not rest", 0, live.get(id), 0, told.ordersSource()));
        }
    }

    private static Difference difference(String what, Figure ours, Figure theirs) {
        return new Difference(what, ours.micros(), ours.source(), theirs.micros(), theirs.source());
    }
}
