package io.parallax.app.simulate.fault;

import static io.parallax.app.simulate.fault.Draws.seconds;
import static io.parallax.app.simulate.fault.Draws.venue;

import io.parallax.app.simulate.net.Link;
import io.parallax.app.simulate.world.Profile;
import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.catalog.SimPair;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import io.parallax.sim.fault.Handshake;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.fault.WrongTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What goes wrong with market data. */
final class FeedFaults {
    private static final int COPIES = 2;
    /** Before the rows: the frames it acts on are counted, see {@link FeedRows}. */
    private static final String COUNTED = "counted ";

    private FeedFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        add(all, "feed-cut", 180, List.of("MD-01"), (kit, random) -> {
            Link link = kit.anyLink(kit.venues().socket(venue(random)), random);
            if (link != null) {
                link.cut();
            }
            return link != null;
        });
        add(all, "feed-half-open", 400, List.of("MD-04"), (kit, random) -> {
            Link link = kit.anyLink(kit.venues().socket(venue(random)), random);
            if (link != null) {
                link.goDead();
            }
            return link != null;
        });
        add(all, "feed-refused", 600, List.of("MD-01"), (kit, random) -> {
            Venue venue = venue(random);
            kit.venues().socket(venue).down(true);
            kit.network().links(kit.venues().socket(venue)).forEach(Link::cut);
            kit.cure(seconds(random, 2, 40), () -> kit.venues().socket(venue).down(false));
            return true;
        });
        add(all, "feed-throttled", 900, List.of("MD-10"), (kit, random) -> {
            Venue venue = venue(random);
            Lines lines = kit.venues().server(venue).lines();
            lines.answerAll(Handshake.refuse(random.nextBoolean() ? 429 : 403));
            kit.network().links(kit.venues().socket(venue)).forEach(Link::cut);
            kit.cure(seconds(random, 5, 40), lines::cureAll);
            return true;
        });
        onLine(all, "feed-stall", 240, "MD-02", random -> io.parallax.sim.fault.Fault.stall(), 25);
        onLine(
                all,
                "feed-gap",
                60,
                COUNTED + "MD-05,MD-08",
                random -> io.parallax.sim.fault.Fault.drop(1 + random.nextInt(3)),
                0);
        onLine(
                all,
                "feed-duplicate",
                60,
                COUNTED + "MD-07",
                random -> io.parallax.sim.fault.Fault.duplicate(1 + random.nextInt(5)),
                0);
        onLine(all, "feed-reorder", 60, COUNTED + "MD-06", random -> io.parallax.sim.fault.Fault.reorder(), 0);
        onLine(all, "feed-truncated", 120, COUNTED + "MD-11", random -> io.parallax.sim.fault.Fault.truncate(1), 0);
        onLine(all, "feed-garbage", 120, COUNTED + "MD-11", random -> io.parallax.sim.fault.Fault.garbage(), 0);
        onLine(
                all,
                "feed-unknown-type",
                120,
                COUNTED + "MD-11",
                random -> io.parallax.sim.fault.Fault.unknownType(),
                0);
        onLine(all, "feed-hostile-number", 120, COUNTED + "MD-14", random -> io.parallax.sim.fault.Fault.hostile(1), 0);
        onLine(all, "feed-in-cents", 600, COUNTED + "MD-21", random -> io.parallax.sim.fault.Fault.inCents(1), 0);
        onLine(
                all,
                "feed-late",
                240,
                COUNTED + "MD-02",
                random -> io.parallax.sim.fault.Fault.delay(Duration.ofMillis(50L + random.nextInt(5_000))),
                20);
        onLine(
                all,
                "feed-late-snapshot",
                240,
                COUNTED + "MD-09",
                random -> io.parallax.sim.fault.Fault.lateSnapshots(Duration.ofMillis(100L + random.nextInt(8_000)), 2),
                0);
        onLine(
                all,
                "feed-no-snapshot",
                400,
                "MD-09",
                random -> io.parallax.sim.fault.Fault.withholdSnapshots(1 + random.nextInt(4)),
                60);
        onLine(
                all,
                "feed-wrong-time",
                300,
                COUNTED + "MD-20",
                random -> io.parallax.sim.fault.Fault.wrongTimes(
                        WrongTime.values()[random.nextInt(WrongTime.values().length)], 1 + random.nextInt(50)),
                30);
        onLine(
                all,
                "feed-subscription-error",
                600,
                "MD-01",
                random -> io.parallax.sim.fault.Fault.subscriptionError(random.nextBoolean() ? 10 : 25),
                0);
        onLine(all, "feed-closed", 400, "MD-01", random -> io.parallax.sim.fault.Fault.close(1001), 0);
        onLine(all, "feed-giant", 1800, COUNTED + "MD-13", random -> io.parallax.sim.fault.Fault.giant(), 0);
        onLine(all, "feed-drip", 1800, COUNTED + "MD-13", random -> io.parallax.sim.fault.Fault.drip(), 0);
        add(all, "feed-frozen-market", 300, List.of("MD-03"), (kit, random) -> {
            Venue venue = venue(random);
            String market = market(kit, venue, random);
            Lines lines = kit.venues().server(venue).lines();
            boolean follows = lines.sufferFollower(
                    market,
                    random.nextInt(COPIES),
                    io.parallax.sim.fault.Fault.stall().ofMarket(market));
            kit.cure(seconds(random, 3, 40), () -> {
                lines.cure(0);
                lines.cure(1);
            });
            return follows;
        });
        add(all, "feed-crossed", 300, List.of("MD-15"), FeedFaults::cross);
        add(all, "feed-bait", 600, List.of("MD-18"), FeedFaults::bait);
        add(all, "feed-tick", 900, List.of("MD-16"), (kit, random) -> {
            SimPair pair = pair(kit, random);
            String condition = pair.polymarket().conditionId();
            long tick = kit.venues()
                    .exchange(Venue.POLYMARKET)
                    .market(condition)
                    .spec()
                    .bands()
                    .get(0)
                    .stepMicros();
            kit.venues().polymarketServer().changeTick(condition, tick == 10_000 ? 1_000 : 10_000, true);
            return true;
        });
        add(all, "feed-burst", 900, List.of("MD-19"), (kit, random) -> {
            kit.venues().speed(Math.min(2_000, kit.speedPercent() * 20));
            kit.cure(seconds(random, 1, 4), () -> kit.venues().speed(kit.speedPercent()));
            return true;
        });
        return all;
    }

    private static void add(List<Fault> all, String name, int meanSeconds, List<String> rows, Fault.Action action) {
        all.add(new Fault(name, Profile.FEED, meanSeconds, rows, action));
    }

    /** A fault of one of the venue's own lines, cured after at most so many seconds; 0 = it ends by itself. */
    private static void onLine(
            List<Fault> all,
            String name,
            int meanSeconds,
            String row,
            Function<SplittableRandom, io.parallax.sim.fault.Fault> draw,
            int curedWithin) {
        boolean counted = row.startsWith(COUNTED);
        List<String> rows = List.of(row.replace(COUNTED, "").split(","));
        all.add(new Fault(name, Profile.FEED, meanSeconds, rows, counted, (kit, random) -> {
            Lines lines = kit.venues().server(venue(random)).lines();
            int slot = random.nextInt(COPIES);
            boolean open = lines.suffer(slot, draw.apply(random));
            if (curedWithin > 0) {
                kit.cure(seconds(random, 1, curedWithin), () -> lines.cure(slot));
            }
            return open;
        }));
    }

    /** A bid above the best ask is shown, and taken away again. */
    private static boolean cross(FaultKit kit, SplittableRandom random) {
        Venue venue = venue(random);
        Exchange exchange = kit.venues().exchange(venue);
        Market market = exchange.market(market(kit, venue, random));
        long ask = market.bestMicros(BookSide.ASK);
        if (ask == Market.NO_PRICE || ask >= 980_000) {
            return false;
        }
        show(kit, exchange, market, BookSide.BID, ask, 20_000_000, Draws.between(random, 100, 3_000));
        return true;
    }

    /** An offer far too good is shown for a moment. */
    private static boolean bait(FaultKit kit, SplittableRandom random) {
        Venue venue = venue(random);
        Exchange exchange = kit.venues().exchange(venue);
        Market market = exchange.market(market(kit, venue, random));
        long bid = market.bestMicros(BookSide.BID);
        if (bid == Market.NO_PRICE || bid < 400_000) {
            return false;
        }
        long price = bid - 300_000 - Math.floorMod(bid, 10_000);
        for (long level = bid; level > price && level > 0; level = market.bestMicros(BookSide.BID)) {
            exchange.forceLevel(market, BookSide.BID, level, 0, kit.venues().nowNs());
            if (market.bestMicros(BookSide.BID) == level) {
                return false; // an order of ours rests there
            }
        }
        show(kit, exchange, market, BookSide.ASK, price + 10_000, 50_000_000, Draws.between(random, 200, 5_000));
        return true;
    }

    private static void show(
            FaultKit kit, Exchange exchange, Market market, BookSide side, long price, long qty, long millis) {
        exchange.forceLevel(market, side, price, qty, kit.venues().nowNs());
        kit.cure(
                millis * Draws.MILLI_NS,
                () -> exchange.forceLevel(market, side, price, 0, kit.venues().nowNs()));
    }

    static SimPair pair(FaultKit kit, SplittableRandom random) {
        List<SimPair> pairs = kit.venues().pairs();
        return pairs.get(random.nextInt(pairs.size()));
    }

    static String market(FaultKit kit, Venue venue, SplittableRandom random) {
        SimPair pair = pair(kit, random);
        return venue == Venue.KALSHI
                ? pair.kalshi().ticker()
                : pair.polymarket().conditionId();
    }
}
