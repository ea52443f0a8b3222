package io.parallax.app.doctor;

import io.parallax.app.book.BookReport;
import io.parallax.app.book.RecordedBooks;
import io.parallax.app.record.RecordFailure;
import io.parallax.app.record.RecordPlan;
import io.parallax.app.record.RecordReport;
import io.parallax.app.record.Recording;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ParallaxSettings;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Whether this build still reads what a venue sends: market frames of a few seconds, fed to the decoder and the book that trade. What
 * is recorded is removed again, since Kalshi's lines carry own fills.
 */
final class SchemaCheck implements Check {
    private static final int SECONDS = 2;

    private final ParallaxSettings settings;
    private final Venue venue;

    SchemaCheck(ParallaxSettings settings, Venue venue) {
        this.settings = settings;
        this.venue = venue;
    }

    @Override
    public List<Finding> run() {
        String id = "schema." + venue.name().toLowerCase(Locale.ROOT);
        try {
            Path directory = Files.createTempDirectory("parallax-doctor"); // of its owner alone
            Path file = directory.resolve("sample.jsonl");
            try {
                RecordReport recorded = Recording.run(
                        new RecordPlan(
                                venue,
                                file,
                                SECONDS,
                                List.of(),
                                settings,
                                1,
                                0,
                                List.of(),
                                RecordPlan.DEFAULT_RING_BYTES),
                        new CountDownLatch(1),
                        line -> {});
                return List.of(
                        judge(id, recorded, RecordedBooks.read(file, venue, RecordedBooks.ALL, Optional.empty())));
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        } catch (IOException | RecordFailure | ReferenceException e) {
            return List.of(Finding.warn(
                    id,
                    "no sample of market data could be taken",
                    String.valueOf(e.getMessage()),
                    "look at the other findings of this venue first"));
        }
    }

    static Finding judge(String id, RecordReport recorded, BookReport report) {
        if (recorded.frames() == 0) {
            return Finding.warn(id, "no frame came", SECONDS + " s", "a market that trades would tell more; ask again");
        }
        String frames = recorded.frames() + " frames of " + recorded.instruments() + " markets";
        if (!report.faults().isEmpty()) {
            return Finding.error(
                    id,
                    Cause.OTHER,
                    "this build does not read what the venue sends",
                    frames + ", faults " + report.faults(),
                    "the venue changed its messages: do not trade with this build; ./parallax record and book show where");
        }
        return Finding.ok(id, "this build reads what the venue sends", frames);
    }
}
