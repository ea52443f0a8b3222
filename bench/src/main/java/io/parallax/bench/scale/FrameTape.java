package io.parallax.bench.scale;

import io.parallax.bench.decode.VenueSequence;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** Frames one after the other in one array, each with the line it comes over and the place of its sequence number. */
final class FrameTape {
    /** In place of a place: the venue does not number its messages. */
    static final int UNNUMBERED = -1;

    private static final int MEAN_BYTES = 640;

    private final boolean numbered;
    private final int[] ends;
    private final int[] shards;
    private final int[] places;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private byte[] bytes;
    private int size;

    FrameTape(int frames, boolean numbered) {
        this.numbered = numbered;
        ends = new int[frames];
        shards = new int[frames];
        places = new int[frames];
        bytes = new byte[frames * MEAN_BYTES];
        buffer.wrap(bytes);
    }

    void add(byte[] frame, int shard) {
        int start = start(size);
        if (start + frame.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + frame.length);
            buffer.wrap(bytes);
        }
        System.arraycopy(frame, 0, bytes, start, frame.length);
        places[size] = numbered ? start + VenueSequence.placeIn(frame) : UNNUMBERED;
        shards[size] = shard;
        ends[size++] = start + frame.length;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return bytes;
    }

    /** All of {@link #bytes}. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    int start(int frame) {
        return frame == 0 ? 0 : ends[frame - 1];
    }

    int length(int frame) {
        return ends[frame] - start(frame);
    }

    int shard(int frame) {
        return shards[frame];
    }

    /** Where the sequence number stands in {@link #bytes}. */
    int place(int frame) {
        return places[frame];
    }
}
