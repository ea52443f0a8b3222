package io.parallax.gateway.kalshi.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.gateway.problem.Remedy;
import io.parallax.gateway.problem.VenueProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every refusal the venue is known to give, and what is done about it. */
class ProblemsTest {
    private final ErrorBody error = new ErrorBody();

    private VenueProblem problem(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return error.read(new UnsafeBuffer(bytes), 0, bytes.length).problem(status);
    }

    @ParameterizedTest
    @CsvSource({
        "401, authentication_error, INCORRECT_API_KEY_SIGNATURE, BAD_SIGNATURE, HALT",
        "401, authentication_error, NOT_FOUND, AUTHENTICATION, HALT",
        "401, signature_is_missing_from_headers, , AUTHENTICATION, HALT",
        "401, token_authentication_failure, , AUTHENTICATION, HALT",
        "401, header_timestamp_expired, , CLOCK_SKEW, HALT",
        "401, something_new, , AUTHENTICATION, HALT",
        "403, missing_scope, , NOT_PERMITTED, HALT",
        "409, order_already_exists, , DUPLICATE, UNKNOWN",
        "409, fill_or_kill_insufficient_resting_volume, , NOT_FILLABLE, REJECT",
        "409, something_new, , UNREADABLE, UNKNOWN",
        "400, insufficient_balance, , INSUFFICIENT_FUNDS, REJECT",
        "400, available_balance_too_low, , INSUFFICIENT_FUNDS, REJECT",
        "400, invalid_price, , BAD_TICK, REJECT",
        "400, invalid_order_size, , BAD_SIZE, REJECT",
        "400, EXCEEDED_PER_MARKET_RISK_LIMIT, , BAD_SIZE, REJECT",
        "400, invalid_order, post only cross, BAD_REQUEST, REJECT",
        "400, order_side_mismatch, , BAD_REQUEST, REJECT",
        "400, something_new, , UNREADABLE, UNKNOWN",
        "404, market_not_found, , MARKET_CLOSED, REJECT",
        "400, MARKET_INACTIVE, , MARKET_CLOSED, REJECT",
        "400, market_already_closed, , MARKET_CLOSED, REJECT",
        "400, trading_paused, , CANCEL_ONLY, PAUSE",
        "503, trading_paused, , CANCEL_ONLY, PAUSE",
        "400, EXCHANGE_PAUSED, , DISABLED, PAUSE",
        "503, exchange_paused, , DISABLED, PAUSE",
        "400, exchange_unavailable, , SERVER_ERROR, UNKNOWN",
        "503, maintenance, , SERVER_ERROR, UNKNOWN",
        "500, invalid_price, , SERVER_ERROR, UNKNOWN",
        "425, , , RESTARTING, RETRY",
        "429, too_many_requests, , RATE_LIMITED, PAUSE",
        "400, EXCEEDED_ORDER_GROUP_RISK_LIMIT, , GUARD_TRIPPED, HALT",
        "404, order_group_not_found, , GUARD_TRIPPED, HALT",
        "404, not_found, , NOT_FOUND, UNKNOWN",
        "410, deprecated_v1_order_endpoint, , BAD_REQUEST, REJECT",
        "408, , , UNREADABLE, UNKNOWN"
    })
    void shouldMapEveryCode(int status, String code, String details, VenueProblem expected, Remedy remedy) {
        String body = code == null
                ? "{}"
                : "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\""
                        + (details == null ? "" : ",\"details\":\"" + details + "\"") + "}}";
        assertThat(problem(status, body)).isEqualTo(expected);
        assertThat(expected.remedy()).isEqualTo(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNREADABLE",
        "403, EDGE_BLOCKED",
        "404, UNREADABLE",
        "400, UNREADABLE",
        "429, RATE_LIMITED",
        "502, SERVER_ERROR",
        "410, UNREADABLE"
    })
    void shouldNotTakeAPageOfAHostBeforeTheVenueForItsWord(int status, VenueProblem expected) {
        assertThat(problem(status, "<html>blocked</html>")).isEqualTo(expected);
        assertThat(error.shape()).isEqualTo(ErrorBody.Shape.UNREADABLE);
    }

    @Test
    void shouldReadEveryPublishedBody() throws Exception {
        Path file = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues/kalshi/vectors/errors.json");
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared vectors are not here");
        Map<String, VenueProblem> meanings = Map.ofEntries(
                Map.entry("AUTH_CLOCK", VenueProblem.CLOCK_SKEW),
                Map.entry("NOT_FOUND", VenueProblem.NOT_FOUND),
                Map.entry("DUPLICATE_CLIENT_ORDER_ID", VenueProblem.DUPLICATE),
                Map.entry("INSUFFICIENT_BALANCE", VenueProblem.INSUFFICIENT_FUNDS),
                Map.entry("INVALID_PRICE", VenueProblem.BAD_TICK),
                Map.entry("RATE_LIMITED", VenueProblem.RATE_LIMITED),
                Map.entry("FOK_KILLED", VenueProblem.NOT_FILLABLE),
                Map.entry("ENDPOINT_RETIRED", VenueProblem.BAD_REQUEST),
                Map.entry("POST_ONLY_CROSS", VenueProblem.BAD_REQUEST),
                Map.entry("BAD_REQUEST", VenueProblem.BAD_REQUEST));
        int rows = 0;
        for (JsonNode row : new ObjectMapper().readTree(file.toFile()).path("cases")) {
            JsonNode expect = row.path("expect");
            String name = row.path("name").asText();
            VenueProblem problem =
                    problem(row.path("status").asInt(), row.path("body").toString());
            if (expect.path("meaning").asText().equals("AUTH")) {
                assertThat(problem).as(name).isIn(VenueProblem.AUTHENTICATION, VenueProblem.BAD_SIGNATURE);
            } else {
                assertThat(problem)
                        .as(name)
                        .isEqualTo(meanings.get(expect.path("meaning").asText()));
            }
            assertThat(error.shape().name().toLowerCase(Locale.ROOT))
                    .as(name)
                    .isEqualTo(expect.path("shape").asText());
            assertThat(error.code())
                    .as(name)
                    .isEqualTo(expect.path("code").asText("").replace("null", ""));
            assertThat(error.message())
                    .as(name)
                    .isEqualTo(expect.path("message").asText("").replace("null", ""));
            assertThat(error.details())
                    .as(name)
                    .isEqualTo(expect.path("details").asText("").replace("null", ""));
            rows++;
        }
        assertThat(rows).isEqualTo(18);
    }

    @Test
    void shouldKeepNothingOfTheLastBody() {
        problem(400, "{\"error\":{\"code\":\"invalid_order\",\"message\":\"m\",\"details\":\"d\"}}");
        assertThat(problem(400, "{}")).isEqualTo(VenueProblem.UNREADABLE);
        assertThat(error.words()).isEmpty();
        problem(400, "{\"code\":7,\"error\":null}");
        assertThat(error.code()).isEmpty();
    }
}
