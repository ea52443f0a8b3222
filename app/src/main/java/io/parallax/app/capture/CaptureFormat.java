package io.parallax.app.capture;

/**
 * Our own form of a recording: text lines, each one JSON object, each ended by a line feed; the file may be gzipped
 * ({@code .jsonl.gz}). The first field of a line is its {@code kind}:
 *
 * <pre>
 *   header        format, version, venue, createdNs, build, yesPrices (Kalshi: NO levels are in YES price)
 *   instrument    id, symbol, title, bands [[start, end, step]], minQty; at Polymarket yesToken, noToken, negRisk
 *   connected     receivedNs, line, epoch
 *   frame         receivedNs, line, epoch, and text or base64
 *   disconnected  receivedNs, line, epoch, reason
 *   lost          receivedNs, line, frames: so many frames of the line were not written here
 *   end           endedNs, frames, lost: of the whole file
 * </pre>
 *
 * The header stands first and the end last; a file without an end was cut, and holds good up to the cut. That the recorder
 * closed its lines is told by the end alone. Instants are
 * epoch nanoseconds, prices and quantities decimal strings, {@code line} counts connections of the venue (2 x shard +
 * copy) and {@code epoch} the connections that a line has had.
 *
 * <p>A frame's bytes come back exactly. Valid UTF-8 stands in {@code text}, where only the quote, the backslash and
 * characters below U+0020 are escaped; anything else stands in {@code base64}.
 *
 * <p>A reader refuses a version above its own and skips kinds and fields that it does not know.
 */
final class CaptureFormat {
    static final String NAME = "parallax-capture";
    static final int VERSION = 1;

    static final String KIND = "kind";
    static final String HEADER = "header";
    static final String INSTRUMENT = "instrument";
    static final String CONNECTED = "connected";
    static final String FRAME = "frame";
    static final String DISCONNECTED = "disconnected";
    static final String LOST = "lost";
    static final String END = "end";

    private CaptureFormat() {}
}
