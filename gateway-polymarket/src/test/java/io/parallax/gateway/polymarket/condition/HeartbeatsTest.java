package io.parallax.gateway.polymarket.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.polymarket.ManualLoop;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.ScriptedCalls;
import io.parallax.gateway.problem.VenueProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HeartbeatsTest {
    private static final String BEAT = "POST /v1/heartbeats";

    private final ManualLoop time = new ManualLoop();
    private final Recorder recorder = new Recorder();
    private final Counters<ConditionCounter> counters = new Counters<>(ConditionCounter.class);
    private final ScriptedCalls calls = new ScriptedCalls(time);
    private final VenueConditions conditions =
            new VenueConditions(time.loop(), time, new EventWriter(recorder, Venue.POLYMARKET), counters);
    private final List<Runnable> orderReads = new ArrayList<>();
    private final Heartbeats heartbeats =
            new Heartbeats(calls, time.loop(), time, conditions, orderReads::add, counters);

    @Test
    void shouldBeatEveryFiveSecondsWithTheIdOfTheLastAnswer() {
        calls.answer(BEAT, 200, "{\"heartbeat_id\":\"a\"}").answer(BEAT, 200, "{\"heartbeat_id\":\"b\"}");
        heartbeats.start();
        time.pass(0);
        time.pass(4_990);
        assertThat(calls.made(BEAT)).containsExactly(BEAT + " {\"heartbeat_id\":\"\"}");
        time.pass(5_010);
        assertThat(calls.made(BEAT))
                .containsExactly(
                        BEAT + " {\"heartbeat_id\":\"\"}",
                        BEAT + " {\"heartbeat_id\":\"a\"}",
                        BEAT + " {\"heartbeat_id\":\"b\"}");
        assertThat(recorder.lines()).isEmpty();
        heartbeats.close();
        time.passSeconds(20);
        assertThat(calls.made(BEAT)).hasSize(3);
    }

    @Test
    void shouldAdoptTheIdThatTheVenueExpects() {
        calls.answer(BEAT, 400, "{\"error_msg\":\"Invalid Heartbeat ID\",\"heartbeat_id\":\"x7\"}")
                .answer(BEAT, 200, "{\"heartbeat_id\":\"x8\"}");
        heartbeats.start();
        time.pass(10);
        assertThat(calls.made(BEAT)).hasSize(2).endsWith(BEAT + " {\"heartbeat_id\":\"x7\"}");
        assertThat(counters.get(ConditionCounter.HEARTBEATS_REFUSED)).isEqualTo(1);
        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void shouldTellThatAnotherSenderFightsForTheKey() {
        calls.answer(BEAT, 400, "{\"error\":\"Invalid Heartbeat ID\",\"heartbeat_id\":\"y\"}");
        heartbeats.start();
        time.pass(10);
        assertThat(calls.made(BEAT)).hasSize(2);
        assertThat(recorder.lines()).containsExactly("VenueCondition NO_HEARTBEAT");
    }

    @Test
    void shouldTellAtTheBoundThatNoneIsTakenAndBeHealthyAfterTheOrdersWereRead() {
        calls.answer(BEAT, 200, "{\"heartbeat_id\":\"a\"}").answer(BEAT, 0, "");
        heartbeats.start();
        time.pass(9_900);
        assertThat(recorder.lines()).isEmpty();
        assertThat(calls.made(BEAT)).as("asked again every second").hasSize(6);
        time.pass(200);
        assertThat(recorder.lines()).containsExactly("VenueCondition NO_HEARTBEAT");
        calls.now(BEAT, 200, "{\"heartbeat_id\":\"b\"}");
        time.passSeconds(1);
        assertThat(orderReads).hasSize(1);
        assertThat(recorder.lines()).hasSize(1);
        orderReads.get(0).run();
        assertThat(recorder.lines()).endsWith("VenueCondition OPEN").hasSize(2);
    }

    @Test
    void shouldNotBeHealthyByAReadThatCameTooLate() {
        calls.answer(BEAT, 0, "");
        heartbeats.start();
        time.passSeconds(11);
        calls.now(BEAT, 200, "{\"heartbeat_id\":\"b\"}");
        time.passSeconds(1);
        calls.now(BEAT, 0, "");
        time.passSeconds(11);
        orderReads.get(0).run();
        assertThat(recorder.lines()).containsExactly("VenueCondition NO_HEARTBEAT");
    }

    @Test
    void shouldGiveUpWhereTheVenueHasNoHeartbeats() {
        calls.answer(BEAT, 404, "{\"error\":\"not found\"}");
        heartbeats.start();
        time.passSeconds(30);
        assertThat(calls.made(BEAT)).hasSize(1);
        assertThat(counters.get(ConditionCounter.HEARTBEATS_ABSENT)).isEqualTo(1);
        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void shouldNotBeatWhileTheEdgeBlocksAndTellWhatFollows() {
        calls.answer(BEAT, 200, "{\"heartbeat_id\":\"a\"}");
        heartbeats.start();
        time.pass(10);
        conditions.refused(VenueProblem.EDGE_BLOCKED, 0);
        time.passSeconds(20);
        assertThat(calls.made(BEAT)).hasSize(1);
        assertThat(recorder.lines())
                .as("every five seconds: a person may have resumed the venue meanwhile")
                .containsExactly(
                        "VenueCondition UNAVAILABLE for 600 s",
                        "VenueCondition NO_HEARTBEAT",
                        "VenueCondition NO_HEARTBEAT",
                        "VenueCondition NO_HEARTBEAT");
    }

    @Test
    void shouldNotSendBackAnIdThatWouldBreakTheRequest() {
        calls.answer(BEAT, 200, "{\"heartbeat_id\":\"a\\\"b\"}").answer(BEAT, 200, "{\"heartbeat_id\":\"c\"}");
        heartbeats.start();
        time.pass(1_010);
        assertThat(calls.made(BEAT))
                .containsExactly(BEAT + " {\"heartbeat_id\":\"\"}", BEAT + " {\"heartbeat_id\":\"\"}");
    }
}
