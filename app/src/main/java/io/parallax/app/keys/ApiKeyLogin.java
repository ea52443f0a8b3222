package io.parallax.app.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.config.PolymarketLogin;
import io.parallax.config.Secret;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.signing.WalletLogin;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Polymarket's API credentials by a wallet's signature (L1): the ones that nonce has had, or new ones where it has none. Blocking.
 */
public final class ApiKeyLogin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration READ = Duration.ofSeconds(20);
    private static final int SHOWN = 160;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final PolymarketLogin login;
    private final WalletLogin wallet;
    private final EpochClock clock;

    /** @throws IllegalArgumentException when the key is no key */
    public ApiKeyLogin(PolymarketLogin login, EpochClock clock) {
        this.login = login;
        this.wallet = new WalletLogin(login.chainId(), login.privateKey());
        this.clock = clock;
    }

    /** The venue did not give credentials. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        /** HTTP status. */
        public int status() {
            return status;
        }
    }

    /**
     * Those of a nonce.
     *
     * @throws Refused when the venue refuses the signature, or us
     * @throws ReferenceException when it does not answer
     */
    public ApiCredentials derive(long nonce) {
        HttpResponse<String> known = call("GET", "/auth/derive-api-key", nonce);
        if (known.statusCode() == 400 || known.statusCode() == 404) {
            return read("POST /auth/api-key", call("POST", "/auth/api-key", nonce));
        }
        return read("GET /auth/derive-api-key", known);
    }

    private HttpResponse<String> call(String method, String path, long nonce) {
        Map<String, String> headers = wallet.headers(TimeUnit.NANOSECONDS.toSeconds(clock.epochNanos()), nonce);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(login.rest().toString().replaceAll("/$", "") + path))
                .timeout(READ)
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ReferenceException(
                    method + " " + path + ": " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReferenceException(method + " " + path + ": interrupted", e);
        }
    }

    /** An answer that holds credentials is never part of a message. */
    private static ApiCredentials read(String call, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            String body = answer.body().strip().replaceAll("[^ -~]+", " ");
            throw new Refused(
                    answer.statusCode(),
                    call + ": " + answer.statusCode() + " " + body.substring(0, Math.min(SHOWN, body.length())));
        }
        try {
            JsonNode body = JSON.readTree(answer.body());
            return new ApiCredentials(
                    secret(call, body, "apiKey"), secret(call, body, "secret"), secret(call, body, "passphrase"));
        } catch (JsonProcessingException e) {
            throw new Refused(answer.statusCode(), call + ": the answer is no JSON");
        }
    }

    private static Secret secret(String call, JsonNode body, String field) {
        String value = body.path(field).asText("");
        if (value.isEmpty()) {
            throw new Refused(200, call + ": no " + field + " in the answer");
        }
        return new Secret(value);
    }
}
