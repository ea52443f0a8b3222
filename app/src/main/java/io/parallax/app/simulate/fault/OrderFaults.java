package io.parallax.app.simulate.fault;

import static io.parallax.app.simulate.fault.Draws.seconds;
import static io.parallax.app.simulate.fault.Draws.venue;

import io.parallax.app.simulate.net.Link;
import io.parallax.app.simulate.world.Profile;
import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.polymarket.PolymarketServer;
import io.parallax.sim.polymarket.TradingMode;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.Answers;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.venue.VenueServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** What goes wrong between an order and its answer. */
final class OrderFaults {
    private static final int[] SERVER_ERRORS = {500, 502, 503, 504};
    private static final int[] VAGUE_ERRORS = {500, 502, 504};
    private static final int LONGEST_LAG_MS = 5_000;
    private static final String[] KALSHI_REJECTS = {
        "fill_or_kill_insufficient_resting_volume", "invalid_price", "market_not_found", "trading_paused"
    };

    private OrderFaults() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        onServer(all, "order-answer-lost", 90, "OE-07", (server, random) -> server.loseNextOrderAnswer());
        onServer(
                all,
                "order-server-error",
                120,
                "OE-04",
                (server, random) -> server.failNextOrder(SERVER_ERRORS[random.nextInt(SERVER_ERRORS.length)]));
        onServer(all, "order-error-after-acceptance", 120, "OE-04", (server, random) -> server.answers()
                .next(CallKind.ORDER, AnswerFault.replaced(vagueError(server, random)), 1));
        onServer(all, "order-rate-limited", 240, "OE-03", (server, random) -> server.failNextOrder(429));
        onServer(
                all,
                "order-refused-key",
                1800,
                "OE-12",
                (server, random) -> server.failNextOrder(random.nextBoolean() ? 401 : 403));
        onServer(all, "order-rejected", 180, "OE-13", (server, random) -> {
            if (server instanceof PolymarketServer) {
                server.failNextOrder(400);
            } else {
                server.rejectNextOrder(KALSHI_REJECTS[random.nextInt(KALSHI_REJECTS.length)]);
            }
        });
        onServer(
                all,
                "order-no-funds",
                900,
                "OE-14",
                (server, random) -> server.rejectNextOrder(
                        server instanceof PolymarketServer
                                ? "not enough balance / allowance: the balance is not enough"
                                : "insufficient_balance"));
        onOrder(all, "order-never-arrives", 120, "OE-05", kit -> Link::goDead);
        onOrder(all, "order-answer-never-arrives", 120, "OE-05", kit -> Link::goDeaf);
        onOrder(all, "order-cut-before", 120, "OE-06", kit -> Link::cut);
        onOrder(all, "order-cut-after", 120, "OE-06", kit -> link -> kit.later(100 * Draws.MILLI_NS, link::cut));
        onOrder(all, "order-answer-unreadable", 180, "OE-08", kit -> Link::garbleNext);
        add(all, "order-slow", 300, List.of("OE-21"), (kit, random) -> {
            Venue venue = venue(random);
            long times = new long[] {10, 30, 100, 1_000}[random.nextInt(4)];
            kit.venues().rest(venue).slow(times);
            kit.cure(seconds(random, 2, 30), () -> kit.venues().rest(venue).slow(1));
            return true;
        });
        // Long enough that the orders and fills are read at least once meanwhile, as every ten seconds.
        add(all, "order-lists-lag", 300, List.of("OE-15"), (kit, random) -> {
            Answers answers = kit.venues().server(venue(random)).answers();
            answers.lagLists(50 + random.nextInt(LONGEST_LAG_MS));
            kit.cure(seconds(random, 12, 60), () -> answers.lagLists(0));
            return true;
        });
        add(all, "order-venue-down", 900, List.of("OE-16"), (kit, random) -> {
            Venue venue = venue(random);
            kit.venues().rest(venue).down(true);
            kit.network().links(kit.venues().rest(venue)).forEach(Link::cut);
            kit.cure(seconds(random, 2, 90), () -> kit.venues().rest(venue).down(false));
            return true;
        });
        add(all, "order-engine-restart", 900, List.of("OE-01", "OE-02"), (kit, random) -> {
            PolymarketServer server = kit.venues().polymarketServer();
            server.setMode(TradingMode.RESTARTING);
            long restartNs = seconds(random, 2, 30);
            kit.later(restartNs, () -> server.setMode(TradingMode.POST_ONLY));
            kit.cure(restartNs + seconds(random, 1, 30), () -> server.setMode(TradingMode.NORMAL));
            return true;
        });
        add(all, "order-venue-disabled", 1800, List.of("OE-16"), (kit, random) -> {
            PolymarketServer server = kit.venues().polymarketServer();
            server.setMode(random.nextBoolean() ? TradingMode.CANCEL_ONLY : TradingMode.DISABLED);
            kit.cure(seconds(random, 2, 60), () -> server.setMode(TradingMode.NORMAL));
            return true;
        });
        return all;
    }

    /** What proves nothing: Polymarket's other words with 500 and 503 say that the order was not taken. */
    private static Answer vagueError(VenueServer server, SplittableRandom random) {
        int status = VAGUE_ERRORS[random.nextInt(VAGUE_ERRORS.length)];
        return status == 500 && server instanceof PolymarketServer
                ? new Answer(status, "{\"error\":\"Internal server error\"}", Map.of())
                : server.ofStatus(status);
    }

    private static void add(List<Fault> all, String name, int meanSeconds, List<String> rows, Fault.Action action) {
        all.add(new Fault(name, Profile.ORDERS, meanSeconds, rows, action));
    }

    /** What the venue's own server does to the next order that is on its way to it. */
    private static void onServer(
            List<Fault> all, String name, int meanSeconds, String row, BiConsumer<VenueServer, SplittableRandom> does) {
        all.add(Fault.markingLater(name, Profile.ORDERS, meanSeconds, List.of(row), (kit, random) -> {
            Venue venue = venue(random);
            kit.onNextOrder(venue, link -> {
                kit.mark(row);
                does.accept(kit.venues().server(venue), random);
            });
            return true;
        }));
    }

    private static void onOrder(
            List<Fault> all,
            String name,
            int meanSeconds,
            String row,
            java.util.function.Function<FaultKit, FaultKit.LinkFault> make) {
        all.add(Fault.markingLater(name, Profile.ORDERS, meanSeconds, List.of(row), (kit, random) -> {
            FaultKit.LinkFault fault = make.apply(kit);
            kit.onNextOrder(venue(random), link -> {
                kit.mark(row);
                fault.happen(link);
            });
            return true;
        }));
    }
}
