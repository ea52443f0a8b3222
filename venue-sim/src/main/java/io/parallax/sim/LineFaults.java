package io.parallax.sim;

import io.netty.channel.EventLoop;
import io.parallax.sim.fault.Fault;
import io.parallax.sim.fault.Handshake;
import io.parallax.sim.fault.Lines;
import io.parallax.sim.script.FaultScript;
import io.parallax.sim.venue.VenueServer;
import java.util.concurrent.Callable;

/**
 * The market-data connections of one venue and their faults, for any thread but the loop. A connection is named by its
 * slot: the first client has slot 0, the second 1, and who comes back takes the lowest slot that is free.
 */
public final class LineFaults {
    private final VenueServer server;
    private final Lines lines;
    private final EventLoop loop;

    LineFaults(VenueServer server, EventLoop loop) {
        this.server = server;
        this.lines = server.lines();
        this.loop = loop;
    }

    /**
     * Begins a fault on the connection in a slot.
     *
     * @throws IllegalStateException when no client has this slot
     */
    public void begin(int slot, Fault fault) {
        require(call(() -> lines.suffer(slot, fault)), "slot " + slot);
    }

    /** Begins a fault on every open connection. */
    public void beginAll(Fault fault) {
        run(() -> lines.sufferAll(fault));
    }

    /** Begins a fault on each of the next connections as soon as it is accepted. */
    public void beginNext(Fault fault, int connections) {
        run(() -> lines.sufferNext(fault, connections));
    }

    /**
     * Begins a fault on one of the connections that follow a market (ticker or condition id).
     *
     * @param copy 0 for the follower in the lowest slot
     * @throws IllegalStateException when there is no such follower
     */
    public void beginFollower(String marketId, int copy, Fault fault) {
        require(call(() -> lines.sufferFollower(marketId, copy, fault)), "follower " + copy + " of " + marketId);
    }

    /** Ends the faults of a slot's connection: what was held goes out. */
    public void cure(int slot) {
        run(() -> lines.cure(slot));
    }

    /** Ends every fault of connections, every planned one and every refusal. */
    public void cureAll() {
        run(lines::cureAll);
    }

    /** Answers the next clients like this. */
    public void answerNext(Handshake answer, int attempts) {
        run(() -> lines.answerNext(answer, attempts));
    }

    /** Answers every client like this until told otherwise. */
    public void answerAll(Handshake answer) {
        run(() -> lines.answerAll(answer));
    }

    /** The port is closed: new connections of any kind are refused by the operating system, open ones stay. */
    public void stopListening() {
        run(server::stopListening);
    }

    /** The port is open again. */
    public void listenAgain() {
        run(server::listenAgain);
    }

    /** Connections open now. */
    public int openCount() {
        return call(lines::openCount);
    }

    /** Connections accepted since the start. */
    public long acceptedCount() {
        return call(lines::acceptedCount);
    }

    /** Clients turned away since the start. */
    public long refusedCount() {
        return call(lines::refusedCount);
    }

    /** How often a kind of fault has acted. */
    public long hitCount(Fault.Kind kind) {
        return call(() -> lines.hitCount(kind));
    }

    /** Does one step of a script; on the loop. A slot without a client is passed over. */
    void step(FaultScript.Step step) {
        if (step.fault() == null) {
            if (step.slot() == FaultScript.Step.EVERY) {
                lines.cureAll();
            } else {
                lines.cure(step.slot());
            }
        } else if (step.slot() == FaultScript.Step.EVERY) {
            lines.sufferAll(step.fault());
        } else if (step.slot() == FaultScript.Step.NEXT) {
            lines.sufferNext(step.fault(), 1);
        } else {
            lines.suffer(step.slot(), step.fault());
        }
    }

    private static void require(boolean found, String what) {
        if (!found) {
            throw new IllegalStateException("no open connection: " + what);
        }
    }

    private void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    private <T> T call(Callable<T> work) {
        return loop.submit(work).syncUninterruptibly().getNow();
    }
}
