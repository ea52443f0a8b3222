package io.parallax.app.fee;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.fee.FeeRounding;
import io.parallax.config.fee.MarketFees;
import java.time.Instant;
import java.util.List;

/**
 * What is asked.
 *
 * @param name category or series; null = not told
 * @param market what the market says of itself
 * @param rounding another rule than that of the day; null = that of the day
 * @param broker the account is held through a broker
 * @param modelFeeMicros model fee of each fill as the venue's own examples give it; {@code Micros.NULL} = by the formula
 * @param fills of one order, in order, at least one
 */
public record FeeQuestion(
        Venue venue,
        String name,
        MarketFees market,
        Instant at,
        FeeRounding rounding,
        boolean broker,
        long modelFeeMicros,
        List<FeeFill> fills) {}
