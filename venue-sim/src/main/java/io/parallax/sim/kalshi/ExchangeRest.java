package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.kalshi.shard.ShardStates;
import io.parallax.sim.rest.Answer;
import java.util.List;

/** Status and hours of the exchange. */
final class ExchangeRest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private final ShardStates states;

    ExchangeRest(ShardStates states) {
        this.states = states;
    }

    Answer status() {
        ObjectNode body = JSON.objectNode();
        put(body, 0);
        if (states.resumeTime() != null) {
            body.put("exchange_estimated_resume_time", states.resumeTime());
        }
        var shards = body.putArray("exchange_index_statuses");
        for (int shard = 0; shard < ShardStates.COUNT; shard++) {
            put(shards.addObject().put("exchange_index", shard).put("description", "simulator " + shard), shard);
        }
        return Answer.ok(body);
    }

    private void put(ObjectNode node, int shard) {
        ShardStates.State state = states.of(shard);
        boolean active = state != ShardStates.State.EXCHANGE_PAUSED;
        node.put("exchange_active", active)
                .put("trading_active", state == ShardStates.State.OPEN)
                .put("intra_exchange_transfers_active", active);
    }

    /** Around the clock but for two hours of Thursday morning, New York time. */
    Answer schedule() {
        ObjectNode body = JSON.objectNode();
        ObjectNode schedule = body.putObject("schedule");
        ObjectNode week = schedule.putArray("standard_hours")
                .addObject()
                .put("start_time", "2026-01-01T05:00:00Z")
                .put("end_time", "2036-01-01T05:00:00Z");
        for (String day : DAYS) {
            var sessions = week.putArray(day);
            if (day.equals("thursday")) {
                sessions.addObject().put("open_time", "00:00").put("close_time", "03:00");
                sessions.addObject().put("open_time", "05:00").put("close_time", "00:00");
            } else {
                sessions.addObject().put("open_time", "00:00").put("close_time", "00:00");
            }
        }
        schedule.putArray("maintenance_windows");
        return Answer.ok(body);
    }
}
