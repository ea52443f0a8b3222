package io.parallax.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.PairFinding;
import io.parallax.codecs.sbe.Relation;
import io.parallax.config.fee.MarketFees;
import io.parallax.config.pair.Leg;
import io.parallax.gateway.reference.ListedFees;
import io.parallax.gateway.reference.MarketListing;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final ListedFees FEES = new ListedFees(MarketFees.NONE, false, "", null);
    private static final String HASH = "ab".repeat(32);
    private static final Leg POLYMARKET =
            new Leg.Polymarket("0xcc", "rain", "1", "2", "v1", new Leg.Reviewed(HASH, "Rain?", "Yes", "No", null));
    private static final Leg KALSHI = new Leg.Kalshi(
            "KXRAIN-26", "KXRAIN", "https://k/RAIN.pdf", new Leg.Reviewed(HASH, "Rain?", "Rain", "Rain", null));

    private static MarketListing polymarket(
            String id, List<String> tokens, String yes, String version, boolean placeholder, String hash) {
        return new MarketListing(id, tokens, yes, "No", version, "", true, placeholder, hash, FEES);
    }

    private static MarketListing kalshi(String series, String terms, boolean binary, String hash) {
        return new MarketListing("KXRAIN-26", List.of(), "Rain", "Rain", series, terms, binary, false, hash, FEES);
    }

    private static PairFinding polymarket(MarketListing listing) {
        return Drift.of(Relation.SAME, POLYMARKET, listing).finding();
    }

    @Test
    void shouldFindNothingWhereAllIsAsReviewed() {
        assertThat(polymarket(polymarket("0xCC", List.of("1", "2"), "Yes", "v1", false, HASH)))
                .isEqualTo(PairFinding.AS_REVIEWED);
        assertThat(Drift.of(Relation.SAME, KALSHI, kalshi("KXRAIN", "https://k/RAIN.pdf", true, HASH))
                        .finding())
                .isEqualTo(PairFinding.AS_REVIEWED);
    }

    @Test
    void shouldFindAnotherRuleText() {
        Drift drift = Drift.of(
                Relation.SAME, POLYMARKET, polymarket("0xcc", List.of("1", "2"), "Yes", "v1", false, "cd".repeat(32)));
        assertThat(drift.finding()).isEqualTo(PairFinding.RULES_CHANGED);
        assertThat(drift.text())
                .isEqualTo("POLYMARKET 0xcc: rules hash was " + HASH + " when reviewed, is " + "cd".repeat(32));
    }

    @Test
    void shouldFindAnotherContractUnderTheSameName() {
        assertThat(polymarket(polymarket("0xdd", List.of("1", "2"), "Yes", "v1", false, HASH)))
                .isEqualTo(PairFinding.IDENTITY_CHANGED);
        assertThat(polymarket(polymarket("0xcc", List.of("1", "3"), "Yes", "v1", false, HASH)))
                .isEqualTo(PairFinding.IDENTITY_CHANGED);
        assertThat(polymarket(polymarket("0xcc", List.of("1", "2"), "Yes", "v2", false, HASH)))
                .isEqualTo(PairFinding.IDENTITY_CHANGED);
        assertThat(Drift.of(Relation.SAME, KALSHI, kalshi("KXRAIN", "https://k/RAIN-2.pdf", true, HASH))
                        .finding())
                .isEqualTo(PairFinding.IDENTITY_CHANGED);
        assertThat(Drift.of(Relation.SAME, KALSHI, kalshi("KXRAINS", "https://k/RAIN.pdf", true, HASH))
                        .finding())
                .isEqualTo(PairFinding.IDENTITY_CHANGED);
    }

    @Test
    void shouldFindSwappedAndRenamedOutcomes() {
        assertThat(polymarket(polymarket("0xcc", List.of("2", "1"), "No", "v1", false, HASH)))
                .isEqualTo(PairFinding.OUTCOMES_CHANGED);
        assertThat(polymarket(polymarket("0xcc", List.of("1", "2"), "Up", "v1", false, HASH)))
                .isEqualTo(PairFinding.OUTCOMES_CHANGED);
        assertThat(Drift.of(Relation.SAME, KALSHI, kalshi("KXRAIN", "https://k/RAIN.pdf", false, HASH))
                        .finding())
                .isEqualTo(PairFinding.OUTCOMES_CHANGED);
    }

    @Test
    void shouldFindAPlaceholderInASetOnly() {
        MarketListing placeholder = polymarket("0xcc", List.of("1", "2"), "Yes", "v1", true, HASH);
        assertThat(polymarket(placeholder)).isEqualTo(PairFinding.AS_REVIEWED);
        for (Relation set : List.of(Relation.COMPLETE_SET, Relation.BASKET)) {
            assertThat(Drift.of(set, POLYMARKET, placeholder).finding()).isEqualTo(PairFinding.OUTCOMES_CHANGED);
        }
    }

    @Test
    void shouldNotCompareWhatNobodyNoted() {
        Leg bare = new Leg.Kalshi("KXRAIN-26", "", "", new Leg.Reviewed(HASH, "", "", "", null));
        assertThat(Drift.of(Relation.SAME, bare, kalshi("KXANY", "anywhere", true, HASH))
                        .finding())
                .isEqualTo(PairFinding.AS_REVIEWED);
    }
}
