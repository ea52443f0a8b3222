package io.parallax.config.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which fee holds for a market at an instant. What the market says itself wins over the tables, field by field; what neither
 * tells is unknown and not traded. Immutable; any thread.
 */
public final class FeeBook {
    private static final FeeBook SHIPPED =
            new FeeBook(FeeTableLoader.shipped(Venue.POLYMARKET), FeeTableLoader.shipped(Venue.KALSHI));

    private final FeeTable polymarket;
    private final FeeTable kalshi;

    FeeBook(FeeTable polymarket, FeeTable kalshi) {
        this.polymarket = polymarket;
        this.kalshi = kalshi;
    }

    /** The tables that ship with the program. */
    public static FeeBook shipped() {
        return SHIPPED;
    }

    /**
     * The same book with the table of one venue replaced by a user's file.
     *
     * @throws io.parallax.config.ConfigException when anything in it is wrong
     * @throws IOException when it cannot be read
     */
    public FeeBook with(Path file) throws IOException {
        return with(FeeTableLoader.load(file));
    }

    /**
     * The tables that ship with the program, those of the venues that the files are of replaced.
     *
     * @throws ConfigException when anything in a file is wrong, one is not there, or two are of one venue
     * @throws IOException when one cannot be read
     */
    public static FeeBook of(List<Path> files) throws IOException {
        FeeBook book = SHIPPED;
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new ConfigException(
                        List.of(
                                "fees.files: " + file
                                        + ": there is no such file that can be read; correct the path, or leave it out for the table that ships"));
            }
            FeeTable table = FeeTableLoader.load(file);
            if (book.table(table.venue()) != SHIPPED.table(table.venue())) {
                throw new ConfigException(List.of("fees.files: " + file + ": a second table of "
                        + FeeTable.word(table.venue()) + ", leave one of them out"));
            }
            book = book.with(table);
        }
        return book;
    }

    FeeBook with(FeeTable table) {
        return table.venue() == Venue.POLYMARKET ? new FeeBook(table, kalshi) : new FeeBook(polymarket, table);
    }

    public FeeTable table(Venue venue) {
        return switch (venue) {
            case POLYMARKET -> polymarket;
            case KALSHI -> kalshi;
            case NULL_VAL -> throw new IllegalArgumentException("no fee table for no venue");
        };
    }

    /** Every table. */
    public List<FeeTable> tables() {
        return List.of(polymarket, kalshi);
    }

    /**
     * The fee of a market.
     *
     * @param name category (Polymarket) or series (Kalshi); null when the market tells all by itself
     * @param at the trade; at Polymarket, where markets keep the schedule they were created with, the market's creation
     */
    public FeeAnswer resolve(Venue venue, String name, MarketFees market, Instant at) {
        LocalDate day = FeeTable.day(at);
        FeeTable table = table(venue);
        Optional<RoundingRow> rounding = table.roundingOn(day);
        if (rounding.isEmpty() && venue == Venue.KALSHI) {
            return new FeeAnswer.Unknown(table.file() + ": no rounding rule on " + day + "; the table begins "
                    + table.rounding().get(0).days());
        }
        RoundingRow row = rounding.orElseGet(() -> table.rounding().get(0));
        return venue == Venue.POLYMARKET
                ? polymarket(name, market, day, row, table.isTooOld(at))
                : kalshi(name, market, day, row, table.isTooOld(at));
    }

    private FeeAnswer polymarket(String name, MarketFees market, LocalDate day, RoundingRow rounding, boolean tooOld) {
        ScheduleRow row = null;
        List<String> basis = new ArrayList<>();
        if (name != null) {
            Optional<ScheduleRow> found = polymarket.schedule(name, day);
            if (found.isEmpty() && market.takerRateMicros() == Micros.NULL) {
                return notListed(polymarket, "category", name, day);
            }
            row = found.orElse(null);
        }
        if (row != null) {
            basis.add("category " + name + ": schedule " + row.id() + " of " + polymarket.file() + ", " + row.days());
        }
        if (market.hasRates()) {
            basis.add("the market's own rate or exponent wins over the table");
        }
        if (market.takerRateMicros() == Micros.NULL && (row == null || row.kind() == FeeKind.UNKNOWN)) {
            return new FeeAnswer.Unknown(
                    row == null
                            ? "neither category nor rate told: name one of "
                                    + String.join(", ", polymarket.scheduleNames()) + ", or the market's rate"
                            : unknownFormula(row, day));
        }
        long taker = orElse(market.takerRateMicros(), row == null ? 0 : row.takerMicros());
        long maker = orElse(market.makerRateMicros(), row == null || market.hasRates() ? 0 : row.makerMicros());
        boolean hasTable = row != null && row.kind() == FeeKind.POLYMARKET_V2;
        long exponent = orElse(market.exponentMicros(), hasTable ? row.exponentMicros() : Micros.ONE);
        boolean free = taker == 0 && maker == 0;
        return known(new FeeTerms(
                Venue.POLYMARKET,
                free ? FeeKind.NONE : FeeKind.POLYMARKET_V2,
                taker,
                maker,
                exponent,
                row,
                null,
                Micros.ONE,
                rounding,
                basis,
                tooOld && market.takerRateMicros() == Micros.NULL));
    }

    private FeeAnswer kalshi(String name, MarketFees market, LocalDate day, RoundingRow rounding, boolean tooOld) {
        List<String> basis = new ArrayList<>();
        SeriesRow series = null;
        if (market.type() == null || market.multiplierMicros() == Micros.NULL) {
            Optional<SeriesRow> found =
                    name == null ? kalshi.seriesRow(FeeTable.DEFAULT, day) : kalshi.seriesRow(name, day);
            if (found.isEmpty()) {
                return notListed(kalshi, "series", name, day);
            }
            series = found.get();
            basis.add((name == null ? "no series told" : "series " + name) + ": row " + series.id() + " of "
                    + kalshi.file() + ", " + series.days()
                    + (series.names().contains(FeeTable.DEFAULT) ? "; it has none of its own" : ""));
        }
        String type = market.type() == null ? series.type() : market.type();
        long multiplier = orElse(market.multiplierMicros(), series == null ? 0 : series.multiplierMicros());
        if (market.type() != null || market.multiplierMicros() != Micros.NULL) {
            basis.add("the market's own fee type or multiplier wins over the table");
        }
        Optional<ScheduleRow> found = kalshi.schedule(type, day);
        if (found.isEmpty()) {
            return notListed(kalshi, "fee type", type, day);
        }
        ScheduleRow row = found.get();
        if (row.kind() == FeeKind.UNKNOWN && market.takerRateMicros() == Micros.NULL) {
            return new FeeAnswer.Unknown(unknownFormula(row, day));
        }
        basis.add("fee type " + type + ": schedule " + row.id() + " of " + kalshi.file() + ", " + row.days());
        long takerK = orElse(market.takerRateMicros(), row.takerMicros());
        long makerK = orElse(market.makerRateMicros(), row.makerMicros());
        if (multiplier < 0) {
            return new FeeAnswer.Unknown("multiplier " + Micros.format(multiplier) + ": must not be negative");
        }
        return known(new FeeTerms(
                Venue.KALSHI,
                FeeKind.KALSHI_QUADRATIC,
                takerRate(multiplier, takerK),
                makerRate(multiplier, makerK),
                orElse(market.exponentMicros(), row.exponentMicros()),
                row,
                series,
                multiplier,
                rounding,
                basis,
                tooOld));
    }

    /**
     * The fee of a Kalshi market now, by the schedules that hold until further notice: empty when the type is not known, has no
     * formula, or the multiplier is not told.
     */
    public Optional<KalshiRates> kalshiNow(String type, long multiplierMicros) {
        return kalshi.newest(type)
                .filter(row -> row.kind() == FeeKind.KALSHI_QUADRATIC && multiplierMicros >= 0)
                .map(row -> new KalshiRates(
                        takerRate(multiplierMicros, row.takerMicros()),
                        makerRate(multiplierMicros, row.makerMicros()),
                        row.exponentMicros()));
    }

    /** Rates of a market, multiplier included, in micros. */
    public record KalshiRates(long takerMicros, long makerMicros, long exponentMicros) {}

    private static long takerRate(long multiplierMicros, long kMicros) {
        return Micros.mulCeil(multiplierMicros, kMicros);
    }

    /** Whether the multiplier lowers the maker's rate is not established: it may only raise it. */
    private static long makerRate(long multiplierMicros, long kMicros) {
        return Micros.mulCeil(Math.max(multiplierMicros, Micros.ONE), kMicros);
    }

    private static FeeAnswer known(FeeTerms terms) {
        return new FeeAnswer.Known(terms);
    }

    private static FeeAnswer notListed(FeeTable table, String what, String name, LocalDate day) {
        String dates = what.equals("series") ? "" : table.daysOf(name);
        if (!dates.isEmpty()) {
            return new FeeAnswer.Unknown(
                    what + " " + name + ": no schedule on " + day + " in " + table.file() + "; it has " + dates);
        }
        var known = what.equals("series") ? table.seriesNames() : table.scheduleNames();
        return new FeeAnswer.Unknown(what + " " + name + ": not in " + table.file() + " on " + day + "; known are "
                + String.join(", ", known));
    }

    private static String unknownFormula(ScheduleRow row, LocalDate day) {
        return "schedule " + row.id() + " (" + row.days() + ") has no published formula on " + day
                + ": give the market's own rate, or do not trade it";
    }

    private static long orElse(long micros, long otherMicros) {
        return micros == Micros.NULL ? otherMicros : micros;
    }
}
