package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Header fields as HTTP/2 packs them without state: names of the static table or spelt out, values always spelt out, nothing
 * entered into a table, no Huffman code. What is written today reads the same on every connection and at every time.
 *
 * <pre>
 * 1xxxxxxx                 field of the static table, name and value
 * 0000nnnn [name] value    literal, not indexed: what every request carries
 * 0001nnnn [name] value    literal, never indexed: whatever a call adds, which may be a secret
 * 001xxxxx                 size of the peer's table; 00100000 = 0
 * </pre>
 *
 * Source: RFC 7541, 5.1, 6 and appendix A, read 2026-11-22.
 */
final class HpackLiterals {
    /** Says that the table stays empty; allowed at the beginning of a block alone. */
    static final int NO_TABLE = 0x20;

    private static final int STATIC_FIELD = 0x80;
    private static final int NOT_INDEXED = 0x00;
    private static final int NEVER_INDEXED = 0x10;
    private static final int NAME_BITS = 4;
    private static final int LENGTH_BITS = 7;

    private static final int AUTHORITY = 1;
    private static final int METHOD = 2;
    private static final int METHOD_GET = 2;
    private static final int METHOD_POST = 3;
    private static final int PATH = 4;
    private static final int SCHEME_HTTP = 6;
    private static final int SCHEME_HTTPS = 7;
    private static final int ACCEPT = 19;
    private static final int CONTENT_LENGTH = 28;
    private static final int CONTENT_TYPE = 31;
    private static final int USER_AGENT = 58;

    /** The type of a body. */
    static final byte[] JSON = json();

    private HpackLiterals() {}

    private static byte[] json() {
        ByteBuf out = Unpooled.buffer();
        named(CONTENT_TYPE, "application/json", out);
        return ByteBufUtil.getBytes(out);
    }

    /** The four pseudo fields every request begins with. */
    static void start(String method, boolean secure, String authority, String path, ByteBuf out) {
        switch (method) {
            case "GET" -> out.writeByte(STATIC_FIELD | METHOD_GET);
            case "POST" -> out.writeByte(STATIC_FIELD | METHOD_POST);
            default -> named(METHOD, method, out);
        }
        out.writeByte(STATIC_FIELD | (secure ? SCHEME_HTTPS : SCHEME_HTTP));
        named(AUTHORITY, authority, out);
        named(PATH, path, out);
    }

    /** What we accept and who we are. */
    static void common(ByteBuf out) {
        named(ACCEPT, "application/json", out);
        named(USER_AGENT, "parallax", out);
    }

    /** Length of a body, at least 0. */
    static void contentLength(int length, ByteBuf out) {
        integer(NOT_INDEXED, NAME_BITS, CONTENT_LENGTH, out);
        integer(0, LENGTH_BITS, Ascii.digits(length), out);
        Ascii.number(length, out);
    }

    /** A field a call adds; its name goes in small letters, as HTTP/2 demands. */
    static void field(String name, String value, ByteBuf out) {
        out.writeByte(NEVER_INDEXED);
        integer(0, LENGTH_BITS, name.length(), out);
        Ascii.name(name, out);
        integer(0, LENGTH_BITS, value.length(), out);
        Ascii.value(value, out);
    }

    private static void named(int index, String value, ByteBuf out) {
        integer(NOT_INDEXED, NAME_BITS, index, out);
        integer(0, LENGTH_BITS, value.length(), out);
        Ascii.value(value, out);
    }

    /** An integer behind the flags in its first byte, whose {@code bits} low bits are its prefix. */
    private static void integer(int flags, int bits, int value, ByteBuf out) {
        int most = (1 << bits) - 1;
        if (value < most) {
            out.writeByte(flags | value);
            return;
        }
        out.writeByte(flags | most);
        int rest = value - most;
        for (; rest >= 0x80; rest >>>= 7) {
            out.writeByte(0x80 | rest & 0x7f);
        }
        out.writeByte(rest);
    }
}
