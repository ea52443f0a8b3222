package io.parallax.app.demo;

import io.parallax.app.capture.CapturedMarket;
import io.parallax.app.pairs.ListingSource;
import io.parallax.app.pairs.VenueListings;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.HttpMode;
import io.parallax.config.KalshiSettings;
import io.parallax.config.KalshiTier;
import io.parallax.config.KalshiTuning;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.PolymarketTier;
import io.parallax.config.Secret;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.pair.VoidRule;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.reference.RulesText;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.catalog.SimPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a running simulator offers, as the session wants to hear it: where the venues are, who we are there, and every
 * market with its instrument id. Polymarket's markets are numbered first, then Kalshi's, as they will be defined.
 */
public final class SimMarkets {
    /** The simulated venues limit nobody, unless they are told to. */
    private static final KalshiTuning UNLIMITED = new KalshiTuning(
            KalshiTuning.USUAL.clockToleranceNs(),
            KalshiTuning.USUAL.signatureRefreshNs(),
            KalshiTuning.USUAL.orderGroupLimit(),
            KalshiTier.PRESTIGE);

    private static final long MAX_PAIR_QTY_MICROS = 5_000 * Micros.ONE;

    /** A market by the id its venue gives it, and the instrument it is defined as. */
    public record Listed(Venue venue, String symbol, int instrumentId) {}

    private final VenueSim sim;
    private final Map<String, Integer> instrumentOf = new HashMap<>();
    private final List<Listed> listed = new ArrayList<>();
    private final List<PolymarketMarket> polymarket = new ArrayList<>();
    private final List<Markets.Listing> kalshi = new ArrayList<>();

    /** Numbers the markets of a running simulator. */
    public SimMarkets(VenueSim sim) {
        this.sim = sim;
        for (PolymarketListing listing : sim.polymarketListings()) {
            int id = number(Venue.POLYMARKET, listing.conditionId());
            polymarket.add(new PolymarketMarket(id, listing.conditionId(), listing.yesTokenId(), listing.noTokenId()));
        }
        for (KalshiListing listing : sim.kalshiListings()) {
            kalshi.add(new Markets.Listing(number(Venue.KALSHI, listing.ticker()), listing.ticker()));
        }
    }

    private int number(Venue venue, String symbol) {
        int id = instrumentOf.size();
        if (instrumentOf.putIfAbsent(venue + symbol, id) != null) {
            throw new UnusableCapture("market " + symbol + " is in two recordings: give one of them", null);
        }
        listed.add(new Listed(venue, symbol, id));
        return id;
    }

    /** Polymarket's markets in the order of their instrument ids. */
    public List<PolymarketMarket> polymarket() {
        return polymarket;
    }

    /** Kalshi's markets in the order of their instrument ids. */
    public List<Markets.Listing> kalshi() {
        return kalshi;
    }

    /** Every market, in the order of instrument ids. */
    public List<Listed> listed() {
        return listed;
    }

    int instrumentOf(CapturedMarket market) {
        return instrumentOf.get(market.venue() + market.symbol());
    }

    /** The listed pairs; recorded markets belong to none and are only observed. */
    public List<PlannedPair> pairs() {
        return sim.pairs().stream()
                .map(pair -> new PlannedPair(
                        settings(pair),
                        List.of(
                                instrumentOf.get(
                                        Venue.POLYMARKET + pair.polymarket().conditionId()),
                                instrumentOf.get(Venue.KALSHI + pair.kalshi().ticker()))))
                .toList();
    }

    /** A pair as if someone had read both rules just now. */
    private static PairSettings settings(SimPair pair) {
        PolymarketListing polymarket = pair.polymarket();
        KalshiListing kalshi = pair.kalshi();
        List<Leg> legs = List.of(
                new Leg.Polymarket(
                        polymarket.conditionId(),
                        polymarket.slug(),
                        polymarket.yesTokenId(),
                        polymarket.noTokenId(),
                        polymarket.protocolV2() ? "v2" : "v1",
                        new Leg.Reviewed(
                                RulesText.polymarketHash(polymarket.description()),
                                polymarket.question(),
                                polymarket.yesOutcome(),
                                polymarket.noOutcome(),
                                null)),
                new Leg.Kalshi(
                        kalshi.ticker(),
                        kalshi.seriesTicker(),
                        kalshi.contractTerms(),
                        new Leg.Reviewed(
                                RulesText.kalshiHash(kalshi.rulesPrimary(), kalshi.rulesSecondary()),
                                kalshi.title(),
                                kalshi.yesSubTitle(),
                                kalshi.yesSubTitle(),
                                null)));
        return new PairSettings(
                pair.name(),
                pair.name(),
                Relation.SAME,
                legs,
                new VoidRule(VoidRule.When.EXCLUDED, List.of(), "the simulator settles nothing void"),
                JointPayoffs.of(Relation.SAME, legs.size()),
                new PairSettings.Review(Verdict.SAME, "simulator", "", "both listings are made of one text", 0),
                Math.min(polymarket.closeTimeNs(), kalshi.closeTimeNs()),
                Math.max(polymarket.closeTimeNs(), kalshi.closeTimeNs()),
                MAX_PAIR_QTY_MICROS,
                true);
    }

    /** Tells what the simulated venues say of a market now. */
    public ListingSource.Plan listings() {
        return VenueListings.of(polymarketSettings(), sim.polymarketGamma(), kalshiSettings());
    }

    /** Where the simulated Polymarket is, and who we are there. */
    public PolymarketSettings polymarketSettings() {
        return new PolymarketSettings(
                sim.polymarketRest(),
                sim.polymarketMarketSocket(),
                sim.polymarketUserSocket(),
                sim.settings().polymarket().chainId(),
                sim.settings().polymarket().signatureType(),
                sim.settings().polymarket().funder(),
                new Secret(TestCredentials.POLYMARKET_PRIVATE_KEY),
                new Secret(TestCredentials.POLYMARKET_API_KEY),
                new Secret(TestCredentials.POLYMARKET_API_SECRET),
                new Secret(TestCredentials.POLYMARKET_API_PASSPHRASE),
                PolymarketTier.ELITE,
                HttpMode.AUTO);
    }

    /** Where the simulated Kalshi is, and who we are there. */
    public KalshiSettings kalshiSettings() {
        return new KalshiSettings(
                sim.kalshiRest(),
                sim.kalshiSocket(),
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()),
                UNLIMITED,
                HttpMode.AUTO);
    }
}
