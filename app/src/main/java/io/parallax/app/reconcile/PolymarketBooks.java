package io.parallax.app.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.app.query.VenueCall;
import io.parallax.app.reconcile.AccountCalls.Told;
import io.parallax.app.reconcile.VenueBooks.OpenOrder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.SigningSettings;
import io.parallax.gateway.http.ShadowOutlet;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.polymarket.signing.OrderSigner;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads cash, outcome tokens, trades and resting orders at Polymarket. */
final class PolymarketBooks {
    private static final String LAST_PAGE = "LTE=";
    private static final int MAX_PAGES = 100;

    private final AccountCalls calls;
    private final int signatureType;
    private final String apiKey;

    PolymarketBooks(PolymarketSettings settings, VenueCall call, EpochClock clock) {
        PrivateCalls account = new PrivateCalls(
                new ShadowOutlet(),
                settings,
                new OrderSigner(settings, SigningSettings.unlimited()).signerAddress(),
                clock);
        calls = new AccountCalls(settings.rest(), call, (path, headers) -> account.addHeaders("GET", path, headers));
        signatureType = settings.signatureType();
        apiKey = settings.apiKey().reveal();
    }

    /**
     * @param markets whose tokens are asked for
     * @param sinceSeconds from which trades count, epoch seconds
     */
    VenueBooks read(List<PolymarketMarket> markets, long sinceSeconds) {
        Map<String, Holding> holdingOf = new HashMap<>();
        Map<Holding, Figure> positions = new HashMap<>();
        Told cash = balance("COLLATERAL", "");
        String held = cash.source();
        for (PolymarketMarket market : markets) {
            for (Outcome outcome : List.of(Outcome.YES, Outcome.NO)) {
                String token = outcome == Outcome.YES ? market.yesTokenId() : market.noTokenId();
                Holding holding = new Holding(Venue.POLYMARKET, market.conditionId(), outcome);
                holdingOf.put(token, holding);
                Told tokens = balance("CONDITIONAL", token);
                positions.put(holding, new Figure(integer(tokens), tokens.source()));
            }
        }
        Map<Holding, Figure> fills = new HashMap<>();
        String traded = pages("/data/trades?after=" + sinceSeconds, row -> trade(row, holdingOf, fills));
        List<OpenOrder> orders = new ArrayList<>();
        String resting = pages(
                "/data/orders",
                row -> orders.add(new OpenOrder(
                        RestReader.text(row.body(), "id"),
                        RestReader.text(row.body(), "market"),
                        Math.subtractExact(
                                RestReader.micros(row.body(), "original_size"),
                                RestReader.micros(row.body(), "size_matched")))));
        return new VenueBooks(
                new Figure(integer(cash), cash.source()), positions, held, fills, traded, orders, resting);
    }

    private Told balance(String asset, String token) {
        return calls.get("/balance-allowance?asset_type=" + asset + (token.isEmpty() ? "" : "&token_id=" + token)
                + "&signature_type=" + signatureType);
    }

    private static long integer(Told told) {
        String text = RestReader.text(told.body(), "balance");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ReferenceException(told.source() + ": balance='" + text + "' is no 6-decimal integer", e);
        }
    }

    /** Our part of a trade: all of it as taker, our orders of it as maker. */
    private void trade(Told row, Map<String, Holding> holdingOf, Map<Holding, Figure> fills) {
        JsonNode trade = row.body();
        if (trade.path("status").asText().endsWith("FAILED")) {
            return;
        }
        if (trade.path("trader_side").asText().equals("TAKER")) {
            add(trade, "size", row.source(), holdingOf, fills);
            return;
        }
        for (JsonNode maker : trade.path("maker_orders")) {
            if (maker.path("owner").asText().equals(apiKey)) {
                add(maker, "matched_amount", row.source(), holdingOf, fills);
            }
        }
    }

    private static void add(
            JsonNode part, String size, String source, Map<String, Holding> holdingOf, Map<Holding, Figure> fills) {
        String token = RestReader.text(part, "asset_id");
        Holding holding =
                holdingOf.getOrDefault(token, new Holding(Venue.POLYMARKET, "token " + token, Outcome.NULL_VAL));
        long micros = RestReader.micros(part, size);
        boolean bought = RestReader.text(part, "side").equals("BUY");
        fills.merge(
                holding,
                new Figure(bought ? micros : -micros, source),
                (a, b) -> new Figure(Math.addExact(a.micros(), b.micros()), b.source()));
    }

    /** Hands on every row of every page. @return source of the last page */
    private String pages(String path, Consumer<Told> each) {
        String cursor = "";
        for (int page = 1; page <= MAX_PAGES; page++) {
            String more = cursor.isEmpty() ? "" : (path.contains("?") ? "&" : "?") + "next_cursor=" + cursor;
            Told told = calls.get(path + more);
            JsonNode rows = told.body().isArray() ? told.body() : told.body().path("data");
            for (JsonNode row : rows) {
                each.accept(new Told(row, told.source()));
            }
            cursor = told.body().path("next_cursor").asText("");
            if (cursor.isEmpty() || cursor.equals(LAST_PAGE)) {
                return told.source();
            }
        }
        throw new ReferenceException("GET " + path + ": no end after " + MAX_PAGES + " pages");
    }
}
