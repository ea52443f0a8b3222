package io.parallax.gateway.kalshi.market;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.testkit.EngineBooks;
import io.parallax.testkit.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The venue's rules read slowly: Jackson trees, decimals, tree maps, one rule after the other. It says of each market
 * whether its book is known, and what it is then, in YES terms.
 *
 * <p>Rules: a snapshot makes a book known; a missing number makes every book of its subscription unknown; a repeated number
 * is dropped; a new grid empties the book until its snapshot; a message that cannot be read, or leads to a book that
 * cannot be, makes the book it names unknown (every book of its subscription when it names none).
 */
final class PlainReading {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?|-?\\.[0-9]+");
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern TICKER = Pattern.compile("\"market_ticker\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern ESCAPED_NAME = Pattern.compile("\"[^\"]*\\\\(?:[^\"]|\\\\\")*\"\\s*:");
    private static final BigDecimal MAX_SIZE = new BigDecimal("1000000000");
    private static final BigDecimal MAX_NUMBER = BigDecimal.valueOf(Long.MAX_VALUE, 6);
    private static final int MAX_SID = 1024;
    private static final List<String> READ = List.of("type", "sid", "seq", "msg", "sending_ts_ms");

    private final boolean yesPrices;
    private final Map<String, Book> books = new TreeMap<>();
    private final Map<Integer, Long> sequences = new HashMap<>();

    /** Whether a book is known. */
    enum State {
        KNOWN,
        UNKNOWN,
        IN_DOUBT
    }

    /** One market. */
    static final class Book {
        final int instrumentId;
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        List<BigDecimal[]> bands;
        State state = State.UNKNOWN;
        private int sid = -1;

        Book(int instrumentId, String[] grid) {
            this.instrumentId = instrumentId;
            bands = new ArrayList<>();
            for (int i = 0; i < grid.length; i += 3) {
                bands.add(new BigDecimal[] {
                    new BigDecimal(grid[i]), new BigDecimal(grid[i + 1]), new BigDecimal(grid[i + 2])
                });
            }
        }

        boolean isCrossed() {
            return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
        }

        private void lose() {
            state = State.UNKNOWN;
        }

        private void doubt() {
            if (state == State.KNOWN) {
                state = State.IN_DOUBT;
            }
        }

        private boolean isOnGrid(BigDecimal price) {
            for (BigDecimal[] band : bands) {
                if (price.compareTo(band[0]) >= 0 && price.compareTo(band[1]) <= 0) {
                    // A shared end belongs to the lower band; both have it on their steps.
                    return price.subtract(band[0]).remainder(band[2]).signum() == 0;
                }
            }
            return false;
        }
    }

    /** The message cannot be taken for what it says it is. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    PlainReading(boolean yesPrices) {
        this.yesPrices = yesPrices;
    }

    void add(String ticker, int instrumentId, String[] grid) {
        books.put(ticker, new Book(instrumentId, grid));
    }

    Iterable<Book> books() {
        return books.values();
    }

    /** A new connection: nothing of the old one holds. */
    void reconnect() {
        sequences.clear();
        books.values().forEach(book -> {
            book.lose();
            book.sid = -1;
        });
    }

    void apply(byte[] frame) {
        StrictJson.Frame read = StrictJson.frame(frame);
        // A name with an escape is a fault for us, and of the envelope it hides the number: nobody knows it was
        // missing.
        boolean hidden = ESCAPED_NAME.matcher(read.text()).find();
        Map<Book, State> before = new HashMap<>();
        books.values().forEach(book -> before.put(book, book.state));
        apply(read);
        if (hidden) {
            books.values().forEach(book -> {
                if (book.state == State.UNKNOWN && before.get(book) != State.UNKNOWN) {
                    book.state = State.IN_DOUBT;
                }
            });
        }
    }

    private void apply(StrictJson.Frame read) {
        int sid = -1;
        boolean whole = false;
        try {
            if (read.brokenFrom() >= 0 || read.messages().size() != 1) {
                throw new Unreadable();
            }
            JsonNode message = read.messages().get(0);
            sound(message, READ);
            if (!message.path("type").isTextual() && !message.path("type").isNull()) {
                throw new Unreadable();
            }
            Long number = integer(message.path("sid"));
            if (number != null && (number < 0 || number >= MAX_SID)) {
                throw new Unreadable();
            }
            sid = number == null ? -1 : number.intValue();
            Long sequence = integer(message.path("seq"));
            integer(message.path("sending_ts_ms"));
            whole = sequence != null;
            route(message, sid, sequence);
        } catch (Unreadable e) {
            lose(read.text(), sid, whole);
        }
    }

