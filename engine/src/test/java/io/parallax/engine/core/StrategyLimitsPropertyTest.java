package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.core.EngineHarness.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Greedy strategies, a moody operator and venues that answer late and in parts. A plain ledger beside the engine counts what
 * is held and what may still be bought: it never exceeds the cap, nothing is sent while it is not permitted, nothing is sold
 * that is not held, and no directional order meets an instrument of a pair.
 */
class StrategyLimitsPropertyTest {
    private static final int RUNS = 40;
    private static final int STEPS = 120;
    private static final int MARKETS = 6;

    /** Sales take cost away at the average, and the engine rounds each against us. */
    private static final long ROUNDING_MICROS = 1_000;

    /** What the venue has still to say of one order. */
    private static final class Live {
        final Sent order;
        long filledMicros;
        boolean ended;

        Live(Sent order) {
            this.order = order;
        }
    }

    private final Map<String, long[]> held = new HashMap<>(); // instrument and outcome: quantity, cost
    private final List<Live> live = new ArrayList<>();
    private final Map<Purpose, Integer> seen = new HashMap<>();
    private ControlKind mood = ControlKind.RESUME;
    private int looked;

    private static boolean isAlone(Sent order) {
        return order.purpose() == Purpose.ENTER || order.purpose() == Purpose.EXIT;
    }

    private long[] held(int instrumentId, Outcome outcome) {
        return held.computeIfAbsent(instrumentId + outcome.name(), key -> new long[2]);
    }

    /** Cost of what is held alone and of what live entries may still buy. */
    private long atStakeMicros() {
        long sum = 0;
        for (long[] holding : held.values()) {
            sum += holding[1];
        }
        for (Live each : live) {
            if (each.order.purpose() == Purpose.ENTER && !each.ended) {
                sum += Micros.mulCeil(each.order.price(), each.order.qty() - each.filledMicros);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121})
    void shouldKeepTheCapAndThePermissionsWhateverIsAsked(long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + RUNS; seed++) {
            run(seed);
        }
        assertThat(seen).containsKeys(Purpose.ENTER, Purpose.EXIT, Purpose.OPEN);
    }

    private void run(long seed) {
        held.clear();
        live.clear();
        looked = 0;
        mood = ControlKind.RESUME;
        Random random = new Random(seed);
        StrategyRig rig = new StrategyRig();
        long capMicros = (1 + random.nextInt(60)) * Micros.ONE;
        rig.limit(Micros.format(capMicros));
        for (int id = 4; id < MARKETS; id++) {
            rig.market(id, Venue.KALSHI, "K" + id, "Sports", 10 * StrategyRig.HOUR);
        }
        rig.with("greedy", "quantity=" + (1 + random.nextInt(40)))
                .with("threshold", "retryPause=0s", "minHold=0s", "minPrice=$0.60", "maxPrice=$0.99")
                .with("greedy", "quantity=" + (1 + random.nextInt(9)));
        long clockNs = 0;
        for (int step = 0; step < STEPS; step++) {
            clockNs += random.nextInt(100) * EventBytes.MILLI;
            rig.engine.at(clockNs);
            act(rig, random);
            check(rig, seed, step, capMicros);
        }
        rig.engine.assertReplaysTheSame();
    }

    private void act(StrategyRig rig, Random random) {
        int kind = random.nextInt(20);
        if (kind < 9) {
            int id = random.nextInt(MARKETS);
            int bid = 5 + random.nextInt(85);
            rig.book(id, "0." + (bid < 10 ? "0" : "") + bid, Micros.format((bid + 1 + random.nextInt(5)) * 10_000L));
        } else if (kind < 11) {
            rig.trade(random.nextInt(MARKETS), Micros.format((1 + random.nextInt(98)) * 10_000L), "5");
        } else if (kind < 13) {
            rig.timer();
        } else if (kind == 13) {
            ControlKind[] moods = {ControlKind.PAUSE, ControlKind.RESUME, ControlKind.RESUME, ControlKind.HALT};
            mood = moods[random.nextInt(moods.length)];
            rig.control(mood);
        } else if (!live.isEmpty()) {
            answer(rig, live.get(random.nextInt(live.size())), random);
        }
    }

    private void answer(StrategyRig rig, Live told, Random random) {
        Sent order = told.order;
        long leftMicros = order.qty() - told.filledMicros;
        switch (random.nextInt(5)) {
            case 0 -> rig.engine.apply(rig.engine.event.unknown(rig.engine.nowNs, order.orderId()));
            case 1 -> {
                told.ended = true;
                live.remove(told);
                if (told.filledMicros == 0) {
                    rig.engine.rejected(order);
                } else {
                    rig.engine.done(order, Micros.format(told.filledMicros));
                }
            }
            default -> {
                long qty = random.nextBoolean() ? leftMicros : Math.max(10_000, leftMicros / 20_000 * 10_000);
                qty = Math.min(qty, leftMicros);
                told.filledMicros += qty;
                told.ended = told.filledMicros == order.qty();
                if (told.ended) {
                    live.remove(told);
                }
                if (isAlone(order)) {
                    book(order, qty);
                }
                rig.fill(order, Micros.format(qty), Micros.format(order.price()));
                if (told.ended) {
                    rig.engine.done(order, Micros.format(order.qty()));
                }
            }
        }
    }

    private void book(Sent order, long qty) {
        long[] holding = held(order.instrumentId(), order.outcome());
        if (order.action() == OrderAction.BUY) {
            holding[0] += qty;
            holding[1] += Micros.mulCeil(order.price(), qty);
        } else {
            assertThat(qty).as("sold without holding: " + order).isLessThanOrEqualTo(holding[0]);
            holding[1] -= java.math.BigInteger.valueOf(holding[1])
                    .multiply(java.math.BigInteger.valueOf(qty))
                    .divide(java.math.BigInteger.valueOf(holding[0]))
                    .longValue();
            holding[0] -= qty;
        }
    }

    private void check(StrategyRig rig, long seed, int step, long capMicros) {
        List<Sent> sent = rig.engine.sent;
        for (; looked < sent.size(); looked++) {
            Sent order = sent.get(looked);
            String which = "seed " + seed + " step " + step + " " + order;
            seen.merge(order.purpose(), 1, Integer::sum);
            if (isAlone(order)) {
                assertThat(order.instrumentId()).as(which).isGreaterThan(1);
                assertThat(live.stream().filter(each -> each.order.instrumentId() == order.instrumentId()))
                        .as(which + " while another is live")
                        .isEmpty();
                assertThat(mood).as(which).isNotEqualTo(ControlKind.HALT);
                assertThat(Micros.mulCeil(order.price(), order.qty())).as(which).isLessThanOrEqualTo(500 * Micros.ONE);
            }
            if (order.purpose() == Purpose.ENTER) {
                assertThat(mood).as(which).isEqualTo(ControlKind.RESUME);
            }
            if (order.purpose() == Purpose.EXIT) {
                assertThat(order.qty()).as(which).isLessThanOrEqualTo(held(order.instrumentId(), order.outcome())[0]);
            }
            live.add(new Live(order));
        }
        assertThat(atStakeMicros()).as("seed %d step %d", seed, step).isLessThanOrEqualTo(capMicros + ROUNDING_MICROS);
    }
}
