package io.parallax.app.pairs;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeAnswer;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.FeeTable;
import io.parallax.config.fee.FeeTerms;
import io.parallax.config.fee.MarketFees;
import io.parallax.gateway.reference.ListedFees;
import java.time.Instant;

/**
 * The fee of a market: what the venue says of it holds, whatever the table says; where it says nothing, a table that is not
 * too old and names the series; else nobody knows. Immutable; any thread.
 */
public final class FeeRule {
    private final FeeBook book;
    private final boolean strict;

    /** @param strict whether a table that is too old says nothing, of what a fee type means either */
    public FeeRule(FeeBook book, boolean strict) {
        this.book = book;
        this.strict = strict;
    }

    /**
     * A fee as the engine is told it.
     *
     * @param difference what the table says instead, and what the market; empty when they agree or one of them says nothing
     */
    record Fee(FeeKind kind, long takerMicros, long makerMicros, long exponentMicros, String difference) {
        private static Fee unknown(String why) {
            return new Fee(FeeKind.UNKNOWN, 0, 0, Micros.ONE, why);
        }
    }

    /** @param now also the day of the table's rows, but for markets that keep the schedule they were created with */
    Fee of(Venue venue, ListedFees listed, Instant now) {
        if (listed.contradictory()) {
            return Fee.unknown(
                    "what the venue says of its fee contradicts itself or ends unannounced; not traded meanwhile");
        }
        boolean usable = !strict || !book.table(venue).isTooOld(now);
        return venue == Venue.POLYMARKET ? polymarket(listed, now) : kalshi(listed, now, usable);
    }

    private Fee polymarket(ListedFees listed, Instant now) {
        MarketFees told = listed.told();
        if (told.takerRateMicros() == Micros.NULL) {
            return Fee.unknown("the venue says nothing of its fee");
        }
        boolean free = told.takerRateMicros() == 0 && told.makerRateMicros() == 0;
        Fee fee = new Fee(
                free ? FeeKind.NONE : FeeKind.POLYMARKET_V2,
                told.takerRateMicros(),
                told.makerRateMicros(),
                told.exponentMicros(),
                "");
        return compared(fee, Venue.POLYMARKET, listed, listed.since() == null ? now : listed.since());
    }

    private Fee kalshi(ListedFees listed, Instant now, boolean usable) {
        MarketFees told = listed.told();
        boolean typeTold = told.type() != null;
        if (!usable || typeTold != (told.multiplierMicros() != Micros.NULL)) {
            return Fee.unknown(
                    usable
                            ? "the venue tells half of its fee, type " + told.type()
                                    + " without the multiplier or the reverse"
                            : book.table(Venue.KALSHI).file() + " is too old to say what a fee type means");
        }
        if (typeTold) {
            return book.kalshiNow(told.type(), told.multiplierMicros())
                    .map(rates -> new Fee(
                            FeeKind.KALSHI_QUADRATIC,
                            rates.takerMicros(),
                            rates.makerMicros(),
                            rates.exponentMicros(),
                            ""))
                    .map(fee -> compared(fee, Venue.KALSHI, listed, now))
                    .orElseGet(() -> Fee.unknown("fee type " + told.type() + " has no formula in "
                            + book.table(Venue.KALSHI).file()));
        }
        return byTable(listed, now);
    }

    /** The row `default` stands in for no market: a series that is not named is not known. */
    private Fee byTable(ListedFees listed, Instant now) {
        FeeTable table = book.table(Venue.KALSHI);
        boolean named = table.seriesNames().contains(listed.name()) && !table.isTooOld(now);
        if (named
                && book.resolve(Venue.KALSHI, listed.name(), MarketFees.NONE, now) instanceof FeeAnswer.Known known
                && !known.terms().series().names().contains(FeeTable.DEFAULT)) {
            FeeTerms terms = known.terms();
            return new Fee(terms.kind(), terms.takerRateMicros(), terms.makerRateMicros(), terms.exponentMicros(), "");
        }
        return Fee.unknown("neither the venue nor " + table.file() + " says what series " + listed.name() + " charges");
    }

    private Fee compared(Fee fee, Venue venue, ListedFees listed, Instant at) {
        if (listed.name().isEmpty()) {
            return fee;
        }
        FeeTable table = book.table(venue);
        String difference = "";
        if (book.resolve(venue, listed.name(), MarketFees.NONE, at) instanceof FeeAnswer.Known known) {
            FeeTerms terms = known.terms();
            boolean same = terms.takerRateMicros() == fee.takerMicros
                    && terms.makerRateMicros() == fee.makerMicros
                    && (fee.kind == FeeKind.NONE || terms.exponentMicros() == fee.exponentMicros);
            difference = same
                    ? ""
                    : "the venue says " + rates(fee.takerMicros, fee.makerMicros) + ", " + table.file() + " of "
                            + listed.name() + " " + rates(terms.takerRateMicros(), terms.makerRateMicros())
                            + "; the venue's holds";
        } else {
            difference = table.file() + " says nothing of " + listed.name() + "; the venue's "
                    + rates(fee.takerMicros, fee.makerMicros) + " holds";
        }
        return new Fee(fee.kind, fee.takerMicros, fee.makerMicros, fee.exponentMicros, difference);
    }

    private static String rates(long takerMicros, long makerMicros) {
        return Micros.format(takerMicros) + " taker, " + Micros.format(makerMicros) + " maker";
    }
}
