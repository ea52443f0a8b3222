package io.parallax.config.fee;

import io.parallax.codecs.sbe.FeeKind;
import java.util.List;

/**
 * One schedule of a table: what a category (Polymarket) or a fee type (Kalshi) pays during some days.
 *
 * @param names categories or fee types it is for; {@link FeeTable#DEFAULT} = every other
 * @param takerMicros rate of takers (Kalshi: k), 70,000 = 0.07; 0 where the kind has no rates
 * @param makerMicros rate of makers
 * @param exponentMicros 1,000,000 = exponent 1
 * @param makerRebateMicros share of the takers' fees paid to makers afterwards; no part of any fee of a trade
 * @param line of the file, from 1
 */
public record ScheduleRow(
        String id,
        List<String> names,
        Days days,
        FeeKind kind,
        long takerMicros,
        long makerMicros,
        long exponentMicros,
        long makerRebateMicros,
        int line)
        implements Dated {}
