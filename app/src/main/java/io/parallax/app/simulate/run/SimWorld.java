package io.parallax.app.simulate.run;

import io.netty.buffer.ByteBuf;
import io.parallax.app.control.Latch;
import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.app.simulate.disk.SimDisk;
import io.parallax.app.simulate.disk.SimJournal;
import io.parallax.app.simulate.fault.FaultKit;
import io.parallax.app.simulate.fault.FaultPlan;
import io.parallax.app.simulate.fault.FeedRows;
import io.parallax.app.simulate.net.Link;
import io.parallax.app.simulate.net.Network;
import io.parallax.app.simulate.net.Route;
import io.parallax.app.simulate.run.SimSession.ProcessClock;
import io.parallax.app.simulate.time.Seeds;
import io.parallax.app.simulate.time.SimLoop;
import io.parallax.app.simulate.time.SimTime;
import io.parallax.app.simulate.venue.Catalog;
import io.parallax.app.simulate.venue.SimVenues;
import io.parallax.app.simulate.world.InvariantBroken;
import io.parallax.app.simulate.world.JournalView;
import io.parallax.app.simulate.world.Marks;
import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.Phase;
import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import io.parallax.app.simulate.world.Tamper;
import io.parallax.app.simulate.world.VenueTruth;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.FeedSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.RiskSettings;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.core.Engine;
import io.parallax.engine.core.EngineCapacity;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.TradingGate;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.MarketState;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderUpdate;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The world of one run: both venues, the network, the disk, one process after the other, a person who looks after it, and
 * what goes wrong. Everything is drawn from the plan's seed.
 */
final class SimWorld implements World, FaultKit {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long CASH_MICROS = 10_000_000_000L;
    private static final long SYNC_NS = SECOND_NS;
    private static final int SLOWEST_PERCENT = 12;
    private static final int PACE_SPREAD = 20;
    private static final int QUIET_PERCENT = 6;
    private static final long[] SCALES = {1, 1, 5, 25, 100};
    private static final int KEPT_JOURNALS = 1;
    private static final int REST_SECONDS = 180;
    private static final int STILL_SECONDS = 3;
    private static final int RESTART_SECONDS = 2_400;
    private static final int SESSION_BITS = 20;
    private static final Pattern CLIENT_ID = Pattern.compile("\"client_order_id\":\"(px-[0-9a-f-]+)\"");
    private static final Pattern SALT = Pattern.compile("\"salt\":\"?([0-9]+)");

    private final SimPlan plan;
    private final Seeds seeds;
    private final SimTime time = new SimTime();
    private final SimLoop venueLoop;
    private final SimLoop director;
    private final Network network;
    private final SimDisk disk = new SimDisk(SYNC_NS);
    private final SimVenues venues;
    private final ProcessClock clock = new ProcessClock(time);
    private final ParallaxSettings settings;
    private final Told told;
    private final Tamper tamper;
    private final Marks marks = new Marks();
    private final SortedMap<String, Long> faults = new TreeMap<>();
    private final Intents intents = new Intents();
    private final List<SimJournal> journals = new ArrayList<>();
    private final Map<Venue, LinkFault> nextOrder = new EnumMap<>(Venue.class);
    private final Map<Integer, Long> resolved = new HashMap<>();
    private final List<Runnable> cures = new ArrayList<>();
    private final SortedMap<Long, Latch> latches = new TreeMap<>();
    private final SplittableRandom person;
    private final int speedPercent;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer written = new UnsafeBuffer(0, 0);
    private Phase phase = Phase.FAULTY;
    private SimSession session;
    private long sessions;
    private long events;
    private long bookEvents;
    private long commands;
    private long orders;
    private long fills;
    private long attempts;
    private long journalBytes;
    private long chain;
    private long finalHash;
    private long narrowSinceNs;

