package io.parallax.gateway.kalshi.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Reads {@code GET /portfolio/fills} since the start of the session, or since a minute before the last complete read, and
 * publishes what the socket did not tell. One read at a time; a wish during a read makes one more follow. Cold: Jackson.
 */
public final class FillList {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long OVERLAP_SECONDS = 60;
    private static final int MAX_PAGES = 50;

    private final PrivateCalls calls;
    private final Markets markets;
    private final OrderNews orders;
    private final FillPublisher publisher;
    private final EventWriter events;
    private final Counters<UserCounter> counters;
    private long sinceSeconds;
    private long readStartedSeconds;
    private final List<Consumer<Boolean>> told = new ArrayList<>();
    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private boolean reading;
    private boolean again;

    /** @param sessionStartNs fills before it are the reconciliation's, not ours */
    public FillList(
            PrivateCalls calls,
            Markets markets,
            OrderNews orders,
            OwnLegs legs,
            EventWriter events,
            Counters<UserCounter> counters,
            long sessionStartNs) {
        this.calls = calls;
        this.markets = markets;
        this.orders = orders;
        this.publisher = new FillPublisher(markets, legs, events, counters);
        this.events = events;
        this.counters = counters;
        this.sinceSeconds = TimeUnit.NANOSECONDS.toSeconds(sessionStartNs);
        this.readStartedSeconds = sinceSeconds;
    }

    FillPublisher publisher() {
        return publisher;
    }

    /** Reads the list, or once more after the read under way. */
    public void read() {
        read(whole -> {});
    }

    /** The same. @param done told whether a read that began no earlier than now was whole */
    public void read(Consumer<Boolean> done) {
        if (reading) {
            again = true;
            waiting.add(done);
            return;
        }
        told.add(done);
        reading = true;
        page("", 1);
    }

    private void page(String cursor, int number) {
        counters.count(UserCounter.LIST_READS);
        String path = "/portfolio/fills?min_ts=" + sinceSeconds + "&limit=200"
                + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
        calls.send(
                "GET",
                path,
                (status, body, offset, length, receivedNanos, epochNs) -> {
                    JsonNode page = status == 200 ? parse(body, offset, length) : null;
                    if (page == null || !page.path("fills").isArray()) {
                        finish(false);
                        return;
                    }
                    if (number == 1) {
                        readStartedSeconds = TimeUnit.NANOSECONDS.toSeconds(epochNs);
                    }
                    events.stamp(epochNs, 0, receivedNanos);
                    page.path("fills").forEach(fill -> publish(fill, epochNs, receivedNanos));
                    String next = page.path("cursor").asText("");
                    if (next.isEmpty() || next.equals(cursor) || number == MAX_PAGES) {
                        finish(next.isEmpty());
                    } else {
                        page(next, number + 1);
                    }
                },
                failure -> finish(false));
    }

    private void publish(JsonNode fill, long epochNs, long receivedNanos) {
        int market = markets.indexOf(
                fill.path("market_ticker").asText(fill.path("ticker").asText("")));
        String side = fill.path("book_side").asText("");
        String tradeId = fill.path("trade_id").asText(fill.path("fill_id").asText(""));
        if (market == TextMap.ABSENT) {
            return;
        }
        String venueOrderId = fill.path("order_id").asText("");
        long price;
        long qty;
        long fee;
        try {
            price = Micros.parse(fill.path("yes_price_dollars").asText(""));
            qty = Micros.parse(fill.path("count_fp").asText(""));
            fee = fee(fill.path("fee_cost"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            counters.count(UserCounter.FILL_FAULTS);
            return;
        }
        if (tradeId.isEmpty() || !side.equals("bid") && !side.equals("ask") || qty <= 0) {
            counters.count(UserCounter.FILL_FAULTS);
            return;
        }
        long orderId = venueOrderId.isEmpty() ? 0 : orders.orderIdOf(venueOrderId);
        if (orderId == 0 && orders.hasUnnamed()) {
            return; // may belong to an order whose venue id is not known yet; a later read tells
        }
        events.stamp(epochNs, TimeUnit.SECONDS.toNanos(fill.path("ts").asLong(0)), receivedNanos);
        boolean added = publisher.publish(
                tradeId,
                venueOrderId,
                orderId,
                market,
                side.equals("bid"),
                fill.path("is_taker").asBoolean(true),
                price,
                qty,
                fee);
        if (added) {
            counters.count(UserCounter.FILLS_FROM_LIST);
        }
    }

    /** A fee finer than a micro is rounded up, against us. */
    private static long fee(JsonNode cost) {
        return cost.isMissingNode() || cost.isNull()
                ? Micros.NULL
                : new BigDecimal(cost.asText())
                        .movePointRight(6)
                        .setScale(0, RoundingMode.CEILING)
                        .longValueExact();
    }

    private void finish(boolean complete) {
        reading = false;
        if (complete) {
            sinceSeconds = Math.max(sinceSeconds, readStartedSeconds - OVERLAP_SECONDS);
        } else {
            counters.count(UserCounter.LIST_FAILURES);
        }
        List<Consumer<Boolean>> hearers = List.copyOf(told);
        told.clear();
        if (again) {
            again = false;
            told.addAll(waiting);
            waiting.clear();
            reading = true;
            page("", 1);
        }
        hearers.forEach(hearer -> hearer.accept(complete));
    }

    private static JsonNode parse(DirectBuffer body, int offset, int length) {
        byte[] bytes = new byte[length];
        body.getBytes(offset, bytes);
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }
}
