package io.parallax.gateway.kalshi.market;

import io.parallax.testkit.EngineBooks;
import io.parallax.testkit.RandomJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The venue with a few markets that move at random, and the frames by which it would tell on one connection: snapshots,
 * changes, prints, life cycle, answers to commands, numbered by subscription, in any spelling that JSON allows. The same
 * random source gives the same stream.
 */
final class RandomVenue {
    /** Bands of the grids in use: start, end and step in turn. */
    static final String[][] GRIDS = {
        {"0", "1", "0.01"},
        {"0", "1", "0.001"},
        {"0", "0.1", "0.001", "0.1", "0.9", "0.01", "0.9", "1", "0.001"},
        {"0", "0.05", "0.0001", "0.05", "0.95", "0.001", "0.95", "1", "0.0001"}
    };

    private static final BigDecimal ONE = BigDecimal.ONE;
    private static final int TRADES = 7;
    private static final int LIFECYCLES = 8;
    private static final int MAX_LEVELS = 90;

    private final Random random;
    private final RandomJson json;
    private final boolean yesPrices;
    private final List<Market> markets = new ArrayList<>();
    private final long[] sequences = new long[16];
    private long clockMs = 1_795_185_000_000L;

    /** One market: bids for YES and for NO, each by its own price. */
    static final class Market {
        final String ticker;
        final int sid;
        final TreeMap<BigDecimal, BigDecimal> yes = new TreeMap<>();
        final TreeMap<BigDecimal, BigDecimal> no = new TreeMap<>();
        String[] grid;

        Market(String ticker, int sid, String[] grid) {
            this.ticker = ticker;
            this.sid = sid;
            this.grid = grid;
        }
    }

