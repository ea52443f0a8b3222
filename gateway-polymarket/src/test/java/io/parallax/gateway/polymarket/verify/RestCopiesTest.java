package io.parallax.gateway.polymarket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.polymarket.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RestCopiesTest {
    private final PlainVenue venue = new PlainVenue();
    private final Map<String, Integer> asked = Map.of(VerifyRig.YES, 4);

    RestCopiesTest() {
        venue.set(true, "0.48", "10").set(true, "0.47", "20.5").set(false, "0.52", "5");
        venue.lastPrice = "0.490";
    }

    @Test
    void shouldReadABookWhoseHashIsRight() {
        RestCopies read = read("[" + venue.rest(false) + "]");
        assertThat(read.unsound()).isZero();
        RestCopy copy = read.copies().get(0);
        assertThat(copy.slot()).isEqualTo(4);
        assertThat(copy.timestampMs()).isEqualTo(venue.timeMs);
        assertThat(copy.minOrderMicros()).isEqualTo(5_000_000);
        assertThat(copy.tickMicros()).isEqualTo(10_000);
        assertThat(copy.priceMicros()).isEqualTo(490_000);
        assertThat(copy.priceDecimals()).isEqualTo(3);
    }

    @Test
    void shouldReadRealBooksOfTheEraWithoutPrices() {
        List<String> lines = Vectors.lines("ws_rest_hash_recording_2025_10.jsonl");
        Map<String, Integer> token =
                Map.of("94022367472047775158269173293876979533288470167463650966689320774843018181757", 0);
        RestCopies read = read("[" + lines.get(2) + "," + lines.get(4) + "]", token);
        assertThat(read.unsound()).isZero();
        assertThat(read.copies()).hasSize(2).allMatch(copy -> copy.priceMicros() == LastPrice.UNKNOWN);
    }

    @Test
    void shouldLeaveOutWhatProvesNothing() {
        assertThat(read("[" + venue.rest(false, "0".repeat(40)) + "]").unsound())
                .isEqualTo(1);
        assertThat(read("[" + venue.rest(false, "0") + "]").unsound()).isEqualTo(1);
        assertThat(read("[" + venue.rest(false).replace("20.5", "20.50") + "]").copies())
                .as("another spelling of the same book")
                .hasSize(1);
        assertThat(read("[" + venue.rest(false).replace("20.5", "20.51") + "]").unsound())
                .isEqualTo(1);
        assertThat(read("[" + venue.rest(true) + "]").copies())
                .as("not asked for")
                .isEmpty();
        assertThat(read("[]").copies()).isEmpty();
        assertThat(read("{\"error\":\"Payload exceeds the limit\"}")).isNull();
        assertThat(read("<html>")).isNull();
    }

    @Test
    void shouldEndOnEveryMutationWithoutThrowing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String good = "[" + venue.rest(false) + "]";
        String[] pieces = {"\"\"", "null", "[]", "{}", "-1", "1e999999999", "\"" + "9".repeat(3_000) + "\"", "\"0.5\""};
        for (int n = 0; n < 3_000; n++) {
            StringBuilder bad = new StringBuilder(good);
            int at = random.nextInt(bad.length());
            int end = Math.min(bad.length(), at + random.nextInt(12));
            bad.replace(at, end, pieces[random.nextInt(pieces.length)]);
            RestCopies read = read(bad.toString());
            assertThat(read == null || read.copies().size() + read.unsound() <= 1)
                    .as("seed %d: %s", seed, bad)
                    .isTrue();
        }
    }

    private RestCopies read(String body) {
        return read(body, asked);
    }

    private static RestCopies read(String body, Map<String, Integer> tokens) {
        return RestCopies.read(body.getBytes(StandardCharsets.UTF_8), tokens);
    }
}
