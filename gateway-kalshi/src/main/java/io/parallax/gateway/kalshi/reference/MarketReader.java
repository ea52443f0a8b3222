package io.parallax.gateway.kalshi.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.MarketFees;
import io.parallax.gateway.kalshi.market.EventFees;
import io.parallax.gateway.kalshi.market.MarketFee;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.ListedFees;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import io.parallax.gateway.reference.TickBand;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Reads {@code GET /markets/{ticker}}, its series and its event into an instrument definition.
 *
 * <p>The fee is that of the series' type and multiplier, or of the event's overrides in their place; {@link MarketFee} says what
 * a type means. A market with a fee waiver has an unknown fee while it lasts: no message announces its end, and from then on a
 * model without a fee would be wrong by all of it.
 */
public final class MarketReader {
    private static final long LOT_MICROS = 10_000;
    private static final long NANOS = 1_000_000_000L;

    private final RestReader rest;
    private final String basePath;
    private final FeeBook fees;

    /** What the market's own shard is and what its fee is made of, beside its definition. */
    public record Market(InstrumentDefinition definition, int shard, EventFees.Basis fees) {}

    /**
     * @param basePath path of the REST root, such as {@code /trade-api/v2}
     * @param fees says what a fee type means
     */
    public MarketReader(RestReader rest, String basePath, FeeBook fees) {
        this.rest = rest;
        this.basePath = basePath;
        this.fees = fees;
    }

    /** @throws ReferenceException when the market or its series cannot be read */
    public Market read(int instrumentId, String ticker, long nowNs) {
        JsonNode market = rest.get(basePath + "/markets/" + ticker).path("market");
        String series = seriesOf(ticker);
        JsonNode described = rest.get(basePath + "/series/" + series).path("series");
        return new Market(
                define(instrumentId, market, described, event(rest, basePath, market), nowNs, fees),
                market.path("exchange_index").asInt(0),
                basis(market, described, nowNs, fees));
    }

    /** The event of a market, which may override its fees. */
    static JsonNode event(RestReader rest, String basePath, JsonNode market) {
        String event = market.path("event_ticker").asText("");
        return event.isEmpty()
                ? MissingNode.getInstance()
                : rest.get(basePath + "/events/" + event).path("event");
    }

    static String seriesOf(String ticker) {
        int dash = ticker.indexOf('-');
        return dash < 0 ? ticker : ticker.substring(0, dash);
    }

    static InstrumentDefinition define(
            int instrumentId, JsonNode market, JsonNode series, JsonNode event, long nowNs, FeeBook fees) {
        MarketFee fee = fee(basis(market, series, nowNs, fees), event);
        return new InstrumentDefinition(
                instrumentId,
                state(market.path("status").asText("")),
                true,
                fee.kind(),
                fee.takerMicros(),
                fee.makerMicros(),
                fee.exponentMicros(),
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

    private static EventFees.Basis basis(JsonNode market, JsonNode series, long nowNs, FeeBook fees) {
        return new EventFees.Basis(
                market.path("event_ticker").asText(""),
                series.path("fee_type").asText(""),
                series.path("fee_multiplier").isNumber() ? RestReader.micros(series, "fee_multiplier") : -1,
                isWaived(market, nowNs),
                fees);
    }

    private static boolean isWaived(JsonNode market, long nowNs) {
        return instant(market, "fee_waiver_expiration_time") > nowNs;
    }

    /** An override of another shape than documented makes the fee unknown. */
    private static MarketFee fee(EventFees.Basis basis, JsonNode event) {
        return isPlain(event) ? basis.with(typeOverride(event), multiplierOverride(event)) : MarketFee.UNKNOWN;
    }

    private static boolean isPlain(JsonNode event) {
        JsonNode type = event.path("fee_type_override");
        JsonNode multiplier = event.path("fee_multiplier_override");
        boolean plainType = type.isMissingNode() || type.isNull() || type.isTextual();
        return plainType && (multiplier.isMissingNode() || multiplier.isNull() || multiplier.isNumber());
    }

    private static String typeOverride(JsonNode event) {
        return event.path("fee_type_override").textValue();
    }

    private static long multiplierOverride(JsonNode event) {
        return event.path("fee_multiplier_override").isNumber()
                ? RestReader.micros(event, "fee_multiplier_override")
                : Micros.NULL;
    }

    /** What is told of a market's fees, by its event before its series. */
    static ListedFees fees(JsonNode market, JsonNode series, JsonNode event, long nowNs) {
        String type = typeOverride(event);
        long multiplier = multiplierOverride(event);
        boolean seriesTells = series.path("fee_multiplier").isNumber();
        return new ListedFees(
                MarketFees.kalshi(
                        type == null ? series.path("fee_type").textValue() : type,
                        multiplier == Micros.NULL && seriesTells
                                ? RestReader.micros(series, "fee_multiplier")
                                : multiplier),
                !isPlain(event) || isWaived(market, nowNs),
                series.path("ticker").asText(""),
                null);
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
