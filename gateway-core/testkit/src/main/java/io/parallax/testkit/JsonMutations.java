package io.parallax.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Damages a frame in the ways frames are damaged: a byte here and there, a piece lost, doubled or from another frame, a
 * value that is out of range, of another type or spelled in a hostile way, a member without its name. Seeded.
 */
public final class JsonMutations {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9][0-9.eE+-]*|true|false|null|[{}\\[\\],:]", Pattern.DOTALL);
    private static final String BYTES = "{}[]\",:\\-+0123456789eE.tfn \n\u0000\u0001abxPS";
    private static final String[] VALUES = {
        "\"0\"",
        "\"1\"",
        "\"-1\"",
        "\"0.5\"",
        "\"0.123\"",
        "\"0.0001\"",
        "\"0.9999\"",
        "\"1.5\"",
        "\"-0.5\"",
        "\"0.1234567\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"1e-1\"",
        "\"5E2\"",
        "\"+1\"",
        "\"00.5\"",
        "\".5\"",
        "\"5.\"",
        "\"0x1\"",
        "\"\"",
        "\" 1\"",
        "\"9223372036854.775807\"",
        "\"9223372036854775808\"",
        "\"99999999999999999999999\"",
        "\"1000000001\"",
        "0",
        "1",
        "-1",
        "0.5",
        "1e0",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "1795185005124",
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[[]]",
        "[1]",
        "{\"a\":{}}",
        "\"BUY\"",
        "\"SELL\"",
        "\"sell\"",
        "\"HOLD\"",
        "\"yes\"",
        "\"no\"",
        "\"maybe\"",
        "\"book\"",
        "\"price_change\"",
        "\"orderbook_delta\"",
        "\"orderbook_snapshot\"",
        "\"trade\"",
        "\"\\u0030\"",
        "\"\\u0041\"",
        "\"\ud83d\ude00\"",
        "\"0.01\"",
        "\"0.001\"",
        "\"0.1\"",
        "\"0.0025\""
    };

    private final Random random;
    private final List<byte[]> seen = new ArrayList<>();

    public JsonMutations(Random random) {
        this.random = random;
    }

    /** A damaged copy; frames given before may lend pieces. One to three wounds. */
    public byte[] damage(byte[] frame) {
        byte[] result = frame;
        for (int i = random.nextInt(6) / 2; i >= 0; i--) {
            result = wound(result);
        }
        if (seen.size() < 32) {
            seen.add(frame);
        } else {
            seen.set(random.nextInt(seen.size()), frame);
        }
        return result;
    }

    private byte[] wound(byte[] frame) {
        if (frame.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        return switch (random.nextInt(16)) {
            case 0 -> set(frame, (byte) random.nextInt(256));
            case 1 -> set(frame, (byte) BYTES.charAt(random.nextInt(BYTES.length())));
            case 2 -> Arrays.copyOf(frame, random.nextInt(frame.length));
            case 3 -> without(frame);
            case 4 -> doubled(frame);
            case 5 -> spliced(frame);
            case 6 -> nested(frame);
            default -> structural(frame);
        };
    }

    private byte[] set(byte[] frame, byte value) {
        byte[] copy = frame.clone();
        copy[random.nextInt(copy.length)] = value;
        return copy;
    }

    private byte[] without(byte[] frame) {
        int from = random.nextInt(frame.length);
        int to = Math.min(frame.length, from + 1 + random.nextInt(24));
        return join(frame, 0, from, new byte[0], frame, to);
    }

    private byte[] doubled(byte[] frame) {
        int from = random.nextInt(frame.length);
        int to = Math.min(frame.length, from + 1 + random.nextInt(80));
        return join(frame, 0, to, new byte[0], frame, from);
    }

    private byte[] spliced(byte[] frame) {
        byte[] other = seen.isEmpty() ? frame : seen.get(random.nextInt(seen.size()));
        return join(
                frame,
                0,
                random.nextInt(frame.length),
                new byte[0],
                other,
                other.length == 0 ? 0 : random.nextInt(other.length));
    }

    private byte[] nested(byte[] frame) {
        int depth = 1 + random.nextInt(20);
        int at = random.nextInt(frame.length);
        byte[] open = (random.nextBoolean() ? "[" : "{\"a\":").repeat(depth).getBytes(StandardCharsets.UTF_8);
        return join(frame, 0, at, open, frame, at);
    }

    private byte[] structural(byte[] frame) {
        String text = new String(frame, StandardCharsets.ISO_8859_1);
        List<MatchResult> tokens = new ArrayList<>();
        for (Matcher matcher = TOKEN.matcher(text); matcher.find() && tokens.size() < 5_000; ) {
            tokens.add(matcher.toMatchResult());
        }
        if (tokens.isEmpty()) {
            return set(frame, (byte) '{');
        }
        int at = random.nextInt(tokens.size());
        // The middle of a token rather than its punctuation, most of the time.
        for (int i = 0; i < 4 && tokens.get(at).group().length() == 1; i++) {
            at = random.nextInt(tokens.size());
        }
        MatchResult token = tokens.get(at);
        MatchResult other = tokens.get(random.nextInt(tokens.size()));
        String result =
                switch (random.nextInt(6)) {
                    case 0, 1, 2 -> replace(text, token, latin(VALUES[random.nextInt(VALUES.length)]));
                    case 3 -> replace(text, token, other.group());
                    case 4 -> replace(text, token, "");
                    default -> {
                        // A whole member or item, once more behind itself.
                        int end =
                                tokens.get(Math.min(tokens.size() - 1, at + 3)).end();
                        yield text.substring(0, end) + text.substring(token.start(), end) + text.substring(end);
                    }
                };
        return result.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String replace(String text, MatchResult token, String with) {
        return text.substring(0, token.start()) + with + text.substring(token.end());
    }

    private static byte[] join(byte[] head, int from, int to, byte[] middle, byte[] tail, int tailFrom) {
        byte[] result = new byte[to - from + middle.length + tail.length - tailFrom];
        System.arraycopy(head, from, result, 0, to - from);
        System.arraycopy(middle, 0, result, to - from, middle.length);
        System.arraycopy(tail, tailFrom, result, to - from + middle.length, tail.length - tailFrom);
        return result;
    }
}