    SimWorld(SimPlan plan, List<? extends Observer> observers, Tamper tamper) {
        this.plan = plan;
        this.tamper = tamper;
        seeds = new Seeds(plan.seed());
        told = new Told(observers, time);
        person = seeds.of("person");
        SplittableRandom shape = seeds.of("shape");
        director = new SimLoop(time, () -> {
            throw new IllegalStateException("the director dials nobody");
        });
        venueLoop = new SimLoop(time, () -> {
            throw new IllegalStateException("venues dial nobody");
        });
        network = new Network(time, this::onWritten);
        speedPercent = SLOWEST_PERCENT + shape.nextInt(PACE_SPREAD);
        long scale = SCALES[shape.nextInt(SCALES.length)];
        venues = new SimVenues(
                time,
                venueLoop,
                network,
                seeds,
                Catalog.draw(seeds.of("catalog")),
                CASH_MICROS * scale,
                speedPercent,
                shape.nextInt(30),
                new Accounts());
        settings = DrawnLimits.of(SettingsLoader.profile("sim"), shape, scale, seeds.of("limits"), seeds.of("ahead"));
    }

    /** Lets the whole history happen. */
    SimResult run() {
        long beganNs = System.nanoTime();
        try {
            venues.start();
            for (FaultPlan.Planned planned :
                    FaultPlan.draw(plan.profile(), seeds).planned()) {
                planFault(planned);
            }
            long halfNs = plan.durationNs() / 2;
            live(halfNs);
            if (told.broken() == null) {
                becomeQuiet();
                live(plan.durationNs());
            }
            comeToRest();
        } catch (InvariantBroken e) {
            told.fail(e);
        } catch (IllegalStateException e) {
            if (told.broken() == null) {
                throw e; // a task of the simulator itself failed, and not by what a judge found in it
            }
        }
        endSession();
        markFrames();
        return result(System.nanoTime() - beganNs);
    }

    /** No attempt and no order under way, every match settled, a process that may trade; or the time for it has passed. */
    private void comeToRest() {
        for (int second = 0; second < REST_SECONDS && !isAtRest() && told.broken() == null; second++) {
            live(time.nanoTime() + SECOND_NS);
        }
        venues.still();
        for (int second = 0; second < STILL_SECONDS || second < REST_SECONDS && !isAtRest(); second++) {
            live(time.nanoTime() + SECOND_NS);
        }
        if (told.broken() == null) {
            told.tell(observer -> observer.atRest(this));
        }
    }

    private boolean isAtRest() {
        return session != null
                && session.isQuiet()
                && intents.open().isEmpty()
                && venues.truth(Venue.POLYMARKET).unsettledTrades().isEmpty()
                && venues.truth(Venue.KALSHI).openOrders().isEmpty()
                && venues.truth(Venue.POLYMARKET).openOrders().isEmpty();
    }

    /** Faults of frames wait for a frame to act on; the venue's lines count those that did. */
    private void markFrames() {
        for (Venue venue : List.of(Venue.KALSHI, Venue.POLYMARKET)) {
            FeedRows.of(venue).forEach((kind, row) -> {
                for (long hit = venues.server(venue).lines().hitCount(kind); hit > 0; hit--) {
                    mark(row);
                }
            });
        }
    }

    private SimResult result(long realNs) {
        return new SimResult(
                plan,
                time.nanoTime(),
                realNs,
                events,
                bookEvents,
                commands,
                orders,
                fills,
                attempts,
                sessions,
                journalBytes,
                new TreeMap<>(faults),
                new TreeMap<>(marks.all()),
                finalHash,
                chain,
                told.broken());
    }

    /** Processes live one after the other, until an instant. */
    private void live(long untilNs) {
        while (time.nanoTime() < untilNs && told.broken() == null) {
            if (session == null) {
                time.runUntil(Math.min(untilNs, time.nanoTime() + SECOND_NS * (1 + person.nextInt(8))));
                if (time.nanoTime() < untilNs && told.broken() == null) {
                    beginSession();
                }
            } else {
                time.runUntil(Math.min(untilNs, time.nanoTime() + SECOND_NS));
                lookAfter();
            }
        }
    }

