package io.parallax.gateway.kalshi.market;

/** What a market line does to its connection. On the event loop only. */
public interface LineControl {
    /** Sends a command; false when the line is not live. */
    boolean send(String command);

    /** Drops the connection and makes a new one. */
    void reconnect();

    /** Runs a task on the loop later. */
    void after(long delayNs, Runnable task);
}
