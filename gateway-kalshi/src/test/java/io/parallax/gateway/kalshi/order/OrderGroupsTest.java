package io.parallax.gateway.kalshi.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.ScriptedVenue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The venue's own brake: a group for each shard, or none. */
class OrderGroupsTest {
    private static final String CREATE = "POST /portfolio/order_groups/create";

    private final ScriptedVenue venue = new ScriptedVenue();
    private final Counters<OrderCounter> counters = new Counters<>(OrderCounter.class);
    private final OrderGroups groups = new OrderGroups(500, counters);
    private final AtomicInteger done = new AtomicInteger();

    private void create(int... shards) {
        groups.create(venue.calls(), shards, done::incrementAndGet);
        venue.pass(2);
    }

    @Test
    void shouldMakeOneGroupAShardOnce() {
        AtomicInteger number = new AtomicInteger();
        venue.on(CREATE, 201, request -> "{\"order_group_id\":\"g-" + number.incrementAndGet() + "\"}");
        create(0, 2);
        create(0, 2);
        assertThat(done).hasValue(2);
        assertThat(venue.asked(CREATE)).hasSize(2);
        assertThat(venue.body(CREATE)).isEqualTo("{\"contracts_limit_fp\":\"500.00\",\"exchange_index\":2}");
        assertThat(groups.idOf(0)).asString().isEqualTo("g-1");
        assertThat(groups.idOf(2)).asString().isEqualTo("g-2");
        assertThat(groups.idOf(1)).isNull();
        assertThat(groups.idOf(-1)).isNull();
        assertThat(groups.any()).isTrue();
        assertThat(groups.owns("g-2")).isTrue();
        assertThat(groups.owns("g-3")).isFalse();
    }

    @Test
    void shouldGoWithoutWhereTheVenueHasNoGroups() {
        create(0, 2);
        assertThat(done).hasValue(1);
        assertThat(venue.asked(CREATE)).as("404: not tried for the next shard").hasSize(1);
        assertThat(groups.any()).isFalse();
        assertThat(counters.get(OrderCounter.GROUP_FAILURES)).isEqualTo(1);
    }

    @Test
    void shouldTryTheNextShardWhenOneFailed() {
        venue.on(CREATE, 500, "{}");
        create(0, 2);
        assertThat(venue.asked(CREATE)).hasSize(2);
        venue.on(CREATE, 201, "{\"order_group_id\":\"bad\\\"id\"}");
        create(0);
        assertThat(groups.any()).as("an id that would break the order's body").isFalse();
    }

    @Test
    void shouldNotAskForGroupsWithoutALimit() {
        new OrderGroups(0, counters).create(venue.calls(), new int[] {0}, done::incrementAndGet);
        assertThat(done).hasValue(1);
        assertThat(venue.asked(CREATE)).isEmpty();
        assertThatThrownBy(() -> new OrderGroups(1_000_001, counters)).hasMessageContaining("1000000");
    }

    @Test
    void shouldResetWhatWasTriggeredAndMakeAnewWhatIsGone() {
        AtomicInteger number = new AtomicInteger();
        venue.on(CREATE, 201, request -> "{\"order_group_id\":\"g-" + number.incrementAndGet() + "\"}");
        create(0, 2);
        assertThat(groups.text()).isEqualTo("shard 0 g-1, shard 2 g-2, at most 500 contracts in 15 s");
        groups.triggered("g-2", true);
        groups.triggered("of-others", true);
        assertThat(groups.text()).isEqualTo("shard 0 g-1, shard 2 g-2 TRIGGERED, at most 500 contracts in 15 s");
        AtomicInteger all = new AtomicInteger();
        groups.reset(venue.calls(), whole -> all.addAndGet(whole ? 1 : 100));
        venue.pass(2);
        assertThat(all).as("404: the group is gone, another takes its place").hasValue(1);
        assertThat(groups.text()).isEqualTo("shard 0 g-1, shard 2 g-3, at most 500 contracts in 15 s");
        venue.on("PUT /portfolio/order_groups/g-1/reset", 200, "{}");
        venue.on("PUT /portfolio/order_groups/g-3/reset", 503, "{}");
        groups.reset(venue.calls(), whole -> all.addAndGet(whole ? 1 : 100));
        venue.pass(2);
        assertThat(all)
                .as("none is known to be triggered: all are reset, and one was not")
                .hasValue(101);
        assertThat(counters.get(OrderCounter.GROUP_RESETS)).isEqualTo(1);
    }
}