    private void route(JsonNode message, int sid, Long sequence) throws Unreadable {
        String type = message.path("type").asText();
        boolean bodied = message.has("msg");
        if (!bodied && !type.equals("ok") && !type.equals("unsubscribed")) {
            if (isBook(type)) {
                throw new Unreadable();
            }
            return;
        }
        if (sid >= 0 && sequence != null) {
            long last = sequences.getOrDefault(sid, 0L);
            // After the largest number there is none: whatever comes then is a gap.
            if (sequence <= last && last != Long.MAX_VALUE) {
                return;
            }
            sequences.put(sid, sequence);
            if (last == Long.MAX_VALUE || sequence != last + 1) {
                int gapped = sid;
                books.values().stream().filter(book -> book.sid == gapped).forEach(Book::lose);
            }
        }
        JsonNode body = message.path("msg");
        boolean numbered = sid >= 0 && sequence != null;
        switch (type) {
            case "orderbook_snapshot" -> snapshot(body, sid, numbered);
            case "orderbook_delta" -> delta(body, sid, numbered);
            case "market_lifecycle_v2" -> lifecycle(body);
            default -> {
                // Nothing about a book.
            }
        }
    }

    private static boolean isBook(String type) {
        return type.equals("orderbook_snapshot")
                || type.equals("orderbook_delta")
                || type.equals("market_lifecycle_v2");
    }

    /**
     * A frame that cannot be read: the market it names, or every market of its subscription. Of a frame whose envelope does not
     * keep together the number is not read either, so the next one will show a gap; until then only what it names is lost.
     */
    private void lose(String text, int sid, boolean whole) {
        Matcher type = TYPE.matcher(text);
        boolean harmless = type.find() && !isBook(type.group(1));
        Matcher ticker = TICKER.matcher(text);
        boolean named = ticker.find();
        Book book = named ? books.get(ticker.group(1)) : null;
        if (book != null) {
            boolean first = ticker.start() == text.indexOf("\"market_ticker\"");
            if (harmless || !first) {
                book.doubt();
            } else {
                book.lose();
            }
        } else if (whole && !named && !harmless) {
            books.values().stream().filter(each -> each.sid == sid).forEach(Book::lose);
        }
    }

    private void snapshot(JsonNode body, int sid, boolean numbered) throws Unreadable {
        Book book = book(body, "market_ticker", "yes_dollars_fp", "no_dollars_fp");
        List<BigDecimal[]> yes = levels(body.path("yes_dollars_fp"), false);
        List<BigDecimal[]> no = levels(body.path("no_dollars_fp"), true);
        if (book == null) {
            return;
        }
        book.sid = sid;
        book.bids.clear();
        book.asks.clear();
        book.state = State.KNOWN;
        fill(book, book.bids, yes);
        fill(book, book.asks, no);
        if (!numbered) {
            book.doubt();
        }
    }

    private static void fill(Book book, TreeMap<BigDecimal, BigDecimal> side, List<BigDecimal[]> levels) {
        for (BigDecimal[] level : levels) {
            if (!book.isOnGrid(level[0])) {
                book.lose();
            }
            if (side.containsKey(level[0])) {
                book.doubt();
            }
            if (level[1].signum() > 0) {
                side.put(level[0], level[1]);
            }
        }
    }

    private List<BigDecimal[]> levels(JsonNode side, boolean no) throws Unreadable {
        List<BigDecimal[]> levels = new ArrayList<>();
        if (side.isMissingNode() || side.isNull()) {
            return levels;
        }
        if (!side.isArray()) {
            throw new Unreadable();
        }
        for (JsonNode level : side) {
            if (!level.isArray() || level.size() != 2) {
                throw new Unreadable();
            }
            BigDecimal size = decimal(level.get(1));
            if (size.signum() < 0 || size.compareTo(MAX_SIZE) > 0) {
                throw new Unreadable();
            }
            levels.add(new BigDecimal[] {price(level.get(0), no), size});
        }
        return levels;
    }

    private BigDecimal price(JsonNode node, boolean no) throws Unreadable {
        BigDecimal price = decimal(node);
        if (price.signum() <= 0 || price.compareTo(BigDecimal.ONE) >= 0) {
            throw new Unreadable();
        }
        return no && !yesPrices ? EngineBooks.plain(BigDecimal.ONE.subtract(price)) : price;
    }

