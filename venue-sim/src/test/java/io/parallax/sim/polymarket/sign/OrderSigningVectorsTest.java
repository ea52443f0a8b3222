package io.parallax.sim.polymarket.sign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.sim.polymarket.Vectors;
import java.math.BigInteger;
import java.util.Locale;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OrderSigningVectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    java.util.stream.Stream<DynamicTest> shouldReproduceTheDigestAndRecoverTheSigner() {
        return Vectors.of("order_signing.json")
                .filter(vector -> vector.get("input").get("version").asInt() > 1)
                .map(vector -> DynamicTest.dynamicTest(vector.get("id").asText(), () -> {
                    JsonNode expected = vector.get("expected");
                    ExchangeDomain domain = domain(vector.get("input"));
                    SignedOrder order = order(wire(expected));
                    assertThat(domain.separatorHex())
                            .isEqualTo(expected.get("domainSeparator").asText());
                    assertThat(OrderDigest.structHashHex(order))
                            .isEqualTo(expected.get("structHash").asText());
                    assertThat(OrderDigest.orderId(domain, order))
                            .isEqualTo(expected.get("orderId").asText());
                    assertThat(OrderSignature.recover(domain, order))
                            .isEqualTo(expected.get("eoa").asText().toLowerCase(Locale.ROOT));
                }));
    }

    @Test
    void shouldNotRecoverTheSignerUnderAnotherExchange() throws Exception {
        JsonNode vector = Vectors.one("order_signing.json", "v2-limit-buy-t001-eoa");
        SignedOrder order = order(wire(vector.get("expected")));
        String eoa = vector.get("expected").get("eoa").asText().toLowerCase(Locale.ROOT);
        assertThat(OrderSignature.recover(ExchangeDomain.clobV2(ExchangeDomain.POLYGON, true), order))
                .isNotEqualTo(eoa);
        assertThat(OrderSignature.recover(ExchangeDomain.protocolV2(ExchangeDomain.POLYGON), order))
                .isNotEqualTo(eoa);
    }

    @Test
    void shouldRefuseAWrappedSignatureThatNamesAnotherOrder() throws Exception {
        JsonNode vector = Vectors.one("order_signing.json", "v2-limit-buy-t001-1271");
        SignedOrder order = order(wire(vector.get("expected")));
        SignedOrder dearer = new SignedOrder(
                order.salt(),
                order.maker(),
                order.signer(),
                order.tokenId(),
                order.makerAmount().add(BigInteger.ONE),
                order.takerAmount(),
                order.buy(),
                order.signatureType(),
                order.timestampMs(),
                order.metadata(),
                order.builder(),
                order.signature());
        assertThat(OrderSignature.recover(domain(vector.get("input")), dearer)).isEqualTo(OrderSignature.NOBODY);
    }

    @Test
    void shouldRecoverNobodyFromGarbage() throws Exception {
        JsonNode vector = Vectors.one("order_signing.json", "v2-limit-buy-t001-eoa");
        JsonNode wire = wire(vector.get("expected"));
        for (String garbage :
                new String[] {"", "0x", "0xzz", "0x1234", "0x" + "00".repeat(65), "0x" + "ff".repeat(65)}) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) wire).put("signature", garbage);
            assertThat(OrderSignature.recover(domain(vector.get("input")), order(wire)))
                    .as(garbage)
                    .isEqualTo(OrderSignature.NOBODY);
        }
    }

    private static ExchangeDomain domain(JsonNode input) {
        long chainId = input.get("chainId").asLong();
        return input.get("version").asInt() == 3
                ? ExchangeDomain.protocolV2(chainId)
                : ExchangeDomain.clobV2(chainId, input.get("negRisk").asBoolean());
    }

    private static JsonNode wire(JsonNode expected) throws Exception {
        return JSON.readTree(expected.get("wireBody").asText()).get("order");
    }

    private static SignedOrder order(JsonNode wire) {
        return new SignedOrder(
                wire.get("salt").bigIntegerValue(),
                wire.get("maker").asText(),
                wire.get("signer").asText(),
                new BigInteger(wire.get("tokenId").asText()),
                new BigInteger(wire.get("makerAmount").asText()),
                new BigInteger(wire.get("takerAmount").asText()),
                wire.get("side").asText().equals("BUY"),
                wire.get("signatureType").asInt(),
                new BigInteger(wire.get("timestamp").asText()),
                wire.get("metadata").asText(),
                wire.get("builder").asText(),
                wire.get("signature").asText());
    }
}
