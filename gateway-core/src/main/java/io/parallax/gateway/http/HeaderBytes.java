package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Headers ready for either wire: as lines of HTTP/1.1 and as a piece of an HTTP/2 header block. Immutable; made on any thread, written
 * by {@link RequestOut} without another look at them.
 */
public final class HeaderBytes {
    private final byte[] lines;
    private final byte[] block;

    private HeaderBytes(ByteBuf lines, ByteBuf block) {
        this.lines = ByteBufUtil.getBytes(lines);
        this.block = ByteBufUtil.getBytes(block);
    }

    /**
     * The headers a source adds, in its order.
     *
     * @throws IllegalArgumentException when one would break out of its line
     */
    public static HeaderBytes of(Consumer<BiConsumer<String, String>> source) {
        ByteBuf lines = Unpooled.buffer();
        ByteBuf block = Unpooled.buffer();
        source.accept((name, value) -> {
            RequestOut.line(name, value, lines);
            HpackLiterals.field(name, value, block);
        });
        return new HeaderBytes(lines, block);
    }

    /**
     * What a request begins with: method, path and what every request says.
     *
     * @param authority value of the Host header
     * @param secure whether it goes over TLS
     * @throws IllegalArgumentException when method or path would break out of the request's line
     */
    public static HeaderBytes start(String method, String path, String authority, boolean secure) {
        ByteBuf lines = Unpooled.buffer();
        ByteBuf block = Unpooled.buffer();
        RequestOut.startLines(method, path, authority, lines);
        RequestOut.startBlock(method, path, authority, secure, block);
        return new HeaderBytes(lines, block);
    }

    /** The lines as HTTP/1.1 has them, each with its end. */
    public String lines() {
        return new String(lines, StandardCharsets.US_ASCII);
    }

    byte[] lineBytes() {
        return lines;
    }

    byte[] blockBytes() {
        return block;
    }
}
