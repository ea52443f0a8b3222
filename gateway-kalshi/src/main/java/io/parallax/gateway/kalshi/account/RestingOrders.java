package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.net.EpochClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What rests in the venue's books for us. Reads lag writes, so an order is called foreign, or left over after its end, only when
 * it stands in two lists two seconds apart. Event loop only.
 */
final class RestingOrders {
    static final long AGAIN_MS = 2_000;
    private static final String LIST = "/portfolio/orders?status=resting&limit=200";

    private final Pages pages;
    private final Markets markets;
    private final OrderNews orders;
    private final EventWriter events;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Counters<AccountCounter> counters;
    private final Consumer<String> cancelLeftOver;

    /** @param cancelLeftOver takes the path of an order that rests after its end */
    RestingOrders(
            Pages pages,
            Markets markets,
            OrderNews orders,
            EventWriter events,
            EventLoop loop,
            EpochClock clock,
            Counters<AccountCounter> counters,
            Consumer<String> cancelLeftOver) {
        this.pages = pages;
        this.markets = markets;
        this.orders = orders;
        this.events = events;
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
        this.cancelLeftOver = cancelLeftOver;
    }

    /** Reads the list. @param done told how many orders rest, negative when it could not be read */
    void count(Consumer<Integer> done) {
        counters.count(AccountCounter.ORDER_LOOKS);
        pages.list(LIST, "orders", rows -> done.accept(rows == null ? -1 : rows.size()));
    }

    /** Reads the list, and again where that is needed, and tells what rests. @param done told whether it could be read */
    void look(Consumer<Boolean> done) {
        counters.count(AccountCounter.ORDER_LOOKS);
        pages.list(LIST, "orders", rows -> {
            if (rows == null) {
                done.accept(false);
                return;
            }
            Set<String> odd = new HashSet<>();
            for (JsonNode row : rows) {
                if (orders.restingId(clientId(row)) <= 0) {
                    odd.add(venueId(row));
                }
            }
            tell(rows, Set.of());
            if (odd.isEmpty()) {
                done.accept(true);
            } else {
                loop.schedule(() -> lookAgain(odd, done), AGAIN_MS, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void lookAgain(Set<String> odd, Consumer<Boolean> done) {
        counters.count(AccountCounter.ORDER_LOOKS);
        pages.list(LIST, "orders", rows -> {
            if (rows != null) {
                List<JsonNode> still = new ArrayList<>(rows);
                still.removeIf(row -> !odd.contains(venueId(row)));
                tell(still, odd);
            }
            done.accept(rows != null);
        });
    }

    /** @param odd orders that were seen before and were none of ours that live */
    private void tell(List<JsonNode> rows, Set<String> odd) {
        for (JsonNode row : rows) {
            long orderId = orders.restingId(clientId(row));
            boolean twice = odd.contains(venueId(row));
            if (orderId > 0) {
                seen(row, orderId);
            } else if (twice && orderId < 0) {
                seen(row, -orderId);
                cancelLeftOver.accept("/portfolio/events/orders/" + venueId(row) + "?market_ticker="
                        + row.path("ticker").asText("")
                        + "&exchange_index=" + row.path("exchange_index").asInt(0));
            } else if (twice) {
                counters.count(AccountCounter.FOREIGN_ORDERS);
                seen(row, Micros.NULL);
            }
        }
    }

    private void seen(JsonNode row, long orderId) {
        int market = markets.indexOf(row.path("ticker").asText(""));
        long remaining;
        try {
            remaining = Micros.parse(row.path("remaining_count_fp").asText(""));
        } catch (IllegalArgumentException | ArithmeticException e) {
            counters.count(AccountCounter.FAULTS);
            remaining = 0;
        }
        events.stamp(clock.epochNanos(), 0, 0);
        events.openOrderSeen(
                orderId, market == TextMap.ABSENT ? -1 : markets.instrumentId(market), remaining, venueId(row));
    }

    private static String clientId(JsonNode row) {
        return row.path("client_order_id").asText("");
    }

    private static String venueId(JsonNode row) {
        return row.path("order_id").asText("");
    }
}
