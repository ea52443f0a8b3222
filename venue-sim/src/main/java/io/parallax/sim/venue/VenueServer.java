package io.parallax.sim.venue;

import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.fault.SentTimes;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.Answers;
import java.util.function.Consumer;

/**
 * One venue's server. All methods but {@link #port()} run on the simulator's loop; the server registers its own listener
 * at its exchange when it is made.
 */
public interface VenueServer {
    /** Binds 127.0.0.1 and starts to serve; 0 picks a free port. Called off the loop, returns when bound. */
    void start(EventLoop loop, int port);

    /**
     * Serves connections that somebody else makes, on a loop of theirs; used instead of {@link #start}.
     *
     * @return makes every connection of a client ready
     */
    ChannelHandler attach(EventLoop loop);

    /** Port bound, any thread, after {@link #start}. */
    int port();

    /** Sends one recorded frame to the subscribers of its markets. */
    void onRecordedFrame(RecordedFrame frame);

    /** Registers who hears that a client subscribed to the book of a market (core id). */
    void onSubscribed(Consumer<String> listener);

    /** Its connections for market data, and their faults. */
    Lines lines();

    /** Its REST calls, and their faults. */
    Answers answers();

    /** What the venue, or what stands before it, answers with a bare status. */
    Answer ofStatus(int httpStatus);

    /** The times on its market data. */
    SentTimes times();

    /** A market (core id) has gone from one state to another: tells clients what the venue tells. */
    void stateChanged(String marketId, MarketState before, MarketState after);

    /** Stops listening, so that connections are refused; those open stay. */
    void stopListening();

    /** Listens again on the same port. */
    void listenAgain();

    /** Cuts every socket connection and keep-alive connection. */
    void disconnectAll();

    /** The next order is processed, but its answer never sent: the connection is cut instead. */
    void loseNextOrderAnswer();

    /** The next order is refused with this venue error code or text, without effect. */
    void rejectNextOrder(String code);

    /** The next order is answered by this HTTP status, without effect. */
    void failNextOrder(int httpStatus);

    /** Stops serving. Called off the loop, returns when closed; may be called twice. */
    void close();
}
