package io.parallax.config;

import static io.parallax.codecs.units.Micros.ONE;

import java.util.List;

/** Reads the section {@code paper}: a level, and what of its parameters is to be another way. */
final class PaperReader {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long NS_PER_MINUTE = 60_000 * NS_PER_MS;
    private static final long MAX_MONEY_MICROS = 1_000_000_000L * ONE;

    private PaperReader() {}

    static PaperSettings read(Section in) {
        PaperLevel level = in.oneOf("level", List.of(PaperLevel.values()));
        int seed = in.integer("seed", 0, Integer.MAX_VALUE);
        long polymarketCashMicros = in.usdMicros("polymarketCash", 0, MAX_MONEY_MICROS);
        long kalshiCashMicros = in.usdMicros("kalshiCash", 0, MAX_MONEY_MICROS);
        PaperModel model = PaperModel.of(level == null ? PaperLevel.NEUTRAL : level);
        if (in.has("overrides")) {
            PaperModel of = model;
            model = in.section("overrides")
                    .map(section -> overridden(section, of))
                    .orElse(of);
        }
        in.finish();
        return new PaperSettings(level, seed, polymarketCashMicros, kalshiCashMicros, model);
    }

    private static PaperModel overridden(Section in, PaperModel of) {
        PaperModel model = new PaperModel(
                duration(in, "toVenue", of.toVenueNs()),
                duration(in, "back", of.backNs()),
                duration(in, "settle", of.settleNs()),
                share(in, "gone", of.goneMicros()),
                in.has("racing") ? in.flag("racing") : of.racing(),
                in.has("refill") ? in.oneOf("refill", List.of(PaperModel.Refill.values())) : of.refill(),
                share(in, "queueCancel", of.queueCancelMicros()),
                share(in, "reject", of.rejectMicros()),
                share(in, "lost", of.lostMicros()),
                share(in, "unknown", of.unknownMicros()),
                duration(in, "unknownAfter", of.unknownNs()),
                share(in, "failed", of.failedMicros()));
        in.require(
                model.rejectMicros() + model.lostMicros() + model.unknownMicros() <= ONE,
                "must not exceed 100% together with lost and unknown",
                "reject");
        in.finish();
        return model;
    }

    private static long duration(Section in, String key, long otherwiseNs) {
        return in.has(key) ? in.durationNs(key, 0, NS_PER_MINUTE) : otherwiseNs;
    }

    private static long share(Section in, String key, long otherwiseMicros) {
        return in.has(key) ? in.percentMicros(key, 0, ONE) : otherwiseMicros;
    }
}
