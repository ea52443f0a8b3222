package io.parallax.sim.polymarket;

import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import io.parallax.sim.fault.SentTimes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The venue's markets by condition and by token. */
final class Listings {
    private final Map<String, ListedMarket> byCondition = new LinkedHashMap<>();
    private final Map<String, ListedMarket> bySlug = new LinkedHashMap<>();
    private final Map<String, ListedMarket> byToken = new LinkedHashMap<>();

    Listings(Exchange exchange, Collection<PolymarketMarket> markets, SentTimes times) {
        for (PolymarketMarket info : markets) {
            Market market = exchange.market(info.conditionId());
            if (market == null) {
                throw new IllegalArgumentException(
                        info.slug() + ": the exchange has no market " + info.conditionId() + "; add it first");
            }
            ListedMarket listed = new ListedMarket(info, market, times);
            byCondition.put(info.conditionId(), listed);
            bySlug.put(info.slug(), listed);
            byToken.put(info.first().tokenId(), listed);
            byToken.put(info.second().tokenId(), listed);
        }
    }

    /** The market with this condition, or null. */
    ListedMarket condition(String conditionId) {
        return byCondition.get(conditionId);
    }

    /** The market with this slug, or null. */
    ListedMarket slug(String slug) {
        return bySlug.get(slug);
    }

    /** The market of this token, or null. */
    ListedMarket token(String tokenId) {
        return byToken.get(tokenId);
    }
}