    private void beginSession() {
        sessions++;
        long sessionId = time.epochNs() / 1_000_000L << SESSION_BITS | sessions;
        Engine engine = new Engine(EngineCapacity.DEFAULT);
        SimSession made = new SimSession(new SimSession.Parts(
                time,
                network,
                disk,
                venues,
                settings,
                engine,
                clock,
                sessionId,
                (sequence, record, offset, length) -> {
                    if (!told.isEmpty()) {
                        told.tell(observer -> observer.onAppend(this, sequence, record, offset, length));
                    }
                },
                new OrderListener(sessionId),
                latches,
                new EngineListener(),
                this,
                tamper));
        session = made;
        journals.add(made.journal());
        if (journals.size() > KEPT_JOURNALS + 1) {
            journals.get(journals.size() - KEPT_JOURNALS - 2).release();
        }
        narrowSinceNs = 0;
        told.tell(observer -> observer.onSessionBegin(this));
        boolean trading = made.begin();
        if (session == made && !trading) {
            made.kill();
            network.clientsGone();
            endSession();
        }
    }

    /** What a person does who looks at the screen: restarts what is dead, resumes what paused, opens what froze. */
    private void lookAfter() {
        SimSession now = session;
        if (now == null || told.broken() != null) {
            return;
        }
        if (!now.isAlive()) {
            now.kill();
            network.clientsGone();
            endSession();
            return;
        }
        boolean narrow = now.watch().state() != EngineState.RUNNING
                || now.watch().state(Venue.POLYMARKET) != EngineState.RUNNING
                || now.watch().state(Venue.KALSHI) != EngineState.RUNNING
                || !now.watch().frozenPairs().isEmpty();
        if (!narrow) {
            narrowSinceNs = 0;
        } else if (narrowSinceNs == 0) {
            narrowSinceNs = time.nanoTime() + SECOND_NS * (10 + person.nextInt(50));
        } else if (time.nanoTime() > narrowSinceNs) {
            narrowSinceNs = 0;
            if (now.watch().state() == EngineState.HALTED && person.nextInt(3) == 0) {
                stopInOrder("a person restarts it");
                return;
            }
            now.checkPairs();
            if (person.nextBoolean()) {
                now.control(ControlKind.FLATTEN, "person", "nothing is to stay open");
            }
            new ArrayList<>(now.watch().frozenPairs().keySet()).forEach(pair -> {
                now.control(ControlKind.RESUME, pair, "person", "a person looked at it");
                now.enable(pair, true, "a person looked at it");
            });
            for (Venue venue : List.of(Venue.POLYMARKET, Venue.KALSHI)) {
                if (now.watch().state(venue) != EngineState.RUNNING) {
                    now.control(ControlKind.RESUME, venue, "person", "a person looked at it");
                }
            }
            now.control(ControlKind.RESUME, "person", "a person looked at it");
        }
        if (phase == Phase.FAULTY && person.nextInt(RESTART_SECONDS) == 0) {
            stopInOrder("a planned restart");
            if (person.nextInt(3) > 0 && isDelivered()) {
                settleAll();
            }
        }
    }

    /** Every market turns out one way or the other and is paid; the next day's trade under the same names. */
    private void settleAll() {
        for (int pair = 0; pair < venues.pairs().size(); pair++) {
            long payoutMicros = person.nextBoolean() ? Micros.ONE : 0;
            for (int instrumentId : venues.planned().get(pair).instrumentIds()) {
                settle(instrumentId, resolved.getOrDefault(instrumentId, payoutMicros));
                Venue venue = venueOf(instrumentId);
                venues.state(venue, venues.truth(venue).market(instrumentId).id(), MarketState.OPEN);
            }
        }
        resolved.clear();
    }

