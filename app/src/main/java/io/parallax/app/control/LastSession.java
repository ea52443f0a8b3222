package io.parallax.app.control;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Sessions;
import io.parallax.journal.Verdict;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * How sessions ended, told from their journals: orders of the newest without an end, and what frozen attempts hold since the oldest
 * halt that stands.
 */
public final class LastSession {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PairListedDecoder pair = new PairListedDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private final OrderStateChangedDecoder order = new OrderStateChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, Long> loose = new HashMap<>();
    private final Set<Long> live = new HashSet<>();
    private final Map<String, Long> looseByPair = new TreeMap<>();
    private String problem = "";

    private LastSession() {}

    /**
     * Reads the newest session, and those before it up to the one that was begun before a time. None is as one that ended well.
     *
     * @param sinceNs of the oldest latch, epoch nanoseconds
     */
    static LastSession read(Path sessions, long sinceNs) {
        LastSession last = new LastSession();
        List<Path> all = Sessions.list(sessions);
        for (int i = all.size() - 1; i >= 0; i--) {
            last.readAll(all.get(i), i == all.size() - 1);
            if (Sessions.startNs(all.get(i)) <= sinceNs) {
                break;
            }
        }
        return last;
    }

    private void readAll(Path session, boolean newest) {
        String name = session.getFileName().toString();
        names.clear();
        loose.clear();
        Set<Long> liveBefore = Set.copyOf(live);
        try (SessionReader reader = SessionReader.open(session)) {
            while (reader.next()) {
                onEvent(reader.buffer(), reader.eventOffset());
                CommandBuffer.forEach(
                        reader.buffer(),
                        reader.commandsOffset(),
                        reader.commandsLength(),
                        (buffer, offset, length) -> onCommand(buffer, offset));
            }
            Verdict verdict = reader.verdict();
            boolean believed =
                    verdict.status() != Verdict.Status.CORRUPT && verdict.status() != Verdict.Status.CANNOT_OPEN;
            if (!believed && problem.isEmpty()) {
                problem = name + ": " + verdict;
            }
        }
        if (!newest) {
            live.clear();
            live.addAll(liveBefore); // a later session asked the venues about the orders of this one
        }
        loose.forEach((id, qty) -> looseByPair.put(name + "/" + names.getOrDefault(id, "pair " + id), qty));
    }

    private void onEvent(DirectBuffer buffer, int offset) {
        if (header.wrap(buffer, offset).templateId() == PairListedDecoder.TEMPLATE_ID) {
            pair.wrapAndApplyHeader(buffer, offset, header);
            pair.legs().forEach(leg -> {});
            pair.payoffs().forEach(row -> {});
            names.put(pair.pairId(), pair.name());
        }
    }

    private void onCommand(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID ->
                live.add(submit.wrapAndApplyHeader(buffer, offset, header).orderId());
            case OrderStateChangedDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, offset, header);
                OrderState to = order.to();
                switch (to) {
                    case INTENDED, OPEN, PART_FILLED, UNKNOWN -> live.add(order.orderId());
                    default -> live.remove(order.orderId());
                }
            }
            case AttemptStateChangedDecoder.TEMPLATE_ID -> {
                attempt.wrapAndApplyHeader(buffer, offset, header);
                if (attempt.to() == AttemptState.FROZEN && attempt.unhedgedQtyMicros() != 0) {
                    loose.put(attempt.pairId(), attempt.unhedgedQtyMicros());
                } else {
                    loose.remove(attempt.pairId());
                }
            }
            default -> {
                // says nothing of how it ended
            }
        }
    }

    /** Why the journal cannot be believed; empty when it can. */
    String problem() {
        return problem;
    }

    int liveOrders() {
        return live.size();
    }

    /** Contracts, in micros, that frozen attempts hold without a hedge, by {@code session/pair}. */
    Map<String, Long> loose() {
        return new TreeMap<>(looseByPair);
    }
}
