package io.parallax.app.summary;

import io.parallax.app.message.MessageText;
import io.parallax.app.replay.RecordVisitor;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpportunityClosedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.RiskRefusalDecoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Adds up a journal, record by record, in order. */
public final class SessionSummary implements RecordVisitor {
    private record FillKey(Venue venue, long tradeIdHigh, long tradeIdLow, long orderId, int part) {}

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OpportunityDecoder opportunity = new OpportunityDecoder();
    private final OpportunityClosedDecoder closed = new OpportunityClosedDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final RiskRefusalDecoder refusal = new RiskRefusalDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final FeedStatusDecoder feed = new FeedStatusDecoder();

    private final PairListedDecoder pairListed = new PairListedDecoder();
    private final PairStateChangedDecoder pairState = new PairStateChangedDecoder();

    private final Ledger ledger = new Ledger();
    private final Map<Integer, String> pairNames = new HashMap<>();
    private final Map<Integer, FreezeCause> closedPairs = new HashMap<>();
    private final Map<String, Long> eventsByKind = new TreeMap<>();
    private final Map<String, Long> closedByReason = new TreeMap<>();
    private final Map<Long, ReasonCode> openOpportunities = new HashMap<>();
    private final Map<String, Long> ordersByPurpose = new TreeMap<>();
    private final Map<String, Long> rejectionsByCode = new TreeMap<>();
    private final Map<String, Long> refusalsByReason = new TreeMap<>();
    private final Map<String, Long> alertsByCode = new TreeMap<>();
    private final Map<String, Long> feedStates = new TreeMap<>();
    private final Map<String, Long> feedFaultsByCode = new TreeMap<>();
    private final Map<String, Long> attemptsByEnd = new TreeMap<>();
    private final Set<FillKey> fills = new HashSet<>();
    private final Set<Long> hedgedAttempts = new HashSet<>();
    private final Set<Long> unwoundAttempts = new HashSet<>();
    private long events;

