package io.parallax.gateway.kalshi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.ScriptedVenue;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the exchange lets us do, told once a change, in virtual time. */
class ExchangeWatchTest {
    private static final String OPEN = "{\"exchange_active\":true,\"trading_active\":true}";
    private static final String PAUSED = "{\"exchange_active\":true,\"trading_active\":false,"
            + "\"exchange_estimated_resume_time\":\"2026-11-21T12:00:00Z\"}";
    private static final String SHUT = "{\"exchange_active\":false,\"trading_active\":false}";

    private final ScriptedVenue venue = new ScriptedVenue();
    private final Counters<ExchangeCounter> counters = new Counters<>(ExchangeCounter.class);
    private final Conditions conditions = new Conditions(venue.writer, venue.clock);
    private PrivateCalls calls;
    private int[] shards = {0};
    private ExchangeWatch watch;
    private ProblemWatch problems;

    @BeforeEach
    void make() {
        watch = new ExchangeWatch(() -> calls, () -> shards, conditions, venue.loop, venue.clock, counters);
        problems = new ProblemWatch(conditions, venue.loop, venue.clock, counters, watch::probe);
        calls = new PrivateCalls(venue.line, "/v2", venue.routes, problems.reads());
        venue.on("GET /exchange/status", 200, OPEN);
    }

    private List<String> told() {
        return venue.events.since(0, "condition ");
    }

    private void answer(PrivateCalls.Watch watchOf, int status, String code) {
        byte[] body = ("{\"error\":{\"code\":\"" + code + "\"}}").getBytes(StandardCharsets.UTF_8);
        watchOf.on(status, new UnsafeBuffer(body), 0, body.length, 0);
    }

    @Test
    void shouldSayNothingOfAnExchangeThatWorks() {
        watch.start();
        venue.pass(301);
        assertThat(told()).isEmpty();
        assertThat(venue.asked("GET /exchange/status")).hasSize(11);
        assertThat(venue.asked("GET /exchange/schedule"))
                .as("404: not asked again")
                .hasSize(1);
        assertThat(counters.get(ExchangeCounter.SCHEDULE_FAILURES)).isEqualTo(1);
    }

    @Test
    void shouldTellAPauseOnceAndItsEndOnce() {
        watch.start();
        venue.on("GET /exchange/status", 200, PAUSED);
        venue.pass(100);
        assertThat(told()).containsExactly("condition CANCEL_ONLY until 1795262400000000000");
        venue.on("GET /exchange/status", 200, SHUT);
        venue.pass(31);
        assertThat(told()).last().isEqualTo("condition DISABLED");
        venue.on("GET /exchange/status", 200, OPEN);
        venue.pass(31);
        assertThat(told()).hasSize(3).last().isEqualTo("condition OPEN");
        venue.pass(100);
        assertThat(told()).hasSize(3);
    }

    @Test
    void shouldAskMoreOftenWhileSomethingIsWrongAndThenMoreSeldom() {
        venue.on("GET /exchange/status", 200, PAUSED);
        watch.start();
        venue.pass(0.5);
        assertThat(venue.asked("GET /exchange/status")).hasSize(1);
        venue.pass(1);
        assertThat(venue.asked("GET /exchange/status")).as("after one second").hasSize(2);
        venue.pass(2);
        assertThat(venue.asked("GET /exchange/status")).as("after two more").hasSize(3);
        venue.pass(60);
        assertThat(venue.asked("GET /exchange/status")).as("4, 8, 16, 30").hasSize(7);
    }

    @Test
    void shouldHeedTheShardsOurMarketsAreOn() {
        venue.on(
                "GET /exchange/status",
                200,
                "{\"exchange_active\":true,\"trading_active\":true,\"exchange_index_statuses\":["
                        + "{\"exchange_index\":0,\"exchange_active\":true,\"trading_active\":true},"
                        + "{\"exchange_index\":2,\"exchange_active\":true,\"trading_active\":false}]}");
        watch.start();
        venue.pass(31);
        assertThat(told()).as("no market of ours is on shard 2").isEmpty();
        shards = new int[] {0, 2};
        venue.pass(31);
        assertThat(told()).containsExactly("condition CANCEL_ONLY");
    }

    @Test
    void shouldCallTheExchangeUnavailableWhenTwiceInARowItGivesNoStatus() {
        watch.start();
        venue.pass(1);
        venue.on("GET /exchange/status", 503, "{}");
        venue.pass(29.5);
        assertThat(told()).as("once may happen").isEmpty();
        venue.pass(1.5);
        assertThat(told()).containsExactly("condition UNAVAILABLE");
        venue.on("GET /exchange/status", 200, OPEN);
        venue.pass(30);
        assertThat(told()).containsExactly("condition UNAVAILABLE", "condition OPEN");
    }

