package io.parallax.app.demo;

import io.parallax.app.demo.SimMarkets.Listed;
import io.parallax.app.summary.Ledger;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.SimTruth;
import io.parallax.sim.SimTruth.Position;
import io.parallax.sim.SimTruth.VenueTruth;
import java.util.ArrayList;
import java.util.List;

/**
 * How our books at rest, told from the journal alone, compare with those of the simulated venues.
 *
 * <p>Positions must be equal to the micro, each outcome by itself. So must cash at Kalshi, which tells the fee of every
 * fill and trades hundredths of a contract at hundredths of a cent, so that no fill has a fraction of a micro to round.
 * Polymarket tells no fee, and an immediate buy there spends money, so its fills have fractions: our ledger rounds each
 * against us, while the venue gives the fraction to one of the two sides. Our cash may therefore be short by up to a micro
 * a fill, and never over. Fees need no tolerance: venue and ledger round each fill half up to the same unit.
 *
 * @param positionsEqual every holding is equal
 * @param cashEqual cash of both venues is equal, within the tolerance
 * @param cashDifferenceMicros by how much cash differs, both venues added without regard to sign
 * @param differences one line for each holding or venue that differs beyond the tolerance
 */
public record TruthCheck(
        boolean positionsEqual, boolean cashEqual, long cashDifferenceMicros, List<String> differences) {
    private static final long POLYMARKET_ROUNDING_PER_FILL_MICROS = 1;

    public TruthCheck {
        differences = List.copyOf(differences);
    }

    /** Whether our books are right. */
    public boolean holds() {
        return positionsEqual && cashEqual;
    }

    /** Compares a ledger with what is true. @param markets every market either knows */
    static TruthCheck of(List<Listed> markets, Ledger ledger, SimTruth truth) {
        List<String> positions = new ArrayList<>();
        for (Listed market : markets) {
            VenueTruth venue = market.venue() == Venue.KALSHI ? truth.kalshi() : truth.polymarket();
            Position held = venue.positions().get(market.symbol());
            long yesMicros = held == null ? 0 : held.yesMicros();
            long noMicros = held == null ? 0 : held.noMicros();
            compare(positions, market, "YES", ledger.yesMicros(market.instrumentId()), yesMicros);
            compare(positions, market, "NO", ledger.noMicros(market.instrumentId()), noMicros);
        }
        List<String> cash = new ArrayList<>();
        long roundingMicros = Math.multiplyExact(truth.polymarket().fillCount(), POLYMARKET_ROUNDING_PER_FILL_MICROS);
        long difference = Math.addExact(
                compare(cash, Venue.POLYMARKET, ledger, truth.polymarket(), roundingMicros),
                compare(cash, Venue.KALSHI, ledger, truth.kalshi(), 0));
        List<String> differences = new ArrayList<>(positions);
        differences.addAll(cash);
        return new TruthCheck(positions.isEmpty(), cash.isEmpty(), difference, differences);
    }

    private static void compare(
            List<String> differences, Listed market, String outcome, long ledgerMicros, long truthMicros) {
        if (ledgerMicros != truthMicros) {
            differences.add(market.venue() + " " + market.symbol() + " " + outcome + ": ledger "
                    + Micros.format(ledgerMicros) + ", venue " + Micros.format(truthMicros));
        }
    }

    /** @return by how much cash differs, either way */
    private static long compare(
            List<String> differences, Venue venue, Ledger ledger, VenueTruth truth, long roundingMicros) {
        long ledgerMicros = ledger.cashMicros(venue);
        long shortMicros = Math.subtractExact(truth.cashMicros(), ledgerMicros);
        if (shortMicros < 0 || shortMicros > roundingMicros) {
            differences.add(venue + " cash: ledger " + Micros.format(ledgerMicros) + ", venue "
                    + Micros.format(truth.cashMicros()) + " after " + truth.fillCount() + " fills and "
                    + Micros.format(truth.feesMicros()) + " of fees");
        }
        return Math.absExact(shortMicros);
    }
}
