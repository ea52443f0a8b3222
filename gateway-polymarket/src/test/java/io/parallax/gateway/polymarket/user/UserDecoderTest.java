package io.parallax.gateway.polymarket.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.polymarket.Vectors;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.order.OrderTables;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UserDecoderTest {
    private static final String ME = "3e2c94ca-8124-c4c1-c7ea-be1ea21b71fe";

    private final List<String> told = new ArrayList<>();
    private final FaultCounters faults = new FaultCounters();
    private final Counters<UserCounter> counters = new Counters<>(UserCounter.class);

    @Test
    void shouldSplitATakerFillByMakerAtEachMakersPrice() {
        JsonNode trade = Vectors.sample("ws_user_2025_trade_info_partitioned_maker_fill.json");
        decode(trade, "000000000-0000-0000-0000-000000000000");
        assertThat(told)
                .containsExactly(
                        "BUY first 5 @ 0.01 TAKER part 0 PROVISIONAL", "BUY first 2 @ 0.02 TAKER part 1 PROVISIONAL");
    }

    @Test
    void shouldTakeTheOtherTokensMakerAtOneMinusItsPrice() {
        decode(Vectors.sample("ws_user_2025_trade_info_taker_buy_matched.json"), ME);
        assertThat(told).containsExactly("BUY first 5 @ 0.6 TAKER part 0 PROVISIONAL");
    }

    @Test
    void shouldReadTheSameTradeFromItsMakersSide() {
        JsonNode matched = Vectors.sample("ws_user_2025_trade_info_maker_buy_matched.json");
        decode(matched, "000000000-0000-0000-0000-000000000000");
        decode(
                Vectors.sample("ws_user_2025_trade_info_maker_buy_confirmed.json"),
                "000000000-0000-0000-0000-000000000000");
        assertThat(told)
                .containsExactly(
                        "BUY second 5 @ 0.6 MAKER part 0 PROVISIONAL", "BUY second 5 @ 0.6 MAKER part 0 CONFIRMED");
    }

    @Test
    void shouldReadEveryCollectedTrade() {
        decode(Vectors.sample("nt_ws_user_trade2.json"), ME);
        decode(Vectors.sample("nt_ws_trades.json"), ME);
        decode(Vectors.sample("nt_fixture_ws_user_trade.json"), ME);
        assertThat(told)
                .containsExactly(
                        "BUY first 5 @ 0.52 TAKER part 0 PROVISIONAL", "BUY first 25 @ 0.5 TAKER part 256 CONFIRMED");
        assertThat(counters.get(UserCounter.UNKNOWN_TYPES))
                .as("the REST row has no type")
                .isEqualTo(1);

        told.clear();
        decode(Vectors.sample("nt_fixture_ws_user_trade_msg.json"), ME);
        assertThat(told)
                .as("no makers: one part at the told price")
                .containsExactly("BUY first 25 @ 0.5 TAKER part 511 CONFIRMED");
        assertThat(counters.get(UserCounter.UNEVEN_TRADES)).isEqualTo(1);
    }

    @Test
    void shouldPickOurOwnEntriesAmongTheMakers() {
        for (int i : new int[] {1, 3, 4}) {
            JsonNode trade = Vectors.sample("nt_ws_user_trade" + i + ".json");
            Set<String> owners = new HashSet<>();
            trade.path("maker_orders")
                    .forEach(maker -> owners.add(maker.path("owner").asText()));
            for (String owner : owners) {
                told.clear();
                decode(trade, owner);
                long ours = 0;
                for (JsonNode maker : trade.path("maker_orders")) {
                    ours += maker.path("owner").asText().equals(owner) ? 1 : 0;
                }
                assertThat(told).as("trade %d of %s", i, owner).hasSize((int) ours);
                assertThat(told).allMatch(line -> line.contains("MAKER"));
            }
        }
        assertThat(faults.total()).isZero();
    }

    @Test
    void shouldTellOneWorstPartWhenTheMakersDoNotAddUp() {
        ObjectNode trade = Vectors.sample("ws_user_2025_trade_info_partitioned_maker_fill.json")
                .deepCopy();
        decode(trade.put("size", "8"), ME);
        assertThat(told).containsExactly("BUY first 8 @ 0.02 TAKER part 255 PROVISIONAL");
    }

    @Test
    void shouldKeepASettlementThatFailed() {
        ObjectNode trade = Vectors.sample("nt_ws_user_trade2.json").deepCopy();
        for (String status :
                new String[] {"MATCHED", "MINED", "RETRYING", "CONFIRMED", "FAILED", "TRADE_STATUS_FAILED"}) {
            decode(trade.put("status", status), ME);
        }
        assertThat(told.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("PROVISIONAL", "PROVISIONAL", "PROVISIONAL", "CONFIRMED", "FAILED", "FAILED");
        decode(trade.put("status", "WONDERFUL"), ME);
        assertThat(faults.get(DecodeFault.UNKNOWN_VALUE)).isEqualTo(1);
        assertThat(told).contains("fault");
    }

    @Test
    void shouldReadPagesOfTradesAndTheirCursor() {
        JsonNode page = Vectors.sample("nt_fixture_http_trades_page.json");
        UserDecoder decoder = decoder(page.path("data").path(0), ME);
        UnsafeBuffer bytes = buffer(page.toString());
        assertThat(decoder.decodeTrades(bytes, 0, bytes.capacity()))
                .isEqualTo(
                        page.path("next_cursor").asText().equals("LTE=")
                                ? ""
                                : page.path("next_cursor").asText());
        assertThat(told).isNotEmpty();
        UnsafeBuffer broken = buffer(page.toString().substring(0, 100));
        assertThat(decoder.decodeTrades(broken, 0, broken.capacity())).isNull();
        UnsafeBuffer empty = buffer("{\"data\":[],\"next_cursor\":\"LTE=\"}");
        assertThat(decoder.decodeTrades(empty, 0, empty.capacity())).isEmpty();
    }

    @Test
    void shouldReadEveryCollectedOrderEventOfOthers() {
        for (String file : new String[] {
            "nt_ws_order_cancel.json",
            "nt_ws_order_placement.json",
            "nt_fixture_ws_user_order_cancellation.json",
            "nt_fixture_ws_user_order_fok_killed.json",
            "nt_fixture_ws_user_order_matched.json",
            "nt_fixture_ws_user_order_msg.json",
            "nt_fixture_ws_user_order_placement.json",
            "nt_fixture_ws_user_order_update.json",
            "nt_fixture_ws_user_order_venue_cancel.json",
            "ws_user_2025_order_info_maker_buy_placement.json",
            "ws_user_2025_order_info_maker_buy_unmatched.json",
            "ws_user_2025_order_info_maker_buy_update.json"
        }) {
            decode(Vectors.sample(file), ME);
        }
        assertThat(counters.get(UserCounter.ORDERS)).isEqualTo(12);
        assertThat(counters.get(UserCounter.FOREIGN_ORDERS)).isEqualTo(12);
        assertThat(faults.total()).isZero();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLACEMENT|LIVE|0|live",
                "PLACEMENT|DELAYED|0|live",
                "UPDATE|LIVE|3|",
                "UPDATE|MATCHED|10|matched",
                "UPDATE|MATCHED||unclear",
                "UPDATE|CANCELED_self trade|3|ended",
                "UPDATE|INVALID||unclear",
                "UPDATE|WONDERFUL|3|unclear",
                "CANCELLATION|CANCELED|3|ended",
                "CANCELLATION|CANCELED_MARKET_RESOLVED|0|ended",
                "CANCELLATION|CANCELED||unclear",
                "WONDERFUL|LIVE|3|unclear"
            })
    void shouldFollowTheLifeOfAnOrderOfOurs(String type, String status, String matched, String expected) {
        OrderTable orders = new OrderTable(4);
        OrderTable.Entry order = OrderTables.resting(orders, 1, 0);
        MarketTable markets = new MarketTable(List.of(new PolymarketMarket(0, "0x" + "ab".repeat(32), "11", "12")));
        UnsafeBuffer frame = buffer("{\"event_type\":\"order\",\"type\":\"" + type + "\",\"id\":\"" + order.hashText()
                + "\",\"status\":\"" + status + "\",\"size_matched\":\"" + (matched == null ? "" : matched) + "\"}");
        new UserDecoder(markets, orders, ME, new Listener(), counters, faults).decode(frame, 0, frame.capacity());
        assertThat(told).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void shouldSurviveTextsAndNonsense() {
        UserDecoder decoder = decoder(Vectors.JSON.createObjectNode(), ME);
        for (String frame : new String[] {"PONG", "", "{\"event_type\":\"trade\"}", "[1]", "{", "{\"type\":\"?\"}"}) {
            UnsafeBuffer bytes = buffer(frame);
            decoder.decode(bytes, 0, bytes.capacity());
        }
        assertThat(counters.get(UserCounter.TEXTS)).isEqualTo(2);
        assertThat(counters.get(UserCounter.UNKNOWN_TYPES)).isEqualTo(1);
        assertThat(faults.total()).isEqualTo(3);
    }

    private void decode(JsonNode frame, String apiKey) {
        UnsafeBuffer bytes = buffer(frame.toPrettyString());
        decoder(frame, apiKey).decode(bytes, 0, bytes.capacity());
    }

    /** A decoder whose one market has the trade's token first and, where a maker names another, that one second. */
    private UserDecoder decoder(JsonNode trade, String apiKey) {
        String first = trade.path("asset_id").asText("11");
        String second = "12";
        for (JsonNode maker : trade.path("maker_orders")) {
            if (!maker.path("asset_id").asText().equals(first)) {
                second = maker.path("asset_id").asText();
            }
        }
        MarketTable markets = new MarketTable(List.of(new PolymarketMarket(0, "0x" + "ab".repeat(32), first, second)));
        return new UserDecoder(markets, new OrderTable(4), apiKey, new Listener(), counters, faults);
    }

    private static UnsafeBuffer buffer(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Listener implements UserSink {
        @Override
        public void fill(Part part) {
            told.add((part.isSell() ? "SELL " : "BUY ") + (part.token() == 0 ? "first " : "second ")
                    + Micros.format(part.qtyMicros()) + " @ " + Micros.format(part.priceMicros())
                    + (part.isMaker() ? " MAKER" : " TAKER") + " part " + part.index() + " " + part.settlement());
        }

        @Override
        public void live(OrderTable.Entry order, long venueTimeNs) {
            told.add("live");
        }

        @Override
        public void matched(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs) {
            told.add("matched");
        }

        @Override
        public void ended(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs) {
            told.add("ended");
        }

        @Override
        public void unclear(OrderTable.Entry order) {
            told.add("unclear");
        }

        @Override
        public void fault(int code) {
            told.add("fault");
        }
    }
}
