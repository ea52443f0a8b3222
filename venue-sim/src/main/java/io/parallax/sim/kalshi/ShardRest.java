package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.kalshi.shard.ShardCash;
import io.parallax.sim.kalshi.shard.ShardStates;
import io.parallax.sim.rest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The calls that move cash between shards. */
final class ShardRest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long CENTICENT_MICROS = 100;

    private final ShardCash cash;
    private final LongSupplier clockNs;
    private final Map<String, ObjectNode> transfers = new LinkedHashMap<>();
    private final Set<String> usedIds = new HashSet<>();

    ShardRest(ShardCash cash, LongSupplier clockNs) {
        this.cash = cash;
        this.clockNs = clockNs;
    }

    Answer transfer(String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        if (body == null || !body.path("amount").isIntegralNumber()) {
            return KalshiError.NO_BODY.answer();
        }
        String clientId = JsonBody.text(body, "client_transfer_id");
        if (clientId != null && usedIds.contains(clientId)) {
            return KalshiError.nested(409, "transfer_already_exists", "transfer already exists", null)
                    .answer();
        }
        int from = body.path("source_exchange_shard").asInt(0);
        int to = body.path("destination_exchange_shard").asInt(0);
        long micros = Math.multiplyExact(Math.min(body.path("amount").asLong(), 1L << 40), CENTICENT_MICROS);
        if (isNoShard(from) || isNoShard(to) || from == to) {
            return KalshiError.badRequest("invalid exchange shard").answer();
        }
        if (!cash.transfer(from, to, micros)) {
            return KalshiError.INSUFFICIENT_BALANCE.answer();
        }
        if (clientId != null) {
            usedIds.add(clientId);
        }
        String id = UUID.nameUUIDFromBytes(("transfer " + transfers.size()).getBytes(StandardCharsets.UTF_8))
                .toString();
        transfers.put(
                id,
                JSON.objectNode()
                        .put("transfer_id", id)
                        .put("source", "event_contract")
                        .put("destination", "event_contract")
                        .put("source_exchange_shard", from)
                        .put("destination_exchange_shard", to)
                        .put("amount", Fixed.price(micros))
                        .put("status", "complete")
                        .put("created_ts", Fixed.seconds(clockNs.getAsLong())));
        return Answer.ok(JSON.objectNode().put("transfer_id", id));
    }

    private static boolean isNoShard(int shard) {
        return shard < 0 || shard >= ShardStates.COUNT;
    }

    Answer shown(String id) {
        ObjectNode transfer = transfers.get(id);
        return transfer == null
                ? KalshiError.NOT_FOUND.answer()
                : Answer.ok(JSON.objectNode().set("transfer", transfer));
    }

    Answer allocation() {
        ObjectNode body = JSON.objectNode();
        ArrayNode allocations = body.putArray("allocations");
        cash.targets()
                .forEach((shard, percent) ->
                        allocations.addObject().put("exchange_index", shard).put("percent", percent));
        return Answer.ok(body.put("resting_margin_reservation", "sum"));
    }

    Answer allocate(String bodyText) {
        JsonNode body = JsonBody.parse(bodyText);
        if (body == null) {
            return KalshiError.NO_BODY.answer();
        }
        Map<Integer, Integer> percents = new LinkedHashMap<>();
        int sum = 0;
        for (JsonNode target : body.path("allocations")) {
            int percent = target.path("percent").asInt(-1);
            int shard = target.path("exchange_index").asInt(-1);
            if (percent < 0 || isNoShard(shard)) {
                return KalshiError.badRequest("invalid allocation").answer();
            }
            percents.put(shard, percent);
            sum += percent;
        }
        if (sum != 100) {
            return KalshiError.badRequest("allocations must add up to 100 percent")
                    .answer();
        }
        cash.plan(percents);
        return allocation();
    }
}
