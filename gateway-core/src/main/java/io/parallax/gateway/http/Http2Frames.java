package io.parallax.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Frames of HTTP/2 that we write. Those of the peer are read by Netty.
 *
 * <pre>
 * length 24 | type 8 | flags 8 | stream id 32 | payload
 * </pre>
 *
 * Source: RFC 9113, 3.4, 4.1, 6 and 7, read 2026-11-22.
 */
final class Http2Frames {
    static final int HEAD_BYTES = 9;
    /** Every peer takes frames of this length; we ask for none longer. */
    static final int LEAST_MAX_FRAME_BYTES = 16_384;
    /** What a window is before anything else is said, of a connection always. */
    static final int FIRST_WINDOW_BYTES = 65_535;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int END_STREAM = 0x1;
    static final int END_HEADERS = 0x4;

    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;
    private static final int ACK = 0x1;

    private static final int ENABLE_PUSH = 2;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int MAX_HEADER_LIST_SIZE = 6;
    private static final int SETTING_BYTES = 6;

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Http2Frames() {}

    /**
     * What a client says first: no pushes, and how much of an answer may be under way.
     *
     * @param streamWindow bytes of one answer
     * @param connectionWindow bytes of all answers
     */
    static void preface(ByteBuf out, int streamWindow, int connectionWindow, int headerListBytes) {
        out.writeBytes(PREFACE);
        head(out, 3 * SETTING_BYTES, SETTINGS, 0, 0);
        out.writeShort(ENABLE_PUSH).writeInt(0);
        out.writeShort(INITIAL_WINDOW_SIZE).writeInt(streamWindow);
        out.writeShort(MAX_HEADER_LIST_SIZE).writeInt(headerListBytes);
        windowUpdate(out, 0, connectionWindow - FIRST_WINDOW_BYTES);
    }

    static void settingsAck(ByteBuf out) {
        head(out, 0, SETTINGS, ACK, 0);
    }

    static void ping(ByteBuf out, boolean ack, long data) {
        head(out, Long.BYTES, PING, ack ? ACK : 0, 0);
        out.writeLong(data);
    }

    static void resetStream(ByteBuf out, int streamId, long errorCode) {
        head(out, Integer.BYTES, RST_STREAM, 0, streamId);
        out.writeInt((int) errorCode);
    }

    /** Our peer opens no streams, so the last of them is 0. */
    static void goAway(ByteBuf out, long errorCode) {
        head(out, 2 * Integer.BYTES, GOAWAY, 0, 0);
        out.writeInt(0).writeInt((int) errorCode);
    }

    static void windowUpdate(ByteBuf out, int streamId, int bytes) {
        head(out, Integer.BYTES, WINDOW_UPDATE, 0, streamId);
        out.writeInt(bytes);
    }

    static void head(ByteBuf out, int lengthBytes, int type, int flags, int streamId) {
        out.writeMedium(lengthBytes).writeByte(type).writeByte(flags).writeInt(streamId);
    }

    static void setHead(ByteBuf out, int at, int lengthBytes, int type, int flags, int streamId) {
        out.setMedium(at, lengthBytes)
                .setByte(at + 3, type)
                .setByte(at + 4, flags)
                .setInt(at + 5, streamId);
    }
}
