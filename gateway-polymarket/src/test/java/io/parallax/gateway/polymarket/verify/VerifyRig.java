package io.parallax.gateway.polymarket.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A verifier of one market fed with messages as Jackson reads them, and beside it the same book as plain trees, to which
 * every message is applied whole: what a test leaves out or alters reaches the verifier only.
 */
final class VerifyRig implements VerifyListener {
    static final String MARKET = "0x2aaeb40ad2a1ad262d75d5c52bff1a9f801fb72e65774343729fe103ee9fa308";
    static final String YES = "58726851105893121441976415044785550794620582864839872973127370351200548678811";
    static final String NO = "40113202025193181740822500498877260546965498642740503547096491847887927548587";

    final MarketTable markets;
    final Counters<VerifyCounter> counters = new Counters<>(VerifyCounter.class);
    final BookVerifier verifier;
    final List<String> told = new ArrayList<>();
    final TreeMap<Long, Long> bids = new TreeMap<>();
    final TreeMap<Long, Long> asks = new TreeMap<>();
    private final String yes;

    /** What a test does to the levels the verifier sees. */
    interface Tamper {
        /** @return quantity to apply, -1 = leave the level out */
        long qtyMicros(boolean bid, long priceMicros, long qtyMicros);
    }

    VerifyRig(String market, String yes, String no, long tickMicros) {
        markets = new MarketTable(List.of(new PolymarketMarket(7, market, yes, no)));
        markets.tickMicros(0, tickMicros);
        markets.hashedWith(0, 5 * Micros.ONE, false);
        verifier = new BookVerifier(markets, counters, this);
        verifier.follow(0);
        this.yes = yes;
    }

    static VerifyRig recorded() {
        return new VerifyRig(MARKET, YES, NO, 10_000);
    }

    @Override
    public void onVerified(int slot) {
        told.add("verified");
    }

    @Override
    public void onMismatch(int slot) {
        told.add("mismatch");
    }

    void feed(JsonNode frame, long nowNanos) {
        feed(frame, nowNanos, (bid, price, qty) -> qty);
    }

    void feed(JsonNode frame, long nowNanos, Tamper tamper) {
        if (frame.isArray()) {
            frame.forEach(message -> feed(message, nowNanos, tamper));
        } else if (frame.has("bids")) {
            book(frame, nowNanos, tamper);
        } else if (frame.has("price_changes")) {
            changes(frame, nowNanos, tamper);
        } else if (frame.path("event_type").asText().equals("last_trade_price")) {
            long price = Micros.parse(frame.path("price").asText());
            verifier.trade(0, isYes(frame) ? price : Micros.ONE - price, nowNanos);
        } else if (frame.path("event_type").asText().equals("tick_size_change")) {
            markets.tickMicros(0, Micros.parse(frame.path("new_tick_size").asText()));
            verifier.tick(0);
        }
    }

    private boolean isYes(JsonNode message) {
        return message.path("asset_id").asText().equals(yes);
    }

    private void book(JsonNode book, long nowNanos, Tamper tamper) {
        bids.clear();
        asks.clear();
        verifier.beginBook(0, timestampNs(book), nowNanos);
        for (String name : List.of("bids", "asks")) {
            for (JsonNode level : book.path(name)) {
                boolean bid = name.equals("bids") == isYes(book);
                long price = price(level, isYes(book));
                long qty = Micros.parse(level.path("size").asText());
                keep(bid, price, qty);
                long seen = tamper.qtyMicros(bid, price, qty);
                if (seen >= 0) {
                    verifier.add(0, bid, price, seen);
                }
            }
        }
        JsonNode last = book.path("last_trade_price");
        if (last.isTextual()) {
            String text = last.asText();
            verifier.endBook(
                    0,
                    text.isEmpty() ? BookVerifier.NEVER_TRADED : Micros.parse(text),
                    text.isEmpty() ? 3 : text.length() - text.indexOf('.') - 1,
                    book.path("version").asText().equals("v2"));
        } else {
            verifier.endBookOfTrade(0, nowNanos);
        }
        verifier.hash(0, bytes(book.path("hash").asText()), 0, !isYes(book));
    }

    private void changes(JsonNode message, long nowNanos, Tamper tamper) {
        JsonNode told = message.path("price_changes").get(0);
        for (JsonNode change : message.path("price_changes")) {
            told = isYes(change) ? change : told;
        }
        UnsafeBuffer hash = bytes(told.path("hash").asText());
        verifier.beginChanges(0, timestampNs(message), hash, 0, !isYes(told), nowNanos);
        for (JsonNode change : message.path("price_changes")) {
            boolean bid = change.path("side").asText().toUpperCase(Locale.ROOT).equals("BUY") == isYes(change);
            long price = price(change, isYes(change));
            long qty = Micros.parse(change.path("size").asText());
            keep(bid, price, qty);
            long seen = tamper.qtyMicros(bid, price, qty);
            if (seen >= 0) {
                verifier.set(0, bid, price, seen);
            }
        }
        verifier.hash(0, hash, 0, !isYes(told));
    }

    private void keep(boolean bid, long price, long qty) {
        TreeMap<Long, Long> side = bid ? bids : asks;
        if (qty == 0) {
            side.remove(price);
        } else {
            side.put(price, qty);
        }
    }

    private static long price(JsonNode level, boolean isYes) {
        long price = Micros.parse(level.path("price").asText());
        return isYes ? price : Micros.ONE - price;
    }

    private static long timestampNs(JsonNode message) {
        return message.path("timestamp").asLong() * 1_000_000;
    }

    private static UnsafeBuffer bytes(String hash) {
        return new UnsafeBuffer(hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the verifier's levels are those of the trees. */
    boolean isTrue() {
        HashedBook book = verifier.proof(0).book();
        HashedBook truth = new HashedBook();
        bids.forEach((price, qty) -> truth.add(true, price, qty));
        asks.forEach((price, qty) -> truth.add(false, price, qty));
        return text(book).equals(text(truth));
    }

    private static String text(HashedBook book) {
        Preimage preimage = new Preimage();
        book.write(preimage, new byte[0], 0, false);
        preimage.end();
        return preimage.text();
    }
}
