package io.parallax.engine.fee;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;

/** The venue vectors kept beside the repository, and how to read them. */
final class Vectors {
    private Vectors() {}

    /** Skips the calling test when the file is not there. */
    static JsonNode read(String file) throws IOException {
        Path path = Path.of(System.getProperty("parallax.root"), "../shared/venues", file);
        assumeTrue(Files.isRegularFile(path), "no venue vectors beside the repository: " + file);
        return new ObjectMapper().readTree(path.toFile());
    }

    static long micros(JsonNode row, String field) {
        return Micros.parse(row.get(field).asText());
    }

    static long microsCeil(BigDecimal dollars) {
        return dollars.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    static OrderAction action(JsonNode fill) {
        return fill.get("cashFlow").asText().equals("pay") ? OrderAction.BUY : OrderAction.SELL;
    }

    /** Kalshi series fields to a schedule, as the gateway does it: rates are multiplier times k. */
    static FeeSchedule kalshi(JsonNode row) {
        long multiplier = micros(row, "multiplier");
        long maker =
                switch (row.get("feeType").asText()) {
                    case "quadratic" -> 0;
                    case "quadratic_with_maker_fees" -> 17_500;
                    case "quadratic_with_combo_maker_fees" -> 35_000;
                    default -> throw new AssertionError("fee type " + row.get("feeType"));
                };
        return FeeSchedule.of(
                FeeKind.KALSHI_QUADRATIC,
                Micros.mulFloor(multiplier, 70_000),
                Micros.mulFloor(multiplier, maker),
                Micros.ONE,
                0);
    }

    static FeeSchedule polymarket(JsonNode row) {
        return FeeSchedule.of(FeeKind.POLYMARKET_V2, micros(row, "rate"), 0, micros(row, "exponent"), 0);
    }
}
