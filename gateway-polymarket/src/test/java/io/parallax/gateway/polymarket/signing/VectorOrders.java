package io.parallax.gateway.polymarket.signing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;

/** Orders that follow from no command: those of the venue's vectors, and those a test expects to be sent. */
public final class VectorOrders {
    private VectorOrders() {}

    /** Order of a vector of {@code order_signing.json}. */
    public static ClobOrder of(JsonNode vector) {
        JsonNode input = vector.path("input");
        JsonNode expected = vector.path("expected");
        return of(
                        input.path("salt").asLong(),
                        input.path("tokenId").asText(),
                        input.path("side").asText().equals("SELL"),
                        expected.path("makerAmount").asLong(),
                        expected.path("takerAmount").asLong(),
                        input.path("timestampMs").asLong())
                .extras(word(input.path("metadata")), word(input.path("builder")));
    }

    /** An order without metadata and builder code. */
    public static ClobOrder of(
            long salt, String tokenId, boolean sell, long makerMicros, long takerMicros, long timestampMs) {
        return new ClobOrder().set(salt, Words.ofDecimal(tokenId), sell, makerMicros, takerMicros, timestampMs);
    }

    static byte[] word(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asText().substring(2));
    }
}