    @Test
    void shouldStopBeforeMaintenanceAndGoOnWhenTheExchangeTradesAgain() {
        venue.on(
                "GET /exchange/schedule",
                200,
                "{\"schedule\":{\"standard_hours\":[],\"maintenance_windows\":[{\"start_datetime\":\"2026-11-20T14:50:05Z\","
                        + "\"end_datetime\":\"2026-11-20T14:55:05Z\"}]}}");
        watch.start(); // at 14:30:05
        venue.pass(299);
        assertThat(told()).isEmpty();
        venue.pass(31);
        assertThat(told()).containsExactly("condition MAINTENANCE until 1795186505000000000");
        venue.on("GET /exchange/status", 200, PAUSED);
        venue.pass(1_000);
        venue.pass(600);
        assertThat(told()).as("the window is over, the pause is not").doesNotContain("condition OPEN");
        venue.on("GET /exchange/status", 200, OPEN);
        venue.pass(31);
        assertThat(told()).last().isEqualTo("condition OPEN");
    }

    @Test
    void shouldAskSoonAfterAnOrderWasRefusedForAPauseAndTellThatItIsOver() {
        watch.start();
        venue.pass(5);
        venue.forget();
        answer(problems.orders(), 400, "trading_paused");
        answer(problems.orders(), 400, "trading_paused");
        assertThat(told()).containsExactly("condition CANCEL_ONLY");
        venue.pass(1.1);
        assertThat(venue.asked("GET /exchange/status")).hasSize(1);
        assertThat(told()).containsExactly("condition CANCEL_ONLY", "condition OPEN");
    }

    @Test
    void shouldNotAskDuringACoolDown() {
        watch.start();
        venue.pass(5);
        venue.forget();
        byte[] page = "<html>blocked".getBytes(StandardCharsets.US_ASCII);
        problems.orders().on(403, new UnsafeBuffer(page), 0, page.length, 0);
        assertThat(told()).hasSize(1).first().asString().startsWith("condition UNAVAILABLE until ");
        assertThat(problems.mayRead()).isFalse();
        venue.pass(590);
        assertThat(venue.asked("GET /exchange/status")).isEmpty();
        assertThat(problems.mayRead()).isFalse();
        venue.pass(20);
        assertThat(venue.asked("GET /exchange/status")).isNotEmpty();
        assertThat(told()).last().isEqualTo("condition OPEN");
        assertThat(problems.mayRead()).isTrue();
    }

    /** OE-12: a refused clock is refused credentials; no read is tried again by timer after two. */
    @Test
    void shouldTellARefusedClockAsRefusedCredentialsUntilSomethingSignedIsTaken() {
        watch.start();
        venue.pass(5);
        answer(problems.orders(), 401, "header_timestamp_expired");
        assertThat(told()).as("the order's own refusal tells it").isEmpty();
        answer(problems.reads(), 401, "header_timestamp_expired");
        assertThat(problems.mayRead()).isFalse();
        venue.on("GET /exchange/status", 200, OPEN);
        venue.pass(120);
        assertThat(told()).as("the status asks for no signature").containsExactly("condition AUTH_REFUSED");
        answer(problems.reads(), 200, "");
        assertThat(problems.mayRead()).isTrue();
        assertThat(told()).containsExactly("condition AUTH_REFUSED", "condition OPEN");
    }

    @Test
    void shouldTellRefusedCredentialsOfReadsAndStopReadingAfterTwo() {
        answer(problems.reads(), 401, "authentication_error");
        assertThat(problems.mayRead()).isTrue();
        answer(problems.reads(), 403, "missing_scope");
        assertThat(problems.mayRead()).isFalse();
        assertThat(told()).containsExactly("condition AUTH_REFUSED");
        answer(problems.reads(), 200, "");
        assertThat(problems.mayRead()).isTrue();
        assertThat(told()).containsExactly("condition AUTH_REFUSED", "condition OPEN");
    }

    @Test
    void shouldLeaveToTheOrderWhatItsRefusalTells() {
        answer(problems.orders(), 401, "authentication_error");
        answer(problems.orders(), 429, "too_many_requests");
        answer(problems.orders(), 400, "insufficient_balance");
        assertThat(told()).isEmpty();
        answer(problems.orders(), 400, "EXCEEDED_ORDER_GROUP_RISK_LIMIT");
        assertThat(told()).containsExactly("condition GUARD_TRIPPED");
    }

    @Test
    void shouldEndARateLimitAfterTheLastOfItsRefusals() {
        answer(problems.reads(), 429, "too_many_requests");
        venue.pass(2);
        answer(problems.reads(), 429, "too_many_requests");
        assertThat(told()).hasSize(2).allMatch(line -> line.startsWith("condition RATE_LIMITED until "));
        venue.pass(2);
        assertThat(told()).hasSize(2);
        venue.pass(1.5);
        assertThat(told()).hasSize(3).last().isEqualTo("condition OPEN");
    }

    @Test
    void shouldBeOpenOnlyWhenNothingStandsInTheWay() {
        conditions.begin(VenueConditionKind.MAINTENANCE, 7);
        conditions.begin(VenueConditionKind.CANCEL_ONLY, 0);
        conditions.begin(VenueConditionKind.MAINTENANCE, 5);
        conditions.end(VenueConditionKind.CANCEL_ONLY);
        conditions.end(VenueConditionKind.DISABLED);
        assertThat(told()).containsExactly("condition MAINTENANCE until 7", "condition CANCEL_ONLY");
        conditions.end(VenueConditionKind.MAINTENANCE);
        assertThat(told()).hasSize(3).last().isEqualTo("condition OPEN");
    }
}
