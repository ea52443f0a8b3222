package io.parallax.gateway.ws;

/** A place to put something between a line and its feed, such as a recorder of what comes in. */
@FunctionalInterface
public interface FrameTap {
    /** Nothing in between. */
    FrameTap NONE = (line, feed) -> feed;

    /**
     * What the line is to tell instead of its feed; it passes everything on.
     *
     * @param line number of the line within its venue
     */
    FrameListener over(int line, FrameListener feed);
}
