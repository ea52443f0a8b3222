package io.parallax.gateway.kalshi.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.kalshi.ScriptedVenue;
import io.parallax.gateway.problem.VenueProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amend, decrease and batches: what is asked, and what each item's answer means. */
class OrderChangesTest {
    private static final String ORDERS = " /portfolio/events/orders";
    private static final OrderChanges.Place PLACE = new OrderChanges.Place("v-1", "KXA", 2);

    private final ScriptedVenue venue = new ScriptedVenue();
    private final OrderChanges changes = new OrderChanges(venue.calls());
    private final List<OrderChanges.Outcome> outcomes = new ArrayList<>();

    @Test
    void shouldAmendToTheTotalOfFilledAndWanted() {
        venue.on(
                "POST" + ORDERS + "/v-1/amend",
                200,
                "{\"order_id\":\"v-1\",\"client_order_id\":\"c2\","
                        + "\"remaining_count\":\"5.00\",\"fill_count\":\"3.00\"}");
        changes.amend(PLACE, true, 420_000, 3_000_000, 5_000_000, "c1", "c2", outcomes::add);
        venue.pass(1);
        assertThat(venue.body("POST"))
                .isEqualTo("{\"ticker\":\"KXA\",\"side\":\"bid\",\"price\":\"0.4200\",\"count\":\"8.00\","
                        + "\"client_order_id\":\"c1\",\"updated_client_order_id\":\"c2\",\"exchange_index\":2}");
        assertThat(outcomes).singleElement().satisfies(done -> {
            assertThat(done.isDone()).isTrue();
            assertThat(done.remainingMicros()).isEqualTo(5_000_000);
            assertThat(done.filledMicros()).isEqualTo(3_000_000);
            assertThat(done.reducedMicros()).isEqualTo(Micros.NULL);
        });
    }

    @Test
    void shouldDecreaseToWhatRemains() {
        venue.on("POST" + ORDERS + "/v-1/decrease", 200, "{\"order_id\":\"v-1\",\"remaining_count\":\"1.25\"}");
        changes.decreaseTo(PLACE, 1_250_000, outcomes::add);
        venue.pass(1);
        assertThat(venue.body("POST"))
                .isEqualTo("{\"reduce_to\":\"1.25\",\"market_ticker\":\"KXA\",\"exchange_index\":2}");
        assertThat(outcomes.get(0).remainingMicros()).isEqualTo(1_250_000);
        assertThatThrownBy(() -> changes.decreaseTo(PLACE, 1_255_000, outcomes::add))
                .hasMessageContaining("1.255");
    }

    @Test
    void shouldTellARefusalByItsProblem() {
        changes.decreaseTo(PLACE, 1_000_000, outcomes::add);
        venue.pass(1);
        venue.on("POST" + ORDERS, 503, "{}");
        changes.decreaseTo(PLACE, 1_000_000, outcomes::add);
        venue.pass(1);
        venue.on("POST" + ORDERS, 200, "{}");
        changes.decreaseTo(PLACE, 1_000_000, outcomes::add);
        venue.pass(1);
        assertThat(outcomes)
                .extracting(OrderChanges.Outcome::problem)
                .containsExactly(VenueProblem.NOT_FOUND, VenueProblem.SERVER_ERROR, VenueProblem.UNREADABLE);
    }

    @Test
    void shouldCancelABatchItemByItem() {
        venue.on(
                "DELETE" + ORDERS + "/batched",
                200,
                "{\"orders\":[{\"order_id\":\"v-1\",\"reduced_by\":\"4.00\"},"
                        + "{\"error\":{\"code\":\"not_found\",\"message\":\"not found\"}},{}]}");
        changes.cancelAll(List.of(PLACE, PLACE, PLACE), outcomes::addAll);
        venue.pass(1);
        assertThat(venue.body("DELETE"))
                .startsWith("{\"orders\":[{\"order_id\":\"v-1\",\"market_ticker\":\"KXA\",\"exchange_index\":2},");
        assertThat(outcomes)
                .extracting(OrderChanges.Outcome::problem)
                .containsExactly(null, VenueProblem.NOT_FOUND, VenueProblem.UNREADABLE);
        assertThat(outcomes.get(0).reducedMicros()).isEqualTo(4_000_000);
        assertThat(outcomes.get(1).words()).isEqualTo("not_found");
    }

    @Test
    void shouldCreateABatchAndBelieveNoItemThatIsMissing() {
        OrderChanges.Creation creation =
                new OrderChanges.Creation("KXA", false, 300_000, 1_000_000, "immediate_or_cancel", "c-1", 0);
        venue.on("POST" + ORDERS + "/batched", 201, "{\"orders\":[{\"order_id\":\"v-9\",\"fill_count\":\"1.00\"}]}");
        changes.createAll(List.of(creation), outcomes::addAll);
        venue.pass(1);
        assertThat(venue.body("POST"))
                .isEqualTo("{\"orders\":[{\"ticker\":\"KXA\",\"side\":\"ask\",\"price\":\"0.3000\",\"count\":\"1.00\","
                        + "\"time_in_force\":\"immediate_or_cancel\",\"self_trade_prevention_type\":\"taker_at_cross\","
                        + "\"client_order_id\":\"c-1\",\"exchange_index\":0}]}");
        assertThat(outcomes.get(0).filledMicros()).isEqualTo(1_000_000);
        outcomes.clear();
        changes.createAll(List.of(creation, creation), outcomes::addAll);
        venue.pass(1);
        assertThat(outcomes)
                .extracting(OrderChanges.Outcome::problem)
                .containsExactly(VenueProblem.UNREADABLE, VenueProblem.UNREADABLE);
    }
}
