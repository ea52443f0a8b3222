package io.parallax.gateway.json;

import static io.parallax.gateway.json.DecodeFault.BAD_TEXT;
import static io.parallax.gateway.json.DecodeFault.NONE;
import static io.parallax.gateway.json.DecodeFault.NUMBER_MALFORMED;
import static io.parallax.gateway.json.DecodeFault.NUMBER_OVERFLOW;
import static io.parallax.gateway.json.DecodeFault.NUMBER_TOO_FINE;
import static io.parallax.gateway.json.DecodeFault.STRING_TOO_LONG;
import static io.parallax.gateway.json.DecodeFault.SYNTAX;
import static io.parallax.gateway.json.DecodeFault.TRUNCATED;
import static io.parallax.gateway.json.DecodeFault.WRONG_TYPE;

/** Scalars of a JSON text: moves over one token at a time and keeps the first fault. Part of {@link JsonCursor}. */
final class JsonScan {
    private static final int MICRO_DIGITS = 6;
    private static final long MAX_WHOLE = Long.MAX_VALUE / 1_000_000;
    private static final int NOTHING = -1;

    private Object base;
    private long first;
    int position;
    int limit;
    int fault;
    int numberFault;
    int textOffset;
    int textLength;
    boolean textEscaped;

    /** Begins with {@code length} bytes at an address, as {@link FrameBytes} has it. */
    void begin(Object bytes, long at, int length) {
        base = bytes;
        first = at;
        position = 0;
        limit = length;
        fault = NONE;
        textOffset = 0;
        textLength = 0;
        textEscaped = false;
    }

    void fail(int code) {
        if (fault == NONE) {
            fault = code;
        }
    }

    /** The byte at the position cannot stand here, or there is none. */
    void failHere() {
        fail(position < limit ? SYNTAX : TRUNCATED);
    }

    /** Byte at the position, {@code -1} at the end. */
    int peek() {
        return position < limit ? FrameBytes.byteAt(base, first + position) : NOTHING;
    }

    void space() {
        int p = position;
        while (p < limit) {
            int b = FrameBytes.byteAt(base, first + p);
            if (b > ' ' || b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                break;
            }
            p++;
        }
        position = p;
    }

    /** Value of the text last read, in the map. */
    int lookUp(TextMap map) {
        return map.get(base, first + textOffset, textLength);
    }

    int spaceAndPeek() {
        space();
        return peek();
    }

    /** Over the colon behind a key, to the value. */
    boolean colon() {
        if (peek() != ':' && spaceAndPeek() != ':') {
            failHere();
            return false;
        }
        position++;
        space();
        if (position >= limit) {
            fail(TRUNCATED);
            return false;
        }
        return true;
    }

    static boolean beginsValue(int b) {
        return b == '{' || b == '[' || b == '"' || b == 't' || b == 'f' || b == 'n' || b == '-' || isDigit(b);
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }

    boolean literal(String word) {
        int length = word.length();
        for (int i = 0; i < length; i++) {
            if (peek() != word.charAt(i)) {
                failHere();
                return false;
            }
            position++;
        }
        return true;
    }

    /** Over a string; false and a fault when none stands here or it is broken. */
    boolean string() {
        if (peek() != '"') {
            failHere();
            return false;
        }
        int start = position + 1;
        int p = start;
        textEscaped = false;
        while (true) {
            p = plainRun(p);
            if (p >= limit) {
                position = limit;
                fail(TRUNCATED);
                return false;
            }
            int b = at(p);
            if (b == '"') {
                break;
            }
            position = p;
            if (b == '\\') {
                textEscaped = true;
                p = afterEscape(p);
            } else {
                p = afterHighOrControl(p, b);
            }
            if (p < 0) {
                return false;
            }
        }
        textOffset = start;
        textLength = p - start;
        position = p + 1;
        if (textLength > JsonCursor.MAX_STRING_LENGTH) {
            fail(STRING_TOO_LONG);
            return false;
        }
        return true;
    }

