package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.EngineHarness.Sent;
import io.parallax.engine.port.CommandBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Venues that answer as venues do: late, twice, in parts, in any order, or not until asked. The truth is kept here; the
 * engine must reach it, must never hold an unhedged rest in silence, and must replay.
 */
class RandomVenueTest {
    private static final Set<String> SEEN = new HashSet<>();

    /** What the seeds are for was met. */
    @AfterAll
    static void shouldHaveMetEveryTurn() {
        assertThat(SEEN)
                .contains("attempt HEDGED", "attempt FLAT", "attempt ABANDONED", "attempt REHEDGING", "attempt FROZEN")
                .contains("attempt OPEN_UNKNOWN", "attempt HEDGE_UNKNOWN", "attempt UNWIND_UNKNOWN")
                .contains("OPEN FOK", "OPEN IOC", "HEDGE IOC", "UNWIND IOC", "UNWIND GTC");
    }

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= 200; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    /** Messages about one order that the venue has yet to deliver, in the order of truth. */
    private static final class Pending {
        final Sent order;
        final List<Runnable> messages = new ArrayList<>();

        Pending(Sent order) {
            this.order = order;
        }
    }

    private final long[] truthYesMicros = new long[5];
    private final List<Pending> pending = new ArrayList<>();
    private int answered;
    private long trade = 1_000_000;

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldReachTheTruthAndReplayIt(long seed) {
        Random random = new Random(seed);
        EngineHarness engine = seed % 2 == 0 ? new EngineHarness() : takingEveryEdge();
        long clockNs = 0;
        for (int step = 0; step < 300; step++) {
            clockNs += random.nextInt(200) * EventBytes.MILLI;
            engine.at(clockNs);
            if (random.nextInt(3) == 0) {
                moveBooks(engine, random);
            }
            engine.apply(engine.event.timer(engine.nowNs));
            takeOrders(engine, random);
            assertIntervalsHoldTheTruth(engine, seed, step);
            deliverSome(engine, random);
            assertIntervalsHoldTheTruth(engine, seed, step);
        }
        for (int quiet = 0; quiet < 400 && (!pending.isEmpty() || engine.engine.activeAttempts() > 0); quiet++) {
            clockNs += 100 * EventBytes.MILLI;
            engine.at(clockNs);
            engine.book(0, "0.48", "10000", "0.50", "10000");
            engine.book(1, "0.48", "10000", "0.50", "10000");
            engine.apply(engine.event.timer(engine.nowNs));
            takeOrders(engine, random);
            while (!pending.isEmpty()) {
                deliverOne(engine, pending.get(0));
            }
        }
        assertThat(engine.engine.activeAttempts()).as("seed %d", seed).isZero();
        long netMicros = truthYesMicros[0] + truthYesMicros[1];
        boolean told = engine.records.contains("alert UNHEDGED") || engine.records.contains("alert LATE_FILL");
        if (!told) {
            long dustMicros = 10_000L
                    * engine.records.stream().filter("attempt OPENING"::equals).count();
            assertThat(Math.abs(netMicros)).as("seed %d unhedged", seed).isLessThanOrEqualTo(dustMicros);
        }
        assertReplays(engine, seed);
    }

    /** What the venue has decided and not told is among the positions that can still be. */
    private void assertIntervalsHoldTheTruth(EngineHarness engine, long seed, int step) {
        for (int i = 0; i < truthYesMicros.length; i++) {
            assertThat(truthYesMicros[i])
                    .as("seed %d step %d instrument %d", seed, step, i)
                    .isBetween(
                            engine.engine.exposure().net().loMicros(i),
                            engine.engine.exposure().net().hiMicros(i));
        }
        assertThat(Math.abs(truthYesMicros[0] + truthYesMicros[1]))
                .as("seed %d step %d unhedged", seed, step)
                .isLessThanOrEqualTo(engine.engine.exposure().net().worstMicros(0));
    }

