package io.parallax.app.pairs;

import io.parallax.codecs.sbe.PairFinding;
import io.parallax.codecs.sbe.Relation;
import io.parallax.config.pair.Leg;
import io.parallax.gateway.reference.MarketListing;
import java.util.List;

/**
 * What became of a market since a person read its rules.
 *
 * @param finding the gravest difference: another contract before another outcome before another rule text
 * @param text what was expected and what was found; empty when all is as reviewed
 */
record Drift(PairFinding finding, String text) {
    private static final Drift NONE = new Drift(PairFinding.AS_REVIEWED, "");

    /** Holds a leg against what its venue says now. What the reviewer did not note is not compared. */
    static Drift of(Relation relation, Leg leg, MarketListing listing) {
        Drift identity = identity(leg, listing);
        if (identity != NONE) {
            return identity;
        }
        Drift outcomes = outcomes(relation, leg, listing);
        if (outcomes != NONE) {
            return outcomes;
        }
        return differs(
                PairFinding.RULES_CHANGED, leg, "rules hash", leg.reviewed().rulesHash(), listing.rulesHash());
    }

    private static Drift identity(Leg leg, MarketListing listing) {
        PairFinding finding = PairFinding.IDENTITY_CHANGED;
        if (!leg.marketId().equalsIgnoreCase(listing.marketId())) {
            return found(finding, leg, "market", leg.marketId(), listing.marketId());
        }
        if (leg instanceof Leg.Polymarket polymarket) {
            List<String> tokens = List.of(polymarket.yesTokenId(), polymarket.noTokenId());
            boolean swapped = listing.tokenIds().equals(List.of(polymarket.noTokenId(), polymarket.yesTokenId()));
            if (swapped) {
                return found(
                        PairFinding.OUTCOMES_CHANGED, leg, "tokens of yes and no", tokens.toString(), "them swapped");
            }
            if (!tokens.equals(listing.tokenIds())) {
                return found(
                        finding,
                        leg,
                        "tokens of yes and no",
                        tokens.toString(),
                        listing.tokenIds().toString());
            }
            return differs(finding, leg, "version", polymarket.version(), listing.series());
        }
        Leg.Kalshi kalshi = (Leg.Kalshi) leg;
        Drift series = differs(finding, leg, "series", kalshi.series(), listing.series());
        return series != NONE
                ? series
                : differs(finding, leg, "contract terms", kalshi.contractTerms(), listing.contractTerms());
    }

    private static Drift outcomes(Relation relation, Leg leg, MarketListing listing) {
        PairFinding finding = PairFinding.OUTCOMES_CHANGED;
        boolean ofSet = relation == Relation.COMPLETE_SET || relation == Relation.BASKET;
        if (!listing.binary()) {
            return found(finding, leg, "payout", "0 or 1", "an amount between");
        }
        if (ofSet && listing.placeholder()) {
            return found(
                    finding, leg, "outcome", "a named one", "a placeholder, or an event that may get more outcomes");
        }
        Drift yes = differs(finding, leg, "word for yes", leg.reviewed().yesOutcome(), listing.yesOutcome());
        return yes != NONE
                ? yes
                : differs(finding, leg, "word for no", leg.reviewed().noOutcome(), listing.noOutcome());
    }

    private static Drift differs(PairFinding finding, Leg leg, String what, String reviewed, String now) {
        return reviewed.isEmpty() || reviewed.equals(now) ? NONE : found(finding, leg, what, reviewed, now);
    }

    private static Drift found(PairFinding finding, Leg leg, String what, String reviewed, String now) {
        return new Drift(
                finding,
                leg.venue() + " " + leg.marketId() + ": " + what + " was " + reviewed + " when reviewed, is "
                        + (now.isEmpty() ? "none" : now));
    }

    boolean isNone() {
        return finding == PairFinding.AS_REVIEWED;
    }
}
