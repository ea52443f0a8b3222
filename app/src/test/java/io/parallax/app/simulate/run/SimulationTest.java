package io.parallax.app.simulate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.simulate.world.InvariantBroken;
import io.parallax.app.simulate.world.JournalView;
import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.Phase;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import io.parallax.app.simulate.world.Tamper;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EventJournal;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static Hush hush;

    @BeforeAll
    static void silence() {
        hush = new Hush();
    }

    @AfterAll
    static void speak() {
        hush.close();
    }

    private static SimResult run(long seed, long minutes, Profile profile, Observer... observers) {
        return Simulation.run(new SimPlan(seed, minutes * MINUTE_NS, profile), List.of(observers));
    }

    @Test
    void shouldRepeatAHistoryToTheLastByte() {
        SimResult first = run(5, 4, Profile.BUSY);
        SimResult second = run(5, 4, Profile.BUSY);

        assertThat(first.broken()).isNull();
        assertThat(first.faults()).isNotEmpty();
        assertThat(second.finalHash()).isEqualTo(first.finalHash());
        assertThat(second.journalChain()).isEqualTo(first.journalChain());
        assertThat(second.events()).isEqualTo(first.events());
        assertThat(second.faults()).isEqualTo(first.faults());
        assertThat(second.marks()).isEqualTo(first.marks());
    }

    @Test
    void shouldLiveAnotherHistoryWithAnotherSeed() {
        SimResult first = run(1, 1, Profile.NONE);
        SimResult second = run(2, 1, Profile.NONE);

        assertThat(second.journalChain()).isNotEqualTo(first.journalChain());
    }

    @Test
    void shouldTradeAndComeToRestWithoutFaults() {
        Witness witness = new Witness();

        SimResult result = run(3, 4, Profile.NONE, witness);

        assertThat(result.broken()).isNull();
        assertThat(result.faults()).isEmpty();
        assertThat(witness.handed).isNotEmpty().doesNotContainNull();
        assertThat(witness.accepted).isNotEmpty().doesNotContainNull();
        assertThat(witness.filled).isNotEmpty().doesNotContainNull();
        assertThat(witness.phases).containsExactly(Phase.QUIET, Phase.QUIET);
        assertThat(witness.stateAtRest).isEqualTo(EngineState.RUNNING);
        assertThat(witness.openAtRest).isZero();
        assertThat(witness.unsettledAtRest).isZero();
    }

    @Test
    void shouldJournalWhatReplaysToTheSameCommandsAndTheSameState() {
        Replayed replayed = new Replayed();

        SimResult result = run(4, 3, Profile.FEED, replayed);

        assertThat(result.broken()).isNull();
        assertThat(replayed.records).isGreaterThan(1_000);
        assertThat(replayed.differences).isEmpty();
        assertThat(replayed.hash).isEqualTo(result.finalHash());
    }

    @Test
    void shouldEndWithTheInvariantThatAnObserverFindsBroken() {
        Observer judge = new Observer() {
            @Override
            public void onAccepted(World world, Venue venue, Order order, SentOrder intent) {
                throw new InvariantBroken("J2", world.plan().seed(), "on purpose");
            }
        };

        SimResult result = run(3, 4, Profile.NONE, judge);

        assertThat(result.isGreen()).isFalse();
        assertThat(result.broken().id()).isEqualTo("J2");
        assertThat(result.broken().seed()).isEqualTo(3);
        assertThat(result.simulatedNs()).isLessThan(4 * MINUTE_NS);
        assertThat(Coverage.command(result.plan()))
                .isEqualTo("./parallax simulate --seed 3 --hours 0.066667 --faults none");
    }

    @Test
    void shouldKillAndBeginAgainFromTheVenuesWord() {
        Witness witness = new Witness();

        SimResult result = run(6, 7, Profile.PROCESS, witness);

        assertThat(result.broken()).isNull();
        assertThat(witness.crashes).isPositive();
        assertThat(result.sessions()).isGreaterThan(witness.crashes);
        assertThat(result.marks()).containsKey("JR-04");
        assertThat(witness.stateAtRest).isEqualTo(EngineState.RUNNING);
    }

    @Test
    void shouldTakeBackMatchesThatFailToSettle() {
        Witness witness = new Witness();

        SimResult result = run(2, 7, Profile.FILLS, witness);

        assertThat(result.broken()).isNull();
        assertThat(witness.failed).isPositive();
        assertThat(result.marks().keySet()).containsAnyOf("FP-08", "FP-10");
    }

    @Test
    void shouldPlantADefectBetweenThePartsOfAProcess() {
        List<Boolean> journaled = new ArrayList<>();
        Observer judge = new Observer() {
            @Override
            public void onOrderHanded(
                    World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {
                journaled.add(
                        order != null && order.sequence() < world.journal().records());
            }
        };
        Tamper nothingIsAppended = new Tamper() {
            @Override
            public EventJournal journal(World world, EventJournal real) {
                return (sequence, event, at, length, commands, commandsAt, commandsLength) -> {};
            }
        };

        Simulation.run(new SimPlan(3, MINUTE_NS, Profile.NONE), List.of(judge), nothingIsAppended);
        assertThat(journaled).isNotEmpty().containsOnly(false);

        journaled.clear();
        run(3, 1, Profile.NONE, judge);
        assertThat(journaled).isNotEmpty().containsOnly(true);
    }

    /** Keeps what it is told. */
    private static final class Witness implements Observer {
        private final List<SentOrder> handed = new ArrayList<>();
        private final List<SentOrder> accepted = new ArrayList<>();
        private final List<SentOrder> filled = new ArrayList<>();
        private final List<Phase> phases = new ArrayList<>();
        private int crashes;
        private int failed;
        private EngineState stateAtRest;
        private int openAtRest = -1;
        private int unsettledAtRest = -1;

        @Override
        public void onOrderHanded(
                World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {
            handed.add(order);
        }

        @Override
        public void onAccepted(World world, Venue venue, Order order, SentOrder intent) {
            accepted.add(intent);
        }

        @Override
        public void onFilled(World world, Venue venue, Fill fill, SentOrder intent) {
            filled.add(intent);
        }

        @Override
        public void onFillFailed(World world, Venue venue, Fill fill, SentOrder intent) {
            failed++;
        }

        @Override
        public void onCrash(World world) {
            crashes++;
        }

        @Override
        public void onQuiet(World world) {
            phases.add(world.phase());
        }

        @Override
        public void atRest(World world) {
            phases.add(world.phase());
            stateAtRest = world.engineState();
            openAtRest = world.openIntents().size();
            unsettledAtRest = world.truth(Venue.POLYMARKET).unsettledTrades().size();
        }
    }

    /** Gives the journal to a new engine at the end. */
    private static final class Replayed implements Observer {
        private final TreeSet<Long> differences = new TreeSet<>();
        private long records;
        private long hash;

        @Override
        public void atRest(World world) {
            JournalView journal = world.journal();
            Engine engine = new Engine();
            CommandBuffer commands = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
            journal.forEach(0, (sequence, buffer, at, length, event, eventLength, command, commandsLength) -> {
                commands.clear();
                engine.onEvent(sequence, buffer, event, eventLength, commands);
                records++;
                boolean same = commands.length() == commandsLength;
                for (int i = 0; same && i < commandsLength; i++) {
                    same = commands.buffer().getByte(i) == buffer.getByte(command + i);
                }
                if (!same) {
                    differences.add(sequence);
                }
            });
            hash = engine.stateHash();
        }
    }
}
