package io.parallax.gateway.polymarket.market;

import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.testkit.RandomJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * The venue with a few markets that move at random, and the frames by which it would tell: every message, in the shapes of
 * every era, for one token of a market or both, in any spelling that JSON allows. The same random source gives the same
 * stream.
 */
final class RandomVenue {
    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final String[] TICKS = {"0.1", "0.01", "0.005", "0.0025", "0.001", "0.0001"};
    private static final int MAX_LEVELS = 90;

    private final Random random;
    private final RandomJson json;
    private final List<Market> markets = new ArrayList<>();
    private long clockMs = 1_790_767_298_640L;

    /** One market: its book in terms of the first outcome, best first. */
    static final class Market {
        final PolymarketMarket listing;
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        BigDecimal tick;

        Market(PolymarketMarket listing, BigDecimal tick) {
            this.listing = listing;
            this.tick = tick;
        }

        String token(boolean second) {
            return second ? listing.noTokenId() : listing.yesTokenId();
        }
    }

    RandomVenue(Random random, int count) {
        this.random = random;
        json = new RandomJson(random, random.nextInt(4) == 0);
        for (int i = 0; i < count; i++) {
            PolymarketMarket listing = new PolymarketMarket(3 * i + 1, condition(i), token(2 * i), token(2 * i + 1));
            Market market = new Market(listing, new BigDecimal(TICKS[random.nextInt(TICKS.length)]));
            markets.add(market);
            for (int level = random.nextInt(20); level >= 0; level--) {
                move(market);
            }
        }
    }

    static String condition(int market) {
        return "0x" + String.format("%064x", 0x5a00 + market);
    }

    static String token(int number) {
        return "587268511058931214419764150447855507945820624839872973127370351200548" + (1_000_000 + number);
    }

    List<Market> markets() {
        return markets;
    }

    List<PolymarketMarket> listings() {
        return markets.stream().map(market -> market.listing).toList();
    }

    /** The books of every market at once, as after subscribing. */
    byte[] dump() {
        List<String> books = new ArrayList<>();
        for (Market market : markets) {
            books.add(book(market, false, true));
            books.add(book(market, true, true));
        }
        Collections.shuffle(books, random);
        return frame(json.array(books));
    }

    /** The books of one market. */
    byte[] snapshot(Market market) {
        List<String> books = new ArrayList<>();
        int which = random.nextInt(4);
        if (which != 0) {
            books.add(book(market, false, random.nextBoolean()));
        }
        if (which != 1) {
            books.add(book(market, true, random.nextBoolean()));
        }
        Collections.shuffle(books, random);
        return frame(books.size() == 1 && random.nextBoolean() ? books.get(0) : json.array(books));
    }

    /** What happens next at the venue, in one frame or several. */
    List<byte[]> next() {
        clockMs += random.nextInt(40);
        Market market = markets.get(random.nextInt(markets.size()));
        int dice = random.nextInt(100);
        if (dice < 55) {
            return List.of(frame(change(market)));
        }
        if (dice < 65) {
            return trade(market);
        }
        if (dice < 70) {
            return List.of(snapshot(market));
        }
        if (dice < 74) {
            return tick(market);
        }
        if (dice < 76) {
            return List.of(frame(changesOfSeveral()));
        }
        if (dice < 77) {
            return List.of(dump());
        }
        return List.of(dice < 84 ? foreign() : other(market));
    }

    private byte[] frame(String text) {
        String end = random.nextInt(3) == 0 ? "\n" : "";
        return (json.blank() + text + end).getBytes(StandardCharsets.UTF_8);
    }

    /** One level moves; returns its price and side in terms of the first outcome. */
    private Level move(Market market) {
        int steps = ONE.divide(market.tick).intValueExact();
        boolean bid = random.nextBoolean();
        BigDecimal middle = steps > 2 && random.nextInt(60) > 0 ? new BigDecimal(steps / 2) : null;
        int index = 1 + random.nextInt(steps - 1);
        if (middle != null) {
            // Bids below the middle, asks from it on: never crossed, rarely near.
            int half = steps / 2;
            int away = Math.min(random.nextInt(half), random.nextInt(half));
            index = bid ? Math.max(1, half - 1 - away) : Math.min(steps - 1, half + away);
        }
        BigDecimal price = market.tick.multiply(new BigDecimal(index)).stripTrailingZeros();
        TreeMap<BigDecimal, BigDecimal> side = bid ? market.bids : market.asks;
        boolean gone = random.nextInt(4) == 0 || side.size() >= MAX_LEVELS;
        if (gone && !side.isEmpty() && random.nextInt(8) > 0) {
            List<BigDecimal> prices = List.copyOf(side.keySet());
            price = random.nextBoolean() ? prices.get(0) : prices.get(random.nextInt(prices.size()));
        }
        BigDecimal size = gone ? BigDecimal.ZERO : size();
        if (gone) {
            side.remove(price);
        } else {
            side.put(price, size);
        }
        return new Level(bid, price, size);
    }

