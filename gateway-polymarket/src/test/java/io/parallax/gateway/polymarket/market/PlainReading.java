package io.parallax.gateway.polymarket.market;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.testkit.EngineBooks;
import io.parallax.testkit.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The venue's rules read slowly: Jackson trees, decimals, tree maps, one rule after the other. It says of each market
 * whether its book is known, and what it is then.
 *
 * <p>Rules: a whole book makes it known; a new grid empties it until the next one; a message that cannot be read, or holds
 * a value no book can hold, makes the books it names unknown (all of them when it names none). What two messages of one
 * frame say in contradiction is in doubt until the next whole book: neither reading is held against ours.
 *
 * <p>A frame breaks off in the first message that cannot be read, whatever else is wrong behind it: the books named from
 * there on are lost, and those of the whole messages before it only when nobody is named from there on. A field of ours
 * that stands twice makes a message unreadable wherever it stands, also in levels that the message's type has no use for;
 * so does a type that is no text.
 */
final class PlainReading {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?|-?\\.[0-9]+");
    private static final BigDecimal MAX_SIZE = new BigDecimal("1000000000");
    private static final BigDecimal MAX_NUMBER = BigDecimal.valueOf(Long.MAX_VALUE, 6);
    private static final List<String> READ = List.of(
            "event_type",
            "market",
            "asset_id",
            "timestamp",
            "bids",
            "asks",
            "tick_size",
            "new_tick_size",
            "price_changes",
            "changes",
            "price",
            "size",
            "side",
            "winning_asset_id",
            "hash",
            "last_trade_price",
            "version");
    private static final List<String> LISTS = List.of("bids", "asks", "price_changes", "changes");

    private final List<Book> books = new ArrayList<>();

    /** Whether a book is known. */
    enum State {
        KNOWN,
        UNKNOWN,
        IN_DOUBT
    }

    /** One market. */
    static final class Book {
        final PolymarketMarket listing;
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        BigDecimal tick;
        State state = State.UNKNOWN;
        private boolean firstInFrame;

        Book(PolymarketMarket listing, BigDecimal tick) {
            this.listing = listing;
            this.tick = EngineBooks.plain(tick);
        }

        boolean isCrossed() {
            return !bids.isEmpty() && !asks.isEmpty() && bids.firstKey().compareTo(asks.firstKey()) >= 0;
        }

        private boolean isNamedIn(String text) {
            return text.contains('"' + listing.conditionId() + '"')
                    || text.contains('"' + listing.yesTokenId() + '"')
                    || text.contains('"' + listing.noTokenId() + '"');
        }

        /** With a quote lost, or inside something else: it may or may not be a name. */
        private boolean isHintedIn(String text) {
            return text.contains(listing.conditionId())
                    || text.contains(listing.yesTokenId())
                    || text.contains(listing.noTokenId());
        }

        private void lose() {
            state = State.UNKNOWN;
        }

        private void doubt() {
            if (state == State.KNOWN) {
                state = State.IN_DOUBT;
            }
        }
    }

    /** What a decoder cannot read past: everything from here on is lost. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A value no book can hold: the markets of the message are lost. */
    private static final class Impossible extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Level(Book book, boolean second, boolean bid, BigDecimal price, BigDecimal size) {}

    void add(PolymarketMarket listing, BigDecimal tick) {
        books.add(new Book(listing, tick));
    }

    List<Book> books() {
        return books;
    }

    void apply(byte[] frame) {
        for (Book book : books) {
            book.firstInFrame = false;
        }
        if (isBareText(frame)) {
            return;
        }
        StrictJson.Frame read = StrictJson.frame(frame);
        for (int i = 0; i < read.messages().size(); i++) {
            try {
                message(read.messages().get(i));
            } catch (Unreadable e) {
                lose(read.text(), read.starts().get(i));
                return;
            }
        }
        if (read.brokenFrom() >= 0) {
            lose(read.text(), read.brokenFrom());
        }
    }

