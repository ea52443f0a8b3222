package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.kalshi.order.OrderInquiry;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads lists page by page, whole or not at all. What may pass, a 429, a 5xx, a lost connection, is asked again twice. Event loop
 * only; cold.
 */
final class Pages {
    private static final String PRIVATE = "/portfolio/";
    private static final int MAX_PAGES = 50;
    private static final int TRIES = 3;
    private static final long PAUSE_MS = 300;

    private final PrivateCalls calls;
    private final EventLoop loop;
    private final Counters<AccountCounter> counters;

    Pages(PrivateCalls calls, EventLoop loop, Counters<AccountCounter> counters) {
        this.calls = calls;
        this.loop = loop;
        this.counters = counters;
    }

    /**
     * Reads a list.
     *
     * @param path with a query
     * @param field that holds the items of a page
     * @param done told every item, or null when any page could not be read
     */
    void list(String path, String field, Consumer<List<JsonNode>> done) {
        page(path, field, "", 1, new ArrayList<>(), done);
    }

    private void page(
            String path, String field, String cursor, int number, List<JsonNode> items, Consumer<List<JsonNode>> done) {
        get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor), answer -> {
            if (answer == null || !answer.path(field).isArray()) {
                counters.count(AccountCounter.FAILURES);
                done.accept(null);
                return;
            }
            answer.path(field).forEach(items::add);
            String next = answer.path("cursor").asText("");
            if (next.isEmpty()) {
                done.accept(items);
            } else if (next.equals(cursor) || number == MAX_PAGES) {
                counters.count(AccountCounter.FAILURES);
                done.accept(null);
            } else {
                page(path, field, next, number + 1, items, done);
            }
        });
    }

    /** Reads one answer. @param done told it, or null when it could not be read */
    void get(String path, Consumer<JsonNode> done) {
        counters.count(AccountCounter.READS);
        attempt(path, 1, done);
    }

    private void attempt(String path, int number, Consumer<JsonNode> done) {
        PrivateCalls.Answer answer = (status, body, offset, length, nanos, epochNs) -> {
            if (status < 300) {
                done.accept(OrderInquiry.parse(body, offset, length));
            } else if (status == 429 || status >= 500) {
                again(path, number, done);
            } else {
                done.accept(null);
            }
        };
        if (path.startsWith(PRIVATE)) {
            calls.send("GET", path, answer, failure -> again(path, number, done));
        } else {
            calls.readPublic(path, answer, failure -> again(path, number, done));
        }
    }

    private void again(String path, int number, Consumer<JsonNode> done) {
        if (number == TRIES) {
            done.accept(null);
            return;
        }
        counters.count(AccountCounter.RETRIES);
        loop.schedule(() -> attempt(path, number + 1, done), PAUSE_MS * number, TimeUnit.MILLISECONDS);
    }
}