    /** Venues pay for what was delivered: while a match has not settled, its tokens are nobody's to be paid for. */
    private boolean isDelivered() {
        return venues.truth(Venue.POLYMARKET).unsettledTrades().isEmpty();
    }

    /** As soon as everything that was matched is delivered. */
    private void settleInTime(int instrumentId, long payoutMicros) {
        if (!resolved.containsKey(instrumentId)) {
            return;
        }
        if (isDelivered()) {
            settle(instrumentId, payoutMicros);
        } else {
            later(SECOND_NS, () -> settleInTime(instrumentId, payoutMicros));
        }
    }

    private void settle(int instrumentId, long payoutMicros) {
        Venue venue = venueOf(instrumentId);
        long yesMicros = venues.truth(venue).yesMicros(instrumentId);
        long noMicros = venues.truth(venue).noMicros(instrumentId);
        venues.settle(venue, instrumentId, payoutMicros);
        told.tell(observer -> observer.onSettled(this, instrumentId, payoutMicros, yesMicros, noMicros));
    }

    @Override
    public void repeatFills(int count) {
        if (session != null) {
            session.repeatFills(count);
        }
    }

    @Override
    public void halt(String reason) {
        if (session != null && session.isAlive()) {
            session.control(ControlKind.HALT, "person", reason);
        }
    }

    @Override
    public boolean resolve(int pairId, boolean agree) {
        List<Integer> legs = venues.planned().get(pairId).instrumentIds();
        if (resolved.containsKey(legs.get(0))) {
            return false;
        }
        boolean yes = person.nextBoolean();
        for (int leg = 0; leg < legs.size(); leg++) {
            int instrumentId = legs.get(leg);
            boolean paysYes = agree || leg == 0 ? yes : !yes;
            long payoutMicros = paysYes ? Micros.ONE : 0;
            resolved.put(instrumentId, payoutMicros);
            venues.resolve(venueOf(instrumentId), instrumentId, paysYes);
            later(SECOND_NS * (5 + person.nextInt(120)), () -> settleInTime(instrumentId, payoutMicros));
        }
        return true;
    }

    private void stopInOrder(String cause) {
        SimSession now = session;
        now.stop(cause);
        network.clientsGone();
        if (session == now) {
            endSession();
        }
    }

    private void endSession() {
        SimSession over = session;
        if (over == null) {
            return;
        }
        attempts += over.watch().begunAttempts();
        journalBytes += over.journal().lengthBytes();
        chain = chain * 31 + over.journal().chain();
        finalHash = over.engine().stateHash();
        if (over.isAlive()) {
            over.kill();
        }
        intents.sessionOver();
        session = null;
    }

    private void becomeQuiet() {
        phase = Phase.QUIET;
        nextOrder.clear();
        List<Runnable> due = new ArrayList<>(cures);
        cures.clear();
        due.forEach(Runnable::run);
        clock.correct();
        venues.settleBy(null);
        for (Venue venue : List.of(Venue.KALSHI, Venue.POLYMARKET)) {
            venues.server(venue).lines().cureAll();
            venues.server(venue).answers().cure();
        }
        venues.calm(QUIET_PERCENT);
        told.tell(observer -> observer.onQuiet(this));
    }

    private void planFault(FaultPlan.Planned planned) {
        director.schedule(
                () -> {
                    if (phase == Phase.FAULTY && told.broken() == null) {
                        happen(planned);
                        planFault(planned);
                    }
                },
                planned.waitNs(),
                TimeUnit.NANOSECONDS);
    }

    private void happen(FaultPlan.Planned planned) {
        if (planned.happen(this)) {
            String name = planned.fault().name();
            faults.merge(name, 1L, Long::sum);
            if (!planned.fault().marksLater()) {
                planned.fault().rows().forEach(this::mark);
            }
            told.tell(observer -> observer.onFault(this, name));
        }
    }

