package io.parallax.sim;

import io.netty.channel.EventLoop;
import io.parallax.sim.rest.Answer;
import io.parallax.sim.rest.AnswerFault;
import io.parallax.sim.rest.Answers;
import io.parallax.sim.rest.CallKind;
import io.parallax.sim.rest.EdgePage;
import io.parallax.sim.venue.VenueServer;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The REST calls of one venue and their faults, for any thread but the loop. */
public final class RestFaults {
    private final VenueServer server;
    private final Answers answers;
    private final EventLoop loop;

    RestFaults(VenueServer server, EventLoop loop) {
        this.server = server;
        this.answers = server.answers();
        this.loop = loop;
    }

    /** The next call of a kind suffers this. */
    public void next(CallKind kind, AnswerFault fault) {
        next(kind, fault, 1);
    }

    /** The next calls of a kind suffer this. */
    public void next(CallKind kind, AnswerFault fault, int times) {
        run(() -> answers.next(kind, fault, times));
    }

    /** Every call of a kind suffers this until cured. */
    public void always(CallKind kind, AnswerFault fault) {
        run(() -> answers.always(kind, fault));
    }

    /** The next call of a kind takes effect, but its answer is lost. */
    public void loseNextAnswer(CallKind kind) {
        next(kind, AnswerFault.lost());
    }

    /** The next call of a kind never arrives. */
    public void loseNextCall(CallKind kind) {
        next(kind, AnswerFault.dropped());
    }

    /** The next call of a kind has no effect and gets this status, with the body the venue uses for it. */
    public void refuseNext(CallKind kind, int httpStatus) {
        next(kind, AnswerFault.refused(server.ofStatus(httpStatus)));
    }

    /** The next call of a kind takes effect and gets this status all the same. */
    public void failNextAfterEffect(CallKind kind, int httpStatus) {
        next(kind, AnswerFault.replaced(server.ofStatus(httpStatus)));
    }

    /** The next call of a kind takes effect, and half of its answer comes. */
    public void garbleNextAnswer(CallKind kind) {
        next(kind, AnswerFault.garbled());
    }

    /** Every call of every kind gets the page of the host before the venue until cured. */
    public void blockAtEdge() {
        run(() -> answers.all(AnswerFault.refused(EdgePage.BLOCKED)));
    }

    /** The same for a while: everything that stands ends with it. */
    public void blockAtEdge(long forMs) {
        blockAtEdge();
        loop.schedule(answers::cure, forMs, TimeUnit.MILLISECONDS);
    }

    /** Every call of every kind gets this status, with the body the venue uses for it, for a while: maintenance. */
    public void unavailable(int httpStatus, long forMs) {
        answerAll(server.ofStatus(httpStatus));
        loop.schedule(answers::cure, forMs, TimeUnit.MILLISECONDS);
    }

    /** Every call of every kind gets this answer until cured. */
    public void answerAll(Answer answer) {
        run(() -> answers.all(AnswerFault.refused(answer)));
    }

    /** Answers of a kind spell something otherwise until cured, as when the venue renames a field. */
    public void drift(CallKind kind, String from, String to) {
        always(kind, AnswerFault.rewritten(from, to));
    }

    /** Lists of orders and fills show what was true this long ago, until cured. */
    public void lagLists(long lagMs) {
        run(() -> answers.lagLists(lagMs));
    }

    /** Ends every fault, planned ones too. */
    public void cure() {
        run(answers::cure);
    }

    /** How often a kind of fault has acted. */
    public long hitCount(AnswerFault.Kind kind) {
        return call(() -> answers.hitCount(kind));
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
