package io.parallax.gateway.kalshi.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.reference.TickBand;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Reads {@code GET /markets/{ticker}} and {@code GET /series/{series}} into an instrument definition.
 *
 * <p>Fee: rate = multiplier x k; k is 0.07 for takers of every quadratic type; makers pay 0, 0.0175 or 0.035 by type. The
 * multiplier 0 is a real value. Whether the multiplier scales the maker fee is not established: the larger is taken. An
 * unknown type makes the fee unknown, and the market is then not traded. Source: Kalshi fee schedule, effective 2026-07-07.
 */
public final class MarketReader {
    private static final long TAKER_K_MICROS = 70_000;
    private static final long LOT_MICROS = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private final RestReader rest;
    private final String basePath;

    /** What the market's own shard is, beside its definition. */
    public record Market(InstrumentDefinition definition, int shard) {}

    /** @param basePath path of the REST root, such as {@code /trade-api/v2} */
    public MarketReader(RestReader rest, String basePath) {
        this.rest = rest;
        this.basePath = basePath;
    }

    /** @throws ReferenceException when the market or its series cannot be read */
    public Market read(int instrumentId, String ticker, long nowNs) {
        JsonNode market = rest.get(basePath + "/markets/" + ticker).path("market");
        String series = seriesOf(ticker);
        JsonNode described = rest.get(basePath + "/series/" + series).path("series");
        return new Market(
                define(instrumentId, market, described, nowNs),
                market.path("exchange_index").asInt(0));
    }

    private static String seriesOf(String ticker) {
        int dash = ticker.indexOf('-');
        return dash < 0 ? ticker : ticker.substring(0, dash);
    }

    static InstrumentDefinition define(int instrumentId, JsonNode market, JsonNode series, long nowNs) {
        String type = series.path("fee_type").asText("");
        long multiplier = series.path("fee_multiplier").isNumber() ? RestReader.micros(series, "fee_multiplier") : -1;
        long makerK = makerK(type);
        boolean known = makerK >= 0 && multiplier >= 0;
        return new InstrumentDefinition(
                instrumentId,
                state(market.path("status").asText("")),
                true,
                known ? FeeKind.KALSHI_QUADRATIC : FeeKind.UNKNOWN,
                known ? Micros.mulCeil(multiplier, TAKER_K_MICROS) : 0,
                known ? Micros.mulCeil(Math.max(multiplier, Micros.ONE), makerK) : 0,
                Micros.ONE,
                nowNs,
                LOT_MICROS,
                LOT_MICROS,
                0,
                0,
                instant(market, "close_time"),
                bands(market),
                RestReader.text(market, "ticker"),
                market.path("title").asText(""),
                instant(market, "latest_expiration_time"),
                category(series));
    }

    /** Maker k by fee type, -1 when the type is not known. */
    private static long makerK(String feeType) {
        return switch (feeType) {
            case "quadratic" -> 0;
            case "quadratic_with_maker_fees" -> 17_500;
            case "quadratic_with_combo_maker_fees" -> 35_000;
            default -> -1;
        };
    }

    private static MarketState state(String status) {
        return switch (status) {
            case "active" -> MarketState.ACTIVE;
            case "initialized", "inactive" -> MarketState.PAUSED;
            case "finalized" -> MarketState.RESOLVED;
            default -> MarketState.CLOSED;
        };
    }

    private static List<TickBand> bands(JsonNode market) {
        List<TickBand> bands = new ArrayList<>();
        for (JsonNode range : market.path("price_ranges")) {
            bands.add(new TickBand(
                    RestReader.micros(range, "start"),
                    RestReader.micros(range, "end"),
                    RestReader.micros(range, "step")));
        }
        if (bands.isEmpty()) {
            throw new ReferenceException("market " + market.path("ticker").asText("?")
                    + " has no price_ranges: its tick grid is not known, so it cannot be traded");
        }
        return bands;
    }

    /** The category of the series and its tags, in the venue's words. */
    private static String category(JsonNode series) {
        StringJoiner words = new StringJoiner(",");
        words.setEmptyValue("");
        String category = series.path("category").asText("");
        if (!category.isEmpty()) {
            words.add(category);
        }
        series.path("tags").forEach(tag -> words.add(tag.asText()));
        return words.toString();
    }

    private static long instant(JsonNode market, String field) {
        String text = market.path(field).asText("");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            Instant at = Instant.parse(text);
            return at.getEpochSecond() * NANOS + at.getNano();
        } catch (DateTimeParseException e) {
            throw new ReferenceException(field + "='" + text + "' is no RFC 3339 time", e);
        }
    }
}
