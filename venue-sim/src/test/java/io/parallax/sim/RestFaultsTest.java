package io.parallax.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.sim.kalshi.KalshiClient;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.venue.Venue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RestFaultsTest {
    private static VenueSim sim;
    private static KalshiClient kalshi;
    private static long ids;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        sim = VenueSim.start(SimSettings.defaults(11));
        sim.pauseFlow(true);
        kalshi = new KalshiClient(sim.kalshiPort());
    }

    @AfterAll
    static void stop() {
        sim.close();
    }

    @AfterEach
    void cure() {
        sim.rest(Venue.KALSHI).cure();
        sim.rest(Venue.POLYMARKET).cure();
    }

    @Test
    void shouldAnswerEveryCallWithThePageOfTheEdgeUntilCured() throws Exception {
        for (Venue venue : Venue.values()) {
            sim.rest(venue).blockAtEdge();
            HttpResponse<String> blocked = open(venue);
            assertThat(blocked.statusCode()).isEqualTo(403);
            assertThat(blocked.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
            assertThat(blocked.body()).contains("Cloudflare");
            sim.rest(venue).cure();
            assertThat(open(venue).statusCode()).isEqualTo(200);
        }
        assertThat(sim.rest(Venue.KALSHI).hitCount(AnswerFault.Kind.REFUSE)).isPositive();
    }

    @Test
    void shouldTakeAnOrderWhoseAnswerFailsAndNotOneThatNeverArrives() {
        long before = orders();
        sim.rest(Venue.KALSHI).failNextAfterEffect(CallKind.ORDER, 503);
        assertThat(order().status()).isEqualTo(503);
        assertThat(orders()).isEqualTo(before + 1);

        sim.rest(Venue.KALSHI).refuseNext(CallKind.ORDER, 500);
        assertThat(order().status()).isEqualTo(500);
        assertThat(orders()).isEqualTo(before + 1);

        sim.rest(Venue.KALSHI).loseNextAnswer(CallKind.ORDER);
        assertThatThrownBy(RestFaultsTest::order).isInstanceOf(UncheckedIOException.class);
        assertThat(orders()).isEqualTo(before + 2);

        assertThat(order().status()).isEqualTo(201);
        assertThat(orders()).isEqualTo(before + 3);
    }

    @Test
    void shouldBeUnavailableForAWhile() throws Exception {
        sim.rest(Venue.KALSHI).unavailable(503, 200);
        int refused = 0;
        while (open(Venue.KALSHI).statusCode() == 503) {
            refused++;
        }
        assertThat(refused).isPositive();
    }

    @Test
    void shouldDropACall() {
        sim.rest(Venue.POLYMARKET).next(CallKind.STATUS, AnswerFault.dropped(), 5);
        assertThatThrownBy(() -> open(Venue.POLYMARKET)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldCutSpellAndHoldAnswers() throws Exception {
        RestFaults faults = sim.rest(Venue.POLYMARKET);
        faults.drift(CallKind.STATUS, "version", "edition");
        assertThat(get(sim.polymarketRest() + "/version").body()).isEqualTo("{\"edition\":2}");
        faults.garbleNextAnswer(CallKind.STATUS);
        assertThat(get(sim.polymarketRest() + "/version").body()).isEqualTo("{\"vers");
        faults.cure();
        faults.next(CallKind.STATUS, AnswerFault.held(120));
        long before = System.nanoTime();
        assertThat(get(sim.polymarketRest() + "/version").body()).isEqualTo("{\"version\":2}");
        assertThat(System.nanoTime() - before).isGreaterThan(110_000_000L);
    }

    @Test
    void shouldShowListsAsTheyWere() throws Exception {
        assertThat(order().status()).isEqualTo(201);
        int shown = list();
        sim.rest(Venue.KALSHI).lagLists(60_000);
        assertThat(list()).isZero();
        sim.rest(Venue.KALSHI).cure();
        assertThat(list()).isEqualTo(shown);
    }

    private static int list() {
        return kalshi.call("GET", "/portfolio/orders?limit=1000", null)
                .body()
                .get("orders")
                .size();
    }

    private static long orders() {
        return sim.truth().kalshi().orderCount();
    }

    private static KalshiClient.Answer order() {
        return kalshi.call(
                "POST",
                "/portfolio/events/orders",
                ("{'ticker':'" + sim.kalshiListings().get(0).ticker()
                                + "','side':'bid','price':'0.0100','count':'1.00','time_in_force':'good_till_canceled',"
                                + "'self_trade_prevention_type':'taker_at_cross','client_order_id':'rest-" + ++ids
                                + "'}")
                        .replace('\'', '"'));
    }

    private HttpResponse<String> open(Venue venue) throws Exception {
        return get(venue == Venue.KALSHI ? sim.kalshiRest() + "/exchange/status" : sim.polymarketRest() + "/time");
    }

    private HttpResponse<String> get(String uri) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
