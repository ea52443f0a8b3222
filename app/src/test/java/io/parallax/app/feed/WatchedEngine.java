package io.parallax.app.feed;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.engine.book.BookHealth;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;

/**
 * The engine, and what could be seen of it after each event: health of every copy of every book, what was judged, asked and
 * alerted. An opportunity counts as judged when its reason comes after the look at the books; one judged or fired from a
 * book that may not be read is a violation. Written by the ring's thread; readers take the lock.
 */
final class WatchedEngine implements EngineLogic {
    /** Reasons that are found before any book is believed. */
    private static final Set<ReasonCode> NOT_JUDGED = EnumSet.of(
            ReasonCode.BOOK_NOT_LIVE,
            ReasonCode.BOOK_STALE,
            ReasonCode.HALTED,
            ReasonCode.NOT_RUNNING,
            ReasonCode.PAIR_NOT_APPROVED,
            ReasonCode.VERDICT_EXPIRED,
            ReasonCode.PAIR_FROZEN,
            ReasonCode.CONFIRMING,
            ReasonCode.MARKET_NOT_ACTIVE,
            ReasonCode.CLOSING_SOON,
            ReasonCode.VENUE_CLOSED);

    private final Engine engine = new Engine();
    private final int instruments;
    private final int firstOfKalshi;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookHealth.State[][] known;
    private final List<Change> changes = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final Map<AlertCode, Integer> alerts = new EnumMap<>(AlertCode.class);
    private final Map<ReasonCode, Integer> reasons = new EnumMap<>(ReasonCode.class);
    private final Map<FeedState, Integer> statuses = new EnumMap<>(FeedState.class);
    private final Map<Integer, Integer> judged = new TreeMap<>();
    private final List<String> reconnects = new ArrayList<>();
    private final Map<Long, List<String>> ownOrderEvents = new TreeMap<>();
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final Queue<Commands> toAdd = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Long> hiddenOrders = new ArrayDeque<>();
    private int definedCount;
    private int resubscribes;
    private int submits;
    private long eventCount;
    private long refusedNotLive;
    private long conflated;
    private long updates;
    private volatile long pauseNanos;

    /** A copy's health became this. */
    record Change(long number, int instrumentId, int copy, BookHealth.State state, long nanos) {}

    /** Writes commands of a test's own behind those of an event. */
    interface Commands {
        void write(CommandBuffer out, long sequence);
    }

    WatchedEngine(int instruments, int firstOfKalshi) {
        this.instruments = instruments;
        this.firstOfKalshi = firstOfKalshi;
        known = new BookHealth.State[instruments][2];
        for (BookHealth.State[] copies : known) {
            copies[0] = BookHealth.State.AWAITING_SNAPSHOT;
            copies[1] = BookHealth.State.AWAITING_SNAPSHOT;
        }
    }