    /** An order's bytes on their way into a connection. */
    private void onWritten(Link link, ByteBuf bytes) {
        Route route = link.route();
        Venue venue = route == venues.rest(Venue.KALSHI)
                ? Venue.KALSHI
                : route == venues.rest(Venue.POLYMARKET) ? Venue.POLYMARKET : null;
        if (venue == null) {
            return;
        }
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        Matcher id = (venue == Venue.KALSHI ? CLIENT_ID : SALT).matcher(text);
        if (!id.find()) {
            return;
        }
        orders++;
        SentOrder intent =
                venue == Venue.KALSHI ? intents.byClientId(id.group(1)) : intents.bySalt(Long.parseLong(id.group(1)));
        if (!told.isEmpty()) {
            byte[] request = text.getBytes(StandardCharsets.ISO_8859_1);
            written.wrap(request);
            told.tell(observer -> observer.onOrderHanded(this, venue, intent, written, 0, request.length));
        }
        LinkFault fault = nextOrder.remove(venue);
        if (fault != null) {
            fault.happen(link);
        }
    }

    private final class OrderListener implements StateWatch.Orders {
        private final long sessionId;

        OrderListener(long sessionId) {
            this.sessionId = sessionId;
        }

        @Override
        public void onSubmit(long sequence, SubmitOrderDecoder order) {
            intents.add(sessionId, sequence, order, time.epochNs());
        }

        @Override
        public void onEnd(long orderId) {
            intents.end(orderId);
        }
    }

    private final class EngineListener implements SimSession.SessionListener {
        @Override
        public void beforeEvent(long sequence, DirectBuffer event, int offset, int length) {
            events++;
            int template = header.wrap(event, offset).templateId();
            if (template == BookUpdateDecoder.TEMPLATE_ID || template == BookSnapshotDecoder.TEMPLATE_ID) {
                bookEvents++;
            }
            if (!told.isEmpty()) {
                told.tell(observer -> observer.beforeEvent(SimWorld.this, sequence, event, offset, length));
            }
        }

        @Override
        public void afterEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer made) {
            commands += made.length() > 0 ? 1 : 0;
            if (!told.isEmpty()) {
                told.tell(observer -> observer.afterEvent(
                        SimWorld.this, sequence, event, offset, length, made.buffer(), 0, made.length()));
            }
        }