    /** While one book has moved and the other has not, edges are wide: no alarm is raised here. */
    private static EngineHarness takingEveryEdge() {
        EngineHarness engine = new EngineHarness();
        engine.event.maxPlausibleEdgeMicros = Micros.ONE;
        engine.apply(engine.event.settings(engine.nowNs));
        return engine;
    }

    private static void moveBooks(EngineHarness engine, Random random) {
        int first = 20 + random.nextInt(60);
        int second = first - 6 + random.nextInt(18);
        engine.book(0, cents(first - 2), qty(random), cents(first), qty(random));
        engine.book(
                1, cents(Math.max(1, Math.min(97, second))), qty(random), cents(Math.max(2, second + 2)), qty(random));
    }

    private static String cents(int cents) {
        return Micros.format(cents * 10_000L);
    }

    private static String qty(Random random) {
        return Micros.format((1 + random.nextInt(20_000)) * 10_000L);
    }

    /** The venue decides the truth of each new order at once and queues what it will say of it. */
    private void takeOrders(EngineHarness engine, Random random) {
        while (answered < engine.sent.size()) {
            Sent order = engine.sent.get(answered++);
            Pending told = new Pending(order);
            int fate = random.nextInt(10);
            if (fate == 0) {
                told.messages.add(() -> engine.rejected(order));
            } else {
                long filled = fate == 1 ? 0 : fate <= 3 ? lots(random, order.qty()) : order.qty();
                boolean whole = order.timeInForce() == TimeInForce.FOK && filled != order.qty();
                if (whole) {
                    filled = 0;
                }
                if (fate == 5 && order.notional() != 0 && spends(order)) {
                    filled = filled / 100 * 103 / 10_000 * 10_000; // somebody sold for less
                }
                if (fate == 4) {
                    told.messages.add(() -> engine.apply(engine.event.unknown(engine.nowNs, order.orderId())));
                }
                long total = filled;
                addFills(engine, told, total, random);
                Runnable done = () -> engine.done(order, Micros.format(total));
                told.messages.add(random.nextInt(told.messages.size() + 1), done);
            }
            if (random.nextInt(4) == 0 && !told.messages.isEmpty()) {
                told.messages.add(told.messages.get(random.nextInt(told.messages.size()))); // said twice
            }
            pending.add(told);
        }
    }

    private static boolean spends(Sent order) {
        return order.instrumentId() == 3 && order.action() == OrderAction.BUY;
    }

    private void addFills(EngineHarness engine, Pending told, long filled, Random random) {
        Sent order = told.order;
        long restMicros = filled;
        while (restMicros > 0) {
            long part = random.nextBoolean() ? restMicros : Math.max(10_000, lots(random, restMicros));
            restMicros -= part;
            long id = ++trade;
            String price = Micros.format(order.price());
            told.messages.add(() -> engine.filled(order, Micros.format(part), price, Settlement.CONFIRMED, id));
        }
        boolean adds = (order.outcome() == Outcome.YES) == (order.action() == OrderAction.BUY);
        truthYesMicros[order.instrumentId()] += adds ? filled : -filled;
    }

    private static long lots(Random random, long qty) {
        return Micros.floorToStep((long) (random.nextInt(1_000)) * (qty / 1_000), 10_000);
    }

    private void deliverSome(EngineHarness engine, Random random) {
        for (Pending told : List.copyOf(pending)) {
            while (pending.contains(told) && random.nextInt(3) > 0) {
                deliverOne(engine, told);
            }
        }
    }

    private void deliverOne(EngineHarness engine, Pending told) {
        if (!told.messages.isEmpty()) {
            told.messages.remove(0).run();
        }
        if (told.messages.isEmpty()) {
            pending.remove(told);
        }
    }

    private static void assertReplays(EngineHarness engine, long seed) {
        Engine again = new Engine(new EngineCapacity(64, 1024));
        CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
        for (int i = 0; i < engine.journal.size(); i++) {
            out.clear();
            byte[] event = engine.journal.get(i);
            again.onEvent(i, new UnsafeBuffer(event), 0, event.length, out);
            byte[] produced = new byte[out.length()];
            out.buffer().getBytes(0, produced);
            assertThat(produced).as("seed %d event %d", seed, i).isEqualTo(engine.consequences.get(i));
        }
        assertThat(again.stateHash()).as("seed %d", seed).isEqualTo(engine.engine.stateHash());
    }

