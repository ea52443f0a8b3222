package io.parallax.sim;

import io.netty.channel.EventLoop;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Changes of levels at a fixed rate: every level that rests gets another quantity in turn. Runs on the loop. */
final class Burst implements Runnable {
    private static final long EVERY_NS = 1_000_000L;
    private static final long NS_PER_S = 1_000_000_000L;
    private static final int SIZES = 50;

    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private final Exchange exchange;
    private final List<Market> markets;
    private final SimClock clock;
    private final EventLoop loop;
    private final int changesPerSecond;
    private final int levelsPerEvent;
    private final long startNs;
    private final long durationNs;
    private long changeCount;
    private long eventCount;

    Burst(
            Exchange exchange,
            List<Market> markets,
            SimClock clock,
            EventLoop loop,
            int changesPerSecond,
            int levelsPerEvent,
            long durationNs) {
        this.exchange = exchange;
        this.markets = markets;
        this.clock = clock;
        this.loop = loop;
        this.changesPerSecond = changesPerSecond;
        this.levelsPerEvent = levelsPerEvent;
        this.startNs = clock.nowNs();
        this.durationNs = durationNs;
    }

    CompletableFuture<Long> done() {
        return done;
    }

    @Override
    public void run() {
        try {
            long nowNs = clock.nowNs();
            long elapsedNs = Math.min(durationNs, nowNs - startNs);
            long due = elapsedNs * changesPerSecond / NS_PER_S;
            while (changeCount < due) {
                change(markets.get((int) (eventCount++ % markets.size())), nowNs);
            }
            if (elapsedNs < durationNs) {
                loop.schedule(this, EVERY_NS, TimeUnit.NANOSECONDS);
            } else {
                done.complete(changeCount);
            }
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void change(Market market, long nowNs) {
        exchange.inOneEvent(market, nowNs, () -> {
            for (int i = 0; i < levelsPerEvent; i++) {
                BookSide side = changeCount % 2 == 0 ? BookSide.BID : BookSide.ASK;
                long[] target = {changeCount / 2 % Math.max(1, market.depth(side)), 0};
                market.forEachLevel(side, (price, qty) -> {
                    if (target[0]-- == 0) {
                        target[1] = price;
                    }
                });
                if (target[1] != 0) {
                    long qtyMicros = (1 + changeCount % SIZES) * Micros.ONE;
                    exchange.forceLevel(market, side, target[1], qtyMicros, nowNs);
                }
                changeCount++;
            }
        });
    }
}
