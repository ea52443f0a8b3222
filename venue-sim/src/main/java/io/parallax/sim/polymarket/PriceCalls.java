package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.call.RestRequest;
import io.parallax.sim.rest.Answer;
import java.util.function.Function;

/** The calls that answer single figures of books, and which market a token belongs to. */
final class PriceCalls {
    private static final String BY_TOKEN = "/markets-by-token/";
    private static final String TOKEN = "token_id";

    private final Listings listings;

    PriceCalls(Listings listings) {
        this.listings = listings;
    }

    /** The answer to a call about one token, or null when the call is none of these. */
    Answer answer(RestRequest request) {
        if (request.path().startsWith(BY_TOKEN)) {
            ListedMarket market = listed(request.path().substring(BY_TOKEN.length()));
            return Answer.ok(JsonNodeFactory.instance
                    .objectNode()
                    .put("condition_id", market.info().conditionId())
                    .put("primary_token_id", market.info().first().tokenId())
                    .put("secondary_token_id", market.info().second().tokenId()));
        }
        String token = request.parameter(TOKEN);
        return switch (request.path()) {
            case "/price" -> figure("price", price(token, request.parameter("side")));
            case "/midpoint" -> figure("mid", middle(token));
            case "/spread" -> figure("spread", spread(token));
            case "/last-trade-price" -> Answer.ok(lastTrade(token));
            default -> null;
        };
    }

    /** The answer to a call about many tokens, or null when the call is none of these. */
    Answer answerMany(RestRequest request) {
        return switch (request.path()) {
            case "/prices" -> {
                ObjectNode out = JsonNodeFactory.instance.objectNode();
                for (JsonNode wanted : request.json()) {
                    String token = wanted.path(TOKEN).asText("");
                    String side = wanted.path("side").asText("");
                    if (listings.token(token) != null) {
                        out.withObject("/" + token).put(side, price(token, side));
                    }
                }
                yield Answer.ok(out);
            }
            case "/midpoints" -> Answer.ok(map(request.json(), this::middle));
            case "/spreads" -> Answer.ok(map(request.json(), this::spread));
            case "/last-trades-prices" -> {
                ArrayNode out = JsonNodeFactory.instance.arrayNode();
                for (JsonNode wanted : request.json()) {
                    String token = wanted.path(TOKEN).asText("");
                    if (listings.token(token) != null) {
                        out.add(lastTrade(token).put(TOKEN, token));
                    }
                }
                yield Answer.ok(out);
            }
            default -> null;
        };
    }

    private ObjectNode map(JsonNode tokens, Function<String, String> figure) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (JsonNode wanted : tokens) {
            String token = wanted.path(TOKEN).asText("");
            if (listings.token(token) != null) {
                out.put(token, figure.apply(token));
            }
        }
        return out;
    }

    /** The side names the resting orders: BUY gives the best bid. */
    private String price(String token, String side) {
        return Decimals.text(
                switch (side) {
                    case "BUY" -> best(token, BookSide.BID);
                    case "SELL" -> best(token, BookSide.ASK);
                    default -> throw Refusal.badRequest("Invalid side");
                });
    }

    private String middle(String token) {
        return Decimals.text((best(token, BookSide.BID) + best(token, BookSide.ASK)) / 2);
    }

    private String spread(String token) {
        return Decimals.text(best(token, BookSide.ASK) - best(token, BookSide.BID));
    }

    private ObjectNode lastTrade(String token) {
        ListedMarket market = listed(token);
        long yesMicros = market.book().lastTradeMicros();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (yesMicros == Market.NO_PRICE) {
            return out.put("price", "0.5").put("side", "");
        }
        return out.put("price", Decimals.text(own(market, token, yesMicros))).put("side", "BUY");
    }

    /** Best price of the token's own book; 0 and 1 where a side is empty. */
    private long best(String token, BookSide side) {
        ListedMarket market = listed(token);
        boolean yes = market.leg(token) == Outcome.YES;
        long micros = market.book().bestMicros(yes ? side : side.opposite());
        if (micros == Market.NO_PRICE) {
            return side == BookSide.BID ? 0 : Micros.ONE;
        }
        return own(market, token, micros);
    }

    private static long own(ListedMarket market, String token, long yesMicros) {
        return market.leg(token) == Outcome.YES ? yesMicros : Micros.ONE - yesMicros;
    }

    private ListedMarket listed(String token) {
        ListedMarket market = listings.token(token);
        if (market == null) {
            throw Refusal.notFound("No orderbook exists for the requested token id");
        }
        return market;
    }

    private static Answer figure(String name, String value) {
        return Answer.ok(JsonNodeFactory.instance.objectNode().put(name, value));
    }
}
