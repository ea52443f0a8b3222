package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.rest.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Public reads: exchange, markets, books, series, events, trades. */
final class MarketRest {
    private static final Set<String> FILTERS = Set.of("unopened", "open", "paused", "closed", "settled");
    private static final String OPENED = "2026-01-01T00:00:00Z";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exchange exchange;
    private final Map<String, KalshiListing> listings;
    private final TradeTape tape;
    private final Settlements settlements;

    MarketRest(Exchange exchange, Map<String, KalshiListing> listings, TradeTape tape, Settlements settlements) {
        this.exchange = exchange;
        this.listings = listings;
        this.tape = tape;
        this.settlements = settlements;
    }

    Answer userDataTimestamp(long nowNs) {
        return Answer.ok(JSON.objectNode().put("as_of_time", Fixed.time(nowNs)));
    }

    Answer market(String ticker) {
        KalshiListing listing = listings.get(ticker);
        if (listing == null) {
            return KalshiError.NOT_FOUND.answer();
        }
        ObjectNode body = JSON.objectNode();
        body.set("market", render(listing));
        return Answer.ok(body);
    }

    Answer list(RestCall call) {
        String status = call.query("status");
        if (status != null && !FILTERS.contains(status)) {
            return KalshiError.badRequest("invalid status filter").answer();
        }
        String tickers = call.query("tickers");
        List<String> wanted = tickers == null ? null : Arrays.asList(tickers.split(","));
        List<ObjectNode> found = new ArrayList<>();
        for (KalshiListing listing : listings.values()) {
            if ((wanted == null || wanted.contains(listing.ticker()))
                    && OrderRest.matches(call.query("event_ticker"), listing.eventTicker())
                    && OrderRest.matches(call.query("series_ticker"), listing.seriesTicker())
                    && OrderRest.matches(status, filterWord(listing))) {
                found.add(render(listing));
            }
        }
        return Page.of(call, "GetMarkets", "markets", found);
    }

    Answer orderbook(String ticker, RestCall call) {
        if (!listings.containsKey(ticker)) {
            return KalshiError.NOT_FOUND.answer();
        }
        long depth = call.number("depth", 0);
        if (depth < 0 || depth > 100) {
            return (KalshiError.parameter("GetMarketOrderbook", "Depth", depth < 0 ? "gte" : "lte")).answer();
        }
        ObjectNode body = JSON.objectNode();
        book(body, ticker, depth);
        return Answer.ok(body);
    }

    Answer orderbooks(RestCall call) {
        ObjectNode body = JSON.objectNode();
        ArrayNode books = body.putArray("orderbooks");
        for (String ticker : call.query().getOrDefault("tickers", List.of())) {
            if (listings.containsKey(ticker)) {
                book(books.addObject().put("ticker", ticker), ticker, 0);
            }
        }
        return Answer.ok(body);
    }

    private void book(ObjectNode target, String ticker, long depth) {
        Market market = exchange.market(ticker);
        ObjectNode book = target.putObject("orderbook_fp");
        book.set("yes_dollars", best(KalshiFrames.sideLevels(market, BookSide.BID, true), depth));
        book.set("no_dollars", best(KalshiFrames.sideLevels(market, BookSide.ASK, false), depth));
    }

    private static ArrayNode best(ArrayNode levels, long depth) {
        while (depth > 0 && levels.size() > depth) {
            levels.remove(0);
        }
        return levels;
    }

    Answer trades(RestCall call) {
        ObjectNode body = JSON.objectNode().put("cursor", "");
        tape.copyTo(body.putArray("trades"), call.query("ticker"), (int) call.number("limit", 100));
        return Answer.ok(body);
    }

    Answer series(String ticker) {
        for (KalshiListing listing : listings.values()) {
            if (listing.seriesTicker().equals(ticker)) {
                ObjectNode body = JSON.objectNode();
                ObjectNode series = body.putObject("series")
                        .put("ticker", ticker)
                        .put("title", listing.title())
                        .put("category", "Simulated")
                        .put("frequency", "custom")
                        .put("contract_terms_url", listing.contractTerms())
                        .put("fee_type", listing.feeType())
                        .put("fee_multiplier", new BigDecimal(listing.feeMultiplier()))
                        .put("exchange_index", listing.exchangeIndex());
                series.putArray("tags");
                series.putArray("settlement_sources");
                return Answer.ok(body);
            }
        }
        return KalshiError.NOT_FOUND.answer();
    }

    Answer feeChanges() {
        ObjectNode body = JSON.objectNode();
        body.putArray("series_fee_change_arr");
        return Answer.ok(body);
    }

    Answer events() {
        ObjectNode body = JSON.objectNode().put("cursor", "");
        ArrayNode events = body.putArray("events");
        listings.values().stream()
                .map(KalshiListing::eventTicker)
                .distinct()
                .forEach(ticker -> events.add(renderEvent(ticker)));
        return Answer.ok(body);
    }

