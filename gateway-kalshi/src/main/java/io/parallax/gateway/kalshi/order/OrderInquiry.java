package io.parallax.gateway.kalshi.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.LateArrival;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * What became of an order. The venue has no look-up by client id, so the orders of the market are listed and searched.
 * Absence proves nothing once: reads lag writes, and a request may still be on its way. An order ends as killed only when a
 * second list, more than a second later and asked for when its request can no longer arrive ({@link LateArrival}), does not
 * hold it either and the fills read after that hold none that may be its. Fills carry no client id: one of an
 * order that neither our table nor the list names is a doubt, and the order stays unknown until it is asked about again.
 * Every inquiry ends with an event about the order, unless its end was published meanwhile. Cold: reads with Jackson.
 */
public final class OrderInquiry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECOND_READ_MS = 1_100;
    private static final long OVERLAP_SECONDS = 5;
    private static final int MAX_PAGES = 50;

    private final PrivateCalls calls;
    private final Markets markets;
    private final OrderTable orders;
    private final long secondReadMs;
    private final EventLoop loop;
    private final EpochClock clock;
    private final EventWriter events;
    private final Counters<OrderCounter> counters;

    /** One look at the orders of a market. */
    private static final class Look {
        private final boolean second;
        private final boolean early;
        /** The venue's ids of the orders it saw. */
        private final Set<String> listed = new HashSet<>();

        /** @param early whether the order's request might still have arrived after it began */
        Look(boolean second, boolean early) {
            this.second = second;
            this.early = early;
        }
    }

    /** What is done with the pages of a list. */
    private interface Pages {
        /** @return false when the search is over */
        boolean onPage(JsonNode items);

        void onEnd();
    }

    public OrderInquiry(
            PrivateCalls calls,
            Markets markets,
            OrderTable orders,
            EventLoop loop,
            EpochClock clock,
            EventWriter events,
            Counters<OrderCounter> counters) {
        this(calls, markets, orders, loop, clock, events, counters, SECOND_READ_MS);
    }

    OrderInquiry(
            PrivateCalls calls,
            Markets markets,
            OrderTable orders,
            EventLoop loop,
            EpochClock clock,
            EventWriter events,
            Counters<OrderCounter> counters,
            long secondReadMs) {
        this.calls = calls;
        this.markets = markets;
        this.orders = orders;
        this.secondReadMs = secondReadMs;
        this.loop = loop;
        this.clock = clock;
        this.events = events;
        this.counters = counters;
    }

    /** Asks, unless the order's end was published or it is being asked about already. */
    void ask(OrderTable.Entry order) {
        if (!order.isDone() && !order.asking) {
            order.asking = true;
            look(order, new Look(false, true));
        }
    }

    private void look(OrderTable.Entry order, Look look) {
        read(order, "orders", "", 1, new Pages() {
            @Override
            public boolean onPage(JsonNode items) {
                return !foundIn(items, order, look);
            }

            @Override
            public void onEnd() {
                if (look.second) {
                    searchFills(order, look);
                } else {
                    loop.schedule(() -> lookAgain(order), secondReadMs, TimeUnit.MILLISECONDS);
                }
            }
        });
    }

    private boolean foundIn(JsonNode items, OrderTable.Entry order, Look look) {
        for (JsonNode item : items) {
            if (order.clientOrderId().equals(item.path("client_order_id").asText())) {
                onFound(order, item);
                return true;
            }
            look.listed.add(item.path("order_id").asText());
        }
        return false;
    }

    private void lookAgain(OrderTable.Entry order) {
        if (order.isDone()) {
            order.asking = false;
        } else {
            look(order, new Look(true, LateArrival.isPossible(order.sentNs, clock.epochNanos())));
        }
    }

    private void searchFills(OrderTable.Entry order, Look look) {
        read(order, "fills", "", 1, new Pages() {
            @Override
            public boolean onPage(JsonNode items) {
                for (JsonNode item : items) {
                    if (mayBeOf(order, look, item.path("order_id").asText())) {
                        counters.count(OrderCounter.STRAY_FILLS);
                        doubt(order, UnknownCause.UNREADABLE);
                        return false;
                    }
                }
                return true;
            }

            @Override
            public void onEnd() {
                if (look.early) {
                    doubt(order, UnknownCause.TIMEOUT);
                } else {
                    end(order, 0);
                }
            }
        });
    }

    /** Whether a fill may belong to the order: it names it, or it names none that is known to be another. */
    private boolean mayBeOf(OrderTable.Entry order, Look look, String venueOrderId) {
        if (venueOrderId.isEmpty() || venueOrderId.equals(order.venueOrderId)) {
            return true;
        }
        return orders.orderIdOf(venueOrderId) == 0 && !look.listed.contains(venueOrderId);
    }

    /** Reads a list of the order's market since it was sent, page by page; what cannot be read is a doubt. */
    private void read(OrderTable.Entry order, String list, String cursor, int number, Pages pages) {
        counters.count(OrderCounter.QUERIES);
        long since = TimeUnit.NANOSECONDS.toSeconds(order.sentNs) - OVERLAP_SECONDS;
        String path = "/portfolio/" + list + "?ticker=" + markets.ticker(order.market) + "&min_ts=" + since
                + "&limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
        calls.send(
                "GET",
                path,
                (status, body, offset, length, nanos, epochNs) -> {
                    events.stamp(epochNs, 0, nanos);
                    JsonNode page = status == 200 ? parse(body, offset, length) : null;
                    if (page == null || !page.path(list).isArray()) {
                        doubt(order, status >= 500 ? UnknownCause.SERVER_ERROR : UnknownCause.UNREADABLE);
                        return;
                    }
                    if (!pages.onPage(page.path(list))) {
                        return;
                    }
                    String next = page.path("cursor").asText("");
                    if (next.isEmpty()) {
                        pages.onEnd();
                    } else if (next.equals(cursor) || number == MAX_PAGES) {
                        doubt(order, UnknownCause.UNREADABLE);
                    } else {
                        read(order, list, next, number + 1, pages);
                    }
                },
                failure -> onFailure(order, failure));
    }

    private void onFound(OrderTable.Entry order, JsonNode item) {
        order.venueOrderId = item.path("order_id").asText("");
        long filled;
        try {
            filled = Micros.parse(item.path("fill_count_fp").asText(""));
        } catch (IllegalArgumentException e) {
            doubt(order, UnknownCause.UNREADABLE);
            return;
        }
        switch (item.path("status").asText("")) {
            case "resting" -> {
                order.asking = false;
                order.accept();
                if (!order.isDone()) {
                    events.accepted(order.orderId, order.venueOrderId);
                }
            }
            case "executed", "canceled" -> end(order, filled);
            default -> doubt(order, UnknownCause.UNREADABLE);
        }
    }

    private void end(OrderTable.Entry order, long filledMicros) {
        order.asking = false;
        if (order.end()) {
            events.done(order.orderId, order.reason(filledMicros), filledMicros);
        }
    }

    private void doubt(OrderTable.Entry order, UnknownCause cause) {
        order.asking = false;
        if (!order.isDone()) {
            events.unknown(order.orderId, cause);
        }
    }

    private void onFailure(OrderTable.Entry order, HttpFailure failure) {
        events.stamp(clock.epochNanos(), 0, 0);
        boolean silent = failure == HttpFailure.TIMEOUT || failure == HttpFailure.NO_CONNECTION;
        doubt(order, silent ? UnknownCause.TIMEOUT : UnknownCause.CONNECTION_LOST);
    }

    /** The body as a tree, null when it is no JSON. */
    public static JsonNode parse(DirectBuffer body, int offset, int length) {
        byte[] bytes = new byte[length];
        body.getBytes(offset, bytes);
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }
}
