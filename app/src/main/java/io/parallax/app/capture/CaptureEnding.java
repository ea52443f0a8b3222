package io.parallax.app.capture;

/**
 * How far a recording was read.
 *
 * @param kind what stood at the end
 * @param fileLines whole lines read
 * @param frames frames told
 * @param lost frames that the recorder had to leave out
 */
public record CaptureEnding(Kind kind, long fileLines, long frames, long lost) {
    /** What stood at the end. */
    public enum Kind {
        /** The end line, and its counts are those of the file. */
        WHOLE,
        /** Nothing where an end line or a whole line should be: the recorder was killed, or the file was cut. */
        CUT,
        /** The file's end; this form of recording has no end line. */
        UNMARKED,
        /** The reader wanted no more. */
        STOPPED
    }
}
