package io.parallax.app.simulate.venue;

import io.parallax.sim.core.Action;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.polymarket.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tokens that an account will not have after all: of purchases on their way to fail, less those of sales that will. A chain
 * moves only what is there, so a sale that needs such tokens fails as well, after the purchase did.
 */
final class Undelivered {
    private record Tokens(String marketId, Outcome outcome, long qtyMicros, long untilNs) {}

    private final List<Tokens> doomed = new ArrayList<>();

    /**
     * How the fills of one taker's match settle.
     *
     * @param drawn how they would settle if all tokens were there
     * @param fills of our account; holdings have them in them
     */
    Settlement settlement(Settlement drawn, List<Fill> fills, long nowNs) {
        doomed.removeIf(tokens -> tokens.untilNs < nowNs);
        Settlement way = drawn;
        for (Fill fill : fills) {
            if (!way.fails() && isSale(fill) && missingMicros(fill) > 0) {
                long lastNs = doomed.stream()
                        .filter(tokens -> isOf(tokens, fill))
                        .mapToLong(Tokens::untilNs)
                        .max()
                        .orElseThrow();
                long afterMs = TimeUnit.NANOSECONDS.toMillis(lastNs - nowNs) + 2;
                way = new Settlement(-1, Math.max(drawn.endMs(), afterMs), true);
            }
        }
        if (way.fails()) {
            long untilNs = nowNs + TimeUnit.MILLISECONDS.toNanos(way.endMs());
            for (Fill fill : fills) {
                doomed.add(new Tokens(
                        fill.order().market().id(),
                        fill.order().request().outcome(),
                        isSale(fill) ? -fill.qtyMicros() : fill.qtyMicros(),
                        untilNs));
            }
        }
        return way;
    }

    private static boolean isSale(Fill fill) {
        return fill.order().request().action() == Action.SELL;
    }

    private static boolean isOf(Tokens tokens, Fill fill) {
        return tokens.marketId.equals(fill.order().market().id())
                && tokens.outcome == fill.order().request().outcome();
    }

    /** Tokens by which holdings fall short once everything doomed has failed. */
    private long missingMicros(Fill sale) {
        var holding = sale.order().account().holding(sale.order().market().id());
        boolean yes = sale.order().request().outcome() == Outcome.YES;
        long heldMicros = yes ? holding.yesMicros() : holding.noMicros();
        return doomed.stream()
                        .filter(tokens -> isOf(tokens, sale))
                        .mapToLong(Tokens::qtyMicros)
                        .sum()
                - heldMicros;
    }
}
