package io.parallax.gateway.kalshi.order;

import io.netty.buffer.ByteBuf;
import io.parallax.gateway.kalshi.signing.SignedRoute;
import java.nio.charset.StandardCharsets;

/** One method and path with its head ready, signature included: what is left to add is the body. Event loop only. */
public final class PreparedRequest {
    private static final byte[] LENGTH = AsciiWriter.ascii("content-type: application/json\r\ncontent-length: ");
    private static final byte[] LINE_END = AsciiWriter.ascii("\r\n");

    private final byte[] start;
    private final boolean alwaysBody;
    private final SignedRoute route;

    /**
     * @param target path and query from {@code /trade-api} on
     * @param commonHead header lines of every request
     * @param route whose signature it carries, null for none
     */
    public PreparedRequest(String method, String target, byte[] commonHead, SignedRoute route) {
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) > '~') {
                throw new IllegalArgumentException("character " + (int) target.charAt(i) + " at " + i
                        + " of a request's path: it would break its line");
            }
        }
        this.start = AsciiWriter.ascii(
                method + " " + target + " HTTP/1.1\r\n" + new String(commonHead, StandardCharsets.US_ASCII));
        this.alwaysBody = method.startsWith("P");
        this.route = route;
    }

    /** Appends the whole request. @param length of the body, 0 for none */
    public void write(ByteBuf out, byte[] body, int length) {
        out.writeBytes(start);
        if (route != null) {
            out.writeBytes(route.lines());
        }
        if (alwaysBody || length > 0) {
            out.writeBytes(LENGTH);
            digits(out, length);
            out.writeBytes(LINE_END);
        }
        out.writeBytes(LINE_END).writeBytes(body, 0, length);
    }

    private static void digits(ByteBuf out, int value) {
        int scale = 1;
        while (value / scale >= 10) {
            scale *= 10;
        }
        for (int rest = value; scale > 0; rest %= scale, scale /= 10) {
            out.writeByte('0' + rest / scale);
        }
    }
}
