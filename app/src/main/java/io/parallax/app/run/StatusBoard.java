package io.parallax.app.run;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MoneyChangedDecoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.CommandSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/**
 * What a person wants to know of a running engine, told by its records: states, closed pairs, and the last changes. Written by the
 * dispatch thread, read by any; nothing is done for a record that changes none of it.
 */
final class StatusBoard implements CommandSink {
    private static final int CHANGES = 256;

    /** A change that was told, and the event that caused it. */
    record Change(long sequence, String text) {}

    private final List<String> pairNames;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EngineStateChangedDecoder engine = new EngineStateChangedDecoder();
    private final VenueStateChangedDecoder venue = new VenueStateChangedDecoder();
    private final PairStateChangedDecoder pair = new PairStateChangedDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private final LatchHaltDecoder latch = new LatchHaltDecoder();
    private final ClearLatchDecoder clear = new ClearLatchDecoder();
    private final MoneyChangedDecoder money = new MoneyChangedDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();

    private final Map<Venue, EngineState> venues = new EnumMap<>(Venue.class);
    private final Map<String, FreezeCause> closed = new TreeMap<>();
    private final Map<String, Long> loose = new TreeMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private EngineState state = EngineState.STARTING;
    private volatile long dayLossMicros;
    private volatile long lostMicros;
    private volatile long moneyRecords;
    private volatile int failedAttempts;

    /** @param pairNames in order of the pairs' ids */
    StatusBoard(List<String> pairNames) {
        this.pairNames = List.copyOf(pairNames);
        venues.put(Venue.POLYMARKET, EngineState.RUNNING);
        venues.put(Venue.KALSHI, EngineState.RUNNING);
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case EngineStateChangedDecoder.TEMPLATE_ID -> onEngine(sequence, buffer, offset);
            case VenueStateChangedDecoder.TEMPLATE_ID -> onVenue(sequence, buffer, offset);
            case PairStateChangedDecoder.TEMPLATE_ID -> onPair(sequence, buffer, offset);
            case AttemptStateChangedDecoder.TEMPLATE_ID -> onAttempt(sequence, buffer, offset);
            case LatchHaltDecoder.TEMPLATE_ID -> {
                latch.wrapAndApplyHeader(buffer, offset, header);
                tell(
                        sequence,
                        "latch " + latch.latchId() + " of " + latch.scope() + ", " + latch.causeCode() + ": "
                                + latch.cause());
            }
            case ClearLatchDecoder.TEMPLATE_ID ->
                tell(
                        sequence,
                        "latch "
                                + clear.wrapAndApplyHeader(buffer, offset, header)
                                        .latchId() + " cleared");
            case MoneyChangedDecoder.TEMPLATE_ID -> onMoney(buffer, offset);
            case SubmitOrderDecoder.TEMPLATE_ID -> {
                submit.wrapAndApplyHeader(buffer, offset, header);
                if (submit.purpose() == Purpose.FLATTEN) {
                    tell(
                            sequence,
                            "flatten of " + name(submit.pairId()) + ": " + submit.action() + " "
                                    + Micros.format(submit.qtyMicros()) + " " + submit.outcome() + " at "
                                    + Micros.format(submit.priceMicros()) + " or better");
                }
            }
            default -> {
                // says nothing of the states
            }
        }
    }

    private void onMoney(DirectBuffer buffer, int offset) {
        money.wrapAndApplyHeader(buffer, offset, header);
        dayLossMicros = money.dayLossMicros();
        lostMicros = money.lostMicros();
        moneyRecords = moneyRecords + 1;
    }

    private synchronized void onEngine(long sequence, DirectBuffer buffer, int offset) {
        engine.wrapAndApplyHeader(buffer, offset, header);
        state = engine.to();
        tell(sequence, moved("engine", engine.from(), engine.to(), engine.cause()));
    }

    private synchronized void onVenue(long sequence, DirectBuffer buffer, int offset) {
        venue.wrapAndApplyHeader(buffer, offset, header);
        venues.put(venue.venue(), venue.to());
        String name = venue.venue().name().toLowerCase(Locale.ROOT);
        tell(sequence, moved(name, venue.from(), venue.to(), venue.cause()));
    }

    private static String moved(String what, EngineState from, EngineState to, String cause) {
        return what + " " + (from == to ? "stays " + to : from + " to " + to) + ", " + cause;
    }

    private synchronized void onPair(long sequence, DirectBuffer buffer, int offset) {
        pair.wrapAndApplyHeader(buffer, offset, header);
        String name = name(pair.pairId());
        if (pair.cause() == FreezeCause.NONE) {
            closed.remove(name);
            tell(sequence, "pair " + name + " open");
        } else {
            closed.put(name, pair.cause());
            tell(sequence, "pair " + name + " closed, " + pair.cause());
        }
    }

    private synchronized void onAttempt(long sequence, DirectBuffer buffer, int offset) {
        attempt.wrapAndApplyHeader(buffer, offset, header);
        String name = name(attempt.pairId());
        if (attempt.to() == AttemptState.FROZEN && attempt.unhedgedQtyMicros() != 0) {
            loose.put(name, attempt.unhedgedQtyMicros());
            tell(
                    sequence,
                    "pair " + name + " frozen with " + Micros.format(attempt.unhedgedQtyMicros()) + " not hedged");
        } else {
            loose.remove(name);
        }
        if (attempt.to() == AttemptState.FLAT || attempt.to() == AttemptState.FROZEN) {
            failedAttempts = failedAttempts + 1;
        }
    }

    private String name(int pairId) {
        return pairId >= 0 && pairId < pairNames.size() ? pairNames.get(pairId) : Integer.toString(pairId);
    }

    private synchronized void tell(long sequence, String text) {
        if (changes.size() == CHANGES) {
            changes.removeFirst();
        }
        changes.addLast(new Change(sequence, text));
    }

    synchronized EngineState state() {
        return state;
    }

    synchronized Map<Venue, EngineState> venues() {
        return new EnumMap<>(venues);
    }

    /** Closed pairs by name. */
    synchronized Map<String, FreezeCause> closed() {
        return new TreeMap<>(closed);
    }

    /** What frozen attempts hold without a hedge, in micros of a contract, by name of the pair. */
    synchronized Map<String, Long> loose() {
        return new TreeMap<>(loose);
    }

    /** What events from one sequence on, up to and with another, changed. */
    synchronized List<String> changes(long from, long to) {
        List<String> texts = new ArrayList<>();
        for (Change change : changes) {
            if (change.sequence >= from && change.sequence <= to) {
                texts.add(change.text);
            }
        }
        return texts;
    }

    /** What the limit of the day is compared with: lost for good, and what holdings would lose now. */
    long dayLossMicros() {
        return dayLossMicros;
    }

    /** Lost for good this day, earlier sessions included. */
    long lostMicros() {
        return lostMicros;
    }

    /** How often the ledger told of money; both losses are what the last of them said. */
    long moneyRecords() {
        return moneyRecords;
    }

    /** Attempts of this session that did not end hedged and bought something. */
    int failedAttempts() {
        return failedAttempts;
    }
}
