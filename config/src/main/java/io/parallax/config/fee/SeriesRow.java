package io.parallax.config.fee;

import java.util.List;

/**
 * Which fee type and multiplier some series of Kalshi have during some days.
 *
 * @param names series tickers; {@link FeeTable#DEFAULT} = every other
 * @param multiplierMicros 1,000,000 = 1; 0 is a real value
 * @param line of the file, from 1
 */
public record SeriesRow(String id, List<String> names, Days days, String type, long multiplierMicros, int line)
        implements Dated {}
