package io.parallax.app.simulate.world;

import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Order;
import org.agrona.DirectBuffer;

/**
 * Is told what happens in a run, in order, on its one thread. Buffers are valid until the call returns. Throws
 * {@link InvariantBroken} to end the run.
 */
public interface Observer {
    /** A session begins: its engine and journal are new, nothing was given to them. */
    default void onSessionBegin(World world) {}

    /** The engine is about to get an event. */
    default void beforeEvent(World world, long sequence, DirectBuffer event, int offset, int length) {}

    /** The engine dealt with an event; nothing of it is journaled or sent yet. Commands are laid out as in a CommandBuffer. */
    default void afterEvent(
            World world,
            long sequence,
            DirectBuffer event,
            int offset,
            int length,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength) {}

    /** A record was appended. */
    default void onAppend(World world, long sequence, DirectBuffer record, int offset, int length) {}

    /** The bytes of an order are being given to the venue's connection. @param order null when no intent is known for it */
    default void onOrderHanded(
            World world, Venue venue, SentOrder order, DirectBuffer request, int offset, int length) {}

    /** The venue accepted an order of our account. @param intent null when it is not ours */
    default void onAccepted(World world, Venue venue, Order order, SentOrder intent) {}

    /** The venue filled an order of our account. @param intent null when it is not ours */
    default void onFilled(World world, Venue venue, Fill fill, SentOrder intent) {}

    /** The venue took the rest of an order of our account out. @param intent null when it is not ours */
    default void onCancelled(World world, Venue venue, Order order, SentOrder intent) {}

    /** A matched trade of ours failed to settle, and the venue took it back. */
    default void onFillFailed(World world, Venue venue, Fill fill, SentOrder intent) {}

    /**
     * A market was settled between two sessions and our contracts of it were paid.
     *
     * @param yesPayoutMicros what one YES paid
     */
    default void onSettled(World world, int instrumentId, long yesPayoutMicros, long yesQtyMicros, long noQtyMicros) {}

    /** A fault happened. @param kind of it */
    default void onFault(World world, String kind) {}

    /** The process was killed: what was not durable is lost. */
    default void onCrash(World world) {}

    /** Faults stop now. */
    default void onQuiet(World world) {}

    /** The end: faults have long stopped and everything ought to be at rest. */
    default void atRest(World world) {}
}
