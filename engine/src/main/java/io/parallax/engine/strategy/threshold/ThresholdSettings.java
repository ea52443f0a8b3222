package io.parallax.engine.strategy.threshold;

import io.parallax.engine.strategy.api.Parameter;
import io.parallax.engine.strategy.api.Parameters;
import java.util.List;

/** The parameters of the strategy, read once. Prices are own-leg; a filter of 0 duration or an empty list filters nothing. */
record ThresholdSettings(
        long minPriceMicros,
        long maxPriceMicros,
        long qtyMicros,
        long notionalMicros,
        long profitTargetMicros,
        long stopMicros,
        long minHoldNs,
        long retryPauseNs,
        long exitPauseNs,
        long maxTradeAgeNs,
        long minTradeQtyMicros,
        long maxDivergenceMicros,
        long minToEndNs,
        long maxToEndNs,
        Words categories,
        Words excludedCategories,
        Words blockedSymbols) {

    static final List<Parameter> DECLARED = List.of(
            Parameter.money("minPrice", "$0.01", "$0.999999", "$0.90", "lowest price that is bought"),
            Parameter.money("maxPrice", "$0.01", "$0.999999", "$0.97", "highest price that is bought"),
            Parameter.contracts("quantity", "0.01", "100000000", "20", "contracts bought at a time, at most"),
            Parameter.money("notional", "$0.01", "$100000000", "$20", "money spent at a time, at most"),
            Parameter.money("profitTarget", "$0", "$1", "$0.02", "gain a contract that is taken"),
            Parameter.money("stop", "$0.000001", "$1", "$0.10", "loss a contract that is cut"),
            Parameter.duration(
                    "minHold", "0s", "3650d", "60s", "how long a gain is left to grow; a stop does not wait"),
            Parameter.duration(
                    "retryPause", "0s", "365d", "60s", "no purchase so long after an order in the market ended"),
            Parameter.duration("exitPause", "0s", "365d", "1s", "no sale so long after an order in the market ended"),
            Parameter.duration("maxTradeAge", "1s", "365d", "300s", "oldest last trade that is believed"),
            Parameter.contracts("minTradeQuantity", "0", "100000000", "1", "smallest last trade that is believed"),
            Parameter.money(
                    "maxDivergence", "$0", "$1", "$0.10", "largest distance of the last trade from mid and ask"),
            Parameter.duration("minToEnd", "0s", "3650d", "1h", "no purchase nearer to the end than this"),
            Parameter.duration("maxToEnd", "0s", "3650d", "72h", "no purchase further from the end than this"),
            Parameter.words("categories", "", "whole words, one of which the category has; empty = every category"),
            Parameter.words("excludedCategories", "", "whole words, none of which the category has"),
            Parameter.words("blockedSymbols", "", "tickers and condition ids that are never bought"));

    static ThresholdSettings of(Parameters given) {
        return new ThresholdSettings(
                given.number("minPrice"),
                given.number("maxPrice"),
                given.number("quantity"),
                given.number("notional"),
                given.number("profitTarget"),
                given.number("stop"),
                given.number("minHold"),
                given.number("retryPause"),
                given.number("exitPause"),
                given.number("maxTradeAge"),
                given.number("minTradeQuantity"),
                given.number("maxDivergence"),
                given.number("minToEnd"),
                given.number("maxToEnd"),
                new Words(given.words("categories")),
                new Words(given.words("excludedCategories")),
                new Words(given.words("blockedSymbols")));
    }
}
