package io.parallax.gateway.polymarket.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The two ways of reading a frame must not be told apart by what they say. */
final class UsualOrderTest {
    private static final String[] COMMAS = {",", ", ", ", "};
    private static final String[] COLONS = {":", ":", ": "};
    private static final String OTHER = "0x01" + "cd".repeat(30) + "00";
    private static final String OTHER_YES = "21";
    private static final String OTHER_NO = "2177";
    private static final String HASH = "e3410359d71458619127b4dd21b72d79b6193e74";
    private static final int ROUNDS = 40_000;

    private Random random = new Random(1);
    private final Way both = new Way(true);
    private final Way general = new Way(false);

    /** A decoder with all it tells. */
    private static final class Way {
        private final MarketTable markets = new MarketTable(List.of(
                new PolymarketMarket(7, MarketRig.MARKET, MarketRig.YES, MarketRig.NO),
                new PolymarketMarket(8, OTHER, OTHER_YES, OTHER_NO)));
        private final SinkLog sink = new SinkLog();
        private final Counters<MarketCounter> counters = new Counters<>(MarketCounter.class);
        private final FaultCounters faults = new FaultCounters();
        private final MarketDecoder decoder;

        Way(boolean usual) {
            MarketDecoder whole = new MarketDecoder(markets, sink, counters, faults);
            decoder = usual ? whole : whole.generalOnly();
            markets.tickMicros(0, 10_000);
        }

        String told() {
            StringBuilder text = new StringBuilder(String.join("\n", sink.lines));
            counters.forEach((name, count) -> {
                if (name != MarketCounter.USUAL_ORDER && name != MarketCounter.GENERAL_ORDER) {
                    text.append('\n').append(name).append(' ').append(count);
                }
            });
            faults.forEachMet(
                    (name, count) -> text.append('\n').append(name).append(' ').append(count));
            sink.lines.clear();
            return text.toString();
        }
    }

    /** Frame of one spelling: 0 compact, 1 as the venue sends, 2 with a space behind colons too. */
    private static String spell(int spelling, String frame) {
        StringBuilder text = new StringBuilder();
        for (char c : frame.toCharArray()) {
            text.append(c == ',' ? COMMAS[spelling] : c == ':' ? COLONS[spelling] : String.valueOf(c));
        }
        return text.toString();
    }

    private static String quoted(String name, String value) {
        return '"' + name + "\":\"" + value + '"';
    }

    private String price() {
        return switch (random.nextInt(12)) {
            case 0 -> "0.123456";
            case 1 -> "0.5";
            case 2 -> "0.49000";
            case 3 -> "1";
            case 4 -> "0.0";
            case 5 -> "";
            default -> String.format("0.%02d", 1 + random.nextInt(99));
        };
    }

    private String size() {
        return switch (random.nextInt(12)) {
            case 0 -> "0";
            case 1 -> "92790.51";
            case 2 -> "12345678.123456";
            case 3 -> "123456789";
            case 4 -> "00.5";
            case 5 -> ".5";
            default -> random.nextInt(5000) + (random.nextBoolean() ? "" : "." + random.nextInt(100));
        };
    }

    private String side() {
        return switch (random.nextInt(8)) {
            case 0 -> "buy";
            case 1 -> "HOLD";
            case 2, 3, 4 -> "BUY";
            default -> "SELL";
        };
    }

    private String entry(String token, String price, String size, String side) {
        return '{'
                + quoted("asset_id", token)
                + ','
                + quoted("price", price)
                + ','
                + quoted("size", size)
                + ','
                + quoted("side", side)
                + ','
                + quoted("hash", hash())
                + ','
                + quoted("best_bid", price())
                + ','
                + quoted("best_ask", price())
                + '}';
    }

    private String hash() {
        return random.nextInt(20) == 0 ? "00" : HASH.substring(8) + String.format("%08x", random.nextInt());
    }

    private String token(boolean first, boolean other) {
        return other ? first ? OTHER_YES : OTHER_NO : first ? MarketRig.YES : MarketRig.NO;
    }

