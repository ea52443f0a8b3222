package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.EngineHarness.Sent;
import io.parallax.engine.port.CommandBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Venues that answer as venues do: late, twice, in parts, in any order, or not until asked. The truth is kept here; the
 * engine must reach it, must never hold an unhedged rest in silence, and must replay.
 */
class RandomVenueTest {
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

    private final long[] truthYesMicros = new long[2];
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
            deliverSome(engine, random);
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
                if (fate == 4) {
                    told.messages.add(() -> engine.apply(engine.event.unknown(engine.nowNs, order.orderId())));
                }
                addFills(engine, told, filled, random);
                Runnable done = () -> engine.done(order, Micros.format(filled));
                told.messages.add(random.nextInt(told.messages.size() + 1), done);
            }
            if (random.nextInt(4) == 0 && !told.messages.isEmpty()) {
                told.messages.add(told.messages.get(random.nextInt(told.messages.size()))); // said twice
            }
            pending.add(told);
        }
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
