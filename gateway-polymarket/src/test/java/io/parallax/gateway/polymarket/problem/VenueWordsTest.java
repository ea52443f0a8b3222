package io.parallax.gateway.polymarket.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.problem.VenueProblem;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VenueWordsTest {
    private final Refusal refusal = new Refusal();

    /** The venue's table of errors, row by row. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "400|Invalid token id|BAD_REQUEST",
                "400|Invalid side|BAD_REQUEST",
                "400|Invalid payload|BAD_REQUEST",
                "400|Payload exceeds the limit|BAD_REQUEST",
                "400|Invalid order payload|BAD_REQUEST",
                "400|the order owner has to be the owner of the API KEY|AUTHENTICATION",
                "400|the order signer address has to be the address of the API KEY|BAD_SIGNATURE",
                "400|invalid signature|BAD_SIGNATURE",
                "400|'0xab' address banned|NOT_PERMITTED",
                "400|'0xab' address in closed only mode|CLOSED_ONLY",
                "400|maker address not allowed, please use the deposit wallet flow|NOT_PERMITTED",
                "400|Too many orders in payload: 16, max allowed: 15|BAD_REQUEST",
                "400|order 0xab is invalid. Price (0.513) breaks minimum tick size rule: 0.01|BAD_TICK",
                "400|order 0xab is invalid. Size (2) lower than the minimum: 5|BAD_SIZE",
                "400|order 0xab is invalid. Duplicated.|DUPLICATE",
                "400|invalid amount for a marketable BUY order ($0.51), min size: $1|BAD_SIZE",
                "400|invalid amounts, the market buy orders maker amount supports a max accuracy of 2 decimals|BAD_SIZE",
                "400|invalid amounts, the market sell orders maker amount supports a max accuracy of 4 decimals|BAD_SIZE",
                "400|invalid post-only order: order crosses book|NOT_FILLABLE",
                "400|order 0xab crosses the book|NOT_FILLABLE",
                "400|order couldn't be fully filled. FOK orders are fully filled or killed.|NOT_FILLABLE",
                "400|no orders found to match with FAK order. FAK orders are partially filled or killed.|NOT_FILLABLE",
                "400|not enough balance / allowance|INSUFFICIENT_FUNDS",
                "400|not enough balance / allowance: the balance is not enough -> balance: 1, sum of matched orders: 0|INSUFFICIENT_FUNDS",
                "400|not enough balance / allowance: the allowance is not enough -> spender: 0xE1, allowance: 0|NO_ALLOWANCE",
                "400|invalid expiration|BAD_REQUEST",
                "400|invalid nonce|BAD_REQUEST",
                "400|order_version_mismatch|WRONG_VERSION",
                "400|order match delayed due to market conditions|SERVER_ERROR",
                "400|order canceled in the CTF exchange contract|BAD_REQUEST",
                "400|the market is not yet ready to process new orders|MARKET_CLOSED",
                "400|Invalid orderID|BAD_REQUEST",
                "400|Invalid asset type|BAD_REQUEST",
                "400|Invalid signature_type|BAD_REQUEST",
                "400|context canceled|SERVER_ERROR",
                "401|Unauthorized/Invalid api key|AUTHENTICATION",
                "401|Invalid L1 Request headers|AUTHENTICATION",
                "401|something else|AUTHENTICATION",
                "403|Trading restricted in your region, please refer to available regions|GEOBLOCKED",
                "403|no|NOT_PERMITTED",
                "404|No orderbook exists for the requested token id|MARKET_CLOSED",
                "404|market not found|MARKET_CLOSED",
                "404|fee rate not found for market|MARKET_CLOSED",
                "404|order not found|NOT_FOUND",
                "408|slow|UNREADABLE",
                "425|whatever|RESTARTING",
                "429|Too Many Requests|RATE_LIMITED",
                "429|whatever|RATE_LIMITED",
                "500|order timed out|RESTARTING",
                "500|there are no matching orders|SERVER_ERROR",
                "500|FOK orders are filled or killed|SERVER_ERROR",
                "500|the trade contains rounding issues|SERVER_ERROR",
                "500|the price of the taker's order has a discrepancy greater than allowed|SERVER_ERROR",
                "500|could not insert order|SERVER_ERROR",
                "500|Internal server error|SERVER_ERROR",
                "500|not enough balance|SERVER_ERROR",
                "503|Trading is currently disabled. Check polymarket.com for updates|DISABLED",
                "503|trading is disabled|DISABLED",
                "503|Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.|CANCEL_ONLY",
                "503|post-only mode: only post-only orders and cancels are allowed|POST_ONLY",
                "503|upstream|SERVER_ERROR",
                "302|moved|UNREADABLE",
                "200|no orders found to match with FAK order|NOT_FILLABLE",
                "200|something new|BAD_REQUEST",
                "400|something new|BAD_REQUEST"
            })
    void shouldKnowEveryTextOfTheVenue(int status, String text, VenueProblem problem) {
        assertThat(read(status, "{\"error\":\"" + text + "\"}", 0)).isEqualTo(problem);
        assertThat(refusal.words()).isEqualTo(text);
        assertThat(read(status, "{\"error_msg\":\"" + text + "\"}", 0)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            emptyValue = "",
            value = {
                "403|<html><head><title>Attention Required! Cloudflare</title>|EDGE_BLOCKED",
                "403||EDGE_BLOCKED",
                "403|error code: 1020|EDGE_BLOCKED",
                "429|error code: 1015|EDGE_BLOCKED",
                "429|  <!DOCTYPE html>|EDGE_BLOCKED",
                "429||RATE_LIMITED",
                "401|<html>|AUTHENTICATION",
                "425||RESTARTING",
                "425|<html>|RESTARTING",
                "502|<html>bad gateway</html>|SERVER_ERROR",
                "520|error code: 520|SERVER_ERROR",
                "400|oops|UNREADABLE",
                "400|{\"error\":|UNREADABLE",
                "400|{}|UNREADABLE",
                "400|[]|UNREADABLE",
                "404|<html>|UNREADABLE",
                "503|{\"code\":\"post_only_mode\"}|POST_ONLY",
                "400|{\"error\":{\"deep\":1},\"errorMsg\":null}|UNREADABLE"
            })
    void shouldTellThePagesOfTheHostBeforeTheVenueFromItsWords(int status, String body, VenueProblem problem) {
        assertThat(read(status, body == null ? "" : body, 0)).isEqualTo(problem);
    }

    @Test
    void shouldTakeTheLongerOfTwoTimesToWait() {
        String body = "{\"error\":\"post-only mode\",\"code\":\"post_only_mode\",\"retry_after_seconds\":79}";
        read(503, body, 0);
        assertThat(refusal.retryAfterNs()).isEqualTo(79_000_000_000L);
        read(503, body, 80_000_000_000L);
        assertThat(refusal.retryAfterNs()).isEqualTo(80_000_000_000L);
        read(503, body.replace("79", "-5"), 0);
        assertThat(refusal.retryAfterNs()).isZero();
        read(503, body.replace("79", "86400"), 0);
        assertThat(refusal.retryAfterNs()).isEqualTo(3_600_000_000_000L);
        read(429, "", 2);
        assertThat(refusal.retryAfterNs()).isEqualTo(2);
    }

    private VenueProblem read(int status, String body, long headerNs) {
        UnsafeBuffer bytes = new UnsafeBuffer(body.getBytes(StandardCharsets.UTF_8));
        return refusal.read(status, bytes, 0, bytes.capacity(), headerNs);
    }
}
