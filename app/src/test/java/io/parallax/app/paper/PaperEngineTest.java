package io.parallax.app.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.run.SessionEvents;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimerEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperModel;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.pair.VoidRule;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.gateway.paper.PaperVenue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The real engine in front of two paper venues, over markets that move at random, in one thread and without a clock. */
class PaperEngineTest {
    private static final long MS = 1_000_000L;
    private static final long T0 = 1_790_000_000_000L * MS;
    private static final long CASH = Micros.parse("10000");
    private static final int PAIRS = 3;

    /** Alerts after which a pair may hold what it holds: the engine has told a person. */
    private static final Set<String> TOLD =
            Set.of("UNHEDGED", "LATE_FILL", "GHOST_FILL", "PAIR_FROZEN", "POSITION_BREAK");

    @Test
    void shouldEndFlatOrHedgedAndReplay() {
        int hedged = 0;
        int unwound = 0;
        int clean = 0;
        long events = 0;
        int runs = 0;
        for (PaperLevel level : PaperLevel.values()) {
            for (long seed = 1; seed <= 8; seed++) {
                Run run = new Run(level, seed);
                run.trade(1_500);
                String what = level + " seed " + seed + " " + run.alerts;
                assertThat(run.engine.activeAttempts()).as(what).isZero();
                boolean told = run.alerts.stream().anyMatch(TOLD::contains);
                clean += told ? 0 : 1;
                for (int pair = 0; pair < PAIRS && !told; pair++) {
                    assertThat(Math.abs(run.netMicros(pair)))
                            .as(what + " pair " + pair)
                            .isLessThanOrEqualTo(run.dustMicros());
                }
                assertThat(run.ledgerMicros[0])
                        .as(what + " Polymarket cash")
                        .isEqualTo(run.polymarket.paper().cashMicros());
                assertThat(run.ledgerMicros[1])
                        .as(what + " Kalshi cash")
                        .isEqualTo(run.kalshi.paper().cashMicros());
                run.assertReplays(what);
                hedged += run.hedged;
                unwound += run.unwound;
                events += run.journal.size();
                runs++;
            }
        }
        System.out.printf(
                "paper engine: %d runs, %d events, %d hedged, %d unwound, %d without a call for a person%n",
                runs, events, hedged, unwound, clean);
        assertThat(hedged).isGreaterThan(100);
        assertThat(unwound).isGreaterThan(5);
        assertThat(clean).isGreaterThan(runs / 2);
    }

    @Test
    void shouldAnswerTheSameBytesInASecondRun() {
        Run once = new Run(PaperLevel.PESSIMISTIC, 3);
        once.trade(500);
        Run again = new Run(PaperLevel.PESSIMISTIC, 3);
        again.trade(500);
        assertThat(again.journal).hasSameSizeAs(once.journal);
        for (int i = 0; i < once.journal.size(); i++) {
            assertThat(again.journal.get(i)).as("event %d", i).isEqualTo(once.journal.get(i));
        }
        assertThat(again.engine.stateHash()).isEqualTo(once.engine.stateHash());
    }

