package io.parallax.app.book;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.capture.CaptureInstrument;
import io.parallax.codecs.units.Micros;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@link BookReport} for people, and for programs. */
public final class BookRendering {
    private static final String HEAD = "  %-10s %s%n";
    private static final String LEVEL = "  %18s  %-9s  %9s  %s";
    private static final String NONE = "none";

    private BookRendering() {}

    public static String text(BookReport report) {
        StringBuilder out = new StringBuilder();
        line(out, "recording", report.file() + ", " + ending(report));
        line(out, "venue", name(report.venue()) + (report.yesPrices() == null ? "" : prices(report.yesPrices())));
        line(
                out,
                "read",
                String.format(
                        Locale.ROOT,
                        "%,d frames, %,d events, %d instruments",
                        report.frames(),
                        report.events(),
                        report.books().size()));
        line(out, "gaps", report.gapFrames().isEmpty() ? NONE : "at frames " + report.gapFrames());
        line(out, "faults", counts(report.faults()));
        line(out, "counted", counts(report.counters()));
        for (BookReport.Book book : report.books()) {
            out.append(System.lineSeparator());
            book(out, book);
        }
        return out.toString().stripTrailing();
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format(Locale.ROOT, "%-10s %s%n", name, value));
    }

    private static String prices(boolean yesPrices) {
        return yesPrices ? ", NO levels in YES price" : ", NO levels in NO price";
    }

    private static String ending(BookReport report) {
        return switch (report.ending().kind()) {
            case WHOLE -> "whole" + lost(report);
            case CUT -> "cut after line " + report.ending().fileLines() + lost(report);
            case UNMARKED -> "read to its end";
            case STOPPED -> "read up to frame " + report.frames() + lost(report);
        };
    }

    private static String lost(BookReport report) {
        long lost = report.ending().lost();
        return lost == 0 ? "" : ", " + lost + " frames lost by the recorder";
    }

    private static void book(StringBuilder out, BookReport.Book book) {
        CaptureInstrument instrument = book.instrument();
        BookReport.Counts counts = book.counts();
        out.append(String.format(
                Locale.ROOT,
                "%s  %s  bid %s  ask %s%n",
                instrument.symbol(),
                book.health(),
                best(book.bids()),
                best(book.asks())));
        if (!instrument.yesToken().isEmpty()) {
            out.append(String.format(Locale.ROOT, HEAD, "yes token", instrument.yesToken()));
        }
        out.append(String.format(
                Locale.ROOT,
                HEAD,
                "seen",
                counts.frames() + " frames, " + counts.events() + " events, " + counts.gaps() + " gaps"));
        out.append(String.format(Locale.ROOT, HEAD, "faults", counts(counts.faults())));
        if (counts.equalChecks() + counts.differentChecks() > 0) {
            out.append(String.format(
                    Locale.ROOT,
                    HEAD,
                    "checks",
                    counts.equalChecks() + " equal, " + counts.differentChecks() + " not"));
        }
        int rows = Math.max(book.bids().size(), book.asks().size());
        if (rows > 0) {
            row(out, "qty", "bid", "ask", "qty");
        }
        for (int i = 0; i < rows; i++) {
            BookReport.Level bid = i < book.bids().size() ? book.bids().get(i) : null;
            BookReport.Level ask = i < book.asks().size() ? book.asks().get(i) : null;
            row(
                    out,
                    bid == null ? "" : Micros.format(bid.qtyMicros()),
                    bid == null ? "" : Micros.format(bid.priceMicros()),
                    ask == null ? "" : Micros.format(ask.priceMicros()),
                    ask == null ? "" : Micros.format(ask.qtyMicros()));
        }
    }

    private static void row(StringBuilder out, String bidQty, String bid, String ask, String askQty) {
        String row = String.format(Locale.ROOT, LEVEL, bidQty, bid, ask, askQty);
        out.append(row.stripTrailing()).append(System.lineSeparator());
    }

    private static String best(List<BookReport.Level> side) {
        return side.isEmpty()
                ? NONE
                : Micros.format(side.get(0).priceMicros()) + " x "
                        + Micros.format(side.get(0).qtyMicros());
    }

    private static String counts(Map<String, Long> counts) {
        return counts.isEmpty()
                ? NONE
                : counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Keys and their order are part of the contract in docs/cli.md. */
    public static ObjectNode json(BookReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("file", report.file().toString());
        json.put("venue", name(report.venue()));
        json.put("ending", name(report.ending().kind()));
        json.put("lines", report.ending().fileLines());
        json.put("lostFrames", report.ending().lost());
        json.put("yesPrices", report.yesPrices());
        json.put("frames", report.frames());
        json.put("events", report.events());
        ArrayNode gapFrames = json.putArray("gapFrames");
        report.gapFrames().forEach(gapFrames::add);
        counts(json.putObject("faults"), report.faults());
        counts(json.putObject("counters"), report.counters());
        ArrayNode books = json.putArray("instruments");
        report.books().forEach(book -> book(books.addObject(), book));
        return json;
    }

    private static void book(ObjectNode json, BookReport.Book book) {
        CaptureInstrument instrument = book.instrument();
        BookReport.Counts counts = book.counts();
        json.put("instrumentId", instrument.instrumentId());
        json.put("symbol", instrument.symbol());
        json.put("title", instrument.title());
        json.put("yesToken", emptyIsNull(instrument.yesToken()));
        json.put("noToken", emptyIsNull(instrument.noToken()));
        json.put("health", book.health().name());
        level(json, "bestBid", book.bids());
        level(json, "bestAsk", book.asks());
        side(json.putArray("bids"), book.bids());
        side(json.putArray("asks"), book.asks());
        json.put("frames", counts.frames());
        json.put("events", counts.events());
        json.put("gaps", counts.gaps());
        json.putObject("checks").put("equal", counts.equalChecks()).put("different", counts.differentChecks());
        counts(json.putObject("faults"), counts.faults());
    }

    private static String emptyIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void level(ObjectNode json, String key, List<BookReport.Level> side) {
        if (side.isEmpty()) {
            json.putNull(key);
        } else {
            level(json.putArray(key), side.get(0));
        }
    }

    private static void side(ArrayNode json, List<BookReport.Level> side) {
        side.forEach(level -> level(json.addArray(), level));
    }

    private static void level(ArrayNode json, BookReport.Level level) {
        json.add(Micros.format(level.priceMicros())).add(Micros.format(level.qtyMicros()));
    }

    private static void counts(ObjectNode json, Map<String, Long> counts) {
        counts.forEach(json::put);
    }
}
