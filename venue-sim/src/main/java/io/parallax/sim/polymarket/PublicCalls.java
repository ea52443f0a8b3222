package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.rest.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The calls without authentication: time, books and what the venue knows about markets. */
final class PublicCalls {
    private static final int MAX_BOOKS = 500;
    private static final int LEGACY_FEE = 1_000;
    private static final long NS_PER_MS = 1_000_000L;
    private static final String MARKETS = "/markets/";
    private static final String SLUGS = "/markets/slug/";
    private static final String CLOB_MARKETS = "/clob-markets/";

    private final Listings listings;
    private final PriceCalls prices;
    private final Conditions conditions;
    private final LongSupplier nowMs;

    PublicCalls(Listings listings, Conditions conditions, LongSupplier nowMs) {
        this.listings = listings;
        this.prices = new PriceCalls(listings);
        this.conditions = conditions;
        this.nowMs = nowMs;
    }

    /** The answer, or null when the path is none of these. */
    Answer answer(RestRequest request) {
        if (request.method().equals("POST")) {
            return request.path().equals("/books") ? Answer.ok(books(request.json())) : prices.answerMany(request);
        }
        if (!request.method().equals("GET")) {
            return null;
        }
        if (request.path().startsWith(CLOB_MARKETS)) {
            return Answer.ok(clobMarket(condition(request.path().substring(CLOB_MARKETS.length()))));
        }
        if (request.path().startsWith(SLUGS)) {
            return Answer.ok(catalogued(request.path().substring(SLUGS.length())));
        }
        if (request.path().startsWith(MARKETS)) {
            return Answer.ok(market(condition(request.path().substring(MARKETS.length()))));
        }
        return switch (request.path()) {
            case "/ok" -> Answer.ok("\"OK\"");
            case "/time" -> Answer.ok(Long.toString((nowMs.getAsLong() + conditions.clockOffsetMs()) / 1_000));
            case "/api/geoblock" -> Answer.ok(geoblock());
            case "/version" -> Answer.ok("{\"version\":2}");
            case "/book" -> Answer.ok(book(request.parameter("token_id")));
            case "/tick-size" ->
                Answer.ok(object("minimum_tick_size", decimal(token(request).tickMicros())));
            case "/neg-risk" ->
                Answer.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("neg_risk", token(request).info().negRisk()));
            case "/fee-rate" -> Answer.ok(JsonNodeFactory.instance.objectNode().put("base_fee", legacyFee(request)));
            default -> prices.answer(request);
        };
    }

    private ObjectNode geoblock() {
        Geoblock place = conditions.geoblock();
        return JsonNodeFactory.instance
                .objectNode()
                .put("blocked", place.blocked())
                .put("ip", "192.0.2.1")
                .put("country", place.country())
                .put("region", place.region());
    }

    private int legacyFee(RestRequest request) {
        ListedMarket market = listings.token(request.parameter("token_id"));
        if (market == null) {
            throw Refusal.notFound("fee rate not found for market");
        }
        return market.info().feeRateMicros() == 0 ? 0 : LEGACY_FEE;
    }

    private String book(String tokenId) {
        ListedMarket market = bookOf(tokenId);
        StringBuilder out = new StringBuilder(4_096);
        market.books().appendRest(out, market.leg(tokenId));
        return out.toString();
    }

    /** Unknown tokens are left out, and the order is not the request's: last asked for comes first. */
    private String books(JsonNode tokens) {
        if (!tokens.isArray()) {
            throw Refusal.badRequest("Invalid payload");
        }
        if (tokens.size() > MAX_BOOKS) {
            throw Refusal.badRequest("Payload exceeds the limit");
        }
        StringBuilder out = new StringBuilder(8_192).append('[');
        for (int i = tokens.size() - 1; i >= 0; i--) {
            String tokenId = tokens.get(i).path("token_id").asText("");
            ListedMarket market = listings.token(tokenId);
            if (market != null) {
                if (out.length() > 1) {
                    out.append(',');
                }
                market.books().appendRest(out, market.leg(tokenId));
            }
        }
        return out.append(']').toString();
    }

    private ObjectNode clobMarket(ListedMarket market) {
        PolymarketMarket info = market.info();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("c", info.conditionId());
        ArrayNode tokens = out.putArray("t");
        for (Outcome leg : Outcome.values()) {
            tokens.addObject()
                    .put("t", market.token(leg).tokenId())
                    .put("o", market.token(leg).name());
        }
        out.put("mts", decimal(market.tickMicros()));
        out.put("mos", decimal(info.minOrderSizeMicros()));
        out.put("nr", info.negRisk());
        if (info.feeRateMicros() != 0) {
            out.putObject("fd")
                    .put("r", decimal(info.feeRateMicros()))
                    .put("e", info.feeExponent())
                    .put("to", true);
        }
        int legacyFee = info.feeRateMicros() == 0 ? 0 : LEGACY_FEE;
        out.put("mbf", legacyFee).put("tbf", legacyFee);
        out.put("ao", market.book().state() == MarketState.OPEN);
        out.put("sd", secondsDelay(market));
        out.put("itode", info.takerDelayMs() > 0);
        out.put("v", info.protocolV2() ? "v2" : "v1");
        return out;
    }

    /** The market as the catalogue (Gamma) has it: lists as JSON inside strings. */
    private ObjectNode catalogued(String slug) {
        ListedMarket market = listings.slug(slug);
        if (market == null) {
            throw Refusal.notFound("slug not found");
        }
        PolymarketMarket info = market.info();
        ArrayNode tokens = JsonNodeFactory.instance.arrayNode();
        ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
        for (Outcome leg : Outcome.values()) {
            tokens.add(market.token(leg).tokenId());
            outcomes.add(market.token(leg).name());
        }
        boolean closed = market.book().state() == MarketState.CLOSED;
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", Integer.toString(Math.abs(info.conditionId().hashCode())))
                .put("question", info.question())
                .put("conditionId", info.conditionId())
                .put("slug", info.slug())
                .put("description", market.description())
                .put("outcomes", outcomes.toString())
                .put("clobTokenIds", tokens.toString())
                .put("active", true)
                .put("closed", closed)
                .put("negRisk", info.negRisk())
                .put("negRiskOther", false)
                .put("version", info.protocolV2() ? "v2" : "v1");
        return out;
    }

    private ObjectNode market(ListedMarket market) {
        PolymarketMarket info = market.info();
        boolean closed = market.book().state() == MarketState.CLOSED;
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("enable_order_book", true)
                .put("active", true)
                .put("closed", closed)
                .put("archived", false);
        out.put("accepting_orders", market.book().state() == MarketState.OPEN);
        out.put("accepting_order_timestamp", Instant.EPOCH.toString());
        out.put("minimum_order_size", decimal(info.minOrderSizeMicros()));
        out.put("minimum_tick_size", decimal(market.tickMicros()));
        out.put("condition_id", info.conditionId());
        out.put("question_id", TransactionHash.of(info.conditionId()));
        out.put("question", info.question()).put("market_slug", info.slug());
        out.put(
                        "end_date_iso",
                        Instant.ofEpochMilli(info.closeTimeNs() / NS_PER_MS).toString())
                .putNull("game_start_time");
        out.put("seconds_delay", secondsDelay(market)).put("fpmm", "");
        int legacyFee = info.feeRateMicros() == 0 ? 0 : LEGACY_FEE;
        out.put("maker_base_fee", legacyFee).put("taker_base_fee", legacyFee);
        out.put("neg_risk", info.negRisk());
        out.put("neg_risk_market_id", "").put("neg_risk_request_id", "");
        ArrayNode tokens = out.putArray("tokens");
        for (Outcome leg : Outcome.values()) {
            tokens.addObject()
                    .put("token_id", market.token(leg).tokenId())
                    .put("outcome", market.token(leg).name())
                    .put("price", decimal(shownPrice(market, leg)))
                    .put("winner", false);
        }
        out.putArray("tags").add("All");
        return out;
    }

    private static long secondsDelay(ListedMarket market) {
        return (market.delayMs() + 999) / 1_000;
    }

    /** Middle of the book, or a half when a side is empty. */
    private static long shownPrice(ListedMarket market, Outcome leg) {
        long bid = market.book().bestMicros(BookSide.BID);
        long ask = market.book().bestMicros(BookSide.ASK);
        long middle = bid == Market.NO_PRICE || ask == Market.NO_PRICE ? 500_000 : (bid + ask) / 2;
        return leg == Outcome.YES ? middle : 1_000_000 - middle;
    }

    private ListedMarket token(RestRequest request) {
        ListedMarket market = listings.token(request.parameter("token_id"));
        if (market == null) {
            throw Refusal.notFound("market not found");
        }
        return market;
    }

    private ListedMarket bookOf(String tokenId) {
        ListedMarket market = listings.token(tokenId);
        if (market == null || market.book().state() == MarketState.CLOSED) {
            throw Refusal.notFound("No orderbook exists for the requested token id");
        }
        return market;
    }

    private ListedMarket condition(String conditionId) {
        ListedMarket market = listings.condition(conditionId);
        if (market == null) {
            throw Refusal.notFound("market not found");
        }
        return market;
    }

    private static ObjectNode object(String name, BigDecimal value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static BigDecimal decimal(long micros) {
        return new BigDecimal(Decimals.text(micros));
    }
}
