package io.parallax.app.doctor;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ConfigException;
import io.parallax.config.FeesSettings;
import io.parallax.config.Mode;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.FeeTable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the fee tables may still be believed; in mode live one that is too old is an error. */
final class FeeAgeCheck implements Check {
    private final FeesSettings settings;
    private final Mode mode;
    private final Instant now;

    FeeAgeCheck(FeesSettings settings, Mode mode, Instant now) {
        this.settings = settings;
        this.mode = mode;
        this.now = now;
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        try {
            FeeBook book = FeeBook.of(settings.files());
            for (Venue venue : List.of(Venue.POLYMARKET, Venue.KALSHI)) {
                findings.add(judge(book.table(venue)));
            }
        } catch (IOException | ConfigException e) {
            findings.add(Finding.error(
                    "fees",
                    Cause.CONFIG,
                    "a fee table cannot be used",
                    String.valueOf(e.getMessage()),
                    "see docs/fees.md"));
        }
        return findings;
    }

    private Finding judge(FeeTable table) {
        String id = "fees." + table.venue().name().toLowerCase(Locale.ROOT);
        String value = table.file() + " read on " + table.read() + ", good for " + table.maxAgeDays() + " days";
        if (!table.isTooOld(now)) {
            return Finding.ok(id, "the fee table is young enough", value);
        }
        String fix = "read the venue's schedule again and name your table in fees.files";
        return mode == Mode.LIVE
                ? Finding.error(id, Cause.OTHER, "the fee table is too old", value, fix)
                : Finding.warn(id, "the fee table is too old", value, fix);
    }
}
