package io.parallax.bench;

import io.parallax.engine.book.TickGrid;
import java.util.Random;

/**
 * A seeded stream of level changes shaped like a busy market: most changes within a few ticks of a touch that drifts, some
 * deep in the book, one in four a removal. Never crossed. The same seed gives the same stream.
 */
final class BookFlow {
    final boolean[] bid;
    final long[] priceMicros;
    final long[] qtyMicros;

    BookFlow(TickGrid grid, int changes, long seed) {
        bid = new boolean[changes];
        priceMicros = new long[changes];
        qtyMicros = new long[changes];
        Random random = new Random(seed);
        int half = grid.size() / 2;
        int near = Math.min(12, half);
        for (int i = 0; i < changes; i++) {
            boolean isBid = random.nextBoolean();
            int away = random.nextInt(10) < 8 ? random.nextInt(near) : random.nextInt(half);
            bid[i] = isBid;
            priceMicros[i] = grid.priceMicros(isBid ? half - 1 - away : grid.size() - half + away);
            qtyMicros[i] = random.nextInt(4) == 0 ? 0 : 10_000L * (1 + random.nextInt(1_000_000));
        }
    }
}
