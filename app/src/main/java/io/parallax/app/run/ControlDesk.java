package io.parallax.app.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.ControlRequest;
import io.parallax.app.control.DayStore;
import io.parallax.app.control.Latch;
import io.parallax.app.control.LatchStore;
import io.parallax.app.control.RequestBox;
import io.parallax.app.control.SessionEnds;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.TradingGate;
import io.parallax.engine.ring.EventRing;
import io.parallax.engine.state.ResumeCheck;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reaches a running session from outside: the kill file and requests. A halt of the whole engine closes the gate here, before
 * the engine has heard of it, and is written down here when the engine does not do so within a second. Also turns the trading
 * day over and keeps its loss. Own thread; needs none of the ring's to close the gate.
 */
final class ControlDesk implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(ControlDesk.class);
    private static final long ANSWER_MS = 1_500;
    private static final long CONFIRM_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long STEP_MS = 5;

    private final ControlDirectory directory;
    private final TradingGate gate;
    private final EventRing ring;
    private final StatusBoard board;
    private final Watch watch;
    private final SessionEvents events;
    private final LatchStore latches;
    private final DayStore days;
    private final RequestBox requests;
    private final List<String> pairNames;
    private final EpochNanoClock clock;
    private final ZoneId zone;
    private final Path session;
    private final List<VenueGateway> gateways;
    private final int carriedFailures;
    private boolean killed;
    private boolean awaitingHalt;
    private long heldSinceNs;
    private LatchCause heldBy = LatchCause.OPERATOR;
    private String heldWhy = "";
    private DayStore.Day day;
    private int failuresBeforeDay;
    private long moneyBeforeDay;

    /** What a desk works with. */
    record Parts(
            ControlDirectory directory,
            TradingGate gate,
            EventRing ring,
            StatusBoard board,
            Watch watch,
            SessionEvents events,
            LatchStore latches,
            List<String> pairNames,
            EpochNanoClock clock,
            ZoneId zone,
            Path session,
            DayStore.Day day,
            List<VenueGateway> gateways) {}

    ControlDesk(Parts parts) {
        directory = parts.directory();
        gate = parts.gate();
        ring = parts.ring();
        board = parts.board();
        watch = parts.watch();
        events = parts.events();
        latches = parts.latches();
        pairNames = parts.pairNames();
        clock = parts.clock();
        zone = parts.zone();
        session = parts.session();
        day = parts.day();
        gateways = parts.gateways();
        carriedFailures = day.failedAttempts();
        days = new DayStore(directory);
        requests = new RequestBox(directory, System.currentTimeMillis());
    }

    @Override
    public int doWork() {
        watchHalts();
        int answered = requests.poll(this::handle, System.currentTimeMillis());
        keepDay();
        return answered;
    }

    @Override
    public void onClose() {
        keepDay();
    }

    /**
     * Halts everything from any thread: the gate is closed when this returns, the engine hears of it by event.
     *
     * @throws IllegalStateException when the ring is full; the gate is closed all the same
     */
    synchronized void halt(LatchCause cause, String principal, String reason) {
        gate.hold();
        if (!awaitingHalt) {
            awaitingHalt = true;
            heldSinceNs = System.nanoTime();
            heldBy = cause;
            heldWhy = principal + ": " + reason;
        }
        events.control(ControlKind.HALT, LatchScope.ENGINE, Venue.NULL_VAL, -1, cause, principal, reason);
    }

    /** Closes the gate while the kill file is there, and sees to it that every halt is on the disk. */
    private synchronized void watchHalts() {
        boolean there = directory.isKilled();
        if (there && !killed) {
            killed = true;
            LOG.error("the kill file {} is there: halting", directory.killFile());
            halt(LatchCause.KILL_FILE, "kill file", "HALT is in the control directory");
        }
        killed = there;
        if (!awaitingHalt) {
            if (!there) {
                gate.release();
            }
            return;
        }
        if (watch.state() == EngineState.HALTED) {
            awaitingHalt = false;
        } else if (heldSinceNs != 0 && System.nanoTime() - heldSinceNs > CONFIRM_NS) {
            heldSinceNs = 0; // once; the gate stays held until the engine says HALTED
            LOG.error("the engine did not halt within a second: the gate is closed, the latch is written without it");
            latches.put(Latch.ofEngine(clock.nanoTime(), heldBy, heldWhy));
        }
    }

    private void keepDay() {
        long nowNs = clock.nanoTime();
        int failures = carriedFailures + board.failedAttempts() - failuresBeforeDay;
        if (nowNs >= DayStore.nextDayNs(day.startNs(), zone)) {
            failuresBeforeDay += failures;
            moneyBeforeDay = board.moneyRecords();
            day = new DayStore.Day(DayStore.startOfDayNs(nowNs, zone), 0, 0);
            synchronized (this) {
                events.dayBegan(day);
            }
            days.write(day);
            return;
        }
        long loss = toldToday() ? board.lostMicros() : day.lossMicros();
        if (loss != day.lossMicros() || failures != day.failedAttempts()) {
            day = new DayStore.Day(day.startNs(), loss, failures);
            days.write(day);
        }
    }

    /** Whether the engine's ledger told of money on this day; else what was carried holds. */
    private boolean toldToday() {
        return board.moneyRecords() > moneyBeforeDay;
    }

    private ObjectNode handle(ControlRequest request) {
        if (request.kind() == null) {
            return status(true);
        }
        int pairId = request.scope() == LatchScope.PAIR ? pairNames.indexOf(request.pair()) : -1;
        if (request.scope() == LatchScope.PAIR && pairId < 0) {
            return RequestBox.refusal("pair " + request.pair() + " is not traded; those that are: " + pairNames);
        }
        boolean ofEngine = request.scope() == LatchScope.ENGINE;
        if (request.kind() == ControlKind.RESUME && ofEngine && directory.isKilled()) {
            ObjectNode answer = status(false);
            checks(answer, LatchScope.ENGINE, List.of(), true);
            answer.put("message", "resume refused: KILL_FILE");
            return answer;
        }
        LOG.info(
                "{} asks for {} of {} {}{}: {}",
                request.principal(),
                request.kind(),
                request.scope(),
                request.pair(),
                request.venue() == Venue.NULL_VAL ? "" : request.venue(),
                request.reason());
        String reason = request.reason() + " [" + request.nonce().substring(0, 8) + "]";
        long from = ring.published() + 1;
        try {
            if (request.kind() == ControlKind.HALT && ofEngine) {
                halt(LatchCause.OPERATOR, request.principal(), reason);
            } else {
                synchronized (this) {
                    events.control(
                            request.kind(),
                            request.scope(),
                            request.venue(),
                            pairId,
                            LatchCause.NULL_VAL,
                            request.principal(),
                            reason);
                }
            }
        } catch (IllegalStateException e) {
            return RequestBox.refusal("the ring takes no more events; the gate is closed");
        }
        long to = ring.published();
        if (!awaitDispatched(to)) {
            return notHeard(request.kind() == ControlKind.HALT && ofEngine);
        }
        return answer(request, board.changes(from, to));
    }

    private boolean awaitDispatched(long sequence) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MS);
        while (ring.dispatched() < sequence) {
            watchHalts();
            if (System.nanoTime() - untilNs > 0) {
                return false;
            }
            try {
                Thread.sleep(STEP_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private ObjectNode notHeard(boolean halt) {
        ObjectNode answer = status(halt);
        answer.put(
                "message",
                halt
                        ? "the engine does not answer; the gate is closed and the latch written without it"
                        : "the engine did not answer within " + ANSWER_MS + " ms; halt works without it");
        return answer;
    }

    private ObjectNode answer(ControlRequest request, List<String> changes) {
        String refused = "";
        for (String change : changes) {
            if (change.contains("refused") && change.contains(request.nonce().substring(0, 8))) {
                refused = change;
            }
        }
        ObjectNode answer = status(refused.isEmpty());
        ArrayNode told = answer.putArray("changes");
        changes.forEach(told::add);
        if (request.kind() == ControlKind.RESUME) {
            String text = refused;
            int names = text.indexOf("refused: ");
            List<String> red = names < 0
                    ? List.of()
                    : List.of(text.substring(names + "refused: ".length())
                            .split(";", 2)[0]
                            .split(", "));
            checks(answer, request.scope(), red, directory.isKilled());
            if (refused.isEmpty()) {
                new SessionEnds(directory).forget();
            }
        }
        if (!refused.isEmpty()) {
            answer.put("message", refused);
        } else if (changes.isEmpty()) {
            answer.put("message", "it is asked for; no state changed");
        }
        return answer;
    }

    /** Every check, the one of the kill file first. */
    private static void checks(ObjectNode answer, LatchScope scope, List<String> red, boolean killed) {
        ArrayNode checks = answer.putArray("checks");
        check(checks, "KILL_FILE", !killed, "no kill file", "remove the file HALT from the control directory");
        for (ResumeCheck check : ResumeCheck.of(scope)) {
            check(checks, check.name(), !red.contains(check.name()), check.claim(), check.remedy());
        }
    }

    static void check(ArrayNode checks, String name, boolean green, String claim, String remedy) {
        ObjectNode check = checks.addObject();
        check.put("name", name);
        check.put("green", green);
        check.put("claim", claim);
        check.put("remedy", green ? "" : remedy);
    }

    private ObjectNode status(boolean ok) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", ok);
        answer.put("running", true);
        answer.put("session", session.toString());
        answer.put("pid", ProcessHandle.current().pid());
        answer.put("state", board.state().name());
        ObjectNode venues = answer.putObject("venues");
        board.venues().forEach((venue, state) -> venues.put(venue.name().toLowerCase(Locale.ROOT), state.name()));
        answer.put("gate", gate.isOpen() ? "open" : "closed");
        ObjectNode guards = answer.putObject("guards");
        for (VenueGateway gateway : gateways) {
            if (!gateway.guard().isEmpty()) {
                guards.put(gateway.name(), gateway.guard());
            }
        }
        ObjectNode closed = answer.putObject("closedPairs");
        board.closed().forEach((pair, cause) -> closed.put(pair, cause.name()));
        ObjectNode loose = answer.putObject("unhedged");
        board.loose().forEach((pair, qty) -> loose.put(pair, Micros.format(qty)));
        ArrayNode standing = answer.putArray("latches");
        latches.standing().forEach(latch -> standing.add(latch.json()));
        answer.put("dayLossUsd", Micros.format(toldToday() ? board.dayLossMicros() : day.lossMicros()));
        Watch.Counts counts = watch.counts();
        answer.put("liveOrders", counts.liveOrders());
        answer.put("attempts", counts.busyPairs());
        return answer;
    }

    @Override
    public String roleName() {
        return "control";
    }
}