        @Override
        public void onFatal(String where, long sequence, RuntimeException cause) {
            if (where.equals("engine")) {
                InvariantBroken found = new InvariantBroken(
                        "RT-04", plan.seed(), "the engine threw at event " + sequence + ": " + cause);
                found.initCause(cause);
                told.fail(found);
            } else {
                mark(where.equals("publisher") ? "RT-03" : "RT-04");
            }
        }
    }

    /** What happens to our accounts at the venues. */
    private final class Accounts implements SimVenues.AccountListener {
        private SentOrder intentOf(SimVenues.Truthful venue, Order order) {
            return venue.venue() == Venue.KALSHI
                    ? intents.byClientId(order.clientOrderId())
                    : intents.bySalt(venue.saltOf(order.id()));
        }

        @Override
        public void onUpdate(SimVenues.Truthful venue, OrderUpdate update) {
            SentOrder intent = intentOf(venue, update.order());
            switch (update.kind()) {
                case PLACED -> {
                    if (intent != null) {
                        venue.is(intent.sessionId(), intent.orderId(), update.order());
                    }
                    told.tell(observer -> observer.onAccepted(SimWorld.this, venue.venue(), update.order(), intent));
                }
                case CANCELLED ->
                    told.tell(observer -> observer.onCancelled(SimWorld.this, venue.venue(), update.order(), intent));
                default -> {
                    // filled: each fill is told
                }
            }
        }

        @Override
        public void onFill(SimVenues.Truthful venue, Fill fill) {
            fills++;
            SentOrder intent = intentOf(venue, fill.order());
            told.tell(observer -> observer.onFilled(SimWorld.this, venue.venue(), fill, intent));
        }

        @Override
        public void onFailed(SimVenues.Truthful venue, Fill fill) {
            SentOrder intent = intentOf(venue, fill.order());
            told.tell(observer -> observer.onFillFailed(SimWorld.this, venue.venue(), fill, intent));
        }
    }

    @Override
    public SimPlan plan() {
        return plan;
    }

    @Override
    public long nowNs() {
        return time.epochNs();
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public Marks marks() {
        return marks;
    }

    @Override
    public Engine engine() {
        return session == null ? null : session.engine();
    }

    @Override
    public EngineState engineState() {
        return session == null ? EngineState.STARTING : session.watch().state();
    }

    @Override
    public TradingGate gate() {
        return session == null ? null : session.gate();
    }

    @Override
    public long sessionId() {
        return journals.isEmpty() ? 0 : journals.get(journals.size() - 1).sessionId();
    }

    @Override
    public long sessions() {
        return sessions;
    }

    @Override
    public JournalView journal() {
        return journals.isEmpty() ? null : journals.get(journals.size() - 1);
    }

    @Override
    public List<? extends JournalView> journals() {
        return journals;
    }

    @Override
    public RiskSettings risk() {
        return settings.risk();
    }

    @Override
    public ParallaxSettings settings() {
        return settings;
    }

    @Override
    public FeedSettings feed() {
        return settings.feed();
    }

    @Override
    public List<PlannedPair> pairs() {
        return venues.planned();
    }

    @Override
    public int instruments() {
        return venues.polymarketMarkets().size() + venues.kalshiMarkets().size();
    }

    @Override
    public Venue venueOf(int instrumentId) {
        return instrumentId < venues.polymarketMarkets().size() ? Venue.POLYMARKET : Venue.KALSHI;
    }

    @Override
    public VenueTruth truth(Venue venue) {
        return venues.truth(venue);
    }

    @Override
    public Collection<SentOrder> openIntents() {
        return intents.open();
    }

    @Override
    public Collection<SentOrder> intents() {
        return intents.all();
    }

    @Override
    public SentOrder intent(long sessionId, long orderId) {
        return intents.find(sessionId, orderId);
    }

    @Override
    public SimVenues venues() {
        return venues;
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public SimDisk disk() {
        return disk;
    }

    @Override
    public void mark(String row) {
        marks.hit(row);
    }

    @Override
    public void later(long delayNs, Runnable task) {
        director.schedule(
                () -> {
                    if (phase == Phase.FAULTY) {
                        task.run();
                    }
                },
                delayNs,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void cure(long delayNs, Runnable task) {
        Runnable once = new Runnable() {
            @Override
            public void run() {
                if (cures.remove(this) || phase == Phase.QUIET) {
                    task.run();
                }
            }
        };
        cures.add(once);
        director.schedule(
                () -> {
                    if (cures.contains(once)) {
                        once.run();
                    }
                },
                delayNs,
                TimeUnit.NANOSECONDS);
    }

    @Override
    public void onNextOrder(Venue venue, LinkFault fault) {
        nextOrder.put(venue, fault);
    }

    @Override
    public void freeze(long ns) {
        if (session != null) {
            session.loop().freezeUntil(time.nanoTime() + ns);
        }
    }

    @Override
    public void stepClock(long ns) {
        clock.step(ns);
    }

    @Override
    public void correctClock() {
        clock.correct();
    }

    @Override
    public void kill(boolean powerFails) {
        SimSession now = session;
        if (now == null) {
            return;
        }
        now.kill();
        if (powerFails) {
            now.journal().losePower();
        }
        network.clientsGone();
        told.tell(observer -> observer.onCrash(this));
        endSession();
    }

    @Override
    public boolean isBusy() {
        return session != null && !session.isQuiet();
    }

    @Override
    public int speedPercent() {
        return speedPercent;
    }
}
