package io.parallax.app.capture;

/** Told what a recording holds, in the order of the file. */
public interface CaptureVisitor {
    /** Once and first, of a recording of ours; never of another. */
    default void onHeader(CaptureHeader header) {}

    default void onInstrument(CaptureInstrument instrument) {}

    default void onConnected(long receivedNs, int line, int epoch) {}

    /** @return false to read no further */
    boolean onFrame(CaptureFrame frame);

    default void onDisconnected(long receivedNs, int line, int epoch) {}

    /** So many frames of the line came here and were not written. */
    default void onLost(long receivedNs, int line, long frames) {}

    /** The recording shows that the socket was asked for NO levels in YES price, or in their own. */
    default void onYesPrices(boolean yesPrices) {}
}
