package io.parallax.engine.book;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.state.StateHash;

/**
 * The connections of one venue as the engine knows them: lines {@code 2n} and {@code 2n + 1} are twins that follow the same
 * instruments. Everything here came by events; ages are of receive time, never of the venue's. Written by the engine
 * thread.
 */
public final class Lines {
    /** Line numbers there can be; 254 and 255 are none. */
    public static final int MAX = 254;

    private final int[] epochs = new int[MAX];
    private final long[] heardNs = new long[MAX];
    private final long[] spokeNs = new long[MAX];
    private final long[] doubtedNs = new long[MAX];
    private final long[] verifiedNs = new long[MAX];
    private final long[] sinceNs = new long[MAX];
    private final boolean[] connected = new boolean[MAX];
    private final boolean[] throttled = new boolean[MAX];
    private final boolean[] silent = new boolean[MAX];
    private int size;
    private int throttledLines;

    public Lines() {
        java.util.Arrays.fill(epochs, Integer.MIN_VALUE);
    }

    /**
     * Data came over a line.
     *
     * @param bothTold the venue tells it to every line that follows the market; a snapshot may have been asked for by one
     * @return false when there is no such line, or the event is of a connection that has been replaced: it is to be dropped
     */
    boolean heard(int line, int epoch, boolean bothTold, long timestampNs) {
        if (line < 0 || line >= MAX || epoch < epochs[line]) {
            return false;
        }
        epochs[line] = epoch;
        heardNs[line] = timestampNs;
        if (bothTold) {
            spokeNs[line] = timestampNs;
        }
        if (line >= size) {
            size = line + 1;
        }
        return true;
    }

    /**
     * Takes the state of a line, or of one instrument on it.
     *
     * @param whole the state is the line's, not one instrument's
     * @return false when the event is to be dropped, as for {@link #heard}
     */
    public boolean onFeed(int line, FeedState state, int epoch, boolean whole, long timestampNs) {
        if (line < 0 || line >= MAX || epoch < epochs[line]) {
            return false;
        }
        boolean newer = epoch > epochs[line];
        epochs[line] = epoch;
        size = Math.max(size, line + 1);
        switch (state) {
            case HEARD -> {
                heardNs[line] = timestampNs;
                spokeNs[line] = timestampNs;
            }
            case VERIFIED -> verifiedNs[line] = timestampNs;
            case CONNECTED -> {
                if (whole && (newer || !connected[line])) {
                    connect(line, timestampNs);
                }
            }
            case DISCONNECTED -> disconnect(line, whole, timestampNs);
            case THROTTLED -> {
                disconnect(line, whole, timestampNs);
                if (whole && !throttled[line]) {
                    throttled[line] = true;
                    throttledLines++;
                }
            }
            default -> {}
        }
        return true;
    }

    private void connect(int line, long timestampNs) {
        connected[line] = true;
        silent[line] = false;
        doubtedNs[line] = 0;
        sinceNs[line] = timestampNs;
        if (throttled[line]) {
            throttled[line] = false;
            throttledLines--;
        }
    }

    private void disconnect(int line, boolean whole, long timestampNs) {
        if (whole && connected[line]) {
            connected[line] = false;
            sinceNs[line] = timestampNs;
        }
    }

    /** One more than the highest line number heard of. */
    public int size() {
        return size;
    }

    public boolean isConnected(int line) {
        return connected[line];
    }

    public boolean isThrottled(int line) {
        return throttled[line];
    }

    /** Whether a line waits because the venue's budget of reconnects is used up: nothing is opened at the venue meanwhile. */
    public boolean isClosed() {
        return throttledLines > 0;
    }

    /** Newest connection epoch heard of on the line. */
    public int epoch(int line) {
        return epochs[line];
    }

    /** When data last came over the line, 0 before the first. */
    public long heardNs(int line) {
        return heardNs[line];
    }

    /**
     * Whether a connected line has been silent too long. Beside a twin that speaks this is {@code maxSilenceNs}: half of
     * it after this line's last word the twin still had something to say that both are told, and for the other half this
     * line has not said it too. So the twin that is merely the first to break a common silence, or the last to repeat what
     * this line has said, ends nobody. Otherwise it is {@code maxSilenceAloneNs}, and a book proven right by other means
     * counts as a word. 0 = not judged. A line is told silent once a connection. Asked on every timer.
     *
     * @return true when it is, and was not before
     */
    public boolean fallsSilent(int line, long nowNs, long maxSilenceNs, long maxSilenceAloneNs) {
        if (!connected[line] || silent[line]) {
            return false;
        }
        int twin = line ^ 1;
        long quietSinceNs = Math.max(heardNs[line], sinceNs[line]);
        boolean doubted =
                maxSilenceNs > 0 && twin < MAX && connected[twin] && spokeNs[twin] - quietSinceNs > maxSilenceNs / 2;
        if (!doubted) {
            doubtedNs[line] = 0;
        } else if (doubtedNs[line] == 0) {
            doubtedNs[line] = nowNs;
        }
        boolean besideTwin = doubted && nowNs - doubtedNs[line] > maxSilenceNs / 2;
        boolean alone = maxSilenceAloneNs > 0 && nowNs - Math.max(quietSinceNs, verifiedNs[line]) > maxSilenceAloneNs;
        silent[line] = besideTwin || alone;
        return silent[line];
    }

    /** We ourselves stood still: silence is counted from here on. */
    public void restart(long nowNs) {
        for (int line = 0; line < size; line++) {
            sinceNs[line] = Math.max(sinceNs[line], nowNs);
            doubtedNs[line] = 0;
        }
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, size);
        for (int line = 0; line < size; line++) {
            h = StateHash.mix(h, epochs[line]);
            h = StateHash.mix(h, heardNs[line]);
            h = StateHash.mix(StateHash.mix(h, spokeNs[line]), doubtedNs[line]);
            h = StateHash.mix(h, verifiedNs[line]);
            h = StateHash.mix(h, sinceNs[line]);
            h = StateHash.mix(h, (connected[line] ? 1 : 0) | (throttled[line] ? 2 : 0) | (silent[line] ? 4 : 0));
        }
        return h;
    }
}
