package io.parallax.app.live;

import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.config.ConfigException;
import io.parallax.config.PairsSettings;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairFiles;
import io.parallax.config.pair.PairSettings;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pairs of a configuration, and every market of theirs once: Polymarket's are numbered first, then Kalshi's. */
public final class ConfiguredMarkets {
    private final Map<String, Integer> instrumentOf = new LinkedHashMap<>();
    private final List<PolymarketMarket> polymarket = new ArrayList<>();
    private final List<Markets.Listing> kalshi = new ArrayList<>();
    private final List<PlannedPair> pairs = new ArrayList<>();

    private ConfiguredMarkets(List<PairSettings> reviewed) {
        for (PairSettings pair : reviewed) {
            pair.legs().forEach(this::numberPolymarket);
        }
        for (PairSettings pair : reviewed) {
            pair.legs().forEach(this::numberKalshi);
        }
        for (PairSettings pair : reviewed) {
            pairs.add(new PlannedPair(
                    pair,
                    pair.legs().stream().map(leg -> instrumentOf.get(key(leg))).toList()));
        }
    }

    /**
     * Reads the pair files.
     *
     * @param nowNs against which dates are held, epoch ns UTC
     * @throws ConfigException when a file cannot be used, or none holds a pair
     */
    public static ConfiguredMarkets read(PairsSettings settings, long nowNs) {
        List<PairSettings> reviewed;
        try {
            reviewed = PairFiles.load(settings.files(), nowNs);
        } catch (IOException e) {
            throw new ConfigException(List.of("pairs.files: " + e.getMessage() + " cannot be read"));
        }
        if (reviewed.isEmpty()) {
            throw new ConfigException(
                    List.of("pairs.files=" + settings.files() + ": hold no pair; nothing can be traded"));
        }
        return new ConfiguredMarkets(reviewed);
    }

    private static String key(Leg leg) {
        return leg.venue() + " " + leg.marketId();
    }

    private void numberPolymarket(Leg leg) {
        if (leg instanceof Leg.Polymarket market && !instrumentOf.containsKey(key(leg))) {
            int id = number(leg);
            polymarket.add(new PolymarketMarket(id, market.conditionId(), market.yesTokenId(), market.noTokenId()));
        }
    }

    private void numberKalshi(Leg leg) {
        if (leg instanceof Leg.Kalshi market && !instrumentOf.containsKey(key(leg))) {
            kalshi.add(new Markets.Listing(number(leg), market.ticker()));
        }
    }

    private int number(Leg leg) {
        int id = instrumentOf.size();
        instrumentOf.put(key(leg), id);
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

    /** The pairs with the instruments of their legs. */
    public List<PlannedPair> pairs() {
        return pairs;
    }
}
