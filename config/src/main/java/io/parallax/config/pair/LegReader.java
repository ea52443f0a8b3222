package io.parallax.config.pair;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.Section;
import java.util.List;

/** Reads a leg of a pair. */
final class LegReader {
    private static final String HASH = "[0-9a-f]{64}";
    private static final String HASH_WORDS = "64 lower-case hex digits (SHA-256 of the rule text, see docs/pairs.md)";

    private final boolean ofSet;

    /** @param ofSet the leg is of a set, of which exactly one pays */
    LegReader(boolean ofSet) {
        this.ofSet = ofSet;
    }

    /** The leg, or null when its venue is none. */
    Leg read(Section in) {
        Venue venue = in.oneOf("venue", List.of(Venue.POLYMARKET, Venue.KALSHI));
        Leg leg = venue == null ? null : venue == Venue.POLYMARKET ? polymarket(in) : kalshi(in);
        if (in.has("payout")) {
            String payout = in.text("payout");
            if (!payout.equals("binary") && !in.isBad("payout")) {
                in.fail("payout", payout, "cannot be approved: only a market that pays 0 or 1 can; leave the pair out");
            }
        }
        if (leg != null) {
            placeholder(in, leg.reviewed());
            in.finish();
        }
        return leg;
    }

    private static Leg polymarket(Section in) {
        Leg.Polymarket leg = new Leg.Polymarket(
                in.matching("conditionId", "0x[0-9a-f]{64}", "0x and 64 lower-case hex digits"),
                in.matching("slug", "[a-z0-9-]{1,256}", "the market's slug, as in its address"),
                in.matching("yesTokenId", "[0-9]{1,78}", "a decimal token id"),
                in.matching("noTokenId", "[0-9]{1,78}", "a decimal token id"),
                in.has("version") ? in.matching("version", "v[12]", "v1 or v2") : "",
                reviewed(in));
        if (!leg.yesTokenId().isEmpty() && leg.yesTokenId().equals(leg.noTokenId())) {
            in.fail("yesTokenId", leg.yesTokenId(), "must differ from noTokenId");
        }
        return leg;
    }

    private static Leg kalshi(Section in) {
        Leg.Kalshi leg = new Leg.Kalshi(
                in.matching("ticker", "[A-Z0-9][A-Z0-9.-]{0,127}", "a market ticker"),
                in.optionalText("series"),
                in.optionalText("contractTerms"),
                reviewed(in));
        if (!leg.series().isEmpty() && !leg.ticker().startsWith(leg.series() + "-") && !in.isBad("ticker")) {
            in.fail("series", leg.series(), "is not the series of " + leg.ticker() + "; correct one of them");
        }
        return leg;
    }

    private static Leg.Reviewed reviewed(Section in) {
        Strike strike = null;
        if (in.has("strike")) {
            String text = in.text("strike");
            try {
                strike = text.isEmpty() ? null : Strike.parse(text);
            } catch (IllegalArgumentException e) {
                in.fail("strike", text, e.getMessage());
            }
        }
        return new Leg.Reviewed(
                in.matching("rulesHash", HASH, HASH_WORDS),
                in.optionalText("title"),
                in.optionalText("yesOutcome"),
                in.optionalText("noOutcome"),
                strike);
    }

    private void placeholder(Section in, Leg.Reviewed reviewed) {
        boolean told = in.has("placeholder");
        boolean placeholder = told && in.flag("placeholder");
        if (!ofSet) {
            return;
        }
        if (placeholder) {
            in.fail("placeholder", "true", "a set cannot count a placeholder outcome; leave the pair out");
        } else if (!told) {
            for (String key : List.of("title", "yesOutcome")) {
                String words = key.equals("title") ? reviewed.title() : reviewed.yesOutcome();
                if (Placeholder.isNamedBy(words)) {
                    in.fail(
                            key,
                            words,
                            "looks like a placeholder outcome, which no set can count; leave the pair out, or write"
                                    + " placeholder: false if the venue's catalogue does not list it as one");
                    return;
                }
            }
        }
    }
}
