package io.parallax.app.capture;

/**
 * One message that the venue sent.
 *
 * @param number 1 for the first frame of the file
 * @param fileLine line of the file, from 1
 * @param receivedNs epoch nanoseconds; made up where the recording has no times, but never falling
 * @param line connection of the venue it came on
 * @param epoch connections that the line has had
 * @param bytes its text, as on the wire where the recording kept it so; not to be written to
 */
public record CaptureFrame(long number, long fileLine, long receivedNs, int line, int epoch, byte[] bytes) {}
