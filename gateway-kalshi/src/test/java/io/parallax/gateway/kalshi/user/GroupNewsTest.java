package io.parallax.gateway.kalshi.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.kalshi.ScriptedVenue;
import io.parallax.gateway.kalshi.exchange.Conditions;
import io.parallax.gateway.kalshi.order.OrderCounter;
import io.parallax.gateway.kalshi.order.OrderGroups;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The venue's brake on us: told when it was pulled, and let go by its reset alone. */
class GroupNewsTest {
    private final ScriptedVenue venue = new ScriptedVenue();
    private final OrderGroups groups = new OrderGroups(500, new Counters<>(OrderCounter.class));
    private final GroupNews news = new GroupNews(groups, new Conditions(venue.writer, venue.clock));

    private void tell(String event, String group) {
        byte[] body = ("{\"event_type\":\"" + event + "\",\"order_group_id\":\"" + group + "\",\"ts_ms\":1}")
                .getBytes(StandardCharsets.UTF_8);
        JsonCursor json = new JsonCursor();
        json.wrap(new UnsafeBuffer(body), 0, body.length);
        assertThat(news.read(json)).isZero();
    }

    @Test
    void shouldTellThatOurGroupWasTriggeredUntilItIsReset() {
        assertThat(news.any()).isFalse();
        venue.on("POST /portfolio/order_groups/create", 201, "{\"order_group_id\":\"g-1\"}");
        groups.create(venue.calls(), new int[] {0}, () -> {});
        venue.pass(1);
        assertThat(news.any()).isTrue();
        tell("created", "g-1");
        tell("limit_updated", "g-1");
        tell("triggered", "of-another");
        assertThat(venue.events.since(0, "condition")).isEmpty();
        tell("triggered", "g-1");
        tell("triggered", "g-1");
        assertThat(venue.events.since(0, "condition")).containsExactly("condition GUARD_TRIPPED");
        tell("reset", "of-another");
        assertThat(venue.events.since(0, "condition")).hasSize(1);
        tell("reset", "g-1");
        assertThat(venue.events.since(0, "condition")).containsExactly("condition GUARD_TRIPPED", "condition OPEN");
        tell("deleted", "g-1");
        assertThat(venue.events.since(0, "condition")).last().isEqualTo("condition GUARD_TRIPPED");
    }
}
