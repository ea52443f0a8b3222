package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.rest.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/** The dead man's switch: who starts to send heartbeats must go on, or loses all resting orders. */
final class Heartbeats {
    private static final long NS_PER_MS = 1_000_000L;

    private final Exchange exchange;
    private final OrderLedger ledger;
    private final PolymarketTiming timing;
    private final LongSupplier nowNs;
    private final Map<PolymarketAccount, Beat> beats = new LinkedHashMap<>();
    private long count;

    private record Beat(String id, long atNs) {}

    Heartbeats(Exchange exchange, OrderLedger ledger, PolymarketTiming timing, LongSupplier nowNs) {
        this.exchange = exchange;
        this.ledger = ledger;
        this.timing = timing;
        this.nowNs = nowNs;
    }

    /** Takes a heartbeat and hands out the id of the next one. */
    Answer beat(PolymarketAccount account, JsonNode body) {
        String id = body.path("heartbeat_id").asText("");
        Beat last = beats.get(account);
        if (!id.equals(last == null ? "" : last.id())) {
            String expected = last == null ? "" : last.id();
            throw Refusal.withBody(
                    400, idBody(expected).put("error", "Invalid Heartbeat ID").toString(), Map.of());
        }
        String next = UUID.nameUUIDFromBytes((account.apiKey() + count++).getBytes(StandardCharsets.UTF_8))
                .toString();
        beats.put(account, new Beat(next, nowNs.getAsLong()));
        return Answer.ok(idBody(next));
    }

    /** Takes a heartbeat of the older form, which has no id. */
    void touch(PolymarketAccount account) {
        Beat last = beats.get(account);
        beats.put(account, new Beat(last == null ? "" : last.id(), nowNs.getAsLong()));
    }

    /** Cancels everything of those who fell silent; they are forgotten until they start again. */
    void sweep() {
        long silentSinceNs = nowNs.getAsLong() - timing.heartbeatTimeoutMs() * NS_PER_MS;
        beats.entrySet().removeIf(entry -> {
            if (entry.getValue().atNs() >= silentSinceNs) {
                return false;
            }
            for (PlacedOrder order : ledger.orders(entry.getKey(), PlacedOrder::isOpen)) {
                exchange.cancel(order.order(), CancelReason.USER, nowNs.getAsLong());
            }
            return true;
        });
    }

    private static ObjectNode idBody(String id) {
        return JsonNodeFactory.instance.objectNode().put("heartbeat_id", id);
    }
}
