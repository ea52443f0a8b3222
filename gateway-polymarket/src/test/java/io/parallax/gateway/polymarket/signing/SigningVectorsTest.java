package io.parallax.gateway.polymarket.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.Secret;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.polymarket.Vectors;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SigningVectorsTest {
    @Test
    void shouldHashAndSignEveryLiveOrderOfTheOfficialClient() {
        int signed = 0;
        int wrapped = 0;
        for (JsonNode vector : Vectors.vectors("order_signing.json")) {
            JsonNode input = vector.path("input");
            JsonNode expected = vector.path("expected");
            if (input.path("version").asInt() == 1) {
                continue;
            }
            String id = vector.path("id").asText();
            int type = input.path("signatureType").asInt();
            long chainId = input.path("chainId").asLong();
            ExchangeDomain domain = ExchangeDomain.of(
                    input.path("version").asInt() == 3 ? "v2" : "v1",
                    input.path("negRisk").asBoolean());
            assertThat(domain.verifyingContract(chainId))
                    .as(id)
                    .isEqualTo(expected.path("domain").path("verifyingContract").asText());
            DomainSeparators separators = new DomainSeparators(chainId);
            assertThat(Words.hex(separators.of(domain)))
                    .as(id)
                    .isEqualTo(expected.path("domainSeparator").asText());
            ClobOrder order = VectorOrders.of(vector);
            byte[] hash = new byte[OrderSigner.HASH_LENGTH];
            OrderSigner signer = signer(
                    chainId,
                    type,
                    expected.path("maker").asText(),
                    input.path("privateKey").asText());
            assertThat(signer.orderSignerAddress())
                    .as(id)
                    .isEqualTo(expected.path("signer").asText());
            assertThat(signer.makerAddress()).isEqualTo(expected.path("maker").asText());
            byte[] signature = new byte[signer.signatureLength()];
            signer.makeSignature(domain, order, hash, signature);
            assertThat(Words.hex(hash))
                    .as(id)
                    .isEqualTo(expected.path("orderId").asText());
            assertThat(Words.hex(signature))
                    .as(id)
                    .isEqualTo(expected.path("signature").asText());
            wrapped += type == 3 ? 1 : 0;
            signed++;
        }
        assertThat(signed).isEqualTo(29);
        assertThat(wrapped).isEqualTo(4);
    }

    @Test
    void shouldReproduceTheDigestsAssertedByTheOfficialSuites() {
        int seen = 0;
        for (JsonNode vector : Vectors.vectors("order_signing_official.json")) {
            JsonNode input = vector.path("input");
            if (input.path("version").asInt() == 1) {
                continue;
            }
            JsonNode message = input.path("message");
            byte[] separator = DomainSeparators.compute(
                    input.path("version").asText(),
                    input.path("chainId").asLong(),
                    input.path("exchange").asText());
            ClobOrder order = new ClobOrder()
                    .set(
                            message.path("salt").asLong(),
                            Words.ofDecimal(message.path("tokenId").asText()),
                            message.path("side").asInt() == 1,
                            message.path("makerAmount").asLong(),
                            message.path("takerAmount").asLong(),
                            message.path("timestamp").asLong())
                    .extras(word(message.path("metadata")), word(message.path("builder")));
            byte[] digest = new byte[32];
            int type = message.path("signatureType").asInt();
            OrderHasher hasher = hasher(message, type);
            hasher.digest(separator, order, digest);
            JsonNode expected = vector.path("expected");
            assertThat(Words.hex(digest)).isEqualTo(expected.path("digest").asText());
            WalletKey key = new WalletKey(new Secret(input.path("privateKey").asText()));
            byte[] signature = new byte[type == 3 ? DepositWallet.SIGNATURE_LENGTH : WalletKey.SIGNATURE_LENGTH];
            if (type == 3) {
                byte[] structHash = new byte[32];
                hasher.structHash(structHash);
                new DepositWallet(
                                input.path("chainId").asLong(),
                                Words.ofHex("wallet", message.path("maker").asText(), 20))
                        .digest(separator, structHash, digest);
                key.sign(digest, signature);
                DepositWallet.wrap(separator, structHash, signature);
            } else {
                key.sign(digest, signature);
            }
            assertThat(Words.hex(signature))
                    .isEqualTo(expected.path("signature").asText());
            seen++;
        }
        assertThat(seen).isEqualTo(3);
    }

    @Test
    void shouldReproduceTheWalletLogin() {
        for (JsonNode vector : Vectors.vectors("l1_clobauth.json")) {
            JsonNode input = vector.path("input");
            JsonNode expected = vector.path("expected");
            WalletLogin login = new WalletLogin(
                    input.path("chainId").asLong(),
                    new Secret(input.path("privateKey").asText()));
            long seconds = input.path("timestampSeconds").asLong();
            long nonce = input.path("nonce").asLong();
            assertThat(Words.hex(login.separator()))
                    .isEqualTo(expected.path("domainSeparator").asText());
            assertThat(Words.hex(login.digest(seconds, nonce)))
                    .isEqualTo(expected.path("digest").asText());
            Map<String, String> headers = new HashMap<>();
            for (Map.Entry<String, JsonNode> field : expected.path("headers").properties()) {
                headers.put(field.getKey(), field.getValue().asText());
            }
            assertThat(login.headers(seconds, nonce)).isEqualTo(headers);
        }
    }

    @Test
    void shouldReproduceEveryRequestSignatureWithOneMac() {
        for (JsonNode vector : Vectors.vectors("l2_hmac.json")) {
            JsonNode input = vector.path("input");
            byte[] body = input.path("body").isNull()
                    ? new byte[0]
                    : input.path("body").asText().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            String secret = input.path("secret").asText();
            for (String form : new String[] {secret, secret.replace('-', '+').replace('_', '/')}) {
                RequestMac mac = new RequestMac(new Secret(form));
                for (int again = 0; again < 2; again++) {
                    assertThat(mac.sign(
                                    input.path("timestampSeconds").asLong(),
                                    input.path("method").asText(),
                                    input.path("requestPath").asText(),
                                    body,
                                    0,
                                    body.length))
                            .as(vector.path("id").asText())
                            .isEqualTo(vector.path("expected").path("signature").asText());
                }
            }
        }
    }

    @Test
    void shouldTellProtocolV2TokensFromTheirBits() {
        for (JsonNode vector : Vectors.vectors("token_routing.json")) {
            boolean v3 = vector.path("expected").path("orderVersion").asInt() == 3;
            assertThat(Words.isPositionId(Words.ofDecimal(vector.path("tokenId").asText())))
                    .as(vector.path("id").asText())
                    .isEqualTo(v3);
        }
    }

    @Test
    void shouldRefuseWhatItCannotSignForAndNeverShowTheKey() {
        // Throw-away: the well-known first development account of Ethereum tool kits.
        String key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
        String own = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
        assertThatThrownBy(() -> signer(137, 4, own, key)).hasMessageContaining("signatureType=4");
        assertThatThrownBy(() -> signer(137, 3, own, key))
                .hasMessageContaining("funder")
                .hasMessageContaining("type 3");
        assertThatThrownBy(() -> signer(1, 0, own, key)).hasMessageContaining("chainId=1");
        assertThatThrownBy(() -> signer(137, 0, "0x" + "11".repeat(20), key)).hasMessageContaining("funder");
        assertThatThrownBy(() -> signer(137, 0, own, key.substring(0, 20)))
                .hasMessageContaining("privateKey")
                .hasMessageNotContaining("ac0974");
        assertThatThrownBy(() -> signer(137, 0, own, key.replace("ac", "zz")))
                .hasMessageContaining("privateKey")
                .hasMessageNotContaining("0974");
        assertThatThrownBy(() -> signer(137, 0, own, "00".repeat(32))).hasMessageContaining("privateKey");
        assertThatThrownBy(() -> ExchangeDomain.of("v3", false)).hasMessageContaining("'v3'");
        assertThatThrownBy(() -> new RequestMac(new Secret("***"))).hasMessageContaining("apiSecret");
    }

    private static OrderHasher hasher(JsonNode accounts, int type) {
        return new OrderHasher(
                Words.ofHex("maker", accounts.path("maker").asText(), 20),
                Words.ofHex("signer", accounts.path("signer").asText(), 20),
                type);
    }

    private static byte[] word(JsonNode hex) {
        return VectorOrders.word(hex);
    }

    private static OrderSigner signer(long chainId, int type, String funder, String key) {
        return new OrderSigner(settings(chainId, type, funder, key), SigningSettings.unlimited());
    }

    private static PolymarketSettings settings(long chainId, int type, String funder, String key) {
        URI local = URI.create("http://127.0.0.1");
        Secret none = new Secret("");
        return new PolymarketSettings(local, local, local, chainId, type, funder, new Secret(key), none, none, none);
    }
}
