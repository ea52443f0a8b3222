package io.parallax.config.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Venue;
import java.util.List;

/**
 * The fee of one market on one day.
 *
 * @param takerRateMicros multiplier included, 70,000 = 0.07
 * @param makerRateMicros multiplier included; where it is not established that the multiplier lowers the maker's rate, it does
 *     not
 * @param schedule the row it comes from; null when the market told everything
 * @param series the row of the series; null when there is none or the market told type and multiplier
 * @param multiplierMicros Kalshi's multiplier, 1,000,000 elsewhere
 * @param basis in words, what of it came from where
 * @param tooOld the table was read too long ago to trade on it
 */
public record FeeTerms(
        Venue venue,
        FeeKind kind,
        long takerRateMicros,
        long makerRateMicros,
        long exponentMicros,
        ScheduleRow schedule,
        SeriesRow series,
        long multiplierMicros,
        RoundingRow rounding,
        List<String> basis,
        boolean tooOld) {}
