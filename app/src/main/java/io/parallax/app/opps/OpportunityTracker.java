package io.parallax.app.opps;

import io.parallax.app.opps.OpportunityLife.Closing;
import io.parallax.app.opps.OpportunityLife.Leg;
import io.parallax.app.opps.OpportunityLife.Point;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpportunityClosedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.journal.SessionReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/** Puts the opportunity records of a journal together into lives, record by record, in order. */
public final class OpportunityTracker {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OpportunityDecoder opportunity = new OpportunityDecoder();
    private final OpportunityClosedDecoder closed = new OpportunityClosedDecoder();
    private final Map<Long, OpportunityLife> lives = new LinkedHashMap<>();
    private final SessionNames names = new SessionNames();
    private final List<OpportunityLife> touched = new ArrayList<>();
    private long sequence;
    private long timestampNs;

    /** Takes the reader's current record. @return the opportunities it wrote about, in order */
    public List<OpportunityLife> take(SessionReader reader) {
        touched.clear();
        sequence = reader.sequence();
        timestampNs = reader.buffer().getLong(reader.eventOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
        names.onEvent(reader.buffer(), reader.eventOffset());
        CommandBuffer.forEach(
                reader.buffer(),
                reader.commandsOffset(),
                reader.commandsLength(),
                (buffer, offset, length) -> onCommand(buffer, offset));
        return touched;
    }

    private void onCommand(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case OpportunityDecoder.TEMPLATE_ID -> {
                opportunity.wrapAndApplyHeader(buffer, offset, header);
                OpportunityLife life = lives.computeIfAbsent(
                        opportunity.opportunityId(),
                        id -> new OpportunityLife(id, opportunity.pairId(), opportunity.direction()));
                life.add(point());
                touched.add(life);
            }
            case OpportunityClosedDecoder.TEMPLATE_ID -> {
                closed.wrapAndApplyHeader(buffer, offset, header);
                OpportunityLife life = lives.get(closed.opportunityId());
                if (life != null) {
                    life.close(closing());
                    touched.add(life);
                }
            }
            default -> {
                // about something else
            }
        }
    }

    private Point point() {
        long payout = opportunity.payoutMicros();
        boolean sized = opportunity.qtyMicros() != 0; // else its costs are not computed, which the record writes as 0
        List<Leg> legs = new ArrayList<>();
        for (OpportunityDecoder.LegsDecoder leg : opportunity.legs()) {
            legs.add(new Leg(
                    leg.instrumentId(),
                    leg.outcome(),
                    leg.priceMicros(),
                    sized ? leg.costMicros() : Micros.NULL,
                    sized ? leg.feesMicros() : Micros.NULL));
        }
        return new Point(
                sequence,
                timestampNs,
                opportunity.reason(),
                opportunity.qtyMicros(),
                opportunity.grossEdgeMicros(),
                opportunity.netEdgeMicros(),
                opportunity.netMicros(),
                sized ? opportunity.feesMicros() : Micros.NULL,
                payout == Micros.NULL ? Micros.ONE : payout,
                opportunity.unwindReserveMicros(),
                opportunity.capitalMicros(),
                legs);
    }

    private Closing closing() {
        return new Closing(
                sequence,
                closed.reason(),
                closed.lastReason(),
                closed.durationNs(),
                closed.evaluations(),
                closed.bestNs(),
                closed.bestGrossEdgeMicros(),
                closed.bestNetEdgeMicros(),
                closed.bestNetMicros(),
                closed.bestQtyMicros());
    }

    /** All of them, in the order in which they began. */
    public Collection<OpportunityLife> lives() {
        return lives.values();
    }

    public SessionNames names() {
        return names;
    }
}
