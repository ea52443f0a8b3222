package io.parallax.sim.fault;

import io.parallax.codecs.units.Micros;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts a client must survive, taken in turn so that the same run gets the same ones. Written by the loop. */
final class BadText {
    static final List<String> GARBAGE = List.of(
            "%%% not json",
            "{\"type\":",
            "]",
            "{\"a\":\"\u0000\"}",
            "\uFEFF{}",
            "<html><body>502 Bad Gateway</body></html>",
            "{\"type\":\"orderbook_delta\",\"type\":\"orderbook_delta\"}",
            "[".repeat(200));
    static final List<String> NUMBERS =
            List.of("NaN", "Infinity", "-0.5", "1e-2", "99999999999999999999999", "0.123456789", "", "0x10", "1.5.5");

    private static final Pattern NUMBER =
            Pattern.compile("(\"(?:price_dollars|delta_fp|price|size)\":\"|\\[\")[^\"]*(\")");
    private static final Pattern PRICE = Pattern.compile("(\"(?:price_dollars|price)\":\"|\\[\")(\\d\\.\\d+)(\")");
    private static final long MICROS_PER_CENT = 10_000;
    private static final Pattern TIME = Pattern.compile("(\"(?:ts_ms|timestamp)\":\"?)(\\d+)");
    private static final long NS_PER_MS = 1_000_000L;

    private int garbageCount;
    private int numberCount;

    String nextGarbage() {
        return GARBAGE.get(garbageCount++ % GARBAGE.size());
    }

    /** The frame with its first price or size replaced; a frame without one is returned as it is. */
    String hostile(String frame) {
        String number = NUMBERS.get(numberCount++ % NUMBERS.size());
        Matcher matcher = NUMBER.matcher(frame);
        return matcher.replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + number + found.group(2)));
    }

    static String inCents(String frame) {
        return PRICE.matcher(frame)
                .replaceAll(found -> found.group(1) + Micros.parse(found.group(2)) / MICROS_PER_CENT + found.group(3));
    }

    static String wrongTimes(String frame, WrongTime how) {
        return TIME.matcher(frame)
                .replaceAll(found -> found.group(1) + how.ns(Long.parseLong(found.group(2)) * NS_PER_MS) / NS_PER_MS);
    }

    static String half(String frame) {
        return frame.substring(0, Math.max(1, frame.length() / 2));
    }

    static String giant(long bytes) {
        String head = "{\"type\":\"giant\",\"event_type\":\"giant\",\"pad\":\"";
        return head + "x".repeat((int) Math.max(0, bytes - head.length() - 2)) + "\"}";
    }
}
