package io.parallax.app.run;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ConfigException;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.FeeTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fee tables that a session trades by. */
public final class SessionFees {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFees.class);

    private SessionFees() {}

    /**
     * Reads the tables and judges the age of each that is of a traded venue: too old, live mode does not start, and others warn.
     *
     * @throws ConfigException when a table cannot be used
     */
    public static FeeBook open(ParallaxSettings settings, Instant now) {
        FeeBook book;
        try {
            book = FeeBook.of(settings.fees().files());
        } catch (IOException e) {
            throw new ConfigException(List.of("fees.files: " + e.getMessage() + " cannot be read"));
        }
        List<String> problems = new ArrayList<>();
        for (Venue venue : traded(settings)) {
            FeeTable table = book.table(venue);
            LOG.info("fees of {} by {} version {}, read {}", venue, table.file(), table.version(), table.read());
            if (table.isTooOld(now)) {
                problems.add(tooOld(table));
            }
        }
        if (isStrict(settings) && !problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        problems.forEach(LOG::warn);
        if (settings.pairs().checkNs() >= settings.risk().maxFeeAgeNs()) {
            LOG.warn("pairs.checkEvery is not shorter than risk.maxFeeAge: fees are too old before they are read anew");
        }
        return book;
    }

    /** Whether a table that is too old says nothing. */
    static boolean isStrict(ParallaxSettings settings) {
        return settings.mode() == Mode.LIVE;
    }

    private static List<Venue> traded(ParallaxSettings settings) {
        List<Venue> venues = new ArrayList<>();
        if (settings.mode() == Mode.SIM || settings.polymarket().isPresent()) {
            venues.add(Venue.POLYMARKET);
        }
        if (settings.mode() == Mode.SIM || settings.kalshi().isPresent()) {
            venues.add(Venue.KALSHI);
        }
        return venues;
    }

    private static String tooOld(FeeTable table) {
        return "fee table " + table.file() + " of " + table.venue().name().toLowerCase(Locale.ROOT) + " was read on "
                + table.read() + " and is good for " + table.maxAgeDays()
                + " days; read the venue's schedule again and name your table in fees.files";
    }
}
