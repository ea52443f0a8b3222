package io.parallax.app.simulate.fault;

import static io.parallax.app.simulate.fault.Draws.seconds;
import static io.parallax.app.simulate.fault.Draws.venue;

import io.parallax.app.simulate.net.Link;
import io.parallax.app.simulate.world.Profile;
import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TimeInForce;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.polymarket.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong with fills and their settlement. */
final class FillFaults {
    private static final int STUCK_MS = 120_000;

    private FillFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        all.add(Fault.markingLater("fill-fails-to-settle", Profile.FILLS, 300, List.of("FP-08"), (kit, random) -> {
            settleNext(
                    kit,
                    "FP-08",
                    new Settlement(random.nextBoolean() ? 1_500 : -1, 2_000L + random.nextInt(8_000), true));
            return true;
        }));
        all.add(Fault.markingLater("fill-stuck", Profile.FILLS, 300, List.of("FP-09"), (kit, random) -> {
            settleNext(kit, "FP-09", new Settlement(-1, 20_000L + random.nextInt(STUCK_MS), random.nextInt(4) == 0));
            return true;
        }));
        all.add(Fault.markingLater("fill-mined-then-failed", Profile.FILLS, 600, List.of("FP-10"), (kit, random) -> {
            settleNext(kit, "FP-10", new Settlement(1_000, 3_000L + random.nextInt(20_000), true));
            return true;
        }));
        add(all, "fill-news-deaf", 180, List.of("FP-04"), (kit, random) -> {
            Link link = kit.anyLink(kit.venues().user(Venue.POLYMARKET), random);
            if (link == null) {
                return false;
            }
            link.goDeaf();
            kit.cure(seconds(random, 1, 20), link::cut);
            return true;
        });
        add(all, "fill-news-cut", 180, List.of("FP-04"), (kit, random) -> {
            Link link = kit.anyLink(kit.venues().user(venue(random)), random);
            if (link != null) {
                link.cut();
            }
            return link != null;
        });
        add(all, "fill-news-lost", 120, List.of("FP-04"), (kit, random) -> kit.venues()
                .server(Venue.KALSHI)
                .lines()
                .suffer(
                        0,
                        io.parallax.sim.fault.Fault.drop(1 + random.nextInt(3)).of(FrameKind.PRIVATE)));
        add(all, "fill-news-doubled", 120, List.of("FP-01"), (kit, random) -> kit.venues()
                .server(Venue.KALSHI)
                .lines()
                .suffer(
                        0,
                        io.parallax.sim.fault.Fault.duplicate(1 + random.nextInt(4))
                                .of(FrameKind.PRIVATE)));
        add(all, "fill-told-again", 60, List.of("FP-01"), (kit, random) -> {
            kit.repeatFills(1 + random.nextInt(20));
            return true;
        });
        add(all, "fill-before-answer", 240, List.of("FP-03"), (kit, random) -> {
            kit.venues().rest(Venue.POLYMARKET).slow(8);
            kit.cure(
                    seconds(random, 2, 15),
                    () -> kit.venues().rest(Venue.POLYMARKET).slow(1));
            return true;
        });
        add(all, "fill-news-late", 240, List.of("FP-02"), (kit, random) -> {
            Venue venue = venue(random);
            kit.venues().user(venue).slow(50);
            kit.cure(seconds(random, 2, 15), () -> kit.venues().user(venue).slow(1));
            return true;
        });
        add(all, "foreign-order", 3_600, List.of("OE-23", "FP-05"), FillFaults::foreign);
        return all;
    }

    private static void add(List<Fault> all, String name, int meanSeconds, List<String> rows, Fault.Action action) {
        all.add(new Fault(name, Profile.FILLS, meanSeconds, rows, action));
    }

    private static void settleNext(FaultKit kit, String row, Settlement way) {
        kit.venues().settleBy(tradeId -> {
            kit.venues().settleBy(null);
            kit.mark(row);
            return way;
        });
    }

    /** Somebody else uses our account. */
    private static boolean foreign(FaultKit kit, SplittableRandom random) {
        Venue venue = venue(random);
        Exchange exchange = kit.venues().exchange(venue);
        Market market = exchange.market(FeedFaults.market(kit, venue, random));
        long ask = market.bestMicros(BookSide.ASK);
        return ask != Market.NO_PRICE
                && exchange.submit(
                                OrderRequest.of(
                                        market.id(),
                                        kit.venues().truth(venue).account(),
                                        Outcome.YES,
                                        Action.BUY,
                                        ask,
                                        (1 + random.nextInt(5)) * 1_000_000L,
                                        TimeInForce.IOC),
                                kit.venues().nowNs())
                        .isAccepted();
    }
}
