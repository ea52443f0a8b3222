package io.parallax.gateway.polymarket.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cash and tokens as the venue's cache has them: 6-decimal integers, which are micros. {@link #refreshBalance} runs on
 * the event loop; {@link #reconcile} blocks the thread that asks and may not be called on the loop.
 */
public final class Account {
    private static final Logger LOG = LoggerFactory.getLogger(Account.class);
    private static final TextMap FIELDS = TextMap.of("balance");
    private static final int OK = 200;
    private static final int MAX_PAGES = 50;
    private static final String LAST_PAGE = "LTE=";

    private final MarketTable markets;
    private final PrivateCalls calls;
    private final RestReader rest;
    private final EventWriter events;
    private final EventWriter reconciled;
    private final EpochClock clock;
    private final int signatureType;
    private final JsonCursor json = new JsonCursor();

    /**
     * Reads one account.
     *
     * @param rest with the headers of {@code calls}
     * @param events written on the event loop
     * @param publisher for the events of a reconciliation, written by the thread that asks for it
     */
    public Account(
            MarketTable markets,
            PrivateCalls calls,
            RestReader rest,
            EventWriter events,
            EventPublisher publisher,
            EpochClock clock,
            int signatureType) {
        this.markets = markets;
        this.calls = calls;
        this.rest = rest;
        this.events = events;
        this.reconciled = new EventWriter(publisher, Venue.POLYMARKET);
        this.clock = clock;
        this.signatureType = signatureType;
    }

    /** Asks for the cash and publishes it; a failure is logged, the engine asks again. */
    public void refreshBalance() {
        calls.send(
                "GET",
                collateralPath(""),
                (status, body, offset, length, nanos, epochNs) -> {
                    long cashMicros = status == OK ? readBalance(body, offset, length) : JsonCursor.ABSENT;
                    if (cashMicros == JsonCursor.ABSENT) {
                        LOG.warn("polymarket: balance not readable, status {}", status);
                    } else {
                        events.stamp(epochNs, 0, nanos);
                        events.balance(cashMicros);
                    }
                },
                failure -> LOG.warn("polymarket: balance not read: {}", failure));
    }

    private long readBalance(DirectBuffer body, int offset, int length) {
        long cashMicros = JsonCursor.ABSENT;
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            while (json.nextField(FIELDS) >= 0) {
                cashMicros = json.int64();
            }
        }
        return json.end() == DecodeFault.NONE && cashMicros >= 0 ? cashMicros : JsonCursor.ABSENT;
    }

    /**
     * Publishes cash and the tokens of every market between {@code ReconcileBegin} and {@code ReconcileEnd}. It is
     * complete when everything could be read and no order is open at the venue: an open order then is of an earlier
     * session, and cancelling it is the operator's decision.
     */
    public boolean reconcile() {
        stamp();
        reconciled.reconcileBegin();
        boolean complete;
        try {
            rest.get(collateralPath("/update"));
            long cashMicros = integer(rest.get(collateralPath("")), "balance");
            stamp();
            reconciled.balance(cashMicros);
            for (int slot = 0; slot < markets.size(); slot++) {
                long yesMicros = tokens(slot, 2 * slot);
                long noMicros = tokens(slot, 2 * slot + 1);
                stamp();
                reconciled.position(markets.instrumentId(slot), yesMicros, noMicros);
            }
            complete = hasNoOpenOrder();
        } catch (ReferenceException e) {
            LOG.warn("polymarket: reconciliation incomplete: {}", e.getMessage());
            complete = false;
        }
        stamp();
        reconciled.reconcileEnd(complete);
        return complete;
    }

    private boolean hasNoOpenOrder() {
        int open = 0;
        String cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            JsonNode answer = rest.get("/data/orders" + (cursor.isEmpty() ? "" : "?next_cursor=" + cursor));
            open += answer.isArray() ? answer.size() : answer.path("data").size();
            cursor = answer.path("next_cursor").asText("");
            if (cursor.isEmpty() || cursor.equals(LAST_PAGE)) {
                if (open > 0) {
                    LOG.warn("polymarket: {} orders are open at the venue; cancel them before trading", open);
                }
                return open == 0;
            }
        }
        throw new ReferenceException("/data/orders has more than " + MAX_PAGES + " pages; cancel all orders first");
    }

    private long tokens(int slot, int token) {
        String type = markets.domain(slot) == ExchangeDomain.EXCHANGE_V3 ? "CONDITIONAL-V2" : "CONDITIONAL";
        return integer(
                rest.get("/balance-allowance?asset_type=" + type + "&token_id=" + markets.tokenId(token)
                        + "&signature_type=" + signatureType),
                "balance");
    }

    private String collateralPath(String update) {
        return "/balance-allowance" + update + "?asset_type=COLLATERAL&signature_type=" + signatureType;
    }

    private static long integer(JsonNode node, String field) {
        String text = RestReader.text(node, field);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ReferenceException("field " + field + "='" + text + "' is not a 6-decimal integer", e);
        }
    }

    private void stamp() {
        reconciled.stamp(clock.epochNanos(), 0, 0);
    }
}