    private static boolean isBareText(byte[] frame) {
        for (byte b : frame) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b != '{' && b != '[';
            }
        }
        return true;
    }

    /** The frame cannot be read from there on: whom it names there, or else anywhere, or else everybody. */
    private void lose(String text, int from) {
        if (!loseNamed(text.substring(Math.min(from, text.length()))) && !loseNamed(text)) {
            // Strangers named: it may have been theirs alone.
            boolean strangers = text.contains("\"market\"") || text.contains("\"asset_id\"");
            books.forEach(strangers ? Book::doubt : Book::lose);
        }
    }

    private boolean loseNamed(String text) {
        boolean any = false;
        for (Book book : books) {
            if (book.isNamedIn(text)) {
                book.lose();
                any = true;
            } else if (book.isHintedIn(text)) {
                book.doubt();
                any = true;
            }
        }
        return any;
    }

    private void message(JsonNode message) throws Unreadable {
        if (!message.isObject()) {
            throw new Unreadable();
        }
        refuseTwice(message);
        JsonNode type = message.path("event_type");
        if (!type.isMissingNode() && !type.isNull() && !type.isTextual()) {
            throw new Unreadable();
        }
        for (String list : LISTS) {
            if (message.path(list).isArray()) {
                for (JsonNode level : message.path(list)) {
                    refuseTwice(level);
                }
            }
        }
        Book ofMarket = byCondition(message.path("market"));
        Book ofToken = byToken(message.path("asset_id"));
        if (ofMarket != null && ofToken != null && ofMarket != ofToken) {
            ofMarket.doubt();
            ofToken.doubt();
        }
        switch (type(message)) {
            case "book" -> book(message, ofMarket, ofToken);
            case "price_change" -> changes(message, ofMarket, ofToken);
            case "tick_size_change" -> tick(message, ofMarket, ofToken);
            default -> {
                // Nothing about a book.
            }
        }
    }

    private static void refuseTwice(JsonNode object) throws Unreadable {
        for (String name : READ) {
            if (StrictJson.isTwice(object, name)) {
                throw new Unreadable();
            }
        }
    }

    private static String type(JsonNode message) {
        if (message.has("event_type")) {
            return message.path("event_type").asText();
        }
        if (message.path("bids").isArray() || message.path("asks").isArray()) {
            return "book";
        }
        return message.path("price_changes").isArray()
                        || message.path("changes").isArray()
                ? "price_change"
                : "";
    }

    private void book(JsonNode message, Book ofMarket, Book book) {
        if (book == null) {
            if (ofMarket != null) {
                ofMarket.lose();
            }
            return;
        }
        boolean second = isSecond(book, message.path("asset_id"));
        List<Level> levels = new ArrayList<>();
        try {
            if (!message.path("bids").isArray() || !message.path("asks").isArray()) {
                throw new Impossible();
            }
            for (JsonNode level : message.path("bids")) {
                levels.add(level(book, second, "BUY", level));
            }
            for (JsonNode level : message.path("asks")) {
                levels.add(level(book, second, "SELL", level));
            }
            if (second && book.firstInFrame) {
                return;
            }
            BigDecimal tick = decimal(message, "tick_size");
            if (tick != null) {
                regrid(book, tick);
            }
            onGrid(levels);
        } catch (Impossible e) {
            book.lose();
            return;
        }
        book.bids.clear();
        book.asks.clear();
        book.state = State.KNOWN;
        book.firstInFrame = true;
        for (Level level : levels) {
            BigDecimal before = side(level).get(level.price);
            if (before != null && before.compareTo(level.size) != 0) {
                book.doubt();
            }
            set(level);
        }
    }

    private void changes(JsonNode message, Book ofMarket, Book ofToken) {
        Set<Book> named = new LinkedHashSet<>();
        if (ofToken != null) {
            named.add(ofToken);
        } else if (ofMarket != null) {
            named.add(ofMarket);
        }
        boolean current = message.path("price_changes").isArray();
        boolean retired = message.path("changes").isArray();
        JsonNode entries = current ? message.path("price_changes") : message.path("changes");
        for (JsonNode entry : entries) {
            Book its = byToken(entry.path("asset_id"));
            if (its != null) {
                named.add(its);
            }
        }
        if (current && retired) {
            named.forEach(Book::doubt);
            return;
        }
        List<Level> levels = new ArrayList<>();
        try {
            if (!current && !retired) {
                Level flat = change(message, ofToken, message);
                levels.add(flat);
            }
            for (JsonNode entry : entries) {
                levels.add(change(message, ofToken, entry));
            }
            if (ofMarket != null && levels.stream().anyMatch(level -> level.book == null)) {
                throw new Impossible();
            }
        } catch (Impossible e) {
            named.forEach(Book::lose);
            return;
        }
        levels.removeIf(level -> level.book == null);
        Set<Book> off = new LinkedHashSet<>();
        for (Level level : levels) {
            try {
                onGrid(List.of(level));
            } catch (Impossible e) {
                off.add(level.book);
            }
        }
        off.forEach(Book::lose);
        for (Level level : levels) {
            if (level.book.state == State.KNOWN) {
                if (isContradicted(level, levels)) {
                    level.book.doubt();
                }
                set(level);
            }
        }
    }

    /** Whether the other token's entry says something else of the same level. */
    private static boolean isContradicted(Level level, List<Level> levels) {
        return levels.stream()
                .anyMatch(other -> other.book == level.book
                        && other.second != level.second
                        && other.bid == level.bid
                        && other.price.equals(level.price)
                        && other.size.compareTo(level.size) != 0);
    }

    private Level change(JsonNode message, Book ofToken, JsonNode entry) throws Impossible {
        boolean own = entry.has("asset_id");
        Book book = own ? byToken(entry.path("asset_id")) : ofToken;
        JsonNode token = own ? entry.path("asset_id") : message.path("asset_id");
        boolean second = book != null && isSecond(book, token);
        return level(book, second, entry.path("side").asText(), entry);
    }

    private static void tick(JsonNode message, Book ofMarket, Book book) {
        if (book == null) {
            if (ofMarket != null) {
                ofMarket.lose();
            }
            return;
        }
        try {
            if (message.has("tick_size") && message.has("new_tick_size")) {
                throw new Impossible();
            }
            BigDecimal tick = decimal(message, message.has("tick_size") ? "tick_size" : "new_tick_size");
            if (tick == null) {
                throw new Impossible();
            }
            regrid(book, tick);
        } catch (Impossible e) {
            book.lose();
        }
    }

    private static void regrid(Book book, BigDecimal tick) throws Impossible {
        if (tick.equals(book.tick)) {
            return;
        }
        if (tick.compareTo(new BigDecimal("0.0001")) < 0
                || tick.compareTo(new BigDecimal("0.1")) > 0
                || BigDecimal.ONE.remainder(tick).signum() != 0) {
            throw new Impossible();
        }
        book.tick = tick;
        book.lose();
    }

    private static void onGrid(List<Level> levels) throws Impossible {
        for (Level level : levels) {
            if (level.price.remainder(level.book.tick).signum() != 0) {
                throw new Impossible();
            }
        }
    }

    /** A level in terms of the first outcome. */
    private static Level level(Book book, boolean second, String sideWord, JsonNode node) throws Impossible {
        if (!node.isObject()) {
            throw new Impossible();
        }
        BigDecimal price = decimal(node, "price");
        BigDecimal size = decimal(node, "size");
        if (price == null || size == null) {
            throw new Impossible();
        }
        String side = sideWord.toUpperCase(Locale.ROOT);
        if (price.signum() <= 0
                || price.compareTo(BigDecimal.ONE) >= 0
                || size.signum() < 0
                || size.compareTo(MAX_SIZE) > 0
                || !side.equals("BUY") && !side.equals("SELL")) {
            throw new Impossible();
        }
        BigDecimal own = second ? EngineBooks.plain(BigDecimal.ONE.subtract(price)) : price;
        return new Level(book, second, side.equals("BUY") != second, own, size);
    }

    /** Null when absent, null or empty. */
    private static BigDecimal decimal(JsonNode object, String name) throws Impossible {
        JsonNode node = object.path(name);
        if (node.isMissingNode()
                || node.isNull()
                || node.isTextual() && node.asText().isEmpty()) {
            return null;
        }
        if (!node.isTextual() && !node.isNumber()) {
            throw new Impossible();
        }
        if (!DECIMAL.matcher(node.asText()).matches()) {
            throw new Impossible();
        }
        BigDecimal value = EngineBooks.plain(new BigDecimal(node.asText()));
        if (value.scale() > 6 || value.abs().compareTo(MAX_NUMBER) > 0) {
            throw new Impossible();
        }
        return value;
    }

    private static TreeMap<BigDecimal, BigDecimal> side(Level level) {
        return level.bid ? level.book.bids : level.book.asks;
    }

    private static void set(Level level) {
        if (level.size.signum() == 0) {
            side(level).remove(level.price);
        } else {
            side(level).put(level.price, level.size);
        }
    }

    private Book byCondition(JsonNode id) {
        return books.stream()
                .filter(book -> id.isTextual() && book.listing.conditionId().equals(id.asText()))
                .findFirst()
                .orElse(null);
    }

    private Book byToken(JsonNode id) {
        return books.stream()
                .filter(book -> id.isTextual()
                        && (book.listing.yesTokenId().equals(id.asText())
                                || book.listing.noTokenId().equals(id.asText())))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSecond(Book book, JsonNode token) {
        return book.listing.noTokenId().equals(token.asText());
    }
}