    /** First byte from {@code p} on that is a quote, a backslash, a control character or not ASCII. */
    private int plainRun(int from) {
        Object bytes = base;
        long p = first + from;
        long end = first + limit;
        while (p + FrameBytes.WORD <= end) {
            long marks = FrameBytes.marks(FrameBytes.word(bytes, p));
            if (marks != 0) {
                return (int) (p - first) + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
            p += FrameBytes.WORD;
        }
        while (p < end) {
            int b = FrameBytes.byteAt(bytes, p);
            if (b < ' ' || b == '"' || b == '\\' || b > 0x7F) {
                break;
            }
            p++;
        }
        return (int) (p - first);
    }

    private int afterEscape(int p) {
        if (p + 1 >= limit) {
            fail(TRUNCATED);
            return NOTHING;
        }
        switch (at(p + 1)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return p + 2;
            }
            case 'u' -> {
                for (int i = p + 2; i < p + 6; i++) {
                    if (i >= limit) {
                        fail(TRUNCATED);
                        return NOTHING;
                    }
                    int b = at(i);
                    if (!isDigit(b) && !(b >= 'a' && b <= 'f') && !(b >= 'A' && b <= 'F')) {
                        fail(SYNTAX);
                        return NOTHING;
                    }
                }
                return p + 6;
            }
            default -> {
                fail(SYNTAX);
                return NOTHING;
            }
        }
    }

    /** Over one UTF-8 sequence of two to four bytes. */
    private int afterHighOrControl(int p, int b) {
        int more = b >= 0xC2 && b <= 0xDF ? 1 : b >= 0xE0 && b <= 0xEF ? 2 : b >= 0xF0 && b <= 0xF4 ? 3 : 0;
        if (more == 0) {
            fail(BAD_TEXT);
            return NOTHING;
        }
        if (p + more >= limit) {
            fail(TRUNCATED);
            return NOTHING;
        }
        int second = at(p + 1);
        int low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        int high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
        boolean good = second >= low && second <= high;
        for (int i = 2; i <= more; i++) {
            good &= (at(p + i) & 0xC0) == 0x80;
        }
        if (!good) {
            fail(BAD_TEXT);
            return NOTHING;
        }
        return p + more + 1;
    }

    /** Over a number of the JSON grammar. */
    void number() {
        if (peek() == '-') {
            position++;
        }
        if (peek() == '0') {
            position++;
        } else {
            digits();
        }
        if (peek() == '.') {
            position++;
            digits();
        }
        int b = peek();
        if (b == 'e' || b == 'E') {
            position++;
            b = peek();
            if (b == '+' || b == '-') {
                position++;
            }
            digits();
        }
        if (isDigit(peek())) {
            fail(SYNTAX);
        }
    }

    private void digits() {
        if (!isDigit(peek())) {
            failHere();
            return;
        }
        do {
            position++;
        } while (isDigit(peek()));
    }

    long decimalMicros() {
        boolean quoted = peek() == '"';
        if (quoted && position + 1 + FastNumber.REACH <= limit) {
            long number = FastNumber.signedDecimal(base, first + position + 1);
            if (number != FastNumber.ODD) {
                position += FastNumber.length(number) + 2;
                return FastNumber.value(number);
            }
        }
        if (!beginsNumber(quoted)) {
            return JsonCursor.ABSENT;
        }
        int p = position;
        boolean negative = byteAt(p) == '-';
        if (negative) {
            p++;
        }
        int start = p;
        long whole = 0;
        int b = byteAt(p);
        while (isDigit(b)) {
            whole = whole * 10 + (b - '0');
            if (whole > MAX_WHOLE) {
                return faultyNumber(p, NUMBER_OVERFLOW);
            }
            b = byteAt(++p);
        }
        int wholeDigits = p - start;
        if (wholeDigits > 1 && at(start) == '0' || wholeDigits == 0 && !(quoted && b == '.')) {
            return faultyNumber(p, b == NOTHING ? TRUNCATED : NUMBER_MALFORMED);
        }
        long fraction = 0;
        if (b == '.') {
            b = byteAt(++p);
            int places = 0;
            while (isDigit(b)) {
                if (places < MICRO_DIGITS) {
                    fraction = fraction * 10 + (b - '0');
                } else if (b != '0') {
                    return faultyNumber(p, NUMBER_TOO_FINE);
                }
                places++;
                b = byteAt(++p);
            }
            if (places == 0) {
                return faultyNumber(p, b == NOTHING ? TRUNCATED : NUMBER_MALFORMED);
            }
            for (int i = places; i < MICRO_DIGITS; i++) {
                fraction *= 10;
            }
        }
        long micros = whole * 1_000_000 + fraction;
        if (micros < 0) {
            return faultyNumber(p, NUMBER_OVERFLOW);
        }
        return closes(p, b, quoted) ? negative ? -micros : micros : JsonCursor.ABSENT;
    }

