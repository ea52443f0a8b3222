package io.parallax.gateway.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.BooleanSupplier;

/**
 * An event loop whose time and connections are not the machine's: a simulation steps it from the one thread there is. Who
 * would block for an answer steps it instead.
 */
public interface SteppedLoop extends EventLoop {
    /** A channel that is not connected yet; addresses need no resolving. */
    Channel newChannel();

    /**
     * Lets time go on until a claim holds.
     *
     * @return whether it holds; false after {@code timeoutNs} of the loop's time
     */
    boolean stepUntil(BooleanSupplier claim, long timeoutNs);
}