    Answer event(String ticker) {
        ObjectNode event = renderEvent(ticker);
        if (event == null) {
            return KalshiError.NOT_FOUND.answer();
        }
        ObjectNode body = JSON.objectNode();
        body.set("event", event);
        ArrayNode markets = body.putArray("markets");
        listings.values().stream()
                .filter(listing -> listing.eventTicker().equals(ticker))
                .forEach(listing -> markets.add(render(listing)));
        return Answer.ok(body);
    }

    private ObjectNode renderEvent(String ticker) {
        for (KalshiListing listing : listings.values()) {
            if (listing.eventTicker().equals(ticker)) {
                return JSON.objectNode()
                        .put("event_ticker", ticker)
                        .put("series_ticker", listing.seriesTicker())
                        .put("title", listing.title())
                        .put("sub_title", listing.yesSubTitle())
                        .put("collateral_return_type", "")
                        .put("mutually_exclusive", false)
                        .putNull("fee_type_override")
                        .putNull("fee_multiplier_override")
                        .put("exchange_index", listing.exchangeIndex());
            }
        }
        return null;
    }

    private MarketState state(KalshiListing listing) {
        return exchange.market(listing.ticker()).state();
    }

    private String filterWord(KalshiListing listing) {
        if (settlements.paidMicros(listing.ticker()) != null) {
            return "settled";
        }
        return switch (state(listing)) {
            case OPEN -> "open";
            case PAUSED -> "paused";
            case CLOSED -> "closed";
        };
    }

    private ObjectNode render(KalshiListing listing) {
        Market market = exchange.market(listing.ticker());
        long bid = market.bestMicros(BookSide.BID);
        long ask = market.bestMicros(BookSide.ASK);
        long bidOrZero = Math.max(0, bid);
        long askOrOne = ask < 0 ? Micros.ONE : ask;
        String close = Fixed.time(listing.closeTimeNs());
        Long paid = settlements.paidMicros(listing.ticker());
        ObjectNode node = JSON.objectNode()
                .put("ticker", listing.ticker())
                .put("event_ticker", listing.eventTicker())
                .put("market_type", "binary")
                .put("exchange_index", listing.exchangeIndex())
                .put("title", listing.title())
                .put("yes_sub_title", listing.yesSubTitle())
                .put("no_sub_title", listing.yesSubTitle())
                .put("rules_primary", listing.rulesPrimary())
                .put("rules_secondary", listing.rulesSecondary())
                .put("strike_type", "custom")
                .put("status", state(listing) == MarketState.OPEN ? "active" : stateWord(listing))
                .put("open_time", OPENED)
                .put("created_time", OPENED)
                .put("updated_time", OPENED)
                .put("close_time", close)
                .put("expected_expiration_time", close)
                .put("latest_expiration_time", close)
                .put("expiration_time", close)
                .put("can_close_early", true)
                .put("settlement_timer_seconds", 60)
                .put("result", paid == null ? "" : Settlements.result(paid))
                .put("expiration_value", "")
                .put("yes_bid_dollars", Fixed.price(bidOrZero))
                .put("yes_bid_size_fp", Fixed.count(bid < 0 ? 0 : market.qtyAt(BookSide.BID, bid)))
                .put("yes_ask_dollars", Fixed.price(askOrOne))
                .put("yes_ask_size_fp", Fixed.count(ask < 0 ? 0 : market.qtyAt(BookSide.ASK, ask)))
                .put("no_bid_dollars", Fixed.price(Micros.ONE - askOrOne))
                .put("no_ask_dollars", Fixed.price(Micros.ONE - bidOrZero))
                .put("last_price_dollars", Fixed.price(Math.max(0, market.lastTradeMicros())))
                .put("volume_fp", Fixed.count(market.volumeMicros()))
                .put("volume_24h_fp", Fixed.count(market.volumeMicros()))
                .put("open_interest_fp", Fixed.count(market.openInterestMicros()))
                .put("notional_value_dollars", "1.0000")
                .put("price_level_structure", listing.priceLevelStructure());
        if (paid != null) {
            node.put("settlement_value_dollars", Fixed.price(paid));
        }
        ArrayNode ranges = node.putArray("price_ranges");
        for (TickBand band : listing.bands()) {
            ranges.addObject()
                    .put("start", Fixed.price(band.startMicros()))
                    .put("end", Fixed.price(band.endMicros()))
                    .put("step", Fixed.price(band.stepMicros()));
        }
        return node;
    }

    private String stateWord(KalshiListing listing) {
        if (settlements.paidMicros(listing.ticker()) != null) {
            return "finalized";
        }
        return state(listing) == MarketState.CLOSED ? "closed" : "inactive";
    }
}
