package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Requests as HTTP/1.1 has them, written into a buffer in one piece. Event loop only. */
final class RequestWriter {
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] JSON = ascii("content-type: application/json\r\n");
    private static final byte[] LENGTH = ascii("content-length: ");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] LINE_END = ascii("\r\n");

    private final byte[] commonHead;
    private final BiConsumer<String, String> header = this::header;
    private ByteBuf out;

    /** @param authority value of the Host header */
    RequestWriter(String authority) {
        commonHead = ascii("host: " + authority + "\r\naccept: application/json\r\nuser-agent: parallax\r\n");
    }

    /** The header lines every request has. */
    byte[] commonHead() {
        return commonHead;
    }

    /**
     * Appends the request of a call.
     *
     * @return false when its caller withdrew it; what was appended is to be dropped
     * @throws IllegalArgumentException when method, path or a header would break out of its line
     */
    boolean write(HttpCall call, ByteBuf to) {
        if (call instanceof PreparedCall prepared) {
            return prepared.writeRequest(to);
        }
        out = to;
        byte[] body = call.body();
        text(call.method(), ' ');
        to.writeByte(' ');
        text(call.path(), ' ');
        to.writeBytes(VERSION).writeBytes(commonHead);
        if (body != null) {
            to.writeBytes(JSON);
        }
        boolean goes = call.beforeWrite(header);
        if (body != null || call.method().startsWith("P")) {
            to.writeBytes(LENGTH);
            text(Integer.toString(body == null ? 0 : body.length), ' ');
            to.writeBytes(LINE_END);
        }
        to.writeBytes(LINE_END);
        if (body != null) {
            to.writeBytes(body);
        }
        out = null;
        return goes;
    }

    private void header(String name, String value) {
        text(name, ' ');
        out.writeBytes(COLON);
        text(value, (char) (' ' - 1));
        out.writeBytes(LINE_END);
    }

    /** Printable ASCII above {@code least}. */
    private void text(String words, char least) {
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            if (letter <= least || letter > '~') {
                throw new IllegalArgumentException(
                        "character " + (int) letter + " at " + i + " of a request line or header: it would break it");
            }
            out.writeByte(letter);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
