package io.parallax.config;

/**
 * Paper trading: orders are answered by a model in the place of a venue.
 *
 * @param level the model is made from
 * @param seed of everything drawn by the model
 * @param polymarketCashMicros what the paper account at Polymarket begins with
 * @param kalshiCashMicros the same at Kalshi
 * @param model the level's parameters with what the configuration overrides
 */
public record PaperSettings(
        PaperLevel level, long seed, long polymarketCashMicros, long kalshiCashMicros, PaperModel model) {
    private static final long CASH_MICROS = 10_000_000_000L;

    /** A level as documented, with ten thousand dollars at each venue. */
    public static PaperSettings of(PaperLevel level, long seed) {
        return new PaperSettings(level, seed, CASH_MICROS, CASH_MICROS, PaperModel.of(level));
    }

    /** Whether parameters are other than the level's own. */
    public boolean hasOverrides() {
        return !model.equals(PaperModel.of(level));
    }

    /** The same account and seed at another level, without overrides. */
    public PaperSettings at(PaperLevel other) {
        return new PaperSettings(other, seed, polymarketCashMicros, kalshiCashMicros, PaperModel.of(other));
    }
}
