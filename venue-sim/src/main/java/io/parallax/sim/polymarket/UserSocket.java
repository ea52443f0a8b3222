package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.polymarket.call.RestRequest;
import java.util.LinkedHashSet;
import java.util.Set;

/** One client of the user channel: anonymous until its first frame, closed when that carries wrong credentials. */
final class UserSocket extends TextSocket {
    private final UserChannel channel;
    private final Set<String> markets = new LinkedHashSet<>();
    private PolymarketAccount account;
    private boolean all;

    UserSocket(UserChannel channel) {
        this.channel = channel;
    }

    /** Whether events of this trader and market are for this client. */
    boolean hears(PolymarketAccount owner, String conditionId) {
        return account == owner && (all || markets.contains(conditionId));
    }

    @Override
    void onText(String text) {
        JsonNode frame = RestRequest.jsonOrMissing(text);
        JsonNode named = frame.path("markets");
        if (account == null) {
            logIn(frame, named);
            return;
        }
        String operation = frame.path("operation").asText("");
        if (operation.equals("unsubscribe")) {
            named.forEach(market -> markets.remove(market.asText()));
        } else if (operation.equals("subscribe")) {
            named.forEach(market -> markets.add(market.asText()));
        } else {
            send("INVALID OPERATION");
        }
    }

    private void logIn(JsonNode frame, JsonNode named) {
        JsonNode auth = frame.path("auth");
        account = channel.authenticate(
                auth.path("apiKey").asText(""),
                auth.path("secret").asText(""),
                auth.path("passphrase").asText(""));
        if (account == null || !frame.path("type").asText("").equalsIgnoreCase("user")) {
            close();
            return;
        }
        all = named.isEmpty();
        named.forEach(market -> markets.add(market.asText()));
        channel.joined(this);
    }

    @Override
    void onClosed() {
        channel.left(this);
    }
}
