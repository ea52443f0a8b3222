package io.parallax.app.doctor;

import io.netty.channel.EventLoop;
import io.parallax.app.pairs.LegReview;
import io.parallax.app.pairs.ListingSource;
import io.parallax.app.pairs.VenueListings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.Violations;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairFiles;
import io.parallax.config.pair.PairSettings;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether what was reviewed of each pair is still so: verdict, dates, rule texts, outcomes and identity of each leg. */
final class PairCheck implements Check {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final ParallaxSettings settings;
    private final EventLoop loop;
    private final long nowNs;

    PairCheck(ParallaxSettings settings, EventLoop loop, long nowNs) {
        this.settings = settings;
        this.loop = loop;
        this.nowNs = nowNs;
    }

    @Override
    public List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        PairFiles.Answer answer;
        try {
            answer = PairFiles.read(settings.pairs().files(), nowNs);
        } catch (IOException e) {
            return List.of(Finding.error(
                    "pairs.files",
                    Cause.CONFIG,
                    "cannot be read",
                    String.valueOf(e.getMessage()),
                    "name the pair files"));
        }
        for (Violations.Problem problem : answer.refusals()) {
            findings.add(Finding.error(
                    "pairs.files",
                    Cause.CONFIG,
                    "a pair file is refused",
                    problem.toString(),
                    "./parallax pairs check"));
        }
        for (Violations.Problem problem : answer.doubts()) {
            findings.add(Finding.warn(
                    "pairs.files", "a pair is never opened", problem.toString(), "./parallax pairs check"));
        }
        if (answer.pairs().isEmpty() && answer.refusals().isEmpty()) {
            findings.add(Finding.error(
                    "pairs.files",
                    Cause.CONFIG,
                    "no pair is configured",
                    settings.pairs().files().toString(),
                    "write one, docs/pairs.md"));
        }
        compare(answer, findings);
        return findings;
    }

    private void compare(PairFiles.Answer answer, List<Finding> findings) {
        if (answer.pairs().isEmpty()
                || settings.polymarket().isEmpty()
                || settings.kalshi().isEmpty()
                || settings.pairs().gamma().isEmpty()) {
            return;
        }
        try (ListingSource listings = VenueListings.of(
                        settings.polymarket().get(),
                        settings.pairs().gamma().get(),
                        settings.kalshi().get())
                .open(loop)) {
            answer.pairs().forEach(listed -> findings.add(judge(listed.pair(), listings)));
        }
    }

    private Finding judge(PairSettings pair, ListingSource listings) {
        String id = "pair." + pair.name();
        PairSettings.Review review = pair.review();
        if (review.expiryNs() != 0 && review.expiryNs() <= nowNs) {
            return Finding.error(
                    id,
                    Cause.OTHER,
                    "the verdict has expired",
                    Instant.ofEpochSecond(review.expiryNs() / NS_PER_SECOND).toString(),
                    "read both rules again and set reviewed and expires");
        }
        for (Leg leg : pair.legs()) {
            try {
                String difference = LegReview.difference(pair, leg, listings);
                if (!difference.isEmpty()) {
                    return Finding.error(
                            id,
                            Cause.OTHER,
                            "a market is not as it was reviewed",
                            difference,
                            "read its rules again; disable the pair until then");
                }
            } catch (ReferenceException e) {
                return Finding.error(
                        id,
                        Cause.UNREACHABLE,
                        "a market cannot be read",
                        leg.venue() + " " + leg.marketId() + ": " + e.getMessage(),
                        "check the market's id, and that it is still listed");
            }
        }
        return Finding.ok(
                id,
                "both markets are as reviewed",
                "verdict " + review.verdict() + " of " + review.reviewed() + " by " + review.reviewer());
    }
}
