package io.parallax.app.opps;

import io.parallax.app.message.MessageText;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.core.Engine;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One opportunity with what the engine saw: the session is run again up to each of its records, and the books are those of
 * that moment.
 *
 * @param moments one for each record of the life, in order
 * @param consequences orders it led to and how their attempts went, in order
 */
public record Explanation(OpportunityLife life, SessionNames names, List<Moment> moments, List<String> consequences) {
    /** Levels shown at least of each side that would be bought; more where the quantity reaches further. */
    private static final int DEPTH = 5;

    private static final int COMMANDS_CAPACITY = 64 * 1024;

    /**
     * One record and the books behind it.
     *
     * @param cause name of the event
     */
    public record Moment(OpportunityLife.Point point, String cause, List<Side> sides) {}

    /** What could be bought of one leg, best first. @param ageNs since the book was last known to be current */
    public record Side(int instrumentId, Outcome outcome, BookHealth.State health, long ageNs, List<Level> levels) {}

    /** Own-leg price and quantity, micros. */
    public record Level(long priceMicros, long qtyMicros) {}

    /**
     * What was found.
     *
     * @param explanation empty when the readable part of the session has no opportunity of that number
     * @param journal what the session's journal is worth
     */
    public record Answer(Optional<Explanation> explanation, Verdict journal) {}

    /** Runs a session to its end, or as far as it can be read. */
    public static Answer of(Path session, long opportunityId) {
        try (SessionReader reader = SessionReader.open(session)) {
            Optional<Explanation> explanation = new Run(opportunityId).over(reader);
            return new Answer(explanation, reader.verdict());
        }
    }

    private static final class Run {
        private final long opportunityId;
        private final Engine engine = new Engine();
        private final CommandBuffer scratch = new CommandBuffer(new UnsafeBuffer(new byte[COMMANDS_CAPACITY]));
        private final OpportunityTracker tracker = new OpportunityTracker();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
        private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
        private final List<Moment> moments = new ArrayList<>();
        private final List<String> consequences = new ArrayList<>();
        private final Set<Long> attempts = new HashSet<>();
        private OpportunityLife found;

        Run(long opportunityId) {
            this.opportunityId = opportunityId;
        }

        Optional<Explanation> over(SessionReader reader) {
            while (reader.next()) {
                int before = found == null ? 0 : found.points().size();
                tracker.take(reader).stream()
                        .filter(life -> life.id() == opportunityId)
                        .forEach(life -> found = life);
                scratch.clear();
                engine.onEvent(reader.sequence(), reader.buffer(), reader.eventOffset(), reader.eventLength(), scratch);
                if (found != null) {
                    look(reader, before);
                }
            }
            return found == null
                    ? Optional.empty()
                    : Optional.of(new Explanation(found, tracker.names(), moments, consequences));
        }

        private void look(SessionReader reader, int before) {
            for (OpportunityLife.Point point :
                    found.points().subList(before, found.points().size())) {
                String cause = MessageText.name(MessageText.templateId(reader.buffer(), reader.eventOffset()));
                moments.add(new Moment(point, cause, sides(point)));
                if (point.reason() == ReasonCode.FIRED) {
                    attempts.add(reader.sequence());
                }
            }
            if (!attempts.isEmpty()) {
                CommandBuffer.forEach(
                        reader.buffer(),
                        reader.commandsOffset(),
                        reader.commandsLength(),
                        (buffer, offset, length) -> follow(buffer, offset));
            }
        }

        private List<Side> sides(OpportunityLife.Point point) {
            List<Side> sides = new ArrayList<>();
            for (OpportunityLife.Leg leg : point.legs()) {
                BookSlot slot = engine.slot(leg.instrumentId());
                OrderBook book = slot.book();
                BookSide side = Instrument.sideToBuy(leg.outcome());
                List<Level> levels = new ArrayList<>();
                long open = point.qtyMicros();
                for (int i = book.bestIndex(side);
                        i >= 0 && (levels.size() < DEPTH || open > 0);
                        i = book.nextIndex(side, i)) {
                    open -= book.qtyMicros(side, i);
                    levels.add(new Level(
                            Instrument.ownPrice(leg.outcome(), book.priceMicros(i)), book.qtyMicros(side, i)));
                }
                sides.add(new Side(
                        leg.instrumentId(),
                        leg.outcome(),
                        slot.health(),
                        point.timestampNs() - slot.lastHeardNs(),
                        levels));
            }
            return sides;
        }

        /** Without the numbers of the schema, which say nothing to a reader. */
        private static String plain(String message) {
            return message.replaceFirst("\\(sbe[^)]*\\):", " ");
        }

        private void follow(DirectBuffer buffer, int offset) {
            switch (header.wrap(buffer, offset).templateId()) {
                case SubmitOrderDecoder.TEMPLATE_ID -> {
                    submit.wrapAndApplyHeader(buffer, offset, header);
                    if (attempts.contains(submit.attemptId())) {
                        consequences.add(plain(MessageText.of(buffer, offset)));
                    }
                }
                case AttemptStateChangedDecoder.TEMPLATE_ID -> {
                    attempt.wrapAndApplyHeader(buffer, offset, header);
                    if (attempts.contains(attempt.attemptId())) {
                        consequences.add(plain(MessageText.of(buffer, offset)));
                    }
                }
                default -> {
                    // about something else
                }
            }
        }
    }
}
