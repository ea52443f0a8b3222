package io.parallax.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * JSON text as no two writers would write it: members in any order, any white space, decimals with more or fewer zeros,
 * members nobody asked for with escapes, foreign letters and nesting. The same random source gives the same text.
 */
public final class RandomJson {
    private static final String[] BLANKS = {"", "", "", " ", "\n", "\t", "\r\n  "};
    private static final String[] TEXTS = {
        "\"\"",
        "\"plain\"",
        "\"a\\\"b\\\\c\\/d\"",
        "\"\\b\\f\\n\\r\\t\"",
        "\"\\u00e9\\ud83d\\ude00\"",
        "\"\u00e9 \u4e2d\u6587 \ud83d\ude00 }]\"",
        "\"ends in a backslash \\\\\"",
        "\"{\\\"price\\\":\\\"0.5\\\"}\"",
        "\"exactly8\"",
        "\"sixteen bytes \\\" x\""
    };
    private static final String[] SCALARS = {
        "null", "true", "false", "0", "-0", "-17", "3.25", "1e9", "-2.5E-7", "12345678901234567890123", "0.1000000"
    };
    private static final String[] NAMES = {
        "note", "spread", "rank", "x", "sub_title", "Price", "sizes", "bidss", "typ", "\u00fcber", "price_", "_"
    };

    private final Random random;
    private final boolean plain;

    /** @param plain only the given members, in the given order, without white space */
    public RandomJson(Random random, boolean plain) {
        this.random = random;
        this.plain = plain;
    }

    /** An object of name and raw value in turn; a null value leaves its member out. */
    public String object(String... namesAndValues) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                members.add(member(namesAndValues[i], namesAndValues[i + 1]));
            }
        }
        if (!plain) {
            int extras = random.nextInt(6) - 3;
            int first = random.nextInt(NAMES.length);
            for (int i = 0; i < extras; i++) {
                members.add(member(NAMES[(first + i) % NAMES.length], value(2)));
            }
            if (random.nextInt(3) > 0) {
                Collections.shuffle(members, random);
            }
        }
        return "{" + blank() + String.join("," + blank(), members) + blank() + "}";
    }

    /** An array of raw values. */
    public String array(List<String> items) {
        return "[" + blank() + String.join(blank() + "," + blank(), items) + blank() + "]";
    }

    /** A string without anything to escape. */
    public String text(String text) {
        return '"' + text + '"';
    }

    /** A decimal as the venues write it, as a string, with zeros more or fewer at its end. */
    public String decimal(BigDecimal value) {
        BigDecimal least = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int scale = Math.max(0, least.scale());
        if (!plain && random.nextInt(3) == 0) {
            scale += random.nextInt(5);
        }
        return text(least.setScale(scale).toPlainString());
    }

    /** A decimal with a fixed number of places, as a string. */
    public String decimal(BigDecimal value, int places) {
        return text(value.setScale(places).toPlainString());
    }

    /** Any value a decoder has no use for, nested at most {@code depth} deep. */
    public String value(int depth) {
        int dice = random.nextInt(depth > 0 ? 5 : 3);
        if (dice == 0) {
            return SCALARS[random.nextInt(SCALARS.length)];
        }
        if (dice < 3) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String value = value(depth - 1);
            items.add(dice == 3 ? value : member(random.nextInt(5) == 0 ? "k\\u0065y" + i : "price" + i, value));
        }
        return (dice == 3 ? "[" : "{") + blank() + String.join(",", items) + blank() + (dice == 3 ? "]" : "}");
    }

    /** White space, or none. */
    public String blank() {
        return plain ? "" : BLANKS[random.nextInt(BLANKS.length)];
    }

    private String member(String name, String value) {
        return '"' + name + '"' + blank() + ":" + blank() + value;
    }
}
