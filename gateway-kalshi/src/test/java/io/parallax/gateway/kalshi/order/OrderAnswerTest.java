package io.parallax.gateway.kalshi.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.units.Micros;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each answer to a create means; what is not certain is unknown. */
class OrderAnswerTest {
    private final OrderAnswer answer = new OrderAnswer();

    private OrderAnswer.Outcome read(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return answer.read(status, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    @Test
    void shouldBelieveTheFillCount() {
        assertThat(read(
                        201,
                        "{\"order_id\":\"a-1\",\"client_order_id\":\"px\",\"fill_count\":\"7.50\",\"remaining_count\":\"0.00\","
                                + "\"average_fill_price\":\"0.5200\",\"ts_ms\":1}"))
                .isEqualTo(OrderAnswer.Outcome.CREATED);
        assertThat(answer.orderId()).isEqualTo("a-1");
        assertThat(answer.filledMicros()).isEqualTo(Micros.parse("7.5"));
        assertThat(answer.remainingMicros()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|{}|SERVER_ERROR",
                "503|<html>|SERVER_ERROR",
                "201|{\"order_id\":\"a\"}|UNREADABLE",
                "201|{\"order_id\":\"a\",\"fill_count\":\"x\",\"remaining_count\":\"0.00\"}|UNREADABLE",
                "201||UNREADABLE",
                "408|{}|UNREADABLE",
                "400|<html>no|UNREADABLE",
                "302|{}|UNREADABLE",
                "400|{}|UNREADABLE",
                "400|{\"error\":{\"code\":\"margin_not_met\",\"message\":\"m\"}}|UNREADABLE",
                "409|{\"error\":{\"code\":\"order_in_flight\",\"message\":\"m\"}}|UNREADABLE",
                "400|{\"code\":\"internal\",\"message\":\"m\"}|UNREADABLE",
                "422|{\"error\":{\"message\":\"bad_request\"}}|UNREADABLE"
            })
    void shouldLeaveDoubtInDoubt(int status, String body, UnknownCause cause) {
        assertThat(read(status, body == null ? "" : body)).isEqualTo(OrderAnswer.Outcome.UNKNOWN);
        assertThat(answer.cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|{\"error\":{\"code\":\"key_revoked\"}}|AUTHENTICATION",
                "403|{}|AUTHENTICATION",
                "404|{\"error\":{\"code\":\"no_such_shard\"}}|OTHER",
                "410|{\"error\":{\"code\":\"moved\"}}|OTHER",
                "429|{\"error\":\"slow down\"}|RATE_LIMITED",
                "400|{\"code\":\"bad_request\",\"message\":\"bad request\"}|OTHER",
                "400|{\"msg\":\"Parameter validation failed\"}|OTHER",
                "400|{\"error\":{\"code\":\"trading_paused\"}}|VENUE_UNAVAILABLE",
                "400|{\"error\":{\"code\":\"market_already_closed\"}}|MARKET_CLOSED"
            })
    void shouldBelieveRefusalsThatNeverReachedTheBook(int status, String body, RejectCode code) {
        assertThat(read(status, body)).isEqualTo(OrderAnswer.Outcome.REJECTED);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void shouldNormaliseEveryPublishedError() throws Exception {
        Path file = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues/kalshi/vectors/errors.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared vectors are not here");
        Map<String, RejectCode> codes = Map.of(
                "AUTH", RejectCode.AUTHENTICATION,
                "AUTH_CLOCK", RejectCode.AUTHENTICATION,
                "DUPLICATE_CLIENT_ORDER_ID", RejectCode.DUPLICATE,
                "INSUFFICIENT_BALANCE", RejectCode.INSUFFICIENT_FUNDS,
                "INVALID_PRICE", RejectCode.BAD_TICK,
                "RATE_LIMITED", RejectCode.RATE_LIMITED,
                "FOK_KILLED", RejectCode.NOT_FILLABLE);
        for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("cases")) {
            String name = row.path("name").asText();
            assertThat(read(row.path("status").asInt(), row.path("body").toString()))
                    .as(name)
                    .isEqualTo(OrderAnswer.Outcome.REJECTED);
            assertThat(answer.code())
                    .as(name)
                    .isEqualTo(codes.getOrDefault(row.at("/expect/meaning").asText(), RejectCode.OTHER));
            assertThat(answer.words()).as(name).isNotEmpty();
        }
    }

    @Test
    void shouldNotCarryAnythingOverFromTheLastAnswer() {
        read(201, "{\"order_id\":\"a\",\"fill_count\":\"1.00\",\"remaining_count\":\"0.00\"}");
        assertThat(read(201, "{}")).isEqualTo(OrderAnswer.Outcome.UNKNOWN);
        assertThat(read(409, "{\"error\":{\"code\":\"order_already_exists\",\"message\":\"m\"}}"))
                .isEqualTo(OrderAnswer.Outcome.REJECTED);
        assertThat(answer.code()).isEqualTo(RejectCode.DUPLICATE);
        assertThat(answer.orderId()).isEmpty();
        assertThat(read(400, "{\"msg\":\"m\"}")).isEqualTo(OrderAnswer.Outcome.REJECTED);
        assertThat(read(400, "{}")).isEqualTo(OrderAnswer.Outcome.UNKNOWN);
    }
}
