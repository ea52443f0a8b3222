package io.parallax.sim.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.polymarket.sign.ClobAuth;
import io.parallax.sim.polymarket.sign.L2Hmac;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

@Timeout(60)
class KeyCallsTest {
    private static final String STRANGER = "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a";
    private final VenueFixture venue = new VenueFixture();

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void shouldRecoverWhoSignedTheSharedRequestsForKeys() {
        Vectors.of("l1_clobauth.json").forEach(vector -> {
            JsonNode input = vector.get("input");
            JsonNode headers = vector.at("/expected/headers");
            String signer = Credentials.create(input.get("privateKey").asText()).getAddress();
            assertThat(ClobAuth.recover(
                            input.get("chainId").asLong(),
                            headers.get("POLY_ADDRESS").asText(),
                            headers.get("POLY_TIMESTAMP").asText(),
                            new BigInteger(headers.get("POLY_NONCE").asText()),
                            headers.get("POLY_SIGNATURE").asText()))
                    .as(vector.get("id").asText())
                    .isEqualToIgnoringCase(signer);
        });
    }

    @Test
    void shouldDeriveTheKeyThatIsThereAndRefuseToMakeItTwice() throws Exception {
        JsonNode derived = json(attested("GET", "/auth/derive-api-key", VenueFixture.KEY, 0, 0), 200);
        assertThat(derived.get("apiKey").asText()).isEqualTo(VenueFixture.API_KEY);
        assertThat(derived.get("secret").asText()).isEqualTo(VenueFixture.SECRET);
        assertThat(derived.get("passphrase").asText()).isEqualTo(VenueFixture.PASSPHRASE);
        assertThat(json(attested("POST", "/auth/api-key", VenueFixture.KEY, 0, 0), 400)
                        .get("error")
                        .asText())
                .isEqualTo("Could not create api key");
        assertThat(attested("GET", "/auth/derive-api-key", VenueFixture.KEY, 7, 0)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldMakeAKeyForEachNonceThatWorksUntilItIsDeleted() throws Exception {
        JsonNode made = json(attested("POST", "/auth/api-key", VenueFixture.KEY, 7, 0), 200);
        assertThat(json(attested("GET", "/auth/derive-api-key", VenueFixture.KEY, 7, 0), 200))
                .isEqualTo(made);
        assertThat(json(with(made, VenueFixture.ADDRESS, "GET", "/auth/api-keys"), 200)
                        .get("apiKeys"))
                .hasSize(2);
        assertThat(with(made, VenueFixture.ADDRESS, "DELETE", "/auth/api-key").body())
                .isEqualTo("\"OK\"");
        assertThat(json(with(made, VenueFixture.ADDRESS, "GET", "/auth/api-keys"), 401)
                        .get("error")
                        .asText())
                .isEqualTo("Unauthorized/Invalid api key");
    }

    @Test
    void shouldGiveAStrangerAKeyButNoMoney() throws Exception {
        String address = Credentials.create(STRANGER).getAddress();
        JsonNode made = json(attested("POST", "/auth/api-key", STRANGER, 0, 0), 200);
        assertThat(json(with(made, address, "GET", "/balance-allowance?asset_type=COLLATERAL"), 200)
                        .get("balance")
                        .asText())
                .isEqualTo("0");
        assertThat(json(with(made, address, "GET", "/data/orders"), 200).get("data"))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhoDidNotSignForItselfOrTooLongAgo() throws Exception {
        for (HttpResponse<String> refused : java.util.List.of(
                attested("POST", "/auth/api-key", VenueFixture.KEY, 0, -31),
                attested("POST", "/auth/api-key", VenueFixture.KEY, 0, 31),
                venue.http.send(
                        HttpRequest.newBuilder(venue.uri("http", "/auth/derive-api-key"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))) {
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).isEqualTo("{\"error\":\"Invalid L1 Request headers\"}");
        }
    }

    @Test
    void shouldLetAReadOnlyKeyReadAndNothingElse() throws Exception {
        JsonNode key = json(venue.signed("POST", "/auth/readonly-api-key", ""), 200);
        assertThat(with(key, VenueFixture.ADDRESS, "GET", "/data/orders").statusCode())
                .isEqualTo(200);
        assertThat(with(key, VenueFixture.ADDRESS, "DELETE", "/cancel-all").statusCode())
                .isEqualTo(401);
        assertThat(json(venue.signed("GET", "/auth/readonly-api-keys", ""), 200))
                .hasSize(1);
        assertThat(venue.signed(
                                "DELETE",
                                "/auth/readonly-api-key",
                                "{\"key\":\"" + key.get("apiKey").asText() + "\"}")
                        .body())
                .isEqualTo("true");
    }

    private HttpResponse<String> with(JsonNode key, String address, String method, String pathAndQuery)
            throws Exception {
        String seconds = Long.toString(venue.nowNs.get() / 1_000_000_000L);
        String path = pathAndQuery.split("\\?")[0];
        return venue.http.send(
                HttpRequest.newBuilder(venue.uri("http", pathAndQuery))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("POLY_ADDRESS", address)
                        .header(
                                "POLY_SIGNATURE",
                                L2Hmac.sign(key.get("secret").asText(), seconds, method, path, new byte[0]))
                        .header("POLY_TIMESTAMP", seconds)
                        .header("POLY_API_KEY", key.get("apiKey").asText())
                        .header("POLY_PASSPHRASE", key.get("passphrase").asText())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> attested(String method, String path, String privateKey, int nonce, long offSeconds)
            throws Exception {
        Credentials signer = Credentials.create(privateKey);
        String seconds = Long.toString(venue.nowNs.get() / 1_000_000_000L + offSeconds);
        return venue.http.send(
                HttpRequest.newBuilder(venue.uri("http", path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("POLY_ADDRESS", signer.getAddress())
                        .header("POLY_TIMESTAMP", seconds)
                        .header("POLY_NONCE", Integer.toString(nonce))
                        .header("POLY_SIGNATURE", signature(signer, seconds, nonce))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Signed by web3j's own encoder of typed data. */
    private static String signature(Credentials signer, String seconds, int nonce) throws Exception {
        String typed = ("{'types':{'EIP712Domain':[{'name':'name','type':'string'},{'name':'version','type':'string'},"
                        + "{'name':'chainId','type':'uint256'}],'ClobAuth':[{'name':'address','type':'address'},"
                        + "{'name':'timestamp','type':'string'},{'name':'nonce','type':'uint256'},"
                        + "{'name':'message','type':'string'}]},'primaryType':'ClobAuth','domain':"
                        + "{'name':'ClobAuthDomain','version':'1','chainId':137},'message':{'address':'"
                        + signer.getAddress() + "','timestamp':'" + seconds + "','nonce':" + nonce
                        + ",'message':'This message attests that I control the given wallet'}}")
                .replace('\'', '"');
        Sign.SignatureData signed =
                Sign.signMessage(new StructuredDataEncoder(typed).hashStructuredData(), signer.getEcKeyPair(), false);
        HexFormat hex = HexFormat.of();
        return "0x" + hex.formatHex(signed.getR()) + hex.formatHex(signed.getS()) + hex.formatHex(signed.getV());
    }

    private static JsonNode json(HttpResponse<String> response, int status) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return VenueFixture.JSON.readTree(response.body());
    }
}
