package io.parallax.gateway.json;

import static io.parallax.gateway.json.DecodeFault.ARRAY_TOO_LONG;
import static io.parallax.gateway.json.DecodeFault.DUPLICATE_KEY;
import static io.parallax.gateway.json.DecodeFault.FRAME_TOO_LONG;
import static io.parallax.gateway.json.DecodeFault.KEY_ESCAPED;
import static io.parallax.gateway.json.DecodeFault.NONE;
import static io.parallax.gateway.json.DecodeFault.SYNTAX;
import static io.parallax.gateway.json.DecodeFault.TOO_DEEP;
import static io.parallax.gateway.json.DecodeFault.TRAILING_BYTES;
import static io.parallax.gateway.json.DecodeFault.TRUNCATED;
import static io.parallax.gateway.json.DecodeFault.WRONG_TYPE;

import io.parallax.codecs.units.Micros;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks one JSON text in place: no recursion, no allocation, no exception for anything the bytes may hold. The first
 * fault is kept ({@link #fault}); from then on every iteration ends and every read answers "absent", so a decoder reads
 * straight on and asks once at the end.
 *
 * <pre>
 *   json.wrap(frame, offset, length);
 *   if (json.enterObject()) {
 *       for (int key; (key = json.nextField(KEYS)) &gt;= 0; ) {
 *           switch (key) {
 *               case PRICE -&gt; price = json.decimalMicros();
 *               case LEVELS -&gt; { if (json.enterArray()) { while (json.nextItem()) { … } } }
 *           }
 *       }
 *   }
 *   int fault = json.end();
 * </pre>
 *
 * Keys may come in any order. Fields outside the given map, and values the caller does not consume, are skipped whole
 * but checked like the rest. An iteration must be walked to its end ({@code nextField} or {@code nextItem} answering no)
 * before the surrounding one goes on. Misuse of that kind is a bug and throws {@link IllegalStateException}.
 */
public final class JsonCursor {
    /** Containers within containers. */
    public static final int MAX_DEPTH = 16;
    /** Bytes of one string. */
    public static final int MAX_STRING_LENGTH = 64 * 1024;
    /** Items of one array. */
    public static final int MAX_ARRAY_ITEMS = 10_000;
    /** Bytes of one frame. */
    public static final int MAX_FRAME_LENGTH = 1024 * 1024;
    /** Answer of {@link #nextField} when the object is over or the cursor has a fault. */
    public static final int END = -1;
    /** Answer for null, for an empty string read as a number, and after a fault. Equals {@link Micros#NULL}. */
    public static final long ABSENT = Micros.NULL;

    /** Kind of a value, told by its first byte. */
    public enum Kind {
        /** No value stands here. */
        NONE,
        /** An object. */
        OBJECT,
        /** An array. */
        ARRAY,
        /** A string. */
        STRING,
        /** A number. */
        NUMBER,
        /** true or false. */
        BOOLEAN,
        /** null. */
        NULL
    }

    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final JsonScan scan = new JsonScan();
    private final int[] items = new int[MAX_DEPTH + 1];
    private final long[] seen = new long[MAX_DEPTH + 1];
    private int arrays;
    private int firsts;
    private int depth;
    private boolean pending;
    private int valueOffset;
    private int valueLength;

    /** Stands before the root value of the text at {@code offset}; forgets everything before. */
    public void wrap(DirectBuffer buffer, int offset, int length) {
        view.wrap(buffer, offset, length);
        depth = 0;
        pending = true;
        valueOffset = 0;
        valueLength = 0;
        scan.begin(view.byteArray(), view.addressOffset(), length);
        if (length > MAX_FRAME_LENGTH) {
            scan.fail(FRAME_TOO_LONG);
        }
        scan.space();
    }

    /** Kind of the value the cursor stands before. */
    public Kind kind() {
        if (!pending || scan.fault != NONE) {
            return Kind.NONE;
        }
        return switch (scan.peek()) {
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.ARRAY;
            case '"' -> Kind.STRING;
            case 't', 'f' -> Kind.BOOLEAN;
            case 'n' -> Kind.NULL;
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
            default -> Kind.NONE;
        };
    }

    /** Steps into the object the cursor stands before; false and a fault when it is none. */
    public boolean enterObject() {
        return enter('{', 0);
    }

    /** Steps into the array the cursor stands before; false and a fault when it is none. */
    public boolean enterArray() {
        return enter('[', 1);
    }

    private boolean enter(char opening, int array) {
        if (!take()) {
            return false;
        }
        if (scan.peek() != opening) {
            return wrongType();
        }
        if (depth == MAX_DEPTH) {
            scan.fail(TOO_DEEP);
            return false;
        }
        scan.position++;
        depth++;
        arrays = arrays & ~(1 << depth) | array << depth;
        firsts |= 1 << depth;
        seen[depth] = 0;
        items[depth] = 0;
        return true;
    }

    /**
     * Goes to the next field whose name is in {@code keys}, over any others.
     *
     * @param keys values below 64
     * @return the key's value in the map, or {@link #END} after the object's last field, which also leaves the object
     */
    public int nextField(TextMap keys) {
        while (next(0, '}')) {
            if (!scan.string()) {
                return END;
            }
            if (scan.textEscaped) {
                scan.fail(KEY_ESCAPED);
                return END;
            }
            if (!scan.colon()) {
                return END;
            }
            pending = true;
            int key = scan.lookUp(keys);
            if (key >= 0) {
                long bit = 1L << key;
                if ((seen[depth] & bit) != 0) {
                    scan.fail(DUPLICATE_KEY);
                    return END;
                }
                seen[depth] |= bit;
                return key;
            }
        }
        return END;
    }

    /** Goes to the next item of the array; false after its last one, which also leaves the array. */
    public boolean nextItem() {
        if (!next(1, ']')) {
            return false;
        }
        if (++items[depth] > MAX_ARRAY_ITEMS) {
            scan.fail(ARRAY_TOO_LONG);
            return false;
        }
        pending = true;
        return true;
    }

    /** Over an unconsumed value and the comma to the next element; false at the closing byte or a fault. */
    private boolean next(int array, char closing) {
        if (pending) {
            skip();
        }
        if (scan.fault != NONE) {
            return false;
        }
        if (depth == 0 || (arrays >>> depth & 1) != array) {
            throw new IllegalStateException(
                    "no " + (array == 0 ? "object" : "array") + " is entered at depth " + depth);
        }
        int bit = 1 << depth;
        int b = scan.spaceAndPeek();
        if (b == closing) {
            scan.position++;
            depth--;
            return false;
        }
        if ((firsts & bit) != 0) {
            firsts &= ~bit;
        } else if (b == ',') {
            scan.position++;
            scan.space();
        } else {
            scan.failHere();
            return false;
        }
        return true;
    }

    /** Consumes a decimal, as string or number, exactly in micros; null and "" are {@link #ABSENT}. */
    public long decimalMicros() {
        return take() ? scan.decimalMicros() : ABSENT;
    }

    /** Consumes a 64-bit integer, as number or string; null and "" are {@link #ABSENT}. */
    public long int64() {
        return take() ? scan.int64() : ABSENT;
    }

    /**
     * As {@link #decimalMicros}, but a value that is no such number, while it is sound JSON, is no fault of the text: it is
     * passed over, {@link #ABSENT} is answered, and {@link #numberFault} tells what is wrong with it.
     */
    public long decimalMicrosOrFault() {
        if (isScalar()) {
            return take() ? scan.decimalMicrosOrFault() : passedOver();
        }
        return otherType();
    }

    /** As {@link #int64}, with faults as {@link #decimalMicrosOrFault} has them. */
    public long int64OrFault() {
        if (isScalar()) {
            return take() ? scan.int64OrFault() : passedOver();
        }
        return otherType();
    }

    /** Whether a number may be read here; true also where nothing can, which the read will say. */
    private boolean isScalar() {
        Kind kind = kind();
        return kind != Kind.OBJECT && kind != Kind.ARRAY && kind != Kind.BOOLEAN;
    }

    private long otherType() {
        skip();
        scan.numberFault = scan.fault == NONE ? WRONG_TYPE : NONE;
        return ABSENT;
    }

    private long passedOver() {
        scan.numberFault = NONE;
        return ABSENT;
    }

    /** What was wrong with the number last passed over, {@link DecodeFault#NONE} for a good one. */
    public int numberFault() {
        return scan.numberFault;
    }

    /** Consumes a boolean; false also after a fault. */
    public boolean bool() {
        if (!take()) {
            return false;
        }
        int b = scan.peek();
        if (b == 't') {
            return scan.literal("true");
        }
        if (b == 'f') {
            scan.literal("false");
            return false;
        }
        return wrongType();
    }

    /**
     * Consumes a string; its bytes are at {@link #textOffset}. Null is told by false with an empty text and is no fault.
     */
    public boolean string() {
        scan.textLength = 0;
        scan.textEscaped = false;
        if (!take()) {
            return false;
        }
        int b = scan.peek();
        if (b == '"') {
            return scan.string();
        }
        if (b == 'n') {
            scan.literal("null");
            return false;
        }
        return wrongType();
    }

    /** Consumes a string and looks it up; {@link TextMap#ABSENT} when it is not in the map, null or no string. */
    public int word(TextMap words) {
        return string() ? scan.lookUp(words) : TextMap.ABSENT;
    }

    /** Consumes any value whole, checking it; its bytes are at {@link #valueOffset}, to be wrapped by another cursor. */
    public void skip() {
        if (!take()) {
            return;
        }
        int start = scan.position;
        skipValue();
        valueOffset = start;
        valueLength = scan.position - start;
    }

    /** Consumes white space to the end of the text. @return the fault, or {@link DecodeFault#NONE} */
    public int end() {
        if (pending) {
            skip();
        }
        if (scan.fault == NONE) {
            if (depth != 0) {
                throw new IllegalStateException(depth + " containers are still open");
            }
            scan.space();
            if (scan.position < scan.limit) {
                scan.fail(TRAILING_BYTES);
            }
        }
        return scan.fault;
    }

    /** First fault met, {@link DecodeFault#NONE} while there is none. */
    public int fault() {
        return scan.fault;
    }

    /** Records a fault the caller found in a value (a price out of range); the first one stays. */
    public void reject(int code) {
        scan.fail(code);
    }

    /** Byte of the text at which the cursor stands, or at which the first fault was met. */
    public int position() {
        return scan.position;
    }

    /** The text; offsets below are into it. Valid until the wrapped memory changes. */
    public DirectBuffer buffer() {
        return view;
    }

    /** First byte of the last string, inside its quotes. */
    public int textOffset() {
        return scan.textOffset;
    }

    /** Bytes of the last string as they stand in the text, escapes not resolved. */
    public int textLength() {
        return scan.textLength;
    }

    /** Whether the last string holds escapes. */
    public boolean isTextEscaped() {
        return scan.textEscaped;
    }

    /** The last string as an object, escapes not resolved: for cold paths. */
    public String textAsString() {
        return view.getStringWithoutLengthUtf8(scan.textOffset, scan.textLength);
    }

    /** First byte of the last value passed by {@link #skip}. */
    public int valueOffset() {
        return valueOffset;
    }

    /** Bytes of the last value passed by {@link #skip}. */
    public int valueLength() {
        return valueLength;
    }

    /** The value the cursor stands before is about to be consumed; false when there is none to read. */
    private boolean take() {
        if (scan.fault != NONE) {
            return false;
        }
        if (!pending) {
            throw new IllegalStateException("no value to read at byte " + scan.position);
        }
        pending = false;
        if (scan.position >= scan.limit) {
            scan.fail(TRUNCATED);
            return false;
        }
        return true;
    }

    private boolean wrongType() {
        int b = scan.peek();
        scan.fail(JsonScan.beginsValue(b) ? WRONG_TYPE : SYNTAX);
        return false;
    }

    private void skipValue() {
        int level = depth;
        while (true) {
            switch (scan.peek()) {
                case '{' -> {
                    if (level == MAX_DEPTH) {
                        scan.fail(TOO_DEEP);
                        return;
                    }
                    level++;
                    arrays &= ~(1 << level);
                    scan.position++;
                    if (scan.spaceAndPeek() != '}') {
                        if (!scan.string() || !scan.colon()) {
                            return;
                        }
                        continue;
                    }
                }
                case '[' -> {
                    if (level == MAX_DEPTH) {
                        scan.fail(TOO_DEEP);
                        return;
                    }
                    level++;
                    arrays |= 1 << level;
                    items[level] = 1;
                    scan.position++;
                    if (scan.spaceAndPeek() != ']') {
                        continue;
                    }
                }
                case '"' -> scan.string();
                case 't' -> scan.literal("true");
                case 'f' -> scan.literal("false");
                case 'n' -> scan.literal("null");
                default -> scan.number();
            }
            level = closeContainers(level);
            if (level == depth || scan.fault != NONE) {
                return;
            }
        }
    }

    /** After a value: over closing bytes and the comma before the next value; the level of that value, or our own. */
    private int closeContainers(int from) {
        int level = from;
        while (level > depth && scan.fault == NONE) {
            int b = scan.spaceAndPeek();
            boolean inArray = (arrays >>> level & 1) != 0;
            if (b == (inArray ? ']' : '}')) {
                scan.position++;
                level--;
            } else if (b != ',') {
                scan.failHere();
            } else {
                scan.position++;
                scan.space();
                if (inArray) {
                    if (++items[level] > MAX_ARRAY_ITEMS) {
                        scan.fail(ARRAY_TOO_LONG);
                    }
                } else if (scan.string()) {
                    scan.colon();
                }
                return level;
            }
        }
        return level;
    }
}
