package io.parallax.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.execution.AttemptPlan;
import io.parallax.engine.opportunity.OpportunityFigures;
import io.parallax.engine.opportunity.OpportunityLife;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.port.CommandBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Room that was found for the evaluation of a pair holds the longest records it can write. */
class CommandRoomTest {
    private record Legs(int legCount) implements OpportunityFigures {
        @Override
        public long grossEdgeMicros() {
            return 1;
        }

        @Override
        public long netEdgeMicros() {
            return 1;
        }

        @Override
        public long qtyMicros() {
            return 1;
        }

        @Override
        public long feesMicros() {
            return 1;
        }

        @Override
        public long payoutMicros() {
            return 1;
        }

        @Override
        public long netMicros() {
            return 1;
        }

        @Override
        public long unwindReserveMicros() {
            return 1;
        }

        @Override
        public long capitalMicros() {
            return 1;
        }

        @Override
        public int instrumentId(int leg) {
            return leg;
        }

        @Override
        public Outcome outcome(int leg) {
            return Outcome.YES;
        }

        @Override
        public long limitMicros(int leg) {
            return 1;
        }

        @Override
        public long costMicros(int leg) {
            return 1;
        }

        @Override
        public long legFeesMicros(int leg) {
            return 1;
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "2, 1", "3, 2", "32, 2"})
    void shouldHoldTheLongestRecordsOfAPair(int legs, int directions) {
        CommandBuffer out = new CommandBuffer(new UnsafeBuffer(new byte[6144]));
        CommandWriter writer = new CommandWriter();
        writer.begin(out, 1);
        Legs figures = new Legs(legs);
        OpportunityLife life = new OpportunityLife(0, 0);
        life.open(1, 0);
        life.evaluated(ReasonCode.FIRED, figures, 0);
        int evaluations = 0;
        while (writer.hasRoom(legs, directions, AttemptPlan.mostOrders(legs))) {
            for (int direction = 0; direction < directions; direction++) {
                writer.opportunity(1, 0, direction, ReasonCode.FIRED, figures);
            }
            evaluations++;
            assertThat(out.remaining()).as("for the orders of one attempt").isGreaterThanOrEqualTo(1_536);
        }
        assertThat(evaluations).as("an empty slot has room for one at least").isPositive();
        out.clear();
        while (writer.hasRoom(legs, directions, AttemptPlan.mostOrders(legs))) {
            for (int direction = 0; direction < directions; direction++) {
                writer.opportunityClosed(life, 0);
            }
        }
        assertThat(out.length()).isLessThanOrEqualTo(6144);
        assertThat(Pair.MAX_DIRECTIONS).isEqualTo(4);
        assertThat(PayoffMatrix.MAX_LEGS).isEqualTo(32);
    }
}
