package io.parallax.sim.flow;

import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.TickBand;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generated flow of all pairs. Deterministic: same seed, same start, same outside orders at the same times, same events.
 * The pairs take turns with news, so that over a handful of them an arbitrage appears about once a second.
 */
public final class FlowGenerator {
    /** Nothing planned: no pairs. */
    public static final long NEVER = Agenda.NEVER;

    private final Agenda agenda;
    private final List<PairFlow> flows = new ArrayList<>();
    private final SplittableRandom random;
    private boolean quiet;

    /**
     * @param pairs pairs whose markets exist at the exchanges
     * @param seed source of everything random
     * @param speedPercent pace, 100 = ordinary
     * @param adversePercent how often makers of the other venue walk away when an outside order fills
     */
    public FlowGenerator(
            List<SimPair> pairs,
            Exchange kalshi,
            Exchange polymarket,
            long seed,
            int speedPercent,
            int adversePercent) {
        this.random = new SplittableRandom(seed);
        this.agenda = new Agenda(speedPercent);
        for (SimPair pair : pairs) {
            SplittableRandom own = random.split();
            Maker kalshiMaker = new Maker(
                    kalshi,
                    kalshi.market(pair.kalshi().ticker()),
                    own.split(),
                    coarsest(pair.kalshi().bands()),
                    pair.fairMicros());
            Maker polymarketMaker = new Maker(
                    polymarket,
                    polymarket.market(pair.polymarket().conditionId()),
                    own.split(),
                    Math.max(5_000, pair.polymarket().tickMicros()),
                    pair.fairMicros());
            flows.add(new PairFlow(agenda, kalshiMaker, polymarketMaker, pair.fairMicros(), own, adversePercent));
        }
    }

    /** Puts the first quotes out and plans the rest. */
    public void start(long timestampNs) {
        agenda.start(timestampNs);
        flows.forEach(PairFlow::start);
        if (!flows.isEmpty()) {
            agenda.in(700 * PairFlow.MILLIS, this::news);
        }
    }

    /** When the next work is due, or {@link #NEVER}. */
    public long nextNs() {
        return agenda.nextNs();
    }

    /** Does everything due until now, each piece of work at its own planned time. */
    public void runUntil(long timestampNs) {
        agenda.runUntil(timestampNs);
    }

    /** Changes the pace. */
    public void speed(int percent) {
        agenda.speed(percent);
    }

    /** Whether news goes on moving one venue before the other. */
    public void news(boolean goesOn) {
        quiet = !goesOn;
    }

    /** Times a maker walked away from a hedge. */
    public long adverseCount() {
        return flows.stream().mapToLong(PairFlow::adverseCount).sum();
    }

    private void news() {
        PairFlow next = flows.get(random.nextInt(flows.size()));
        if (!quiet) {
            next.news();
        }
        agenda.in((500 + random.nextInt(1_001)) * PairFlow.MILLIS, this::news);
    }

    private static long coarsest(List<TickBand> bands) {
        return bands.stream().mapToLong(TickBand::stepMicros).max().orElseThrow();
    }
}
