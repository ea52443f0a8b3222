package io.parallax.sim.kalshi;

/**
 * How the websocket behaves where the venue's manner is a number or a choice.
 *
 * @param pingMs time between two pings of the server, 0 for none; 10,000 at the venue
 * @param closeSnapshotMs from the close of a market to the empty snapshot nobody asked for; about 5,000 at the venue
 * @param maxMarkets markets a subscription may hold, else error 26
 * @param maxCommandsPerSecond commands a second a connection may send, else error 27
 * @param compression whether permessage-deflate is agreed to when a client offers it
 */
public record SocketRules(
        long pingMs, long closeSnapshotMs, int maxMarkets, int maxCommandsPerSecond, boolean compression) {
    /** As the venue does, but for the snapshot after a close, which tests need not wait for. */
    public static final SocketRules QUICK = new SocketRules(10_000, 50, 10_000, 10_000, true);

    /** As observed at the venue. */
    public static final SocketRules OBSERVED = new SocketRules(10_000, 5_000, 10_000, 10_000, true);

    public SocketRules {
        if (pingMs < 0 || closeSnapshotMs < 0 || maxMarkets <= 0 || maxCommandsPerSecond <= 0) {
            throw new IllegalArgumentException("socket rules: pingMs=" + pingMs + ", closeSnapshotMs=" + closeSnapshotMs
                    + " must not be negative, maxMarkets=" + maxMarkets + ", maxCommandsPerSecond="
                    + maxCommandsPerSecond + " must be positive");
        }
    }
}