    RandomVenue(Random random, int count, boolean yesPrices) {
        this.random = random;
        this.yesPrices = yesPrices;
        json = new RandomJson(random, random.nextInt(4) == 0);
        int sids = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            Market market =
                    new Market("KXRND-26NOV21" + i + "-T" + i, 1 + i % sids, GRIDS[random.nextInt(GRIDS.length)]);
            markets.add(market);
            for (int level = random.nextInt(20); level >= 0; level--) {
                move(market);
            }
        }
    }

    List<Market> markets() {
        return markets;
    }

    boolean yesPrices() {
        return yesPrices;
    }

    /** A new connection: numbers start again; the answers to subscribing, then every book. */
    List<byte[]> connect() {
        java.util.Arrays.fill(sequences, 0);
        List<byte[]> frames = new ArrayList<>();
        for (Market market : markets) {
            if (random.nextBoolean()) {
                frames.add(frame(
                        "subscribed",
                        market.sid,
                        false,
                        json.object("channel", json.text("orderbook_delta"), "sid", Integer.toString(market.sid))));
            }
            frames.add(snapshot(market));
        }
        return frames;
    }

    /** What happens next at the venue, in one frame or several. */
    List<byte[]> next() {
        clockMs += random.nextInt(40);
        Market market = markets.get(random.nextInt(markets.size()));
        int dice = random.nextInt(100);
        if (dice < 55) {
            return changes(market);
        }
        if (dice < 63) {
            return List.of(trade(market));
        }
        if (dice < 70) {
            return List.of(snapshot(market));
        }
        if (dice < 74) {
            return regrid(market);
        }
        if (dice < 80) {
            return List.of(lifecycle(market));
        }
        return List.of(dice < 85 ? foreign() : other(market));
    }

    byte[] snapshot(Market market) {
        return frame("orderbook_snapshot", market.sid, true, snapshotBody(market));
    }

    private String snapshotBody(Market market) {
        return json.object(
                "market_ticker",
                json.text(market.ticker),
                "market_id",
                json.text("7f83cad1-c053-41eb-94ca-41a60f08764e"),
                "yes_dollars_fp",
                levels(market.yes, false),
                "no_dollars_fp",
                levels(market.no, yesPrices));
    }

    /** An empty side is left out, or null, or an empty list. */
    private String levels(TreeMap<BigDecimal, BigDecimal> side, boolean complement) {
        if (side.isEmpty()) {
            int dice = random.nextInt(4);
            return dice == 0 ? "[]" : dice == 1 ? "null" : null;
        }
        List<String> items = new ArrayList<>();
        for (Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            BigDecimal price = complement ? ONE.subtract(level.getKey()) : level.getKey();
            items.add(json.array(List.of(price(price), json.decimal(level.getValue(), 2))));
        }
        return json.array(items);
    }

    private String price(BigDecimal price) {
        return random.nextInt(10) == 0 ? json.decimal(price) : json.decimal(price, 4);
    }

    /** One engine action: one message for each level or order it touched. */
    private List<byte[]> changes(Market market) {
        List<byte[]> frames = new ArrayList<>();
        for (int i = random.nextInt(6) == 0 ? random.nextInt(8) : 0; i >= 0; i--) {
            frames.add(frame("orderbook_delta", market.sid, true, delta(market, move(market))));
        }
        return frames;
    }

    private record Change(boolean yes, BigDecimal price, BigDecimal delta) {}

    private Change move(Market market) {
        boolean yes = random.nextBoolean();
        TreeMap<BigDecimal, BigDecimal> side = yes ? market.yes : market.no;
        TreeMap<BigDecimal, BigDecimal> other = yes ? market.no : market.yes;
        BigDecimal price = randomPrice(market.grid, other);
        if ((random.nextInt(3) == 0 || side.size() >= MAX_LEVELS) && !side.isEmpty()) {
            List<BigDecimal> prices = List.copyOf(side.keySet());
            price = random.nextBoolean() ? side.lastKey() : prices.get(random.nextInt(prices.size()));
        }
        BigDecimal before = side.getOrDefault(price, BigDecimal.ZERO);
        BigDecimal after = before.signum() > 0 && random.nextInt(3) > 0
                ? random.nextBoolean() ? BigDecimal.ZERO : before.subtract(new BigDecimal("0.01"))
                : before.add(BigDecimal.valueOf(random.nextInt(5) == 0 ? 1 : 1 + random.nextInt(1_000_000), 2));
        if (after.signum() == 0) {
            side.remove(price);
        } else {
            side.put(price, after);
        }
        return new Change(yes, price, after.subtract(before));
    }

    /** A price of the grid; bids of both legs together rarely reach one dollar. */
    private BigDecimal randomPrice(String[] grid, TreeMap<BigDecimal, BigDecimal> other) {
        int band = 3 * random.nextInt(grid.length / 3);
        BigDecimal start = new BigDecimal(grid[band]);
        BigDecimal step = new BigDecimal(grid[band + 2]);
        int steps = new BigDecimal(grid[band + 1]).subtract(start).divide(step).intValueExact();
        for (int i = 0; ; i++) {
            BigDecimal price =
                    EngineBooks.plain(start.add(step.multiply(BigDecimal.valueOf(random.nextInt(steps + 1)))));
            boolean inside = price.signum() > 0 && price.compareTo(ONE) < 0;
            boolean crosses = !other.isEmpty() && other.lastKey().add(price).compareTo(ONE) >= 0;
            if (inside && (!crosses || random.nextInt(60) == 0)) {
                return price;
            }
            if (i > 30) {
                return new BigDecimal("0.01"); // on every grid
            }
        }
    }

    private String delta(Market market, Change change) {
        boolean complement = !change.yes && yesPrices;
        BigDecimal price = complement ? ONE.subtract(change.price) : change.price;
        return json.object(
                "market_ticker",
                json.text(market.ticker),
                "market_id",
                json.text("7f83cad1-c053-41eb-94ca-41a60f08764e"),
                "price_dollars",
                price(price),
                "delta_fp",
                json.decimal(change.delta, 2),
                "side",
                json.text(change.yes ? "yes" : "no"),
                "ts_ms",
                Long.toString(clockMs),
                "ts",
                random.nextBoolean() ? json.text("2026-11-20T04:38:12.123456Z") : null,
                "client_order_id",
                random.nextInt(8) == 0 ? json.value(0) : null);
    }

    private byte[] trade(Market market) {
        BigDecimal price = randomPrice(market.grid, new TreeMap<>());
        return frame(
                "trade",
                TRADES,
                true,
                json.object(
                        "trade_id",
                        json.text("d91bc706-ee49-470d-82d8-11418bda6fed"),
                        "market_ticker",
                        json.text(market.ticker),
                        "yes_price_dollars",
                        price(price),
                        "no_price_dollars",
                        price(ONE.subtract(price)),
                        "count_fp",
                        json.decimal(BigDecimal.valueOf(1 + random.nextInt(10_000), 2), 2),
                        "taker_outcome_side",
                        json.text("no"),
                        "taker_book_side",
                        json.text(random.nextBoolean() ? "bid" : "ask"),
                        "is_block_trade",
                        random.nextInt(6) == 0 ? "true" : random.nextBoolean() ? "false" : null,
                        "ts",
                        Long.toString(clockMs / 1000),
                        "ts_ms",
                        Long.toString(clockMs)));
    }

    /** A grid, sometimes the one there is; usually the new book follows. */
    private List<byte[]> regrid(Market market) {
        String[] grid = random.nextInt(4) == 0 ? market.grid : GRIDS[random.nextInt(GRIDS.length)];
        if (grid != market.grid) {
            market.yes.clear();
            market.no.clear();
        }
        market.grid = grid;
        List<String> bands = new ArrayList<>();
        for (int i = 0; i < grid.length; i += 3) {
            bands.add(json.object(
                    "start",
                    price(new BigDecimal(grid[i])),
                    "end",
                    price(new BigDecimal(grid[i + 1])),
                    "step",
                    price(new BigDecimal(grid[i + 2]))));
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(frame(
                "market_lifecycle_v2",
                LIFECYCLES,
                random.nextInt(4) > 0,
                json.object(
                        "market_ticker",
                        json.text(market.ticker),
                        "event_type",
                        json.text("price_level_structure_updated"),
                        "exchange_index",
                        "2",
                        "price_level_structure",
                        json.text("banded"),
                        "price_ranges",
                        json.array(bands))));
        if (random.nextInt(4) > 0) {
            frames.add(snapshot(market));
        }
        return frames;
    }

    private byte[] lifecycle(Market market) {
        String kind = new String[] {
                    "created",
                    "activated",
                    "deactivated",
                    "close_date_updated",
                    "determined",
                    "settled",
                    "metadata_updated",
                    "renamed"
                }
                [random.nextInt(8)];
        boolean determined = kind.equals("determined");
        return frame(
                "market_lifecycle_v2",
                LIFECYCLES,
                random.nextInt(4) > 0,
                json.object(
                        "market_ticker",
                        json.text(random.nextInt(5) == 0 ? "KXOTHER-1" : market.ticker),
                        "event_type",
                        json.text(kind),
                        "result",
                        determined ? json.text(random.nextBoolean() ? "yes" : "scalar") : null,
                        "settlement_value",
                        determined && random.nextBoolean() ? "\"0.5500\"" : null,
                        "additional_metadata",
                        json.value(3),
                        "close_ts",
                        "1795185999",
                        "is_deactivated",
                        "false"));
    }

    /** Of markets we do not follow. */
    private byte[] foreign() {
        Market stranger = new Market("KXOTHER-26NOV21-T1", 1, GRIDS[0]);
        Change change = move(stranger);
        return random.nextBoolean()
                ? frame("orderbook_delta", 1, true, delta(stranger, change))
                : frame("orderbook_snapshot", 1, true, snapshotBody(stranger));
    }

    /** What says nothing about our books, numbered or not. */
    private byte[] other(Market market) {
        return switch (random.nextInt(10)) {
            case 0 ->
                frame(
                        "ticker",
                        9,
                        false,
                        json.object(
                                "market_ticker",
                                json.text(market.ticker),
                                "price_dollars",
                                "\"0.5000\"",
                                "yes_bid_dollars",
                                "\"0.0000\"",
                                "dollar_volume",
                                "17"));
            case 1 ->
                frame(
                        "ok",
                        market.sid,
                        true,
                        json.object("market_tickers", json.array(List.of(json.text(market.ticker)))));
            case 2 -> frame("ok", market.sid, true, null);
            case 3 -> frame("event_lifecycle", LIFECYCLES, random.nextBoolean(), json.object("title", json.value(0)));
            case 4 ->
                frame(
                        "event_fee_update",
                        LIFECYCLES,
                        true,
                        json.object("event_ticker", json.text("KXRND-26NOV21"), "fee_multiplier_override", "null"));
            case 5 -> frame("market_position", 10, false, json.object("market_ticker", json.text(market.ticker)));
            case 6 -> frame("cfbenchmarks_value", 11, true, json.value(3));
            case 7 -> frame("error", -1, false, json.object("code", "6", "msg", json.text("already subscribed")));
            case 8 -> frame("fill", 12, false, json.object("trade_id", json.value(0)));
            default -> frame("subscribed", 13, false, json.object("channel", json.text("trade"), "sid", "13"));
        };
    }

    private byte[] frame(String type, int sid, boolean numbered, String body) {
        String sequence = numbered ? Long.toString(++sequences[sid]) : null;
        String text = json.object(
                "type",
                json.text(type),
                "sid",
                sid < 0 ? null : Integer.toString(sid),
                "seq",
                sequence,
                "id",
                random.nextInt(4) == 0 ? "3" : null,
                "msg",
                body,
                "sending_ts_ms",
                random.nextInt(4) > 0 ? Long.toString(clockMs + 2) : null);
        return (json.blank() + text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