    private String changes(boolean other) {
        boolean first = random.nextBoolean();
        String price = price();
        String size = size();
        boolean buy = random.nextBoolean();
        StringBuilder entries = new StringBuilder();
        if (random.nextInt(4) == 0) {
            for (int i = random.nextInt(4); i > 0; i--) {
                entries.append(entries.length() == 0 ? "" : ",")
                        .append(entry(token(random.nextBoolean(), other), price(), size(), side()));
            }
        } else {
            String mirror = price.matches("0\\.\\d\\d")
                    ? String.format("0.%02d", 100 - Integer.parseInt(price.substring(2)))
                    : price;
            entries.append(entry(token(first, other), price, size, buy ? "BUY" : "SELL"))
                    .append(',')
                    .append(entry(token(!first, other), mirror, size, buy ? "SELL" : "BUY"));
        }
        return '{' + quoted("market", other ? OTHER : MarketRig.MARKET) + ",\"price_changes\":[" + entries + "],"
                + quoted("timestamp", time()) + ',' + quoted("event_type", "price_change") + '}';
    }

    private String time() {
        return random.nextInt(30) == 0 ? "" : Long.toString(1_790_766_966_000L + random.nextInt(1000));
    }

    private String levels(int count) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            String price = random.nextInt(60) == 0 ? price() : String.format("0.%02d", 1 + random.nextInt(99));
            String size = random.nextInt(60) == 0 ? size() : random.nextInt(5000) + ".25";
            text.append(i == 0 ? "" : ",")
                    .append('{')
                    .append(quoted("price", price))
                    .append(',')
                    .append(quoted("size", size))
                    .append('}');
        }
        return text.append(']').toString();
    }

    private String book(boolean other) {
        String begin = '{'
                + quoted("market", other ? OTHER : MarketRig.MARKET)
                + ','
                + quoted("asset_id", token(random.nextBoolean(), other))
                + ',';
        String sides = "\"bids\":" + levels(random.nextInt(6)) + ",\"asks\":" + levels(random.nextInt(6)) + ',';
        if (random.nextBoolean()) {
            return begin
                    + sides
                    + quoted("hash", hash())
                    + ','
                    + quoted("timestamp", time())
                    + ','
                    + quoted("event_type", "book")
                    + '}';
        }
        return begin
                + quoted("timestamp", time())
                + ','
                + quoted("hash", hash())
                + ','
                + sides
                + quoted("tick_size", random.nextInt(8) == 0 ? "0.001" : "0.01")
                + ','
                + quoted("event_type", "book")
                + ','
                + quoted("last_trade_price", random.nextBoolean() ? "0.490" : "")
                + (random.nextInt(3) == 0 ? ',' + quoted("version", "v2") : "")
                + '}';
    }

    private String message() {
        boolean other = random.nextInt(4) == 0;
        return switch (random.nextInt(8)) {
            case 0 -> trade(other);
            case 1 -> bestPrices(other);
            case 2, 3, 4 -> book(other);
            default -> changes(other);
        };
    }

    private String trade(boolean other) {
        return '{'
                + quoted("market", other ? OTHER : MarketRig.MARKET)
                + ','
                + quoted("asset_id", token(random.nextBoolean(), other))
                + ','
                + quoted("price", price())
                + ','
                + quoted("size", size())
                + ','
                + quoted("fee_rate_bps", random.nextBoolean() ? "0" : "")
                + ','
                + quoted("side", side())
                + ','
                + quoted("timestamp", time())
                + ','
                + quoted("event_type", "last_trade_price")
                + (random.nextBoolean() ? ',' + quoted("transaction_hash", "0x" + "e3".repeat(32)) : "")
                + '}';
    }

    private String bestPrices(boolean other) {
        return '{'
                + quoted("market", other ? OTHER : MarketRig.MARKET)
                + ','
                + quoted("asset_id", token(random.nextBoolean(), other))
                + ','
                + quoted("best_bid", price())
                + ','
                + quoted("best_ask", price())
                + ','
                + quoted("spread", price())
                + ','
                + quoted("timestamp", time())
                + ','
                + quoted("event_type", "best_bid_ask")
                + '}';
    }

    private String frame() {
        int spelling = random.nextInt(3);
        if (random.nextInt(3) != 0) {
            return spell(spelling, message());
        }
        StringBuilder text = new StringBuilder("[").append(message());
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(',').append(message());
        }
        return spell(spelling, text.append(']').toString()) + (random.nextBoolean() ? "\n" : "");
    }

    private byte[] mutated(byte[] frame) {
        byte[] bytes = frame;
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            int kind = random.nextInt(10);
            byte with = random.nextInt(3) == 0
                    ? (byte) random.nextInt(256)
                    : (byte) "{}[]\",:\\-0123456789e.tn \n".charAt(random.nextInt(25));
            int to = kind < 7 ? at + 1 : kind == 7 ? Math.min(bytes.length, at + 1 + random.nextInt(12)) : at;
            byte[] other = new byte[bytes.length - (to - at) + (kind == 7 ? 0 : 1)];
            System.arraycopy(bytes, 0, other, 0, at);
            if (kind != 7) {
                other[at] = with;
            }
            System.arraycopy(bytes, to, other, other.length - (bytes.length - to), bytes.length - to);
            bytes = random.nextInt(15) == 0 ? java.util.Arrays.copyOf(other, random.nextInt(other.length + 1)) : other;
        }
        return bytes;
    }

    /** Same bytes to both, at some index of a buffer on or off the heap that ends with the frame. */
    private String compare(byte[] bytes, String why) {
        int offset = random.nextInt(9);
        boolean direct = random.nextBoolean();
        ByteBuffer memory =
                direct ? ByteBuffer.allocateDirect(offset + bytes.length) : ByteBuffer.allocate(offset + bytes.length);
        UnsafeBuffer buffer = new UnsafeBuffer(memory);
        buffer.putBytes(offset, bytes);
        both.decoder.decode(buffer, offset, bytes.length);
        general.decoder.decode(buffer, offset, bytes.length);
        String told = both.told();
        assertThat(told)
                .as("%s: %s", why, new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo(general.told());
        return told;
    }

    @Test
    void shouldTellTheSameAsTheGeneralWayOfEveryFrameAndEveryMutationOfIt() {
        long seed = System.nanoTime();
        random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = frame().getBytes(StandardCharsets.UTF_8);
            String why = "seed " + seed + " round " + round;
            compare(frame, why);
            compare(mutated(frame), why);
        }
        assertThat(general.counters.get(MarketCounter.USUAL_ORDER)).isZero();
        long usual = both.counters.get(MarketCounter.USUAL_ORDER);
        assertThat(usual).as("seed %d", seed).isGreaterThan(ROUNDS / 4);
        assertThat(both.counters.get(MarketCounter.GENERAL_ORDER)).isGreaterThan(ROUNDS / 4);
        assertThat(both.faults.total()).isGreaterThan(ROUNDS / 10);
    }

    private String change(String price, String size, String mirrored) {
        return '{' + quoted("market", MarketRig.MARKET) + ",\"price_changes\":["
                + entry(MarketRig.YES, price, size, "BUY")
                + (mirrored.isEmpty() ? "" : ',' + entry(MarketRig.NO, mirrored, size, "SELL"))
                + "]," + quoted("timestamp", "1790766966313") + ',' + quoted("event_type", "price_change") + '}';
    }

    /** With hashes and best prices as the venue writes them, not at random. */
    private static String even(String message) {
        return message.replaceAll("\"hash\":\"[^\"]*", "\"hash\":\"" + HASH)
                .replaceAll("(best_...\":\")[^\"]*", "$10.49");
    }

    private static String wholeBook(String bids, String asks, String end) {
        return '{' + quoted("market", MarketRig.MARKET) + ',' + quoted("asset_id", MarketRig.YES) + ','
                + quoted("timestamp", "1790766966313") + ',' + quoted("hash", HASH) + ",\"bids\":[" + bids
                + "],\"asks\":[" + asks + "]," + quoted("tick_size", "0.01") + ',' + quoted("event_type", "book") + ','
                + quoted("last_trade_price", "0.490") + end + '}';
    }

    private static String level(String price, String size) {
        return '{' + quoted("price", price) + ',' + quoted("size", size) + '}';
    }

    /** What the venue sends, in both of its spacings: none of it may fall back to the general way unnoticed. */
    @Test
    void shouldReadWhatTheVenueSendsTheUsualWay() {
        random = new Random(6);
        java.util.List<String> messages = new java.util.ArrayList<>();
        for (String size :
                new String[] {"0", "7", "20.5", "0.25", "99999.9", "92790.51", "123456.78", "12345678.123456"}) {
            messages.add(change("0.49", size, "0.51"));
            messages.add(change("0.5", size, ""));
            messages.add(wholeBook(level("0.4", size) + ',' + level("0.48", "1.5"), level("0.6", size), ""));
        }
        for (String price : new String[] {"0.1", "0.01", "0.50"}) {
            messages.add(change(price, "3", ""));
            messages.add(wholeBook("", level(price, "12"), ',' + quoted("version", "v2")));
        }
        for (String message : messages) {
            String even = even(message);
            for (int spelling = 0; spelling < 2; spelling++) {
                String frame = spell(spelling, even.contains("\"bids\"") ? '[' + even + "]\n" : even);
                long before = both.counters.get(MarketCounter.USUAL_ORDER);
                compare(frame.getBytes(StandardCharsets.US_ASCII), "usual");
                assertThat(both.counters.get(MarketCounter.USUAL_ORDER))
                        .as(frame)
                        .isEqualTo(before + 1);
                assertThat(both.faults.total()).as(frame).isZero();
            }
        }
    }

    @Test
    void shouldTellTheSameForEveryByteOfAFrameReplacedByEveryOther() {
        random = new Random(5);
        String[] frames = {
            spell(
                    1,
                    '{' + quoted("market", OTHER) + ",\"price_changes\":[" + entry(OTHER_YES, "0.49", "20.5", "BUY")
                            + ','
                            + entry(OTHER_NO, "0.51", "20.5", "SELL") + "]," + quoted("timestamp", "1790766966313")
                            + ','
                            + quoted("event_type", "price_change") + '}'),
            '[' + begin() + quoted("timestamp", "1790766966313") + ',' + quoted("hash", HASH)
                    + ",\"bids\":[{\"price\":\"0.48\",\"size\":\"123.51\"}],\"asks\":[],"
                    + quoted("tick_size", "0.01") + ',' + quoted("event_type", "book") + ','
                    + quoted("last_trade_price", "0.5") + ',' + quoted("version", "v2") + "}]\n",
            spell(
                    1,
                    begin()
                            + "\"bids\":[{\"price\":\"0.48\",\"size\":\"12\"}],\"asks\":[{\"price\":\"0.6\",\"size\":\"7\"}],"
                            + quoted("hash", HASH) + ',' + quoted("timestamp", "1790766966313") + ','
                            + quoted("event_type", "book")
                            + '}'),
            spell(
                    1,
                    begin()
                            + quoted("price", "0.48")
                            + ','
                            + quoted("size", "12.5")
                            + ','
                            + quoted("fee_rate_bps", "0")
                            + ','
                            + quoted("side", "SELL")
                            + ','
                            + quoted("timestamp", "1790766966313")
                            + ','
                            + quoted("event_type", "last_trade_price")
                            + ','
                            + quoted("transaction_hash", "0x" + "e3".repeat(32))
                            + '}'),
            spell(
                    1,
                    begin()
                            + quoted("best_bid", "0.48")
                            + ','
                            + quoted("best_ask", "")
                            + ','
                            + quoted("spread", "")
                            + ','
                            + quoted("timestamp", "1790766966313")
                            + ','
                            + quoted("event_type", "best_bid_ask")
                            + '}'),
            spell(1, even(change("0.49", "92790.51", "0.51"))),
            spell(
                    1,
                    '['
                            + wholeBook(
                                    level("0.4", "20") + ',' + level("0.48", "1.5"),
                                    level("0.6", "92790.51") + ',' + level("0.52", "0.25"),
                                    "")
                            + "]\n")
        };
        for (String text : frames) {
            byte[] frame = text.getBytes(StandardCharsets.US_ASCII);
            long before = both.counters.get(MarketCounter.USUAL_ORDER);
            compare(frame, "as it is");
            assertThat(both.counters.get(MarketCounter.USUAL_ORDER)).as(text).isEqualTo(before + 1);
            for (int i = 0; i < frame.length; i++) {
                byte good = frame[i];
                for (int b = 0; b < 256; b++) {
                    frame[i] = (byte) b;
                    compare(frame, "byte " + i + " is " + b);
                }
                frame[i] = good;
                byte[] cut = java.util.Arrays.copyOf(frame, i);
                compare(cut, "cut at " + i);
            }
        }
    }

    private static String begin() {
        return '{' + quoted("market", OTHER) + ',' + quoted("asset_id", OTHER_YES) + ',';
    }

    @Test
    void shouldPointAtTheTextsThatLetABookBeVerified() {
        String snapshot = '[' + begin() + quoted("timestamp", "1790766966313") + ',' + quoted("hash", HASH)
                + ",\"bids\":[],\"asks\":[]," + quoted("tick_size", "0.01") + ',' + quoted("event_type", "book") + ','
                + quoted("last_trade_price", "0.490") + ',' + quoted("version", "v2") + "}]\n";
        String expected = "book 1 1790766966313000000 of 0 v2 '" + HASH + "' none last '0.490'";
        assertThat(compare(snapshot.getBytes(StandardCharsets.US_ASCII), "usual"))
                .contains(expected);
        String reordered = snapshot.replace("\"version\":\"v2\"", "\"version\":\"v2\",\"more\":1");
        assertThat(compare(reordered.getBytes(StandardCharsets.US_ASCII), "general"))
                .contains(expected);
        assertThat(both.counters.get(MarketCounter.USUAL_ORDER)).isEqualTo(1);

        String other = HASH.replace('e', 'f');
        String flat = "{\"hash\":\"" + other + "\"," + quoted("asset_id", OTHER_NO) + ',' + quoted("price", "0.4") + ','
                + quoted("size", "2") + ',' + quoted("side", "BUY") + ',' + quoted("event_type", "price_change") + '}';
        assertThat(compare(flat.getBytes(StandardCharsets.US_ASCII), "flat"))
                .contains("changes 1 0 of -1 none '" + other + "' last none 3 ask 2000000@600000");
    }

    @Test
    void shouldCountAMirrorThatDisagreesInSize() {
        String frame = spell(
                1,
                '{' + quoted("market", OTHER) + ",\"price_changes\":[" + entry(OTHER_YES, "0.49", "20", "BUY")
                        + ',' + entry(OTHER_NO, "0.51", "21", "SELL") + "]," + quoted("timestamp", "1790766966313")
                        + ','
                        + quoted("event_type", "price_change") + '}');
        compare(frame.getBytes(StandardCharsets.US_ASCII), "disagreement");
        assertThat(both.counters.get(MarketCounter.MIRROR_LEVELS)).isEqualTo(1);
        assertThat(both.counters.get(MarketCounter.MIRROR_DISAGREEMENTS)).isEqualTo(1);
    }

    @Test
    void shouldFaultWhatLaterStandsInAnArrayAndKeepWhatWasToldBefore() {
        String good = begin() + "\"bids\":[],\"asks\":[]," + quoted("hash", HASH) + ','
                + quoted("timestamp", "1790766966313") + ',' + quoted("event_type", "book") + '}';
        String told = compare(
                ('[' + good + ',' + good.replace("\"hash\"", "\"hash") + ']').getBytes(StandardCharsets.US_ASCII),
                "broken second");
        assertThat(told).contains("book 1 ").contains("fault 1 " + DecodeFault.SYNTAX);
        compare(('[' + good + ',' + good + "] x").getBytes(StandardCharsets.US_ASCII), "trailing");
        compare(('[' + good + ",]").getBytes(StandardCharsets.US_ASCII), "no second");
        compare(('[' + good + ',').getBytes(StandardCharsets.US_ASCII), "cut");
        compare((good + " x").getBytes(StandardCharsets.US_ASCII), "trailing");
    }
}
