package io.parallax.gateway.kalshi.market;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The venue's dialogues: what it answers is followed without a fault or a gap, and what we ask is asked as it is there. */
class WsProtocolTest {
    private static final String[] TICKERS = {"KXTEST-26NOV20-A", "KXTEST-26NOV20-B"};
    private static final int BOOK_SID = 1;
    private static final int OTHER_SID = 2;

    private static JsonNode dialogues() throws IOException {
        return FeedRig.JSON
                .readTree(FeedRig.shared("vectors/ws_protocol.json").toFile())
                .path("dialogues");
    }

    /** With the names of subscriptions replaced by their numbers. */
    private static String bound(JsonNode frame) {
        return frame.toString().replace("\"$s1\"", "" + BOOK_SID).replace("\"$s2\"", "" + OTHER_SID);
    }

    @Test
    void shouldFollowEveryAnswerOfTheVenue() throws Exception {
        int answers = 0;
        for (JsonNode dialogue : dialogues()) {
            String id = dialogue.path("id").asText();
            FeedRig rig = new FeedRig(true, TICKERS);
            int errors = 0;
            TreeSet<Integer> books = new TreeSet<>();
            for (JsonNode step : dialogue.path("steps")) {
                JsonNode answer = step.path("receive");
                if (answer.isMissingNode()) {
                    continue;
                }
                rig.feed(bound(answer));
                answers++;
                errors += answer.path("type").asText().equals("error") ? 1 : 0;
                if (answer.path("type").asText().equals("orderbook_snapshot")) {
                    books.add(List.of(TICKERS)
                            .indexOf(answer.at("/msg/market_ticker").asText()));
                }
            }
            assertThat(rig.feed.faults().total()).as("%s: faults", id).isZero();
            assertThat(rig.count(FeedCounter.GAPS)).as("%s: gaps", id).isZero();
            assertThat(rig.count(FeedCounter.FAULTY_FRAMES))
                    .as("%s: faulty", id)
                    .isZero();
            assertThat(rig.count(FeedCounter.ERRORS)).as("%s: errors", id).isEqualTo(errors);
            // we never leave a channel: one that ends all the same is followed again on a new connection
            assertThat(rig.reconnects).as("%s: reconnects", id).isEqualTo(id.equals("p07") ? 1 : 0);
            for (int market : id.equals("p07") ? List.<Integer>of() : books) {
                assertThat(rig.ring.book(market).live)
                        .as("%s: book %d", id, market)
                        .isTrue();
            }
        }
        assertThat(answers).isGreaterThan(25);
    }

    @Test
    void shouldAskAsTheDialoguesDo() throws Exception {
        Commands commands = new Commands();
        List<String> never = new ArrayList<>();
        int compared = 0;
        for (JsonNode dialogue : dialogues()) {
            for (JsonNode step : dialogue.path("steps")) {
                JsonNode wanted = step.path("send");
                if (wanted.isMissingNode()) {
                    continue;
                }
                String ours = ours(commands, wanted);
                if (ours == null) {
                    never.add(dialogue.path("id").asText() + " "
                            + wanted.path("cmd").asText());
                    continue;
                }
                assertThat(comparable(FeedRig.JSON.readTree(ours)))
                        .as("%s", wanted)
                        .isEqualTo(comparable(FeedRig.JSON.readTree(bound(wanted))));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(14);
        assertThat(never)
                .as("a connection ends its subscriptions, and keeps its own list of them")
                .containsExactly(
                        "p07 unsubscribe", "p08 list_subscriptions", "p09 subscribe", "p09 subscribe", "p09 nonsense");
    }

    /** The command as we would send it; null where we never do. */
    private static String ours(Commands commands, JsonNode wanted) {
        JsonNode params = wanted.path("params");
        String tickers = inner(params.path("market_tickers"));
        String channels = inner(params.path("channels"));
        int sid = params.path("sids").path(0).asInt(BOOK_SID);
        return switch (wanted.path("cmd").asText() + " " + params.path("action").asText()) {
            case "subscribe " ->
                channels.isEmpty()
                        ? null
                        : tickers.isEmpty()
                                ? commands.subscribe(channels)
                                : commands.subscribe(
                                        channels,
                                        tickers,
                                        params.path("use_yes_price").asBoolean(true));
            case "update_subscription get_snapshot" -> commands.snapshots(sid, tickers);
            case "update_subscription add_markets", "update_subscription delete_markets" ->
                commands.update(sid, params.path("action").asText(), tickers);
            default -> null;
        };
    }

    private static String inner(JsonNode list) {
        String text = list.isArray() ? list.toString() : "[]";
        return text.substring(1, text.length() - 1);
    }

    /** Without number and price flag, which we always say, and with one form for the one subscription. */
    private static ObjectNode comparable(JsonNode command) {
        ObjectNode plain = command.deepCopy();
        plain.remove("id");
        ObjectNode params = (ObjectNode) plain.path("params");
        params.remove("use_yes_price");
        if (params.has("sid")) {
            ArrayNode sids = params.putArray("sids");
            sids.add(params.remove("sid"));
        }
        return plain;
    }
}
