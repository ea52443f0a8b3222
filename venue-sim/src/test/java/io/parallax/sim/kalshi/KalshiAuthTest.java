package io.parallax.sim.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.TestCredentials;
import io.parallax.sim.core.SharedVectors;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.Builder;
import org.junit.jupiter.api.Test;

class KalshiAuthTest {
    @Test
    void shouldVerifyTheSharedSignatures() {
        JsonNode vectors = SharedVectors.json("kalshi/vectors/auth.json");
        for (String kind : new String[] {"rsa", "ed25519"}) {
            JsonNode keys = vectors.get(kind);
            KalshiAuth auth = new KalshiAuth("k", keys.get("publicKeySpkiPem").asText());
            for (JsonNode row : kind.equals("rsa") ? vectors.get("vectors") : keys.get("vectors")) {
                assertThat(auth.verify(
                                row.get("message").asText(),
                                row.get("signatureBase64").asText()))
                        .as(row.get("id").asText())
                        .isEqualTo(row.get("expect").asText().equals("valid"));
            }
        }
    }

    @Test
    void shouldRefuseAsTheVenueDoes() {
        try (KalshiFixture venue = new KalshiFixture()) {
            KalshiClient client = venue.client;
            String path = "GET/trade-api/v2/portfolio/balance";
            long now = System.currentTimeMillis();

            assertThat(client.call("GET", "/portfolio/balance?x=1", null).status())
                    .isEqualTo(200);

            Builder wrongPath = get(client);
            client.sign(now, path + "/", wrongPath::header);
            assertRefusal(client, wrongPath, "/error/details", "INCORRECT_API_KEY_SIGNATURE");

            Builder unsigned = get(client);
            assertRefusal(client, unsigned, "/error/code", "signature_is_missing_from_headers");

            Builder late = get(client);
            client.sign(now - 300_000, path, late::header);
            assertRefusal(client, late, "/error/code", "header_timestamp_expired");

            Builder stranger = get(client);
            stranger.header(KalshiAuth.KEY, "nobody")
                    .header(KalshiAuth.TIMESTAMP, Long.toString(now))
                    .header(KalshiAuth.SIGNATURE, client.signature(now + path));
            assertRefusal(client, stranger, "/error/details", "NOT_FOUND");

            HttpRequest open = HttpRequest.newBuilder(client.uri("/markets/" + KalshiFixture.A))
                    .build();
            assertThat(client.send(open).status()).isEqualTo(200);
        }
    }

    @Test
    void shouldShipAKeyPairThatFits() {
        KalshiAuth auth = new KalshiAuth(TestCredentials.KALSHI_KEY_ID, TestCredentials.kalshiPublicKeyPem());
        assertThat(auth.verify("text", new KalshiClient(1).signature("text"))).isTrue();
    }

    private static Builder get(KalshiClient client) {
        return HttpRequest.newBuilder(client.uri("/portfolio/balance"));
    }

    private static void assertRefusal(KalshiClient client, Builder request, String pointer, String expected) {
        KalshiClient.Answer answer = client.send(request.build());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().at(pointer).asText()).isEqualTo(expected);
    }
}