    /** Sets of three, two of them at the venue that spends collateral, every style in turn, with partial fills and doubts. */
    @ParameterizedTest
    @MethodSource("seeds")
    void shouldReachTheTruthOfSetsAndReplayIt(long seed) {
        Random random = new Random(seed);
        EngineHarness engine = takingEveryEdge();
        engine.limit(settings -> settings.maxNakedNs(20 * EventBytes.SECOND)
                .restNs(seed % 3 == 0 ? EventBytes.SECOND : 0)
                .maxPairAttempts(1_000));
        Venue[] venues = {Venue.KALSHI, Venue.POLYMARKET, seed % 2 == 0 ? Venue.POLYMARKET : Venue.KALSHI};
        for (int leg = 0; leg < 3; leg++) {
            engine.venueOf.put(2 + leg, venues[leg]);
            engine.apply(engine.event.instrument(engine.nowNs, 2 + leg, venues[leg], FeeKind.NONE, "0"));
        }
        LegStyle[] styles = {LegStyle.NULL_VAL, LegStyle.SIMULTANEOUS, LegStyle.HEDGE_FIRST, LegStyle.SEQUENTIAL};
        engine.apply(engine.event.set(engine.nowNs, 1, styles[(int) (seed % 4)], 2, 3, 4));
        long clockNs = 0;
        for (int step = 0; step < 300; step++) {
            clockNs += random.nextInt(200) * EventBytes.MILLI;
            engine.at(clockNs);
            if (random.nextInt(3) == 0) {
                int leg = 2 + random.nextInt(3);
                int ask = 24 + random.nextInt(16);
                engine.book(leg, cents(ask - 2), qty(random), cents(ask), qty(random));
            }
            engine.apply(engine.event.timer(engine.nowNs));
            takeOrders(engine, random);
            deliverSome(engine, random);
        }
        for (int quiet = 0; quiet < 600 && (!pending.isEmpty() || engine.engine.activeAttempts() > 0); quiet++) {
            clockNs += 100 * EventBytes.MILLI;
            engine.at(clockNs);
            for (int leg = 2; leg < 5; leg++) {
                engine.book(leg, "0.32", "10000", "0.36", "10000");
            }
            engine.apply(engine.event.timer(engine.nowNs));
            takeOrders(engine, random);
            while (!pending.isEmpty()) {
                deliverOne(engine, pending.get(0));
            }
        }
        assertThat(engine.engine.activeAttempts()).as("seed %d", seed).isZero();
        if (!engine.records.contains("alert UNHEDGED") && !engine.records.contains("alert LATE_FILL")) {
            long most = Math.max(truthYesMicros[2], Math.max(truthYesMicros[3], truthYesMicros[4]));
            long least = Math.min(truthYesMicros[2], Math.min(truthYesMicros[3], truthYesMicros[4]));
            long dustMicros = 10_000L
                    * engine.records.stream().filter("attempt OPENING"::equals).count();
            assertThat(most - least).as("seed %d unhedged", seed).isLessThanOrEqualTo(dustMicros);
        }
        SEEN.addAll(engine.records);
        engine.sent.forEach(order -> SEEN.add(order.purpose() + " " + order.timeInForce()));
        assertReplays(engine, seed);
    }

    @org.junit.jupiter.api.Test
    void shouldExerciseHedgesAndUnwinds() {
        EngineHarness engine = takingEveryEdge();
        Random random = new Random(5);
        for (int step = 0; step < 400; step++) {
            engine.at(step * 100 * EventBytes.MILLI);
            moveBooks(engine, random);
            takeOrders(engine, random);
            deliverSome(engine, random);
        }
        assertThat(engine.sent.stream().map(Sent::purpose)).contains(Purpose.OPEN, Purpose.HEDGE, Purpose.UNWIND);
    }
}
