package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Writes one request after the other, each in one piece, as HTTP/1.1 or as HTTP/2 has it. A request is its start, its headers, and
 * last its body or none. Writes what it is given and allocates nothing; event loop only.
 *
 * <pre>
 * HTTP/1.1   start line, header lines, empty line, body
 * HTTP/2     HEADERS: 9 bytes, header block | DATA: 9 bytes, body; no DATA where the body is empty
 * </pre>
 */
public final class RequestOut {
    private static final byte[] VERSION = bytes(" HTTP/1.1\r\n");
    private static final byte[] HOST = bytes("host: ");
    private static final byte[] LINE_END = bytes("\r\n");
    private static final byte[] COLON = bytes(": ");
    private static final byte[] COMMON = bytes("accept: application/json\r\nuser-agent: parallax\r\n");
    private static final byte[] HEAD_END = bytes("\r\n\r\n");
    private static final byte[] NO_LENGTH = bytes("content-length: 0\r\n\r\n");
    private static final byte[] JSON_OF_LENGTH = bytes("content-type: application/json\r\ncontent-length: ");

    private final boolean framed;
    private final String authority;
    private final boolean secure;
    private ByteBuf out;
    private int headAt;
    private int dataAt;
    private boolean ended;

    private RequestOut(boolean framed, String authority, boolean secure) {
        this.framed = framed;
        this.authority = authority;
        this.secure = secure;
    }

    /** Of HTTP/1.1. @param authority value of the Host header */
    public static RequestOut http1(String authority) {
        return new RequestOut(false, authority, false);
    }

    /** Of HTTP/2. @param secure whether the scheme is https */
    public static RequestOut http2(String authority, boolean secure) {
        return new RequestOut(true, authority, secure);
    }

    /**
     * Begins a request at the end of a buffer.
     *
     * @param emptyTable HTTP/2 alone: says first that the peer's header table stays empty
     */
    public void begin(ByteBuf to, boolean emptyTable) {
        out = to;
        ended = false;
        headAt = to.writerIndex();
        if (framed) {
            to.writeZero(Http2Frames.HEAD_BYTES);
            if (emptyTable) {
                to.writeByte(HpackLiterals.NO_TABLE);
            }
        }
    }

    /** A start that is ready, {@link HttpLine#start(String, String)}. */
    public void start(HeaderBytes ready) {
        headers(ready);
    }

    /** Headers that are ready. */
    public void headers(HeaderBytes ready) {
        out.writeBytes(framed ? ready.blockBytes() : ready.lineBytes());
    }

    /** The body, which ends the request; it is said to be JSON, even an empty one. */
    public void body(byte[] bytes, int length) {
        ByteBuf to = out;
        if (framed) {
            to.writeBytes(HpackLiterals.JSON);
            HpackLiterals.contentLength(length, to);
            dataAt = to.writerIndex();
            if (length > 0) {
                to.writeZero(Http2Frames.HEAD_BYTES);
            }
        } else {
            to.writeBytes(JSON_OF_LENGTH);
            Ascii.number(length, to);
            to.writeBytes(HEAD_END);
        }
        to.writeBytes(bytes, 0, length);
        ended = true;
    }

    /** Ends a request without a body. @param said whether its length of 0 is said */
    public void noBody(boolean said) {
        if (framed) {
            if (said) {
                HpackLiterals.contentLength(0, out);
            }
            dataAt = out.writerIndex();
        } else {
            out.writeBytes(said ? NO_LENGTH : LINE_END);
        }
        ended = true;
    }

    /** A start that is not ready. */
    void start(String method, String path) {
        if (framed) {
            startBlock(method, path, authority, secure, out);
        } else {
            startLines(method, path, authority, out);
        }
    }

    /** A header that is not ready. */
    void header(String name, String value) {
        if (framed) {
            HpackLiterals.field(name, value, out);
        } else {
            line(name, value, out);
        }
    }

    /**
     * Ends a request of HTTP/2 by writing its frames' heads.
     *
     * @throws IllegalArgumentException when its headers are longer than a frame may be
     */
    public void end(int streamId) {
        if (!ended) {
            throw new IllegalStateException("a request ends with its body, even an empty one");
        }
        int blockBytes = dataAt - headAt - Http2Frames.HEAD_BYTES;
        if (blockBytes > Http2Frames.LEAST_MAX_FRAME_BYTES) {
            throw new IllegalArgumentException("headers of " + blockBytes + " bytes: must be at most "
                    + Http2Frames.LEAST_MAX_FRAME_BYTES + ", shorten the path");
        }
        int flags = bodyBytes() > 0 ? Http2Frames.END_HEADERS : Http2Frames.END_HEADERS | Http2Frames.END_STREAM;
        Http2Frames.setHead(out, headAt, blockBytes, Http2Frames.HEADERS, flags, streamId);
        if (bodyBytes() > 0) {
            Http2Frames.setHead(out, dataAt, bodyBytes(), Http2Frames.DATA, Http2Frames.END_STREAM, streamId);
        }
    }

    /** Length of the body of the request that was ended last; of HTTP/2. */
    int bodyBytes() {
        return Math.max(0, out.writerIndex() - dataAt - Http2Frames.HEAD_BYTES);
    }

    static void startLines(String method, String path, String authority, ByteBuf out) {
        Ascii.word(method, out);
        out.writeByte(' ');
        Ascii.word(path, out);
        out.writeBytes(VERSION).writeBytes(HOST);
        Ascii.word(authority, out);
        out.writeBytes(LINE_END).writeBytes(COMMON);
    }

    static void startBlock(String method, String path, String authority, boolean secure, ByteBuf out) {
        requireWord(method);
        requireWord(path);
        HpackLiterals.start(method, secure, authority, path, out);
        HpackLiterals.common(out);
    }

    static void line(String name, String value, ByteBuf out) {
        Ascii.word(name, out);
        out.writeBytes(COLON);
        Ascii.value(value, out);
        out.writeBytes(LINE_END);
    }

    private static void requireWord(String text) {
        int space = text.indexOf(' ');
        if (space >= 0) {
            throw new IllegalArgumentException("character 32 at " + space + " of a request line: it would break it");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