    private void delta(JsonNode body, int sid, boolean numbered) throws Unreadable {
        Book book = book(body, "market_ticker", "price_dollars", "delta_fp", "side", "ts_ms");
        String leg = body.path("side").asText();
        if (!body.path("side").isTextual() || !leg.equals("yes") && !leg.equals("no")) {
            throw new Unreadable();
        }
        BigDecimal price = price(body.path("price_dollars"), leg.equals("no"));
        BigDecimal change = decimal(body.path("delta_fp"));
        if (change.abs().compareTo(MAX_SIZE) > 0) {
            throw new Unreadable();
        }
        if (book == null) {
            return;
        }
        if (book.state == State.UNKNOWN) {
            book.sid = sid >= 0 ? sid : book.sid;
            return;
        }
        if (change.signum() == 0 || book.state == State.IN_DOUBT) {
            return;
        }
        TreeMap<BigDecimal, BigDecimal> side = leg.equals("yes") ? book.bids : book.asks;
        BigDecimal after =
                EngineBooks.plain(side.getOrDefault(price, BigDecimal.ZERO).add(change));
        if (!book.isOnGrid(price) || after.signum() < 0) {
            book.lose();
        } else if (after.signum() == 0) {
            side.remove(price);
        } else {
            side.put(price, after);
        }
        if (!numbered) {
            book.doubt();
        }
    }

    private void lifecycle(JsonNode body) throws Unreadable {
        Book book = book(body, "market_ticker", "event_type", "result", "settlement_value", "price_ranges");
        if (book == null || !body.path("event_type").asText().equals("price_level_structure_updated")) {
            return;
        }
        List<BigDecimal[]> bands = new ArrayList<>();
        for (JsonNode band : body.path("price_ranges")) {
            if (!band.isObject()) {
                throw new Unreadable();
            }
            sound(band, List.of("start", "end", "step"));
            BigDecimal start = decimal(band.path("start"));
            BigDecimal end = decimal(band.path("end"));
            BigDecimal step = decimal(band.path("step"));
            BigDecimal before = bands.isEmpty() ? BigDecimal.ZERO : bands.get(bands.size() - 1)[1];
            if (step.signum() <= 0
                    || start.compareTo(before) < 0
                    || end.compareTo(start) <= 0
                    || end.compareTo(BigDecimal.ONE) > 0
                    || end.subtract(start).remainder(step).signum() != 0) {
                throw new Unreadable();
            }
            bands.add(new BigDecimal[] {start, end, step});
        }
        if (bands.isEmpty()) {
            throw new Unreadable();
        }
        book.bands = bands;
        book.lose();
    }

    /** The market of a message body, null when it is not ours; the body's members stand once each. */
    private Book book(JsonNode body, String... members) throws Unreadable {
        if (!body.isObject()) {
            throw new Unreadable();
        }
        sound(body, List.of(members));
        if (!body.path("market_ticker").isTextual()) {
            throw new Unreadable();
        }
        return books.get(body.path("market_ticker").asText());
    }

    private static void sound(JsonNode object, List<String> members) throws Unreadable {
        if (!object.isObject()) {
            throw new Unreadable();
        }
        for (String name : members) {
            if (StrictJson.isTwice(object, name)) {
                throw new Unreadable();
            }
        }
    }

    private static BigDecimal decimal(JsonNode node) throws Unreadable {
        if (!node.isTextual() && !node.isNumber()
                || !DECIMAL.matcher(node.asText()).matches()) {
            throw new Unreadable();
        }
        BigDecimal value = EngineBooks.plain(new BigDecimal(node.asText()));
        if (value.scale() > 6 || value.abs().compareTo(MAX_NUMBER) > 0) {
            throw new Unreadable();
        }
        return value;
    }

    /** Null when absent, null or empty. */
    private static Long integer(JsonNode node) throws Unreadable {
        if (node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.asText().isEmpty()) {
            return null;
        }
        if (!node.isTextual() && !node.isNumber()
                || !INTEGER.matcher(node.asText()).matches()) {
            throw new Unreadable();
        }
        try {
            long value = Long.parseLong(node.asText());
            if (value == Long.MIN_VALUE) {
                throw new Unreadable(); // it has no positive twin: one digit too many for us
            }
            return value;
        } catch (NumberFormatException tooLong) {
            throw new Unreadable();
        }
    }
}