    @Override
    public void onEvent(DirectBuffer buffer, int offset) {
        events++;
        int templateId = header.wrap(buffer, offset).templateId();
        count(eventsByKind, MessageText.name(templateId));
        switch (templateId) {
            case FillDecoder.TEMPLATE_ID -> onFill(buffer, offset);
            case FeedStatusDecoder.TEMPLATE_ID -> onFeedStatus(buffer, offset);
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                rejected.wrapAndApplyHeader(buffer, offset, header);
                count(rejectionsByCode, rejected.code().name());
            }
            case PairListedDecoder.TEMPLATE_ID -> {
                onPairListed(buffer, offset);
                ledger.onEvent(buffer, offset);
            }
            default -> ledger.onEvent(buffer, offset);
        }
    }

    @Override
    public void onCommand(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submit.wrapAndApplyHeader(buffer, offset, header);
                count(ordersByPurpose, submit.purpose().name());
            }
            case OpportunityDecoder.TEMPLATE_ID -> {
                opportunity.wrapAndApplyHeader(buffer, offset, header);
                openOpportunities.merge(opportunity.opportunityId(), opportunity.reason(), SessionSummary::counted);
            }
            case OpportunityClosedDecoder.TEMPLATE_ID -> {
                closed.wrapAndApplyHeader(buffer, offset, header);
                openOpportunities.remove(closed.opportunityId());
                count(closedByReason, closed.reason().name());
            }
            case AttemptStateChangedDecoder.TEMPLATE_ID -> onAttempt(buffer, offset);
            case PairStateChangedDecoder.TEMPLATE_ID -> {
                pairState.wrapAndApplyHeader(buffer, offset, header);
                if (pairState.cause() == FreezeCause.NONE) {
                    closedPairs.remove(pairState.pairId());
                } else {
                    closedPairs.put(pairState.pairId(), pairState.cause());
                }
            }
            case RiskRefusalDecoder.TEMPLATE_ID -> {
                refusal.wrapAndApplyHeader(buffer, offset, header);
                count(refusalsByReason, refusal.reason().name());
            }
            case AlertDecoder.TEMPLATE_ID -> {
                alert.wrapAndApplyHeader(buffer, offset, header);
                count(alertsByCode, alert.code().name());
            }
            default -> ledger.onCommand(buffer, offset);
        }
    }

    /** What an opportunity is counted under: FIRED once it was fired on, else what was told last. */
    private static ReasonCode counted(ReasonCode before, ReasonCode now) {
        return before == ReasonCode.FIRED ? before : now;
    }

    private void onFill(DirectBuffer buffer, int offset) {
        fill.wrapAndApplyHeader(buffer, offset, header);
        if (fill.settlement() != Settlement.FAILED) {
            fills.add(new FillKey(fill.venue(), fill.tradeIdHigh(), fill.tradeIdLow(), fill.orderId(), fill.part()));
        }
    }

    private void onPairListed(DirectBuffer buffer, int offset) {
        pairListed.wrapAndApplyHeader(buffer, offset, header);
        pairListed.legs().forEach(leg -> {});
        pairListed.payoffs().forEach(row -> {});
        pairNames.put(pairListed.pairId(), pairListed.name());
    }

    private void onFeedStatus(DirectBuffer buffer, int offset) {
        feed.wrapAndApplyHeader(buffer, offset, header);
        count(feedStates, feed.state().name());
        if (feed.state() == FeedState.FAULT) {
            count(feedFaultsByCode, Integer.toString(feed.faultCode()));
        }
    }

    private void onAttempt(DirectBuffer buffer, int offset) {
        attempt.wrapAndApplyHeader(buffer, offset, header);
        AttemptState to = attempt.to();
        switch (to) {
            case HEDGED -> hedgedAttempts.add(attempt.attemptId());
            case UNWINDING -> unwoundAttempts.add(attempt.attemptId());
            default -> {
                // the other states are counted below when they are an end
            }
        }
        if (to == AttemptState.HEDGED
                || to == AttemptState.FLAT
                || to == AttemptState.ABANDONED
                || to == AttemptState.FROZEN) {
            count(attemptsByEnd, to.name());
        }
    }

    private static void count(Map<String, Long> counts, String key) {
        counts.merge(key, 1L, Long::sum);
    }

    private static long total(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public long events() {
        return events;
    }

    public Map<String, Long> eventsByKind() {
        return Collections.unmodifiableMap(eventsByKind);
    }

    /** Distinct opportunities, closed or open at the end. */
    public long opportunities() {
        return total(closedByReason) + openOpportunities.size();
    }

    /** Opportunities whose gross edge was still there at the end of the journal. */
    public long openOpportunities() {
        return openOpportunities.size();
    }

    /** Each opportunity under one reason: FIRED if it ever was, else its last. */
    public Map<String, Long> opportunitiesByReason() {
        Map<String, Long> counts = new TreeMap<>(closedByReason);
        openOpportunities.values().forEach(reason -> count(counts, reason.name()));
        return Collections.unmodifiableMap(counts);
    }

    /** Orders intended. */
    public long orders() {
        return total(ordersByPurpose);
    }

    public Map<String, Long> ordersByPurpose() {
        return Collections.unmodifiableMap(ordersByPurpose);
    }

    public Map<String, Long> rejectionsByCode() {
        return Collections.unmodifiableMap(rejectionsByCode);
    }

    public Map<String, Long> refusalsByReason() {
        return Collections.unmodifiableMap(refusalsByReason);
    }

    public Map<String, Long> alertsByCode() {
        return Collections.unmodifiableMap(alertsByCode);
    }

    /** Distinct fills; one that was reported again, or confirmed, counts once. */
    public long fills() {
        return fills.size();
    }

    /** Attempts that ended with both legs. */
    public long hedgedPairs() {
        return hedgedAttempts.size();
    }

    /** Attempts that had to close a leg again. */
    public long unwinds() {
        return unwoundAttempts.size();
    }

    /** How attempts ended: HEDGED, FLAT, ABANDONED or FROZEN. */
    public Map<String, Long> attemptsByEnd() {
        return Collections.unmodifiableMap(attemptsByEnd);
    }

    public Map<String, Long> feedStates() {
        return Collections.unmodifiableMap(feedStates);
    }

    public Map<String, Long> feedFaultsByCode() {
        return Collections.unmodifiableMap(feedFaultsByCode);
    }

    /** Pairs closed for opening in the end, by name, and why. */
    public Map<String, FreezeCause> closedPairs() {
        Map<String, FreezeCause> byName = new TreeMap<>();
        closedPairs.forEach((id, cause) -> byName.put(pairNames.getOrDefault(id, "pair " + id), cause));
        return byName;
    }

    /** Money and positions. */
    public Ledger ledger() {
        return ledger;
    }
}
