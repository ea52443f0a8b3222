package io.parallax.engine.strategy.threshold;

import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.strategy.api.MarketView;

/** What a market must pass before its price is looked at. The first thing that is wrong is the answer. */
final class EntryFilters {
    private final ThresholdSettings settings;

    EntryFilters(ThresholdSettings settings) {
        this.settings = settings;
    }

    /** What excludes the market as such, whatever its book says; null when nothing does. */
    ReasonCode ofMarket(MarketView market, long nowNs) {
        if (market.isPaired() || settings.blockedSymbols().anyIs(market.symbol())) {
            return ReasonCode.BLOCKED;
        }
        if (market.isDuplicate()) {
            return ReasonCode.DUPLICATE_MARKET;
        }
        String category = market.category();
        if (settings.excludedCategories().anyIn(category)
                || !settings.categories().isEmpty() && !settings.categories().anyIn(category)) {
            return ReasonCode.CATEGORY_EXCLUDED;
        }
        if (market.state() != MarketState.ACTIVE) {
            return ReasonCode.MARKET_NOT_ACTIVE;
        }
        return ofEnd(market, nowNs);
    }

    private ReasonCode ofEnd(MarketView market, long nowNs) {
        long endNs = market.closeTimeNs() != 0 ? market.closeTimeNs() : market.resolutionTimeNs();
        if (endNs == 0) {
            return ReasonCode.RESOLUTION_UNKNOWN;
        }
        long leftNs = endNs - nowNs;
        if (leftNs > settings.maxToEndNs()) {
            return ReasonCode.TOO_FAR_FROM_END;
        }
        return leftNs < settings.minToEndNs() ? ReasonCode.CLOSING_SOON : null;
    }

    /** What is wrong with the last trade, seen beside the book; null when nothing is. The book has both sides. */
    ReasonCode ofTrade(MarketView market, Outcome outcome, long nowNs) {
        if (market.lastTradeNs() == 0) {
            return ReasonCode.NO_TRADE_SEEN;
        }
        if (nowNs - market.lastTradeNs() > settings.maxTradeAgeNs()) {
            return ReasonCode.TRADE_TOO_OLD;
        }
        if (market.lastTradeQtyMicros() < settings.minTradeQtyMicros()) {
            return ReasonCode.TRADE_TOO_SMALL;
        }
        long yesMicros = market.lastTradePriceMicros();
        long lastMicros = outcome == Outcome.YES ? yesMicros : Micros.ONE - yesMicros;
        long askMicros = market.bestBuyMicros(outcome);
        long bidMicros = market.bestSaleMicros(outcome);
        long fromAskMicros = Math.abs(lastMicros - askMicros);
        long twiceFromMidMicros = Math.abs(2 * lastMicros - askMicros - bidMicros);
        boolean diverges = fromAskMicros > settings.maxDivergenceMicros()
                || twiceFromMidMicros > 2 * settings.maxDivergenceMicros();
        return diverges ? ReasonCode.TRADE_DIVERGES : null;
    }
}
