package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.SelfTrade;
import io.parallax.sim.core.TimeInForce;
import java.util.List;
import java.util.Map;

/**
 * The body of a create call, read as strictly as the venue does.
 *
 * @param request what goes to the exchange, null on error
 * @param expirySeconds when it expires, 0 = never
 * @param groupId order group it belongs to, null for none
 * @param cancelOnPause whether a pause of trading cancels it
 * @param error why the body is refused, null when it is good
 */
record CreateOrder(OrderRequest request, long expirySeconds, String groupId, boolean cancelOnPause, KalshiError error) {
    private static final List<String> TEXTS = List.of(
            "ticker", "side", "price", "count", "time_in_force", "self_trade_prevention_type", "client_order_id");
    private static final List<String> REQUIRED =
            List.of("ticker", "side", "price", "count", "time_in_force", "self_trade_prevention_type");

    static CreateOrder read(JsonNode body, Map<String, KalshiListing> listings, Account account, long nowSeconds) {
        String notText = JsonBody.notText(body, TEXTS);
        if (notText != null) {
            return refuse(JsonBody.mustBeText(body, "CreateOrderV2Request", notText));
        }
        for (String field : REQUIRED) {
            if (body.path(field).asText().isEmpty()) {
                return refuse(KalshiError.badRequest(field + " is required"));
            }
        }
        KalshiListing listing = listings.get(body.get("ticker").asText());
        long shard = body.path("exchange_index").asLong(-1);
        if (listing == null || shard != -1 && shard != listing.exchangeIndex()) {
            return refuse(KalshiError.MARKET_NOT_FOUND);
        }
        return terms(body, listing, account, nowSeconds);
    }

    private static CreateOrder terms(JsonNode body, KalshiListing listing, Account account, long nowSeconds) {
        String side = body.get("side").asText();
        TimeInForce timeInForce = timeInForce(body.get("time_in_force").asText());
        SelfTrade selfTrade = selfTrade(body.get("self_trade_prevention_type").asText());
        long price = Fixed.parse(body.get("price").asText(), 4);
        long count = Fixed.parse(body.get("count").asText(), 2);
        boolean gtc = timeInForce == TimeInForce.GTC;
        boolean postOnly = body.path("post_only").asBoolean(false);
        boolean reduceOnly = body.path("reduce_only").asBoolean(false);
        long expiry = body.path("expiration_time").asLong(0);
        if (!side.equals("bid") && !side.equals("ask")) {
            return refuse(KalshiError.badRequest("invalid side"));
        } else if (timeInForce == null || selfTrade == null) {
            return refuse(KalshiError.badRequest("invalid time_in_force or self_trade_prevention_type"));
        } else if (price <= 0 || price >= Micros.ONE) {
            return refuse(KalshiError.INVALID_PRICE);
        } else if (count <= 0) {
            return refuse(KalshiError.INVALID_SIZE);
        } else if (postOnly && !gtc || expiry != 0 && (!gtc || expiry <= nowSeconds)) {
            return refuse(KalshiError.invalidOrder("flags do not fit the time in force"));
        } else if (reduceOnly && timeInForce != TimeInForce.IOC) {
            return refuse(KalshiError.invalidOrder("reduce_only needs immediate_or_cancel"));
        }
        boolean bid = side.equals("bid");
        if (reduceOnly) {
            long position = account.holding(listing.ticker()).netMicros();
            count = Math.min(count, Math.max(0, bid ? -position : position));
            if (count == 0) {
                return refuse(KalshiError.invalidOrder("reduce only"));
            }
        }
        JsonNode clientId = body.path("client_order_id");
        OrderRequest request = new OrderRequest(
                listing.ticker(),
                account,
                null,
                clientId.asText().isEmpty() || clientId.isNull() ? null : clientId.asText(),
                bid ? Outcome.YES : Outcome.NO,
                Action.BUY,
                bid ? price : Micros.ONE - price,
                count,
                0,
                timeInForce,
                postOnly,
                selfTrade);
        return new CreateOrder(
                request,
                expiry,
                JsonBody.text(body, "order_group_id"),
                body.path("cancel_order_on_pause").asBoolean(false),
                null);
    }

    private static TimeInForce timeInForce(String text) {
        return switch (text) {
            case "fill_or_kill" -> TimeInForce.FOK;
            case "immediate_or_cancel" -> TimeInForce.IOC;
            case "good_till_canceled" -> TimeInForce.GTC;
            default -> null;
        };
    }

    private static SelfTrade selfTrade(String text) {
        return switch (text) {
            case "taker_at_cross" -> SelfTrade.CANCEL_TAKER;
            case "maker" -> SelfTrade.CANCEL_MAKER;
            default -> null;
        };
    }

    private static CreateOrder refuse(KalshiError error) {
        return new CreateOrder(null, 0, null, false, error);
    }
}