    private BigDecimal size() {
        return switch (random.nextInt(5)) {
            case 0 -> new BigDecimal(1 + random.nextInt(50));
            case 1 -> BigDecimal.valueOf(1 + random.nextInt(100_000), 2);
            case 2 -> BigDecimal.valueOf(1 + random.nextInt(10_000_000), 6);
            case 3 -> new BigDecimal(1 + random.nextInt(1_000_000));
            default -> new BigDecimal("1000000000");
        };
    }

    private record Level(boolean bid, BigDecimal price, BigDecimal size) {}

    private String change(Market market) {
        int era = random.nextInt(10);
        boolean second = random.nextBoolean();
        if (era == 0) {
            Level level = move(market);
            return json.object(members(
                    entry(market, level, second), "event_type", json.text("price_change"), "market", id(market)));
        }
        List<String> entries = new ArrayList<>();
        Set<String> moved = new HashSet<>();
        for (int i = random.nextInt(8) == 0 ? random.nextInt(12) : 0; i >= 0; i--) {
            Level level = move(market);
            if (!moved.add(level.bid + " " + level.price)) {
                break; // a message tells a level once; what moved twice is told by the next book
            }
            if (era == 1) {
                String[] members = entry(market, level, second);
                members[1] = null;
                entries.add(json.object(members));
                continue;
            }
            boolean both = random.nextInt(3) > 0;
            boolean one = random.nextBoolean();
            if (both || !one) {
                entries.add(json.object(entry(market, level, false)));
            }
            if (both || one) {
                entries.add(json.object(entry(market, level, true)));
            }
        }
        return json.object(
                "market",
                id(market),
                "asset_id",
                era == 1 ? json.text(market.token(second)) : null,
                era == 1 ? "changes" : "price_changes",
                json.array(entries),
                "timestamp",
                time(),
                "event_type",
                era == 2 ? null : json.text("price_change"));
    }

    /** One message about several markets, without a market of its own. */
    private String changesOfSeveral() {
        List<String> entries = new ArrayList<>();
        for (Market market : markets) {
            entries.add(json.object(entry(market, move(market), random.nextBoolean())));
        }
        return json.object(
                "price_changes", json.array(entries), "event_type", json.text("price_change"), "timestamp", time());
    }

    private String[] entry(Market market, Level level, boolean second) {
        BigDecimal price = second ? ONE.subtract(level.price) : level.price;
        String word = level.bid != second ? "BUY" : "SELL";
        String side = random.nextInt(6) == 0 ? word.toLowerCase(java.util.Locale.ROOT) : word;
        return new String[] {
            "asset_id", json.text(market.token(second)),
            "price", json.decimal(price),
            "size", json.decimal(level.size),
            "side", json.text(side),
            "hash", json.text(hash()),
            "best_bid", random.nextInt(5) == 0 ? "\"\"" : "\"0.5\"",
            "best_ask", "\"1\""
        };
    }

