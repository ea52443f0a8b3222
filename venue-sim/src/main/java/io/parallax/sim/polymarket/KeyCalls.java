package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.polymarket.key.ApiKey;
import io.parallax.sim.rest.Answer;
import java.util.List;

/** The calls about API keys and about what the account may do. */
final class KeyCalls {
    private static final String API_KEY = "/auth/api-key";
    private static final String READ_ONLY = "/auth/readonly-api-key";

    private final Accounts accounts;

    KeyCalls(Accounts accounts) {
        this.accounts = accounts;
    }

    /** The answer to a call signed by the account itself, or null when the call is none of these. */
    Answer attested(RestRequest request, long nowSeconds) {
        String nonce = Accounts.nonce(request.headers());
        return switch (request.method() + " " + request.path()) {
            case "POST " + API_KEY ->
                Answer.ok(credentials(accounts.keys().create(accounts.attested(request.headers(), nowSeconds), nonce)));
            case "GET /auth/derive-api-key" ->
                Answer.ok(credentials(accounts.keys().derive(accounts.attested(request.headers(), nowSeconds), nonce)));
            default -> null;
        };
    }

    /** The answer to a call of somebody with a key, or null when the call is none of these. */
    Answer answer(Caller caller, RestRequest request) {
        String address = caller.key().address();
        return switch (request.method() + " " + request.path()) {
            case "GET /auth/api-keys" ->
                Answer.ok(JsonNodeFactory.instance
                        .objectNode()
                        .set("apiKeys", texts(accounts.keys().of(address, false))));
            case "DELETE " + API_KEY -> {
                caller.checkWrites();
                accounts.keys().delete(caller.key().id());
                yield Answer.ok("\"OK\"");
            }
            case "POST " + READ_ONLY -> {
                caller.checkWrites();
                ApiKey key = accounts.keys().createReadOnly(address);
                yield Answer.ok(credentials(key));
            }
            case "GET /auth/readonly-api-keys" ->
                Answer.ok(texts(accounts.keys().of(address, true)));
            case "DELETE " + READ_ONLY -> Answer.ok(Boolean.toString(deleted(caller, request)));
            case "GET /auth/ban-status/closed-only" ->
                Answer.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("closed_only", caller.state().closedOnly()));
            default -> null;
        };
    }

    private boolean deleted(Caller caller, RestRequest request) {
        caller.checkWrites();
        ApiKey key = accounts.keys().find(request.json().path("key").asText(""));
        if (key == null
                || !key.readOnly()
                || !key.address().equalsIgnoreCase(caller.key().address())) {
            throw Refusal.notFound("api key not found");
        }
        return accounts.keys().delete(key.id());
    }

    private static ObjectNode credentials(ApiKey key) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("apiKey", key.id())
                .put("secret", key.secret())
                .put("passphrase", key.passphrase());
    }

    private static ArrayNode texts(List<String> ids) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        ids.forEach(out::add);
        return out;
    }
}