    long int64() {
        boolean quoted = peek() == '"';
        int digits = quoted ? position + 1 : position;
        if (digits + FastNumber.REACH + 1 <= limit) {
            long number = FastNumber.unsigned(base, first + digits);
            int after = number == FastNumber.ODD ? digits : digits + FastNumber.length(number);
            if (after > digits && (!quoted || at(after) == '"')) {
                return closes(after, at(after), quoted) ? FastNumber.value(number) : JsonCursor.ABSENT;
            }
        }
        if (!beginsNumber(quoted)) {
            return JsonCursor.ABSENT;
        }
        int p = position;
        boolean negative = byteAt(p) == '-';
        if (negative) {
            p++;
        }
        int start = p;
        long value = 0;
        int b = byteAt(p);
        while (isDigit(b)) {
            int digit = b - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return faultyNumber(p, NUMBER_OVERFLOW);
            }
            value = value * 10 + digit;
            b = byteAt(++p);
        }
        if (p == start || p - start > 1 && at(start) == '0') {
            return faultyNumber(p, b == NOTHING ? TRUNCATED : NUMBER_MALFORMED);
        }
        return closes(p, b, quoted) ? negative ? -value : value : JsonCursor.ABSENT;
    }

    long decimalMicrosOrFault() {
        int start = position;
        long micros = decimalMicros();
        return settled(start) ? micros : JsonCursor.ABSENT;
    }

    long int64OrFault() {
        int start = position;
        long value = int64();
        return settled(start) ? value : JsonCursor.ABSENT;
    }

    /** Whether the number was read; else, if it is sound JSON, it is passed over and its fault is kept apart. */
    private boolean settled(int start) {
        numberFault = NONE;
        if (fault == NONE) {
            return true;
        }
        int found = fault;
        if (found == WRONG_TYPE || found == TRUNCATED || found == SYNTAX) {
            return false;
        }
        fault = NONE;
        position = start;
        if (peek() == '"') {
            string();
        } else {
            number();
        }
        if (fault == NONE) {
            numberFault = found;
        } else {
            fault = found;
        }
        return false;
    }

    /** To the first byte of the number; false over null and "", and with a fault when nothing numeric stands here. */
    private boolean beginsNumber(boolean quoted) {
        int b = peek();
        if (quoted) {
            position++;
            b = peek();
            if (b == NOTHING) {
                fail(TRUNCATED);
            } else if (b == '"') {
                position++;
                return false;
            }
            return fault == NONE;
        }
        if (b == 'n') {
            literal("null");
            return false;
        }
        if (b != '-' && !isDigit(b)) {
            fail(beginsValue(b) ? WRONG_TYPE : SYNTAX);
            return false;
        }
        return true;
    }

    /** What follows the digits must be the closing quote, or a byte that ends a bare number. */
    private boolean closes(int p, int b, boolean quoted) {
        position = p;
        if (quoted) {
            if (b != '"') {
                fail(b == NOTHING ? TRUNCATED : NUMBER_MALFORMED);
                return false;
            }
            position++;
            return true;
        }
        if (b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-') {
            fail(NUMBER_MALFORMED);
            return false;
        }
        return true;
    }

    private int at(int p) {
        return FrameBytes.byteAt(base, first + p);
    }

    private int byteAt(int p) {
        return p < limit ? at(p) : NOTHING;
    }

    private long faultyNumber(int p, int code) {
        position = p;
        fail(code);
        return JsonCursor.ABSENT;
    }
}
