package io.parallax.app.simulate.fault;

import static io.parallax.app.simulate.fault.Draws.between;
import static io.parallax.app.simulate.fault.Draws.seconds;
import static io.parallax.app.simulate.fault.Draws.venue;

import io.parallax.app.simulate.world.Profile;
import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.kalshi.KalshiNews;
import java.util.ArrayList;
import java.util.List;

/** What goes wrong with time, the disk, the process, and what markets do. */
final class ProcessFaults {
    private ProcessFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.add(new Fault("clock-step", Profile.CLOCK, 600, List.of("CL-01"), (kit, random) -> {
            long ns = between(random, 50 * Draws.MILLI_NS, 5 * Draws.SECOND_NS);
            kit.stepClock(random.nextBoolean() ? ns : -ns);
            kit.cure(seconds(random, 1, 60), kit::correctClock);
            return true;
        }));
        all.add(new Fault("clock-freeze", Profile.CLOCK, 400, List.of("CL-03"), (kit, random) -> {
            kit.freeze(between(random, 300 * Draws.MILLI_NS, 8 * Draws.SECOND_NS));
            return true;
        }));
        all.add(new Fault("pause", Profile.CLOCK, 120, List.of("RT-02"), (kit, random) -> {
            kit.freeze(between(random, 5 * Draws.MILLI_NS, 300 * Draws.MILLI_NS));
            return true;
        }));
        all.add(new Fault("disk-stall", Profile.DISK, 300, List.of("JR-08"), (kit, random) -> {
            kit.disk().stallUntil(kit.venues().sinceStartNs() + between(random, Draws.MILLI_NS, 3 * Draws.SECOND_NS));
            return true;
        }));
        all.add(new Fault("disk-full", Profile.DISK, 3_600, List.of("JR-02"), (kit, random) -> {
            kit.disk().full(true);
            kit.cure(seconds(random, 1, 20), () -> kit.disk().full(false));
            return true;
        }));
        all.add(new Fault("disk-fails", Profile.DISK, 3_600, List.of("JR-03"), (kit, random) -> {
            kit.disk().failing(true);
            kit.cure(seconds(random, 1, 20), () -> kit.disk().failing(false));
            return true;
        }));
        all.add(new Fault("kill", Profile.PROCESS, 1_200, List.of("JR-04"), (kit, random) -> {
            if (kit.isBusy()) {
                kit.mark("RT-11");
            }
            kit.kill(false);
            return true;
        }));
        all.add(new Fault("power-loss", Profile.PROCESS, 3_600, List.of("JR-05"), (kit, random) -> {
            kit.kill(true);
            return true;
        }));
        all.add(Fault.markingLater("kill-on-order", Profile.PROCESS, 1_800, List.of("RT-11"), (kit, random) -> {
            boolean afterwards = random.nextBoolean();
            kit.onNextOrder(venue(random), link -> {
                kit.mark("RT-11");
                kit.later(afterwards ? 30 * Draws.MILLI_NS : 0, () -> kit.kill(false));
            });
            return true;
        }));
        all.add(Fault.markingLater("halt-on-order", Profile.PROCESS, 900, List.of("EX-10"), (kit, random) -> {
            long afterNs = between(random, 0, 400 * Draws.MILLI_NS);
            kit.onNextOrder(
                    venue(random),
                    link -> kit.later(afterNs, () -> {
                        kit.mark("EX-10");
                        kit.halt("a halt while a leg is under way");
                    }));
            return true;
        }));
        all.add(new Fault("market-paused", Profile.MARKET, 900, List.of("SL-01"), (kit, random) -> {
            Venue venue = venue(random);
            String market = FeedFaults.market(kit, venue, random);
            kit.venues().state(venue, market, MarketState.PAUSED);
            kit.cure(seconds(random, 3, 90), () -> kit.venues().state(venue, market, MarketState.OPEN));
            return true;
        }));
        all.add(new Fault("market-resolves", Profile.MARKET, 3_600, List.of("SL-01"), (kit, random) -> {
            boolean agree = random.nextInt(5) > 0;
            boolean resolved = kit.resolve(random.nextInt(kit.venues().pairs().size()), agree);
            if (resolved && !agree) {
                kit.mark("SL-02");
            }
            return resolved;
        }));
        all.add(new Fault("market-closes-at-one-venue", Profile.MARKET, 3_600, List.of("SL-01"), (kit, random) -> {
            Venue venue = venue(random);
            String market = FeedFaults.market(kit, venue, random);
            kit.venues().state(venue, market, MarketState.CLOSED);
            kit.cure(seconds(random, 30, 300), () -> kit.venues().state(venue, market, MarketState.OPEN));
            return true;
        }));
        all.add(new Fault("fee-changes", Profile.MARKET, 2_400, List.of("OP-07"), (kit, random) -> {
            String ticker = FeedFaults.pair(kit, random).kalshi().ticker();
            new KalshiNews(kit.venues().kalshiServer(), Runnable::run).feeOverride(ticker, "quadratic", 1.0);
            return true;
        }));
        return all;
    }
}
