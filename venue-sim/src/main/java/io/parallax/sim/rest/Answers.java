package io.parallax.sim.rest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/** The REST calls of one venue and their faults. Written by the event loop. */
public final class Answers {
    private final Map<CallKind, Deque<AnswerFault>> next = new EnumMap<>(CallKind.class);
    private final Map<CallKind, AnswerFault> standing = new EnumMap<>(CallKind.class);
    private final Map<AnswerFault.Kind, Long> hits = new EnumMap<>(AnswerFault.Kind.class);
    private long listLagMs;

    /** Runs things later on the event loop. */
    @FunctionalInterface
    public interface Later {
        /** Runs a task after a delay. */
        void after(long delayMs, Runnable task);
    }

    /** The next calls of a kind suffer this, one after the other and before anything that stands. */
    public void next(CallKind kind, AnswerFault fault, int times) {
        for (int i = 0; i < times; i++) {
            next.computeIfAbsent(kind, key -> new ArrayDeque<>()).addLast(fault);
        }
    }

    /** Every call of a kind suffers this until told otherwise. */
    public void always(CallKind kind, AnswerFault fault) {
        standing.put(kind, fault);
    }

    /** Every call of every kind suffers this until told otherwise. */
    public void all(AnswerFault fault) {
        for (CallKind kind : CallKind.values()) {
            standing.put(kind, fault);
        }
    }

    /** Lists show orders and fills as they were this long ago. */
    public void lagLists(long lagMs) {
        listLagMs = lagMs;
    }

    /** How far lists lag. */
    public long listLagMs() {
        return listLagMs;
    }

    /** Ends every fault, planned ones too. */
    public void cure() {
        next.clear();
        standing.clear();
        listLagMs = 0;
    }

    /** How often a kind of fault has acted. */
    public long hitCount(AnswerFault.Kind kind) {
        return hits.getOrDefault(kind, 0L);
    }

    /** What the call that arrives now suffers, or null. */
    public AnswerFault take(CallKind kind) {
        Deque<AnswerFault> planned = next.get(kind);
        AnswerFault fault = planned == null || planned.isEmpty() ? standing.get(kind) : planned.removeFirst();
        if (fault != null) {
            hits.merge(fault.kind(), 1L, Long::sum);
        }
        return fault;
    }

    /** Answers a call that does not arrive. */
    public static void turnAway(AnswerFault fault, Answer.Reply reply) {
        if (fault.kind() == AnswerFault.Kind.DROP) {
            reply.lose();
        } else {
            reply.send(fault.answer());
        }
    }

    /** What the answer of a call that arrives goes through. @param fault null for none */
    public static Answer.Reply through(AnswerFault fault, Answer.Reply reply, Later later) {
        if (fault == null) {
            return reply;
        }
        return new Answer.Reply() {
            @Override
            public void send(Answer answer) {
                switch (fault.kind()) {
                    case LOSE -> reply.lose();
                    case REPLACE -> reply.send(fault.answer());
                    case GARBLE ->
                        reply.send(answer.withBody(
                                answer.body().substring(0, answer.body().length() / 2)));
                    case REWRITE -> reply.send(answer.withBody(answer.body().replace(fault.from(), fault.to())));
                    case HOLD -> later.after(fault.delayMs(), () -> reply.send(answer));
                    default -> throw new IllegalStateException("a call that does not arrive has no answer");
                }
            }

            @Override
            public void lose() {
                reply.lose();
            }
        };
    }
}
