package io.parallax.gateway.polymarket.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.gateway.polymarket.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrderAnswerTest {
    private static final String HASH = "0x802c08b578aa0d8d0a1d2d3c4b5a69788796a5b4c3d2e1f00112233445566778";

    /** Their words for ours. Where their class is RETRY_LATER the order is not in the book, which is all we say. */
    private static final Map<String, RejectCode> CODES = Map.ofEntries(
            Map.entry("FAK_NOT_FILLED", RejectCode.NOT_FILLABLE),
            Map.entry("FOK_NOT_FILLED", RejectCode.NOT_FILLABLE),
            Map.entry("POST_ONLY_WOULD_CROSS", RejectCode.NOT_FILLABLE),
            Map.entry("INSUFFICIENT_BALANCE", RejectCode.INSUFFICIENT_FUNDS),
            Map.entry("TICK_SIZE", RejectCode.BAD_TICK),
            Map.entry("MIN_SIZE", RejectCode.BAD_SIZE),
            Map.entry("MARKETABLE_MIN_NOTIONAL", RejectCode.BAD_SIZE),
            Map.entry("DUPLICATE", RejectCode.DUPLICATE),
            Map.entry("ORDER_VERSION", RejectCode.OTHER),
            Map.entry("ENGINE_RESTART", RejectCode.VENUE_UNAVAILABLE),
            Map.entry("POST_ONLY_MODE", RejectCode.POST_ONLY),
            Map.entry("RATE_LIMITED", RejectCode.RATE_LIMITED),
            Map.entry("NOT_INSERTED", RejectCode.VENUE_UNAVAILABLE));

    private final OrderAnswer answer = new OrderAnswer();

    @Test
    void shouldClassifyEveryCollectedAnswer() {
        int seen = 0;
        for (JsonNode vector : Vectors.vectors("order_responses.json")) {
            JsonNode expected = vector.path("expected");
            if (vector.path("httpStatus").isNull()) {
                continue; // no answer at all: the line tells that as a failure
            }
            String body = vector.path("body").isTextual()
                    ? vector.path("body").asText()
                    : vector.path("body").toString();
            long headerNs = vector.path("headers").path("Retry-After").asLong() * 1_000_000_000L;
            OrderAnswer.Outcome outcome = read(vector.path("httpStatus").asInt(), body, headerNs);
            String id = vector.path("id").asText();
            switch (expected.path("class").asText()) {
                case "ACCEPTED" ->
                    assertThat(outcome)
                            .as(id)
                            .isEqualTo(
                                    expected.path("filled").asBoolean()
                                            ? OrderAnswer.Outcome.MATCHED
                                            : OrderAnswer.Outcome.ACCEPTED);
                default -> {
                    assertThat(outcome).as(id).isEqualTo(OrderAnswer.Outcome.REJECTED);
                    assertThat(answer.code())
                            .as(id)
                            .isEqualTo(CODES.get(expected.path("code").asText()));
                    assertThat(answer.retryAfterNs())
                            .as(id)
                            .isEqualTo(expected.path("retryAfterSeconds").asLong() * 1_000_000_000L);
                }
            }
            if (id.equals("matched")) {
                assertThat(answer.makingMicros()).isEqualTo(5_200_000);
                assertThat(answer.takingMicros()).isEqualTo(10_000_000);
            }
            seen++;
        }
        assertThat(seen).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "200|{\"success\":true,\"errorMsg\":\"\",\"orderID\":\"HASH\",\"status\":\"unmatched\"}|UNREADABLE",
                "200|{\"success\":true,\"errorMsg\":null,\"orderID\":\"HASH\"}|UNREADABLE",
                "200|{\"success\":true,\"orderID\":\"0xother\",\"status\":\"live\"}|UNREADABLE",
                "200|{\"success\":false,\"orderID\":\"\",\"errorMsg\":\"\"}|UNREADABLE",
                "200|{\"success\":true,\"orderID\":\"HASH\",\"status\":\"matched\",\"makingAmount\":\"\"}|UNREADABLE",
                "200|<html>|UNREADABLE",
                "200|{\"success\":true,|UNREADABLE",
                "302|{}|UNREADABLE",
                "400|oops|UNREADABLE",
                "408|{\"error\":\"slow\"}|UNREADABLE",
                "400|{\"error\":\"context canceled\"}|SERVER_ERROR",
                "400|{\"error\":\"order match delayed due to market conditions\"}|SERVER_ERROR",
                "500|{\"error\":\"there are no matching orders\"}|SERVER_ERROR",
                "500|{\"error\":\"could not insert order\"}|SERVER_ERROR",
                "502|<html>bad gateway</html>|SERVER_ERROR"
            })
    void shouldBeInDoubtRatherThanWrong(int status, String body, String cause) {
        assertThat(read(status, body.replace("HASH", HASH))).isEqualTo(OrderAnswer.Outcome.UNKNOWN);
        assertThat(answer.cause()).isEqualTo(UnknownCause.valueOf(cause));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "401|{\"error\":\"Unauthorized/Invalid api key\"}|AUTHENTICATION",
                "403|<html>blocked</html>|VENUE_UNAVAILABLE",
                "400|{\"error\":\"not enough balance / allowance: the allowance is not enough\"}|NO_ALLOWANCE",
                "400|{\"error\":\"the order signer address has to be the address of the API KEY\"}|AUTHENTICATION",
                "400|{\"error\":\"'0x1' address in closed only mode\"}|AUTHENTICATION",
                "400|{\"error\":\"invalid amounts, the market buy orders maker amount supports 2 decimals\"}|BAD_SIZE",
                "404|{\"error\":\"No orderbook exists for the requested token id\"}|MARKET_CLOSED",
                "503|{\"error\":\"Trading is currently cancel-only. New orders are not accepted\"}|VENUE_UNAVAILABLE",
                "400|{\"error\":\"something new\"}|OTHER",
                "200|{\"success\":false,\"orderID\":null,\"errorMsg\":\"Insufficient balance\"}|INSUFFICIENT_FUNDS"
            })
    void shouldReadRefusals(int status, String body, String code) {
        assertThat(read(status, body)).isEqualTo(OrderAnswer.Outcome.REJECTED);
        assertThat(answer.code()).isEqualTo(RejectCode.valueOf(code));
    }

    @Test
    void shouldReadOpenOrdersByTheBeginningOfTheirStatus() {
        assertThat(OpenOrder.stateOf("LIVE")).isEqualTo(OpenOrder.State.LIVE);
        assertThat(OpenOrder.stateOf("ORDER_STATUS_DELAYED")).isEqualTo(OpenOrder.State.LIVE);
        assertThat(OpenOrder.stateOf("CANCELED_order couldn't be fully filled")).isEqualTo(OpenOrder.State.ENDED);
        assertThat(OpenOrder.stateOf("CANCELED_MARKET_RESOLVED")).isEqualTo(OpenOrder.State.ENDED);
        assertThat(OpenOrder.stateOf("INVALID")).isEqualTo(OpenOrder.State.ENDED);
        assertThat(OpenOrder.stateOf("?")).isEqualTo(OpenOrder.State.UNREADABLE);

        OpenOrder order = new OpenOrder();
        UnsafeBuffer live = new UnsafeBuffer(
                Vectors.sample("nt_fixture_http_open_order.json").toString().getBytes(StandardCharsets.UTF_8));
        assertThat(order.read(live, 0, live.capacity())).isEqualTo(OpenOrder.State.LIVE);
        assertThat(order.filledMicros()).isEqualTo(25_000_000);
        UnsafeBuffer done = new UnsafeBuffer(Vectors.sample("nt_fixture_http_open_order_sell_fok.json")
                .toString()
                .getBytes(StandardCharsets.UTF_8));
        assertThat(order.read(done, 0, done.capacity())).isEqualTo(OpenOrder.State.MATCHED);
        assertThat(order.filledMicros()).isEqualTo(50_000_000);
    }

    private OrderAnswer.Outcome read(int status, String body) {
        return read(status, body, 0);
    }

    private OrderAnswer.Outcome read(int status, String body, long headerNs) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return answer.read(status, new UnsafeBuffer(bytes), 0, bytes.length, HASH, headerNs);
    }
}
