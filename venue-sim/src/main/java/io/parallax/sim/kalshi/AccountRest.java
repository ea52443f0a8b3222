package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.kalshi.limit.Buckets;
import io.parallax.sim.kalshi.limit.Tier;
import io.parallax.sim.rest.Answer;
import java.util.Locale;

/** The customer's tier, the costs of calls and the API keys. */
final class AccountRest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final KalshiAuth auth;
    private final Buckets buckets;

    AccountRest(KalshiAuth auth, Buckets buckets) {
        this.auth = auth;
        this.buckets = buckets;
    }

    Answer limits() {
        Tier tier = buckets.tier();
        ObjectNode body = JSON.objectNode().put("usage_tier", tier.name().toLowerCase(Locale.ROOT));
        body.putObject("read").put("refill_rate", tier.read()).put("bucket_capacity", tier.readCapacity());
        body.putObject("write").put("refill_rate", tier.write()).put("bucket_capacity", tier.writeCapacity());
        body.putArray("grants");
        return Answer.ok(body);
    }

    Answer costs() {
        ObjectNode body = JSON.objectNode().put("default_cost", Costs.DEFAULT);
        ArrayNode costs = body.putArray("endpoint_costs");
        cost(costs, Costs.CANCEL, "DELETE", "/portfolio/events/orders");
        cost(costs, Costs.CANCEL, "DELETE", "/portfolio/events/orders/:order_id");
        cost(costs, Costs.CANCEL, "DELETE", "/portfolio/events/orders/batched");
        cost(costs, Costs.GET_ORDER, "GET", "/portfolio/orders/:order_id");
        return Answer.ok(body);
    }

    private static void cost(ArrayNode costs, int cost, String method, String path) {
        costs.addObject().put("cost", cost).put("method", method).put("path", "/trade-api/v2" + path);
    }

    Answer keys() {
        ObjectNode body = JSON.objectNode();
        ObjectNode key = body.putArray("api_keys")
                .addObject()
                .put("api_key_id", auth.keyId())
                .put("name", "simulator");
        ArrayNode scopes = key.putArray("scopes");
        auth.scopes().forEach(scopes::add);
        return Answer.ok(body);
    }
}
