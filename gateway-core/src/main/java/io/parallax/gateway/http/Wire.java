package io.parallax.gateway.http;

/** One TCP connection that is up, in the HTTP it speaks. Event loop only. */
interface Wire {
    /** Whether it takes a call now. */
    boolean isFree();

    /** How many calls it carries. */
    int load();

    /** Writes the call, unless its caller withdraws it. */
    void write(PendingCall pending);

    /** The deadline of a call it carries has passed: ends that call. */
    void giveUp(PendingCall pending);

    /** Ends the connection and with it what it carries. */
    void close();
}