    @Override
    public synchronized void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
        if (pauseNanos > 0) {
            LockSupport.parkNanos(pauseNanos);
        }
        header.wrap(event, offset);
        if (!isOfAHiddenOrder(event, offset)) {
            engine.onEvent(sequence, event, offset, length, out);
        }
        eventCount++;
        note(event, offset);
        CommandBuffer.forEach(out.buffer(), 0, out.length(), this::note);
        for (int id = 0; id < definedCount; id++) {
            note(id);
        }
        for (Commands extra = toAdd.poll(); extra != null; extra = toAdd.poll()) {
            extra.write(out, sequence);
        }
        for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
            errand.run();
        }
    }

    private boolean isOfAHiddenOrder(DirectBuffer event, int offset) {
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int block = header.blockLength();
        int version = header.version();
        long orderId;
        String what;
        switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                what = "accepted";
                orderId = new OrderAcceptedDecoder()
                        .wrap(event, body, block, version)
                        .orderId();
            }
            case OrderRejectedDecoder.TEMPLATE_ID -> {
                OrderRejectedDecoder rejected = new OrderRejectedDecoder().wrap(event, body, block, version);
                what = "rejected " + rejected.code() + " " + rejected.text();
                orderId = rejected.orderId();
            }
            case OrderUnknownDecoder.TEMPLATE_ID -> {
                OrderUnknownDecoder unknown = new OrderUnknownDecoder().wrap(event, body, block, version);
                what = "unknown " + unknown.cause();
                orderId = unknown.orderId();
            }
            case FillDecoder.TEMPLATE_ID -> {
                FillDecoder fill = new FillDecoder().wrap(event, body, block, version);
                what = "fill " + fill.settlement() + " " + fill.qtyMicros();
                orderId = fill.orderId();
            }
            case OrderDoneDecoder.TEMPLATE_ID -> {
                what = "done";
                orderId =
                        new OrderDoneDecoder().wrap(event, body, block, version).orderId();
            }
            default -> {
                return false;
            }
        }
        ownOrderEvents.computeIfAbsent(orderId, none -> new ArrayList<>()).add(what);
        return hiddenOrders.contains(orderId);
    }

    private void note(DirectBuffer event, int offset) {
        int template = header.templateId();
        if (template == io.parallax.codecs.sbe.InstrumentDefinedDecoder.TEMPLATE_ID) {
            definedCount++;
        } else if (template == FeedStatusDecoder.TEMPLATE_ID) {
            FeedStatusDecoder status = new FeedStatusDecoder()
                    .wrap(event, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
            statuses.merge(status.state(), 1, Integer::sum);
        } else if (template == BookUpdateDecoder.TEMPLATE_ID) {
            int merged = new BookUpdateDecoder()
                    .wrap(event, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version())
                    .conflated();
            conflated += merged == BookUpdateDecoder.conflatedNullValue() ? 0 : merged;
            updates++;
        }
    }

    private void note(DirectBuffer commands, int offset, int length) {
        MessageHeaderDecoder own = new MessageHeaderDecoder();
        own.wrap(commands, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        int block = own.blockLength();
        int version = own.version();
        switch (own.templateId()) {
            case AlertDecoder.TEMPLATE_ID ->
                alerts.merge(
                        new AlertDecoder().wrap(commands, body, block, version).code(), 1, Integer::sum);
            case ResubscribeDecoder.TEMPLATE_ID -> resubscribes++;
            case ReconnectLineDecoder.TEMPLATE_ID -> {
                ReconnectLineDecoder line = new ReconnectLineDecoder().wrap(commands, body, block, version);
                reconnects.add(line.venue() + " " + line.line());
            }
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submits++;
                violations.add("event " + eventCount + ": an order was sent");
            }
            case OpportunityDecoder.TEMPLATE_ID -> {
                OpportunityDecoder seen = new OpportunityDecoder().wrap(commands, body, block, version);
                note(seen.pairId(), seen.reason());
            }
            default -> {}
        }
    }

    private void note(int pairId, ReasonCode reason) {
        reasons.merge(reason, 1, Integer::sum);
        if (NOT_JUDGED.contains(reason)) {
            refusedNotLive += reason == ReasonCode.BOOK_NOT_LIVE || reason == ReasonCode.BOOK_STALE ? 1 : 0;
            return;
        }
        judged.merge(pairId, 1, Integer::sum);
        if (!engine.slot(pairId).isLive()
                || !engine.slot(firstOfKalshi + pairId).isLive()) {
            violations.add("event " + eventCount + ": pair " + pairId + " judged " + reason + " from books "
                    + engine.slot(pairId).health() + " and "
                    + engine.slot(firstOfKalshi + pairId).health());
        }
    }

    private void note(int id) {
        BookSlot slot = engine.slot(id);
        for (int copy = 0; copy < 2; copy++) {
            BookHealth.State state = slot.health(copy);
            if (state != known[id][copy]) {
                known[id][copy] = state;
                changes.add(new Change(eventCount, id, copy, state, System.nanoTime()));
            }
        }
    }

    @Override
    public long stateHash() {
        return engine.stateHash();
    }

    /** The engine; only inside an errand. */
    Engine engine() {
        return engine;
    }

    /** Runs on the ring's thread behind one of the next events. */
    void errand(Runnable work) {
        errands.add(work);
    }

    /** Writes commands behind one of the next events. */
    void add(Commands commands) {
        toAdd.add(commands);
    }

    /** Own-order events of this order are noted and kept from the engine, which has not sent it. */
    synchronized void hide(long orderId) {
        hiddenOrders.add(orderId);
    }

    /** Makes every event take this much longer. */
    void slowDown(long nanos) {
        pauseNanos = nanos;
    }

    synchronized int changeCount() {
        return changes.size();
    }

    /** States of a copy from change number {@code mark} on. */
    synchronized List<BookHealth.State> since(int mark, int instrumentId, int copy) {
        return changesSince(mark, instrumentId, copy).stream()
                .map(Change::state)
                .toList();
    }

    synchronized List<Change> changesSince(int mark, int instrumentId, int copy) {
        return changes.subList(mark, changes.size()).stream()
                .filter(change -> change.instrumentId() == instrumentId && change.copy() == copy)
                .toList();
    }

    synchronized BookHealth.State health(int instrumentId, int copy) {
        return known[instrumentId][copy];
    }

    synchronized int judged(int pairId) {
        return judged.getOrDefault(pairId, 0);
    }

    synchronized long refusedNotLive() {
        return refusedNotLive;
    }

    /** Messages that were merged into others before the ring. */
    synchronized long conflated() {
        return conflated;
    }

    /** Level changes that came as events. */
    synchronized long updates() {
        return updates;
    }

    synchronized int alerts(AlertCode code) {
        return alerts.getOrDefault(code, 0);
    }

    synchronized int reasons(ReasonCode code) {
        return reasons.getOrDefault(code, 0);
    }

    synchronized int statuses(FeedState state) {
        return statuses.getOrDefault(state, 0);
    }

    synchronized int resubscribes() {
        return resubscribes;
    }

    synchronized List<String> reconnects() {
        return List.copyOf(reconnects);
    }

    /** What was told of an order, in order. */
    synchronized List<String> told(long orderId) {
        return List.copyOf(ownOrderEvents.getOrDefault(orderId, List.of()));
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized int definedCount() {
        return definedCount;
    }

    int instruments() {
        return instruments;
    }

    @Override
    public synchronized String toString() {
        return "changes " + changes + "\nalerts " + alerts + "\nreasons " + reasons + "\nstatuses " + statuses
                + "\nown orders " + ownOrderEvents + "\nresubscribes " + resubscribes + ", reconnects " + reconnects
                + ", submits " + submits;
    }
}
