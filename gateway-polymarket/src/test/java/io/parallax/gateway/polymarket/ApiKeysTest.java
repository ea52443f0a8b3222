package io.parallax.gateway.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.keys.ApiKey;
import io.parallax.gateway.polymarket.keys.ApiKeyException;
import io.parallax.gateway.polymarket.keys.ApiKeys;
import io.parallax.gateway.polymarket.signing.WalletLogin;
import io.parallax.gateway.problem.VenueProblem;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiKeysTest {
    /** The first published development account of Ethereum tool kits. */
    private static final Secret KEY = new Secret("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");

    private static final String DERIVE = "GET /auth/derive-api-key";
    private static final String CREATE = "POST /auth/api-key";
    private static final String CREDENTIALS =
            "{\"apiKey\":\"0000-11\",\"secret\":\"c2VjcmV0LXdvcmRz\",\"passphrase\":\"open-sesame\"}";

    private final FakeVenue venue = venue();
    private final GatewayLoops loops = new GatewayLoops("test", 1, false);

    private static FakeVenue venue() {
        try {
            return new FakeVenue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        loops.close();
        venue.close();
    }

    private ApiKey derive(Secret key) {
        Secret none = new Secret("");
        PolymarketSettings settings = new PolymarketSettings(
                venue.http(), venue.http(), venue.http(), 137, 0, "0x" + "11".repeat(20), key, none, none, none);
        return ApiKeys.derive(venue.http(), settings, loops.next(), EpochClock.system());
    }

    @Test
    void shouldDeriveWithTheWalletsLogin() {
        venue.answer(DERIVE, 200, CREDENTIALS);
        ApiKey key = derive(KEY);
        assertThat(key.key().reveal()).isEqualTo("0000-11");
        assertThat(key.secret().reveal()).isEqualTo("c2VjcmV0LXdvcmRz");
        assertThat(key.passphrase().reveal()).isEqualTo("open-sesame");
        assertThat(key.toString()).doesNotContain("0000-11", "c2VjcmV0", "sesame");
        Map<String, String> headers = venue.calls(DERIVE).get(0).headers();
        long seconds = Long.parseLong(headers.get("POLY_TIMESTAMP"));
        assertThat(Math.abs(seconds - System.currentTimeMillis() / 1_000)).isLessThan(30);
        assertThat(headers).containsAllEntriesOf(new WalletLogin(137, KEY).headers(seconds, ApiKeys.USUAL_NONCE));
        assertThat(venue.calls(CREATE)).isEmpty();
    }

    @Test
    void shouldMakeCredentialsWhereThereAreNone() {
        venue.answer(DERIVE, 400, "{\"error\":\"Could not derive api key!\"}");
        venue.answer(CREATE, 200, CREDENTIALS);
        assertThat(derive(KEY).key().reveal()).isEqualTo("0000-11");
        assertThat(venue.calls(CREATE).get(0).body()).isEmpty();
        assertThat(venue.calls(CREATE).get(0).headers()).containsEntry("POLY_NONCE", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "401, BAD_SIGNATURE, '{\"error\":\"Invalid L1 Request headers\"}', Invalid L1",
        "401, CLOCK_SKEW, '{\"error\":\"invalid timestamp\"}', timestamp",
        "403, EDGE_BLOCKED, '<html><title>Attention Required!</title></html>', Attention",
        "403, GEOBLOCKED, '{\"error\":\"restricted in your region\"}', region",
        "403, NOT_PERMITTED, '{\"error\":\"address banned\"}', banned",
        "429, RATE_LIMITED, '{\"error\":\"Too Many Requests\"}', Too Many",
        "503, SERVER_ERROR, '{\"error\":\"down\"}', down",
        "200, UNREADABLE, '{\"apiKey\":\"leaky\",\"secret\":\"planted\"}', passphrase"
    })
    void shouldSayInOneLineWhatFailedAndWhatHelps(int status, VenueProblem problem, String body, String words) {
        venue.answer(DERIVE, status, body);
        ApiKeyException refused = catchThrowableOfType(ApiKeyException.class, () -> derive(KEY));
        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused)
                .hasMessageContaining("derive-api-key")
                .hasMessageContaining(words)
                .hasMessageContaining(problem.fix())
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("planted")
                .hasMessageNotContaining("leaky");
        assertThat(venue.calls(CREATE)).isEmpty();
    }

    @Test
    void shouldNotAskAgainWhenNothingWasLearned() {
        venue.answer(DERIVE, 0, "");
        assertThatThrownBy(() -> derive(KEY)).hasMessageContaining("CONNECTION_LOST");
        assertThat(venue.calls(DERIVE)).hasSize(1);
        assertThatThrownBy(() -> derive(new Secret("0x1234")))
                .hasMessageContaining("polymarket.privateKey")
                .hasMessageNotContaining("1234");
    }
}
