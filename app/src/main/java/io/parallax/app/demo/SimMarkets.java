package io.parallax.app.demo;

import io.parallax.app.capture.CapturedMarket;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.KalshiSettings;
import io.parallax.config.PairSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.VenueSim;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.catalog.SimPair;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a running simulator offers, as the session wants to hear it: where the venues are, who we are there, and every
 * market with its instrument id. Polymarket's markets are numbered first, then Kalshi's, as they will be defined.
 */
public final class SimMarkets {
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
                        instrumentOf.get(Venue.POLYMARKET + pair.polymarket().conditionId()),
                        instrumentOf.get(Venue.KALSHI + pair.kalshi().ticker())))
                .toList();
    }

    private static PairSettings settings(SimPair pair) {
        PolymarketListing polymarket = pair.polymarket();
        KalshiListing kalshi = pair.kalshi();
        return new PairSettings(
                pair.name(),
                new PairSettings.PolymarketSide(
                        polymarket.conditionId(),
                        polymarket.yesTokenId(),
                        polymarket.noTokenId(),
                        sha256(polymarket.description())),
                new PairSettings.KalshiSide(
                        kalshi.ticker(), sha256(kalshi.rulesPrimary() + "\n" + kalshi.rulesSecondary())),
                Verdict.SAME,
                0,
                MAX_PAIR_QTY_MICROS,
                true,
                "simulator");
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
                new Secret(TestCredentials.POLYMARKET_API_PASSPHRASE));
    }

    /** Where the simulated Kalshi is, and who we are there. */
    public KalshiSettings kalshiSettings() {
        return new KalshiSettings(
                sim.kalshiRest(),
                sim.kalshiSocket(),
                new Secret(TestCredentials.KALSHI_KEY_ID),
                new Secret(TestCredentials.kalshiPrivateKeyPem()));
    }
}
