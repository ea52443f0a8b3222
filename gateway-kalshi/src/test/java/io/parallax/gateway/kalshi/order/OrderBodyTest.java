package io.parallax.gateway.kalshi.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.ids.OrderIds;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Legs become sides and YES prices as strings. */
class OrderBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final long SESSION = 0x1234_5678_9ABC_DEF0L;
    private static final long ORDER = 0xFEDC_BA98L;
    private static final byte[] LONG = AsciiWriter.ascii("X".repeat(100));

    private static JsonNode body(Outcome outcome, OrderAction action, String ownPrice, String count) throws Exception {
        return body(outcome, action, ownPrice, count, TimeInForce.IOC, 2, "g-1");
    }

    private static JsonNode body(
            Outcome outcome,
            OrderAction action,
            String ownPrice,
            String count,
            TimeInForce timeInForce,
            int shard,
            String group)
            throws Exception {
        OrderBody body = new OrderBody(SESSION);
        body.write(
                LONG,
                true,
                999_900,
                99_999_999_990_000L,
                TimeInForce.IOC,
                Long.MAX_VALUE,
                9,
                LONG); // nothing of it stays
        int length = body.write(
                AsciiWriter.ascii("KXTEST-1"),
                OrderBody.isBid(outcome, action),
                OrderBody.yesPriceMicros(outcome, Micros.parse(ownPrice)),
                Micros.parse(count),
                timeInForce,
                ORDER,
                shard,
                group == null ? null : AsciiWriter.ascii(group));
        return JSON.readTree(body.bytes(), 0, length);
    }

    @ParameterizedTest
    @CsvSource({
        "YES, BUY, 0.42, bid, 0.4200", "YES, SELL, 0.42, ask, 0.4200",
        "NO, BUY, 0.56, ask, 0.4400", "NO, SELL, 0.56, bid, 0.4400",
        "NO, BUY, 0.0015, ask, 0.9985", "YES, BUY, 0.0007, bid, 0.0007"
    })
    void shouldMapALegToASideAtTheYesPrice(Outcome outcome, OrderAction action, String own, String side, String price)
            throws Exception {
        JsonNode body = body(outcome, action, own, "10.05");
        assertThat(body.path("side").asText()).isEqualTo(side);
        assertThat(body.path("price").asText()).isEqualTo(price);
        assertThat(body.path("count").asText()).isEqualTo("10.05");
        assertThat(body.path("price").isTextual()).isTrue();
    }

    @Test
    void shouldMapEveryPublishedCase() throws Exception {
        Path file = Path.of(
                System.getProperty("parallax.root"), "..", "shared", "venues/kalshi/vectors/order_mapping.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared vectors are not here");
        for (JsonNode row : JSON.readTree(file.toFile()).path("cases")) {
            JsonNode intent = row.path("intent");
            JsonNode body = body(
                    Outcome.valueOf(intent.path("leg").asText().toUpperCase(java.util.Locale.ROOT)),
                    OrderAction.valueOf(intent.path("action").asText().toUpperCase(java.util.Locale.ROOT)),
                    intent.path("legPrice").asText(),
                    intent.path("count").asText());
            for (String field : new String[] {"side", "price", "count"}) {
                assertThat(body.path(field).asText())
                        .as(intent + " " + field)
                        .isEqualTo(row.path("expect").path(field).asText());
            }
        }
    }

    @Test
    void shouldSendEveryRequiredField() throws Exception {
        JsonNode body = body(Outcome.YES, OrderAction.BUY, "0.5", "1");
        assertThat(body.path("ticker").asText()).isEqualTo("KXTEST-1");
        assertThat(body.path("time_in_force").asText()).isEqualTo("immediate_or_cancel");
        assertThat(body.path("self_trade_prevention_type").asText()).isEqualTo("taker_at_cross");
        assertThat(body.path("client_order_id").asText()).isEqualTo(OrderIds.clientOrderId(SESSION, ORDER));
        assertThat(body.path("exchange_index").asInt()).isEqualTo(2);
        assertThat(body.path("order_group_id").asText()).isEqualTo("g-1");
        assertThat(body.size()).isEqualTo(9);
    }

    @Test
    void shouldLeaveOutShardAndGroupThatAreNotKnown() throws Exception {
        JsonNode body = body(Outcome.YES, OrderAction.BUY, "0.5", "1", TimeInForce.FOK, -1, null);
        assertThat(body.path("time_in_force").asText()).isEqualTo("fill_or_kill");
        assertThat(body.has("exchange_index")).isFalse();
        assertThat(body.has("order_group_id")).isFalse();
        assertThat(body(Outcome.YES, OrderAction.BUY, "0.5", "1", TimeInForce.GTC, 0, null)
                        .path("time_in_force")
                        .asText())
                .isEqualTo("good_till_canceled");
    }

    @Test
    void shouldWriteNumbersAsTheJdkDoes() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            long value = random.nextLong() >>> random.nextInt(1, 64);
            AsciiWriter writer = new AsciiWriter(64)
                    .number(value)
                    .text(AsciiWriter.ascii(" "))
                    .hex(value);
            assertThat(new String(writer.bytes(), 0, writer.length(), StandardCharsets.US_ASCII))
                    .isEqualTo(value + " " + Long.toHexString(value));
            AsciiWriter decimal = new AsciiWriter(64).decimal(value, 4);
            assertThat(new String(decimal.bytes(), 0, decimal.length(), StandardCharsets.US_ASCII))
                    .isEqualTo(BigDecimal.valueOf(value, 4).toPlainString());
        }
        assertThatThrownBy(() -> new AsciiWriter(64).number(-1)).hasMessageContaining("-1");
    }

    @Test
    void shouldKnowWhatCannotBeWrittenWithoutLoss() {
        assertThat(OrderBody.isExact(420_000, 10_000)).isTrue();
        assertThat(OrderBody.isExact(420_050, 10_000)).isFalse();
        assertThat(OrderBody.isExact(420_000, 5_000)).isFalse();
        assertThat(OrderBody.isExact(1_000_000, 10_000)).isFalse();
        assertThat(OrderBody.isExact(0, 10_000)).isFalse();
    }
}