    /** One run: a ring that is a queue, the engine, and what its commands reach. */
    private static final class Run {
        private final Engine engine = new Engine();
        private final CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[64 * 1024]));
        private final Deque<byte[]> ring = new ArrayDeque<>();
        private final List<byte[]> journal = new ArrayList<>();
        private final List<byte[]> consequences = new ArrayList<>();
        private final Set<String> alerts = new TreeSet<>();
        private final long[] ledgerMicros = {CASH, CASH};
        private final PaperFloor polymarket;
        private final PaperFloor kalshi;
        private final Random random;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final UnsafeBuffer timer = new UnsafeBuffer(new byte[64]);
        private final List<Set<Long>> shownBids = new ArrayList<>();
        private final List<Set<Long>> shownAsks = new ArrayList<>();
        private final int[] middle = new int[PAIRS];
        private long nowNs = T0;
        private int hedged;
        private int unwound;
        private int attempts;

        Run(PaperLevel level, long seed) {
            random = new Random(seed);
            PaperModel model = PaperModel.of(level);
            polymarket = new PaperFloor(Venue.POLYMARKET, model, seed, CASH, ring::add);
            kalshi = new PaperFloor(Venue.KALSHI, model, seed, CASH, ring::add);
        }

        void trade(int steps) {
            start();
            for (int step = 0; step < steps; step++) {
                pass(1 + random.nextInt(25));
                move(random.nextInt(PAIRS));
            }
            for (int quiet = 0; quiet < 1_500; quiet++) {
                pass(20);
                if (quiet % 40 == 0) {
                    for (int pair = 0; pair < PAIRS; pair++) {
                        show(pair, 50, 50, 1_000 + quiet);
                    }
                }
            }
        }

        private void start() {
            ParallaxSettings settings = SettingsLoader.profile("sim");
            SessionEvents events = new SessionEvents(PaperFloor.publisher(ring::add), () -> nowNs);
            events.settings(settings.risk(), settings.exposure(), settings.attempts(), settings.feed(), new byte[32]);
            for (int pair = 0; pair < PAIRS; pair++) {
                polymarket.at(nowNs).define(2 * pair);
                kalshi.at(nowNs).define(2 * pair + 1);
            }
            for (int pair = 0; pair < PAIRS; pair++) {
                events.pairListed(pair, List.of(2 * pair, 2 * pair + 1), pair(pair));
            }
            drain();
            polymarket.connected();
            kalshi.connected();
            for (int id = 0; id < 2 * PAIRS; id++) {
                floor(id).at(nowNs).book(id, List.of("bid 0.48 500", "bid 0.46 900", "ask 0.52 500", "ask 0.54 900"));
                shownBids.add(new TreeSet<>(List.of(480_000L, 460_000L)));
                shownAsks.add(new TreeSet<>(List.of(520_000L, 540_000L)));
            }
            polymarket.paper().reconcile(nowNs);
            kalshi.paper().reconcile(nowNs);
            events.control(ControlKind.START, "test", "reconciled");
            drain();
            Arrays.fill(middle, 50);
        }

        private static PairSettings pair(int pair) {
            Leg.Reviewed reviewed = new Leg.Reviewed("ab".repeat(32), "title", "Yes", "No", null);
            List<Leg> legs = List.of(
                    new Leg.Polymarket("0x" + pair, "slug", "1", "2", "v1", reviewed),
                    new Leg.Kalshi("T" + pair, "S", "terms", reviewed));
            return new PairSettings(
                    "pair-" + pair,
                    "pair " + pair,
                    Relation.SAME,
                    legs,
                    new VoidRule(VoidRule.When.EXCLUDED, List.of(), "a test settles nothing"),
                    JointPayoffs.of(Relation.SAME, 2),
                    new PairSettings.Review(Verdict.SAME, "test", "", "one text", 0),
                    0,
                    0,
                    1_000 * Micros.ONE,
                    true);
        }

        private PaperFloor floor(int id) {
            return id % 2 == 0 ? polymarket : kalshi;
        }

        /** Time passes in timers of ten milliseconds, and what is due meanwhile happens. */
        private void pass(long ms) {
            for (long left = ms; left > 0; left -= 10) {
                nowNs += Math.min(left, 10) * MS;
                TimerEncoder e = new TimerEncoder().wrapAndApplyHeader(timer, 0, new MessageHeaderEncoder());
                e.meta().timestampNs(nowNs).venueTimeNs(0);
                ring.add(Arrays.copyOf(timer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + e.encodedLength()));
                drain();
            }
        }

        /** Both middles wander together; now and then one runs ahead, and makers walk away. */
        private void move(int pair) {
            middle[pair] = Math.max(20, Math.min(80, middle[pair] + random.nextInt(3) - 1));
            int apart = random.nextInt(8) == 0 ? random.nextInt(17) - 8 : 0;
            show(pair, middle[pair], middle[pair] + apart, 5 + random.nextInt(400));
            drain();
        }

        /** Three levels a side of both venues, in one message each. */
        private void show(int pair, int polymarketMiddle, int kalshiMiddle, long contracts) {
            quote(2 * pair, polymarketMiddle, contracts);
            quote(2 * pair + 1, kalshiMiddle, contracts + random.nextInt(50));
            drain();
        }

        private void quote(int id, int cents, long contracts) {
            PaperFloor floor = floor(id).at(nowNs);
            Map<Long, Long> bids = new TreeMap<>();
            Map<Long, Long> asks = new TreeMap<>();
            shownBids.get(id).forEach(price -> bids.put(price, 0L));
            shownAsks.get(id).forEach(price -> asks.put(price, 0L));
            shownBids.get(id).clear();
            shownAsks.get(id).clear();
            for (int away = 1; away <= 3; away++) {
                bids.put(10_000L * (cents - away), contracts * Micros.ONE);
                asks.put(10_000L * (cents + away), contracts * Micros.ONE);
                shownBids.get(id).add(10_000L * (cents - away));
                shownAsks.get(id).add(10_000L * (cents + away));
            }
            floor.update(id, bids, asks);
            if (random.nextInt(3) == 0) {
                floor.print(id, random.nextBoolean() ? OrderAction.BUY : OrderAction.SELL, 10_000L * cents, Micros.ONE);
            }
        }

        private void drain() {
            while (!ring.isEmpty()) {
                byte[] bytes = ring.poll();
                UnsafeBuffer event = new UnsafeBuffer(bytes);
                polymarket.paper().onEvent(event, 0, bytes.length);
                kalshi.paper().onEvent(event, 0, bytes.length);
                out.clear();
                engine.onEvent(journal.size(), event, 0, bytes.length, out);
                journal.add(bytes);
                byte[] caused = new byte[out.length()];
                out.buffer().getBytes(0, caused);
                consequences.add(caused);
                CommandBuffer.forEach(new UnsafeBuffer(caused), 0, caused.length, this::command);
            }
        }

        private void command(DirectBuffer buffer, int offset, int length) {
            switch (header.wrap(buffer, offset).templateId()) {
                case SubmitOrderDecoder.TEMPLATE_ID -> {
                    SubmitOrderDecoder d = new SubmitOrderDecoder().wrapAndApplyHeader(buffer, offset, header);
                    at(d.venue()).onSubmit(d, 0);
                }
                case CancelOrderDecoder.TEMPLATE_ID -> {
                    CancelOrderDecoder d = new CancelOrderDecoder().wrapAndApplyHeader(buffer, offset, header);
                    at(d.venue()).onCancel(d);
                }
                case CancelAllDecoder.TEMPLATE_ID -> {
                    CancelAllDecoder d = new CancelAllDecoder().wrapAndApplyHeader(buffer, offset, header);
                    at(d.venue()).onCancelAll(d);
                }
                case QueryOrderDecoder.TEMPLATE_ID -> {
                    QueryOrderDecoder d = new QueryOrderDecoder().wrapAndApplyHeader(buffer, offset, header);
                    at(d.venue()).onQuery(d);
                }
                case RefreshBalanceDecoder.TEMPLATE_ID -> {
                    RefreshBalanceDecoder d = new RefreshBalanceDecoder().wrapAndApplyHeader(buffer, offset, header);
                    at(d.venue()).onRefreshBalance(d);
                }
                case PositionChangedDecoder.TEMPLATE_ID -> {
                    PositionChangedDecoder d = new PositionChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
                    ledgerMicros[d.instrumentId() % 2] = d.cashMicros();
                }
                case AttemptStateChangedDecoder.TEMPLATE_ID -> {
                    AttemptState to = new AttemptStateChangedDecoder()
                            .wrapAndApplyHeader(buffer, offset, header)
                            .to();
                    hedged += to == AttemptState.HEDGED ? 1 : 0;
                    unwound += to == AttemptState.UNWINDING ? 1 : 0;
                    attempts += to == AttemptState.OPENING ? 1 : 0;
                }
                case AlertDecoder.TEMPLATE_ID ->
                    alerts.add(new AlertDecoder()
                            .wrapAndApplyHeader(buffer, offset, header)
                            .code()
                            .name());
                default -> {
                    // Records for people.
                }
            }
        }

        private PaperVenue at(Venue venue) {
            return (venue == Venue.POLYMARKET ? polymarket : kalshi).paper();
        }

        /** Contracts that pay on YES less those that pay on NO, over both venues. */
        private long netMicros(int pair) {
            long net = 0;
            for (int id = 2 * pair; id <= 2 * pair + 1; id++) {
                net += floor(id).paper().heldMicros(id, Outcome.YES)
                        - floor(id).paper().heldMicros(id, Outcome.NO);
            }
            return net;
        }

        /** Less than a lot may be left by each attempt. */
        private long dustMicros() {
            return 10_000L * attempts;
        }

        private void assertReplays(String what) {
            Engine again = new Engine();
            for (int i = 0; i < journal.size(); i++) {
                out.clear();
                byte[] bytes = journal.get(i);
                again.onEvent(i, new UnsafeBuffer(bytes), 0, bytes.length, out);
                byte[] caused = new byte[out.length()];
                out.buffer().getBytes(0, caused);
                if (!Arrays.equals(caused, consequences.get(i))) {
                    throw new AssertionError(what + ": event " + i + " caused other commands");
                }
            }
            assertThat(again.stateHash()).as(what).isEqualTo(engine.stateHash());
        }
    }
}
