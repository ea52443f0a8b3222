package io.parallax.gateway.polymarket.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.polymarket.ManualLoop;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.ScriptedCalls;
import io.parallax.gateway.problem.VenueProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VenueConditionsTest {
    private static final long SECOND = 1_000_000_000L;

    private final ManualLoop time = new ManualLoop();
    private final Recorder recorder = new Recorder();
    private final Counters<ConditionCounter> counters = new Counters<>(ConditionCounter.class);
    private final ScriptedCalls calls = new ScriptedCalls(time);
    private final VenueConditions conditions =
            new VenueConditions(time.loop(), time, new EventWriter(recorder, Venue.POLYMARKET), counters);

    @BeforeEach
    void connect() {
        calls.watchedBy(conditions);
        conditions.probedBy(new CancelProbe(calls));
        calls.answer("DELETE /order", 200, "{\"canceled\":[],\"not_canceled\":{\"0x0\":\"Order not found\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATION, VenueCondition AUTH_REFUSED",
        "BAD_SIGNATURE, VenueCondition AUTH_REFUSED",
        "NOT_PERMITTED, VenueCondition AUTH_REFUSED",
        "GEOBLOCKED, VenueCondition AUTH_REFUSED",
        "EDGE_BLOCKED, VenueCondition UNAVAILABLE for 600 s",
        "CLOSED_ONLY, VenueCondition CANCEL_ONLY for 60 s",
        "RATE_LIMITED, VenueCondition RATE_LIMITED for 1 s",
        "RESTARTING, VenueCondition UNAVAILABLE for 1 s",
        "CANCEL_ONLY, VenueCondition CANCEL_ONLY for 60 s",
        "POST_ONLY, VenueCondition POST_ONLY for 120 s",
        "DISABLED, VenueCondition DISABLED for 60 s"
    })
    void shouldTellOnceWhatARefusalSaysOfTheVenueAndOnceThatItIsOver(VenueProblem problem, String told) {
        conditions.refused(problem, 0);
        conditions.refused(problem, 0);
        assertThat(recorder.lines()).containsExactly(told);
        conditions.taken();
        conditions.taken();
        assertThat(recorder.lines()).containsExactly(told, "VenueCondition OPEN");
    }

    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_FUNDS",
        "NO_ALLOWANCE",
        "BAD_TICK",
        "NOT_FILLABLE",
        "SERVER_ERROR",
        "UNREADABLE",
        "DUPLICATE"
    })
    void shouldTellNothingOfWhatIsAboutAnOrder(VenueProblem problem) {
        conditions.refused(problem, 0);
        assertThat(recorder.lines()).isEmpty();
        assertThat(conditions.withholds()).isNull();
    }

    @Test
    void shouldSendNothingForTenMinutesAfterABlockOfTheEdgeAndThenProbe() {
        conditions.refused(VenueProblem.EDGE_BLOCKED, 0);
        time.passSeconds(500);
        conditions.refused(VenueProblem.EDGE_BLOCKED, 0);
        time.passSeconds(599);
        assertThat(conditions.withholds()).contains("blocks us until");
        assertThat(conditions.isEdgeBlocked()).isTrue();
        assertThat(calls.made("")).isEmpty();
        time.passSeconds(2);
        assertThat(calls.made("DELETE /order")).hasSize(1);
        assertThat(conditions.withholds()).isNull();
        assertThat(recorder.lines()).containsExactly("VenueCondition UNAVAILABLE for 600 s", "VenueCondition OPEN");
        time.passSeconds(700);
        assertThat(calls.made("DELETE /order")).hasSize(1);
    }

    @Test
    void shouldBlockForAnotherTenMinutesWhenTheProbeIsBlocked() {
        calls.now("DELETE /order", 403, "<html>");
        conditions.refused(VenueProblem.EDGE_BLOCKED, 0);
        time.passSeconds(601);
        assertThat(calls.made("DELETE")).hasSize(1);
        time.passSeconds(598);
        assertThat(calls.made("DELETE")).hasSize(1);
        calls.now("DELETE /order", 200, "{}");
        time.passSeconds(32);
        assertThat(calls.made("DELETE")).hasSize(2);
        assertThat(recorder.lines()).hasSize(2).endsWith("VenueCondition OPEN");
    }

    @Test
    void shouldProbeARestartMoreSeldomEachTimeAndExpectRestingOrdersOnlyAfterIt() {
        calls.now("DELETE /order", 425, "");
        conditions.refused(VenueProblem.RESTARTING, 0);
        time.passSeconds(1);
        assertThat(calls.made("DELETE")).hasSize(1);
        time.passSeconds(2 + 4);
        assertThat(calls.made("DELETE")).hasSize(3);
        time.passSeconds(8 + 16 + 30 + 30);
        assertThat(calls.made("DELETE")).hasSize(7);
        calls.now("DELETE /order", 200, "{}");
        time.passSeconds(30);
        assertThat(recorder.lines())
                .containsExactly("VenueCondition UNAVAILABLE for 1 s", "VenueCondition POST_ONLY for 120 s");
        time.passSeconds(119);
        assertThat(recorder.lines()).hasSize(2);
        time.passSeconds(2);
        assertThat(recorder.lines()).hasSize(3).endsWith("VenueCondition OPEN");
    }

    @Test
    void shouldTakeOneRefusalThatTheProbeDoesNotSeeForNoRestart() {
        conditions.refused(VenueProblem.RESTARTING, 0);
        time.passSeconds(1);
        assertThat(recorder.lines()).containsExactly("VenueCondition UNAVAILABLE for 1 s", "VenueCondition OPEN");
    }

    @Test
    void shouldWaitForARestartAsLongAsTheVenueSays() {
        conditions.refused(VenueProblem.RESTARTING, 20 * SECOND);
        time.passSeconds(19);
        assertThat(calls.made("DELETE")).isEmpty();
        time.passSeconds(2);
        assertThat(calls.made("DELETE")).hasSize(1);
    }

    @Test
    void shouldGoOnProbingAVenueThatIsSilentOrFails() {
        calls.now("DELETE /order", 0, "").answer("DELETE /order", 502, "").answer("DELETE /order", 200, "{}");
        conditions.refused(VenueProblem.RESTARTING, 0);
        time.passSeconds(3);
        assertThat(recorder.lines()).hasSize(1);
        time.passSeconds(5);
        assertThat(recorder.lines())
                .as("silence is no restart")
                .endsWith("VenueCondition OPEN")
                .hasSize(2);
    }

    @Test
    void shouldWithholdOrdersUntilTheTimeThatTheRateLimitNames() {
        conditions.refused(VenueProblem.RATE_LIMITED, 5 * SECOND);
        time.passSeconds(2);
        conditions.refused(VenueProblem.RATE_LIMITED, 5 * SECOND);
        time.passSeconds(4);
        assertThat(conditions.withholds()).contains("too many requests");
        assertThat(recorder.lines()).containsExactly("VenueCondition RATE_LIMITED for 5 s");
        time.passSeconds(2);
        assertThat(conditions.withholds()).isNull();
        assertThat(recorder.lines()).endsWith("VenueCondition OPEN");
    }

    @Test
    void shouldTryAClosedVenueMoreSeldomEachTime() {
        for (long seconds : new long[] {60, 120, 240, 480, 600, 600}) {
            recorder.clear();
            conditions.refused(VenueProblem.DISABLED, 0);
            conditions.refused(VenueProblem.DISABLED, 0);
            assertThat(recorder.lines()).containsExactly("VenueCondition DISABLED for " + seconds + " s");
            time.passSeconds(seconds);
            assertThat(recorder.lines()).endsWith("VenueCondition OPEN");
        }
        conditions.taken();
        recorder.clear();
        conditions.refused(VenueProblem.DISABLED, 0);
        assertThat(recorder.lines()).containsExactly("VenueCondition DISABLED for 60 s");
    }

    @Test
    void shouldSayOpenOnlyWhenNothingStandsAnyMore() {
        conditions.heartbeat(false);
        conditions.refused(VenueProblem.POST_ONLY, 0);
        conditions.taken();
        assertThat(recorder.lines())
                .containsExactly("VenueCondition NO_HEARTBEAT", "VenueCondition POST_ONLY for 120 s");
        conditions.heartbeat(true);
        assertThat(recorder.lines()).hasSize(3).endsWith("VenueCondition OPEN");
    }

    @Test
    void shouldBelieveTheSecondReadThatIsRefusedForItsKey() {
        answer(401, "{\"error\":\"Unauthorized/Invalid api key\"}");
        answer(200, "{}");
        answer(401, "{\"error\":\"Unauthorized/Invalid api key\"}");
        assertThat(recorder.lines()).isEmpty();
        answer(401, "{\"error\":\"Unauthorized/Invalid api key\"}");
        assertThat(recorder.lines()).isEqualTo(List.of("VenueCondition AUTH_REFUSED"));
        answer(200, "{}");
        assertThat(recorder.lines()).endsWith("VenueCondition OPEN");
    }

    @Test
    void shouldNotTakeAReadForAProofThatOrdersAreTakenFromHere() {
        conditions.refused(VenueProblem.GEOBLOCKED, 0);
        answer(200, "{}");
        assertThat(recorder.lines()).containsExactly("VenueCondition AUTH_REFUSED");
        conditions.taken();
        assertThat(recorder.lines()).endsWith("VenueCondition OPEN").hasSize(2);
    }

    @Test
    void shouldHearABlockOfTheEdgeFromAnyCall() {
        answer(403, "<html>");
        assertThat(conditions.isEdgeBlocked()).isTrue();
        assertThat(counters.get(ConditionCounter.EDGE_BLOCKS)).isEqualTo(1);
        conditions.on(true, 429, new UnsafeBuffer(0, 0), 0, 0, 0, 0);
        assertThat(counters.get(ConditionCounter.RATE_LIMITS))
                .as("orders are told by who understands them")
                .isZero();
    }

    private void answer(int status, String body) {
        UnsafeBuffer bytes = new UnsafeBuffer(body.getBytes(StandardCharsets.UTF_8));
        conditions.on(false, status, bytes, 0, bytes.capacity(), 0, 0);
    }
}