    private static String[] members(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private String book(Market market, boolean second, boolean dump) {
        return json.object(
                "market",
                id(market),
                "asset_id",
                json.text(market.token(second)),
                "timestamp",
                random.nextInt(5) == 0 ? Long.toString(clockMs) : time(),
                "hash",
                json.text(hash()),
                "bids",
                levels(second ? market.asks : market.bids, second),
                "asks",
                levels(second ? market.bids : market.asks, second),
                "tick_size",
                dump ? json.decimal(market.tick) : null,
                "event_type",
                random.nextInt(12) == 0 ? null : json.text("book"),
                "last_trade_price",
                dump ? random.nextBoolean() ? "\"\"" : "\"0.490\"" : null,
                "min_order_size",
                random.nextInt(6) == 0 ? "\"5\"" : null,
                "neg_risk",
                random.nextInt(6) == 0 ? "false" : null,
                "version",
                dump && random.nextInt(3) == 0 ? "\"v2\"" : null);
    }

    /** Best last, as the venue sends it. */
    private String levels(TreeMap<BigDecimal, BigDecimal> side, boolean second) {
        List<String> items = new ArrayList<>();
        for (Map.Entry<BigDecimal, BigDecimal> level : side.descendingMap().entrySet()) {
            BigDecimal price = second ? ONE.subtract(level.getKey()) : level.getKey();
            items.add(json.object("price", json.decimal(price), "size", json.decimal(level.getValue())));
        }
        return json.array(items);
    }

    /** The books of both tokens, and a little later the print. */
    private List<byte[]> trade(Market market) {
        boolean buys = random.nextBoolean();
        TreeMap<BigDecimal, BigDecimal> side = buys ? market.asks : market.bids;
        BigDecimal price = side.isEmpty() ? market.tick : side.firstKey();
        BigDecimal size = side.isEmpty() ? ONE : side.firstEntry().getValue();
        if (random.nextBoolean()) {
            side.remove(price);
        }
        List<byte[]> frames = new ArrayList<>();
        boolean secondFirst = random.nextBoolean();
        frames.add(frame(book(market, secondFirst, false)));
        if (random.nextInt(5) > 0) {
            frames.add(frame(book(market, !secondFirst, false)));
        }
        boolean second = random.nextBoolean();
        frames.add(frame(json.object(
                "market",
                id(market),
                "asset_id",
                json.text(market.token(second)),
                "price",
                json.decimal(second ? ONE.subtract(price) : price),
                "size",
                random.nextInt(9) == 0 ? "\"\"" : json.decimal(size),
                "fee_rate_bps",
                random.nextBoolean() ? "\"0\"" : "\"\"",
                "side",
                json.text(buys != second ? "BUY" : "SELL"),
                "timestamp",
                time(),
                "event_type",
                json.text("last_trade_price"),
                "transaction_hash",
                random.nextBoolean() ? json.text(condition(77)) : null)));
        return frames;
    }

    /** Another grid, told for one token or both; usually the new book follows. */
    private List<byte[]> tick(Market market) {
        BigDecimal old = market.tick;
        market.tick = new BigDecimal(TICKS[random.nextInt(TICKS.length)]);
        if (market.tick.compareTo(old) != 0) {
            // Orders off the new grid are gone.
            market.bids.keySet().removeIf(price -> price.remainder(market.tick).signum() != 0);
            market.asks.keySet().removeIf(price -> price.remainder(market.tick).signum() != 0);
        }
        List<byte[]> frames = new ArrayList<>();
        boolean second = random.nextBoolean();
        for (int i = random.nextInt(2); i >= 0; i--) {
            frames.add(frame(json.object(
                    "market",
                    id(market),
                    "asset_id",
                    json.text(market.token(second == (i == 0))),
                    "old_tick_size",
                    random.nextBoolean() ? json.decimal(old) : null,
                    "new_tick_size",
                    json.decimal(market.tick),
                    "timestamp",
                    time(),
                    "event_type",
                    json.text("tick_size_change"))));
        }
        if (random.nextInt(4) > 0) {
            frames.add(snapshot(market));
        }
        return frames;
    }

    /** Of markets we do not follow. */
    private byte[] foreign() {
        Market stranger = new Market(
                new PolymarketMarket(99, condition(9_999), token(700_001), token(700_002)), new BigDecimal("0.01"));
        for (int i = 0; i < 4; i++) {
            move(stranger);
        }
        return frame(random.nextBoolean() ? change(stranger) : book(stranger, random.nextBoolean(), true));
    }

    /** What says nothing about our books. */
    private byte[] other(Market market) {
        String token = json.text(market.token(random.nextBoolean()));
        return switch (random.nextInt(8)) {
            case 0 -> "PONG".getBytes(StandardCharsets.US_ASCII);
            case 1 -> "NO NEW ASSETS".getBytes(StandardCharsets.US_ASCII);
            case 2 -> "INVALID OPERATION\n".getBytes(StandardCharsets.US_ASCII);
            case 3 ->
                frame(json.object(
                        "event_type",
                        json.text("best_bid_ask"),
                        "market",
                        id(market),
                        "asset_id",
                        token,
                        "best_bid",
                        "\"\"",
                        "best_ask",
                        "\"0.51\"",
                        "spread",
                        "\"0.01\"",
                        "timestamp",
                        time()));
            case 4 ->
                frame(json.object(
                        "event_type",
                        json.text("new_market"),
                        "id",
                        "\"1234\"",
                        "question",
                        json.value(0),
                        "market",
                        json.text(condition(8_888)),
                        "slug",
                        json.value(3),
                        "assets_ids",
                        "[\"1\", \"2\"]",
                        "outcomes",
                        "[\"Up\", \"D\\u00f6wn\"]",
                        "event_message",
                        json.value(4),
                        "tags",
                        "null",
                        "timestamp",
                        time(),
                        "fee_schedule",
                        "{\"exponent\":\"1\",\"rate\":\"0.05\",\"taker_only\":true}"));
            case 5 ->
                frame(json.object(
                        "event_type",
                        json.text("market_resolved"),
                        "id",
                        "\"55\"",
                        "market",
                        random.nextBoolean() ? id(market) : json.text(condition(8_888)),
                        "assets_ids",
                        json.array(List.of(token)),
                        "winning_asset_id",
                        random.nextBoolean() ? token : "\"\"",
                        "winning_outcome",
                        json.value(0),
                        "timestamp",
                        time()));
            case 6 ->
                frame(json.object(
                        "event_type", json.text("market_hiccup"), "market", id(market), "price", json.value(2)));
            default -> frame(json.array(List.of()));
        };
    }

    private String id(Market market) {
        return json.text(market.listing.conditionId());
    }

    private String time() {
        return json.text(Long.toString(clockMs));
    }

    private String hash() {
        return String.format("%040x", random.nextLong() & Long.MAX_VALUE);
    }
}
