package io.parallax.app.simulate.venue;

import io.parallax.sim.catalog.DemoPairs;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.catalog.PolymarketListing;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.TickBand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** What both venues list in a run: two to six pairs with grids, fees and values drawn from what the venues have. */
public final class Catalog {
    private static final long CLOSE_NS = 1_924_991_940_000_000_000L; // 2030-12-31T23:59:00Z
    private static final List<TickBand> CENTS = List.of(TickBand.whole(10_000));
    private static final List<TickBand> TAPERED = List.of(
            new TickBand(0, 100_000, 1_000),
            new TickBand(100_000, 900_000, 10_000),
            new TickBand(900_000, 1_000_000, 1_000));
    private static final long[] POLYMARKET_TICKS = {10_000, 10_000, 1_000};
    private static final String[] POLYMARKET_RATES = {"0", "0.03", "0.04", "0.05"};
    private static final int MIN_PAIRS = 2;
    private static final int MAX_PAIRS = 6;
    private static final long MIN_ORDER_MICROS = 5_000_000;

    private Catalog() {}

    /** Draws the pairs of a run. */
    public static List<SimPair> draw(SplittableRandom random) {
        int count = MIN_PAIRS + random.nextInt(MAX_PAIRS - MIN_PAIRS + 1);
        List<SimPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(pair("pair-" + (char) ('a' + i), random));
        }
        return pairs;
    }

    private static SimPair pair(String name, SplittableRandom random) {
        boolean tapered = random.nextInt(3) == 0;
        String event = "KXSIM" + name.substring(name.length() - 1).toUpperCase(java.util.Locale.ROOT) + "-30DEC31";
        String ticker = event + "-T1";
        String title = "Will the fact named " + name + " come true before 2031?";
        String rules = "This market resolves to Yes if the fact named " + name
                + " comes true, as told by the Simland Gazette; otherwise it resolves to No.";
        KalshiListing kalshi = new KalshiListing(
                ticker,
                event,
                event.substring(0, event.indexOf('-')),
                UUID.nameUUIDFromBytes(ticker.getBytes(StandardCharsets.UTF_8)).toString(),
                title,
                "True",
                rules,
                "If the fact is not known at expiration the market resolves to No.",
                tapered ? "tapered_deci_cent" : "linear_cent",
                tapered ? TAPERED : CENTS,
                "quadratic",
                "1",
                0,
                CLOSE_NS,
                false);
        PolymarketListing polymarket = new PolymarketListing(
                DemoPairs.conditionId(name),
                DemoPairs.tokenId(name, "yes"),
                DemoPairs.tokenId(name, "no"),
                "Yes",
                "No",
                title,
                name,
                rules,
                POLYMARKET_TICKS[random.nextInt(POLYMARKET_TICKS.length)],
                MIN_ORDER_MICROS,
                POLYMARKET_RATES[random.nextInt(POLYMARKET_RATES.length)],
                random.nextInt(3) == 0,
                false,
                CLOSE_NS,
                false);
        return new SimPair(name, kalshi, polymarket, 150_000 + 10_000L * random.nextInt(71));
    }
}
