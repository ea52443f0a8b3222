package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/** Text of requests, letter by letter; what would break out of its line or field is refused. Allocates nothing. */
final class Ascii {
    private Ascii() {}

    /** A method, a path: printable without spaces. */
    static void word(String text, ByteBuf out) {
        text(text, '!', out);
    }

    /** A header's value: printable, spaces too. */
    static void value(String text, ByteBuf out) {
        text(text, ' ', out);
    }

    /** A header's name in small letters. */
    static void name(String text, ByteBuf out) {
        for (int i = 0; i < text.length(); i++) {
            char letter = checked(text, i, '!');
            out.writeByte(letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter);
        }
    }

    /** A number that is not negative. */
    static void number(int value, ByteBuf out) {
        int scale = 1;
        while (value / scale >= 10) {
            scale *= 10;
        }
        for (int rest = value; scale > 0; rest %= scale, scale /= 10) {
            out.writeByte('0' + rest / scale);
        }
    }

    /** How many digits {@link #number} writes. */
    static int digits(int value) {
        int digits = 1;
        for (int rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static void text(String text, char least, ByteBuf out) {
        for (int i = 0; i < text.length(); i++) {
            out.writeByte(checked(text, i, least));
        }
    }

    private static char checked(String text, int index, char least) {
        char letter = text.charAt(index);
        if (letter < least || letter > '~') {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "character %d at %d of a request line or header: it would break it",
                    (int) letter,
                    index));
        }
        return letter;
    }
}
