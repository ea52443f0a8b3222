package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.Channel;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.fault.Line;
import io.parallax.sim.fault.Voice;
import io.parallax.sim.polymarket.call.RestRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One client of the market channel and the tokens it follows. */
final class MarketSocket extends TextSocket implements Voice {
    private static final long NS_PER_MS = 1_000_000L;
    private static final String INVALID = "INVALID OPERATION";
    private static final String NOTHING_NEW = "NO NEW ASSETS";

    private final MarketChannel channel;
    /** Tokens asked for; the subset that already gets frames is {@link #live}. */
    private final Set<String> wanted = new LinkedHashSet<>();

    private final Set<String> live = new LinkedHashSet<>();
    private Line line;
    private boolean custom;

    MarketSocket(MarketChannel channel) {
        this.channel = channel;
    }

    boolean hears(String tokenId) {
        return live.contains(tokenId);
    }

    /** Whether the connection asked for the extra events. */
    boolean custom() {
        return custom;
    }

    /** From now on frames of the token reach this client, unless it left meanwhile. @return whether it still wants it */
    boolean goLive(String tokenId) {
        return wanted.contains(tokenId) && live.add(tokenId);
    }

    @Override
    void onOpen(Channel channel) {
        line = this.channel.opened(channel, this);
    }

    @Override
    boolean isDeaf() {
        return line.isDeaf();
    }

    @Override
    void reply(String text) {
        line.write(FrameKind.CONTROL, null, text);
        line.flush();
    }

    /** Sends a frame about a market. */
    void send(FrameKind kind, String conditionId, String text) {
        if (!line.withholds(kind, conditionId) && !isOverrun()) {
            line.write(kind, conditionId, text);
            line.flush();
        }
    }

    /** How late the dump of a market is to come, ms. */
    long dumpDelayMs(String conditionId) {
        return line.snapshotDelayNs(conditionId) / NS_PER_MS;
    }

    @Override
    public boolean follows(String conditionId) {
        return channel.tokensOf(conditionId).stream().anyMatch(wanted::contains);
    }

    @Override
    public String unknownMessage() {
        return "{\"market\":\"0x0\", \"event_type\":\"market_rumour\", \"text\":\"unheard of\"}";
    }

    @Override
    public void failSubscription(int code) {
        close(); // this venue has no such error: it cuts the connection
    }

    @Override
    void onText(String text) {
        JsonNode frame = RestRequest.jsonOrMissing(text);
        JsonNode tokens = frame.path("assets_ids");
        String operation = frame.path("operation").asText("");
        boolean first = operation.isEmpty() && frame.path("type").asText("").equalsIgnoreCase("market");
        if (!tokens.isArray() || !(first || operation.equals("subscribe") || operation.equals("unsubscribe"))) {
            reply(INVALID);
            return;
        }
        if (frame.has("custom_feature_enabled")) {
            custom = frame.path("custom_feature_enabled").asBoolean();
        }
        if (operation.equals("unsubscribe")) {
            tokens.forEach(token -> leave(token.asText()));
        } else {
            join(tokens, frame.path("initial_dump").asBoolean(true));
        }
    }

    private void join(JsonNode tokens, boolean dump) {
        List<String> added = new ArrayList<>();
        for (JsonNode token : tokens) {
            if (wanted.add(token.asText())) {
                added.add(token.asText());
            }
        }
        if (added.isEmpty()) {
            reply(NOTHING_NEW);
        } else {
            channel.joined(this, added, dump);
        }
    }

    private void leave(String tokenId) {
        wanted.remove(tokenId);
        live.remove(tokenId);
    }

    @Override
    void onClosed() {
        wanted.clear();
        live.clear();
        line.closed();
        channel.left(this);
    }
}
