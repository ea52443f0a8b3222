package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.BookSnapshotDecoder;
import io.parallax.codecs.sbe.BookUpdateDecoder;
import io.parallax.codecs.sbe.ControlDecoder;
import io.parallax.codecs.sbe.DayBeganDecoder;
import io.parallax.codecs.sbe.FeedStatusDecoder;
import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.FillDecoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchStandingDecoder;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.OpenOrderSeenDecoder;
import io.parallax.codecs.sbe.OrderAcceptedDecoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderDoneDecoder;
import io.parallax.codecs.sbe.OrderRejectedDecoder;
import io.parallax.codecs.sbe.OrderUnknownDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PairCheckedDecoder;
import io.parallax.codecs.sbe.PairEnabledDecoder;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.codecs.sbe.PairVerdictDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.ReconcileBeginDecoder;
import io.parallax.codecs.sbe.ReconcileEndDecoder;
import io.parallax.codecs.sbe.SettingsDecoder;
import io.parallax.codecs.sbe.SettledDecoder;
import io.parallax.codecs.sbe.StrategyListedDecoder;
import io.parallax.codecs.sbe.TickSizeChangedDecoder;
import io.parallax.codecs.sbe.TradeDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionDecoder;
import io.parallax.engine.book.BookSlot;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.ArmedOrders;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.execution.DirectionalDesk;
import io.parallax.engine.execution.OrderDesk;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.instrument.Label;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.order.VenueRecord;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.engine.port.EngineLogic;
import io.parallax.engine.position.FillTable;
import io.parallax.engine.position.Ledger;
import io.parallax.engine.position.Position;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.DirectionalRisk;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Risk;
import io.parallax.engine.risk.Valuation;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.HaltWish;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;
import io.parallax.engine.state.VenueTrouble;
import io.parallax.engine.strategy.ArbitrageEvaluator;
import io.parallax.engine.strategy.OpportunityLog;
import org.agrona.DirectBuffer;

/**
 * The pure function of the design: (state, event) to (state', commands). Everything it knows came by events, so a fresh
 * engine fed the same events ends in the same state and gives the same commands, byte for byte.
 */
public final class Engine implements EngineLogic {
    /** Clock alerts carry an amount in micros of a second. */
    private static final long NS_PER_MICRO = 1_000;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder instrumentDefined = new InstrumentDefinedDecoder();
    private final BookSnapshotDecoder snapshot = new BookSnapshotDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final TickSizeChangedDecoder tickChange = new TickSizeChangedDecoder();
    private final FeesChangedDecoder feesChanged = new FeesChangedDecoder();
    private final MarketStatusDecoder marketStatus = new MarketStatusDecoder();
    private final FeedStatusDecoder feedStatus = new FeedStatusDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRejectedDecoder rejected = new OrderRejectedDecoder();
    private final OrderUnknownDecoder unknown = new OrderUnknownDecoder();
    private final FillDecoder fill = new FillDecoder();
    private final OrderDoneDecoder done = new OrderDoneDecoder();
    private final BalanceDecoder balance = new BalanceDecoder();
    private final PositionDecoder position = new PositionDecoder();
    private final ReconcileBeginDecoder reconcileBegin = new ReconcileBeginDecoder();
    private final SettledDecoder settled = new SettledDecoder();
    private final OpenOrderSeenDecoder openOrderSeen = new OpenOrderSeenDecoder();
    private final DayBeganDecoder dayBegan = new DayBeganDecoder();
    private final ReconcileEndDecoder reconcileEnd = new ReconcileEndDecoder();
    private final PairListedDecoder pairListed = new PairListedDecoder();
    private final PairVerdictDecoder pairVerdict = new PairVerdictDecoder();
    private final PairEnabledDecoder pairEnabled = new PairEnabledDecoder();
    private final PairCheckedDecoder pairChecked = new PairCheckedDecoder();
    private final SettingsDecoder settingsEvent = new SettingsDecoder();
    private final ControlDecoder control = new ControlDecoder();
    private final LatchStandingDecoder latchStanding = new LatchStandingDecoder();
    private final VenueConditionDecoder venueCondition = new VenueConditionDecoder();
    private final TradeDecoder trade = new TradeDecoder();
    private final StrategyListedDecoder strategyListed = new StrategyListedDecoder();

    private final EngineSettings settings = new EngineSettings();
    private final StateLadder ladder = new StateLadder();
    private final Instruments instruments = new Instruments();
    private final Pairs pairs = new Pairs();
    private final VenueCash cash = new VenueCash();
    private final Exposure exposure = new Exposure();
    private final Ledger ledger = new Ledger();
    private final HaltWish haltWish = new HaltWish();
    private final CommandWriter writer = new CommandWriter();
    private final OpportunityLog opportunities = new OpportunityLog();
    private final PairGate gate = new PairGate(pairs, writer);
    private final ParityWatch parity = new ParityWatch(settings, pairs, gate, writer);
    private final EdgeConfirmation confirmation = new EdgeConfirmation(settings, pairs, gate, parity, writer);
    private final PairEvents pairEvents = new PairEvents(pairs, gate, writer);
    private final VenueRecord venueRecord = new VenueRecord();
    private final Orders orders;
    private final FillTable fills;
    private final Risk risk;
    private final Coordinator coordinator;
    private final Arming arming;
    private final BookEvents bookEvents;
    private final ClockRules clock = new ClockRules(settings);
    private final EngineClock time = new EngineClock();
    private final StrategyHost strategies;
    private final OrderEvents orderEvents;
    private final MoneyEvents money;
    private final Controls controls;
    private long nowNs;

    public Engine() {
        this(EngineCapacity.DEFAULT);
    }

    public Engine(EngineCapacity capacity) {
        orders = new Orders(capacity.orders());
        fills = new FillTable(capacity.fills());
        risk = new Risk(settings, exposure, cash);
        ArbitrageEvaluator evaluator = new ArbitrageEvaluator(settings, ladder, risk);
        ArmedOrders armed = new ArmedOrders(settings, ladder, writer);
        OrderDesk desk = new OrderDesk(orders, cash, exposure, risk, armed, writer);
        coordinator = new Coordinator(settings, ladder, risk, exposure, pairs, gate, desk, writer);
        arming = new Arming(settings, ladder, pairs, coordinator, evaluator, armed, writer);
        bookEvents = new BookEvents(settings, instruments, writer);
        DirectionalRisk directionalRisk = new DirectionalRisk(settings, exposure, cash);
        DirectionalDesk directionalDesk =
                new DirectionalDesk(settings, ladder, directionalRisk, instruments, pairs, orders, desk);
        PairDesk pairDesk = new PairDesk(
                time, evaluator, risk, coordinator, opportunities, confirmation, venueRecord, settings, writer);
        strategies = new StrategyHost(time, instruments, pairs, directionalDesk, pairDesk, writer, capacity.orders());
        ResumeRules rules = new ResumeRules(settings, ladder, clock, exposure, pairs, orders, coordinator);
        controls = new Controls(
                ladder, rules, instruments, pairs, orders, coordinator, gate, this::release, this::resumed, writer);
        VenueBrake brake = controls.venues()::pause;
        Bookkeeper books = new Bookkeeper(ledger, cash, exposure, haltWish, writer);
        Breakers breakers = new Breakers(settings, fills, exposure, brake, haltWish, writer);
        Valuation valuation = new Valuation(settings, instruments, pairs, exposure.net());
        Reconciliation reconciliation =
                new Reconciliation(ladder, instruments, orders, cash, exposure, books, brake, haltWish, writer);
        money = new MoneyEvents(
                instruments,
                exposure,
                valuation,
                books,
                new Settlements(instruments, pairs, gate, books, exposure, haltWish, writer),
                reconciliation,
                breakers,
                new MoneyReport(ledger, cash, exposure, valuation, writer),
                writer);
        Booking booking = new Booking(
                instruments,
                orders,
                fills,
                books,
                exposure,
                breakers,
                reconciliation,
                valuation,
                haltWish,
                gate,
                desk,
                coordinator,
                strategies,
                writer);
        orderEvents = new OrderEvents(
                settings,
                instruments,
                pairs,
                gate,
                orders,
                venueRecord,
                fills,
                exposure,
                booking,
                desk,
                coordinator,
                strategies,
                haltWish,
                writer);
    }

    @Override
    public void onEvent(long sequence, DirectBuffer event, int offset, int length, CommandBuffer out) {
        writer.begin(out, sequence);
        header.wrap(event, offset);
        int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        // Meta is the first field of every event: engine time never steps back.
        long readingNs = event.getLong(body);
        nowNs = Math.max(nowNs, readingNs);
        time.at(nowNs);
        long gapNs = clock.gapNs(readingNs);
        if (gapNs != 0) {
            onGap(gapNs);
        }
        int block = header.blockLength();
        int version = header.version();
        switch (header.templateId()) {
            case BookUpdateDecoder.TEMPLATE_ID ->
                evaluate(bookEvents.onUpdate(update.wrap(event, body, block, version)));
            case BookSnapshotDecoder.TEMPLATE_ID ->
                evaluate(bookEvents.onSnapshot(snapshot.wrap(event, body, block, version)));
            case FillDecoder.TEMPLATE_ID -> orderEvents.onFill(fill.wrap(event, body, block, version), nowNs);
            case OrderDoneDecoder.TEMPLATE_ID -> orderEvents.onDone(done.wrap(event, body, block, version), nowNs);
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                orderEvents.onAccepted(accepted.wrap(event, body, block, version), nowNs);
            case OrderRejectedDecoder.TEMPLATE_ID -> onRejected(rejected.wrap(event, body, block, version));
            case OrderUnknownDecoder.TEMPLATE_ID ->
                orderEvents.onUnknown(unknown.wrap(event, body, block, version).orderId(), nowNs);
            case io.parallax.codecs.sbe.TimerDecoder.TEMPLATE_ID -> {
                judgeClock(readingNs);
                controls.onTimer(nowNs);
                orderEvents.onTimer(nowNs);
                coordinator.onTimer(nowNs);
                money.onTimer(nowNs);
                bookEvents.onTimer(nowNs);
                evaluateReady();
                parity.onTimer(nowNs);
                int confirmed = confirmation.onTimer(nowNs);
                if (confirmed != BookEvents.NONE) {
                    strategies.onBook(pairs.get(confirmed).leg(0).instrumentId());
                }
                strategies.onTimer();
                arming.onTimer(nowNs);
            }
            case TradeDecoder.TEMPLATE_ID -> onTrade(trade.wrap(event, body, block, version));
            case FeedStatusDecoder.TEMPLATE_ID -> {
                bookEvents.onFeed(feedStatus.wrap(event, body, block, version));
                evaluateReady();
            }
            default -> rare(header.templateId(), event, body, block, version);
        }
        strategies.tellOrders();
        String ofAttempts = coordinator.takeHaltCause();
        if (ofAttempts != null) {
            haltWish.raise(LatchCause.FAIL_LOOP, ofAttempts);
        }
        Venue slow = venueRecord.takeSlow();
        if (slow != null) {
            controls.venues().trouble(slow, VenueTrouble.SLOW, nowNs);
        }
        money.afterEvent(coordinator.active(), nowNs);
        controls.take(haltWish, nowNs);
    }

    private void rare(int templateId, DirectBuffer event, int body, int block, int version) {
        switch (templateId) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> define(instrumentDefined.wrap(event, body, block, version));
            case TickSizeChangedDecoder.TEMPLATE_ID ->
                bookEvents.onTickChange(tickChange.wrap(event, body, block, version));
            case FeesChangedDecoder.TEMPLATE_ID -> onFees(feesChanged.wrap(event, body, block, version));
            case MarketStatusDecoder.TEMPLATE_ID -> money.onStatus(marketStatus.wrap(event, body, block, version));
            case BalanceDecoder.TEMPLATE_ID -> {
                balance.wrap(event, body, block, version);
                controls.venues().onBalance(balance.venue(), nowNs);
                money.onBalance(balance, nowNs);
            }
            case PositionDecoder.TEMPLATE_ID -> money.onPosition(position.wrap(event, body, block, version), nowNs);
            case SettledDecoder.TEMPLATE_ID -> money.onSettled(settled.wrap(event, body, block, version));
            case DayBeganDecoder.TEMPLATE_ID -> money.onDay(dayBegan.wrap(event, body, block, version));
            case ReconcileBeginDecoder.TEMPLATE_ID ->
                money.onReconcileBegin(
                        reconcileBegin.wrap(event, body, block, version).venue());
            case ReconcileEndDecoder.TEMPLATE_ID -> {
                reconcileEnd.wrap(event, body, block, version);
                money.onReconcileEnd(reconcileEnd.venue());
                ladder.reconciled(reconcileEnd.venue(), reconcileEnd.complete() == Flag.YES);
            }
            case PairListedDecoder.TEMPLATE_ID -> define(pairListed.wrap(event, body, block, version));
            case StrategyListedDecoder.TEMPLATE_ID -> strategies.list(strategyListed.wrap(event, body, block, version));
            case PairVerdictDecoder.TEMPLATE_ID -> {
                pairVerdict.wrap(event, body, block, version);
                pairs.get(pairVerdict.pairId()).review(pairVerdict.verdict(), pairVerdict.verdictExpiryNs());
            }
            case PairCheckedDecoder.TEMPLATE_ID -> pairEvents.onChecked(pairChecked.wrap(event, body, block, version));
            case PairEnabledDecoder.TEMPLATE_ID -> onPairEnabled(pairEnabled.wrap(event, body, block, version));
            case SettingsDecoder.TEMPLATE_ID -> settings.apply(settingsEvent.wrap(event, body, block, version));
            case ControlDecoder.TEMPLATE_ID -> {
                boolean wasStarted = ladder.isStarted();
                controls.onControl(control.wrap(event, body, block, version), nowNs);
                if (ladder.isStarted() && !wasStarted) {
                    closeNakedPairs();
                }
            }
            case LatchStandingDecoder.TEMPLATE_ID ->
                controls.onStanding(latchStanding.wrap(event, body, block, version));
            case VenueConditionDecoder.TEMPLATE_ID ->
                controls.venues().onCondition(venueCondition.wrap(event, body, block, version), nowNs);
            case io.parallax.codecs.sbe.SessionStartDecoder.TEMPLATE_ID -> orderEvents.onSessionStart(nowNs);
            case OpenOrderSeenDecoder.TEMPLATE_ID ->
                orderEvents.onOpenSeen(openOrderSeen.wrap(event, body, block, version));
            case io.parallax.codecs.sbe.SessionEndDecoder.TEMPLATE_ID,
                    io.parallax.codecs.sbe.ApprovalDecoder.TEMPLATE_ID,
                    io.parallax.codecs.sbe.OrderBuiltDecoder.TEMPLATE_ID -> {
                // Journaled for people and projections; no state of the engine depends on them.
            }
            default -> throw new IllegalStateException("event template " + templateId + " is not known to this build");
        }
    }

    /** We stood still: no book is believed any more, before anything of this event is looked at. */
    private void onGap(long gapNs) {
        bookEvents.onGap(nowNs);
        writer.alert(AlertCode.CLOCK_GAP, -1, -1, 0, gapNs / NS_PER_MICRO);
    }

    private void judgeClock(long readingNs) {
        long stepNs = clock.stepNs(readingNs, nowNs);
        if (stepNs != 0) {
            writer.alert(AlertCode.CLOCK_STEP, -1, -1, 0, stepNs / NS_PER_MICRO);
            controls.pause("the clock stepped back");
        }
    }

    /** Evaluates what a feed state or a timer made another copy be read of. */
    private void evaluateReady() {
        for (int i = 0; i < bookEvents.readyCount(); i++) {
            evaluate(bookEvents.ready(i));
        }
    }

    /** Calls the strategies, the one that takes pairs first. */
    private void evaluate(int instrumentId) {
        if (instrumentId == BookEvents.NONE) {
            return;
        }
        strategies.onBook(instrumentId);
    }

    private void define(InstrumentDefinedDecoder event) {
        Instrument.Rules rules = new Instrument.Rules(
                event.minQtyMicros(), event.qtyStepMicros(), event.minNotionalMicros(), event.notionalStepMicros());
        FeeSchedule fees = FeeSchedule.of(
                event.feeKind(),
                event.feeRateMicros(),
                event.makerFeeRateMicros(),
                event.feeExponentMicros(),
                event.feeReadAtNs());
        // Groups and texts are read in their order: bands, symbol, title, category.
        TickGrid grid = Bands.read(event.bands());
        String symbol = event.symbol();
        event.skipTitle();
        Label label = new Label(symbol, event.category());
        Instrument instrument = new Instrument(
                event.instrumentId(),
                label,
                event.venue(),
                rules,
                fees,
                bookEvents.newSlot(event.venue(), grid),
                new Position(event.netting() == Flag.YES),
                event.state(),
                event.closeTimeNs(),
                orZero(event.resolutionTimeNs()));
        instruments.add(instrument);
        strategies.addInstrument(instrument, new MarketWindow(instrument, pairs, time));
    }

    private void onFees(FeesChangedDecoder event) {
        FeeSchedule fees = FeeSchedule.of(
                event.feeKind(),
                event.feeRateMicros(),
                event.makerFeeRateMicros(),
                event.feeExponentMicros(),
                event.feeReadAtNs());
        instruments.get(event.instrumentId()).changeFees(fees, nowNs);
    }

    private static long orZero(long timestampNs) {
        return timestampNs == InstrumentDefinedDecoder.resolutionTimeNsNullValue() ? 0 : timestampNs;
    }

    private void define(PairListedDecoder event) {
        int groupId = event.groupId();
        Pair pair = PairReader.read(event, instruments);
        pairs.add(pair);
        exposure.net().addPair(pair, groupId);
        confirmation.addPair(pair);
        opportunities.addPair(pair);
        coordinator.addPair(event.pairId());
        strategies.addPair(pair);
        if (isTradedAlone(pair)) {
            gate.freeze(pair.pairId(), FreezeCause.OPERATOR);
        }
    }

    /** A leg belongs to a strategy: no hedge may meet its holding, so the pair stays closed for this session. */
    private boolean isTradedAlone(Pair pair) {
        for (int leg = 0; leg < pair.legCount(); leg++) {
            if (strategies.owns(pair.leg(leg).instrumentId())) {
                return true;
            }
        }
        return false;
    }

    private void onTrade(TradeDecoder event) {
        int instrumentId = event.instrumentId();
        instruments
                .get(instrumentId)
                .lastTrade()
                .onTrade(
                        nowNs, event.meta().venueTimeNs(), event.takerAction(), event.priceMicros(), event.qtyMicros());
        strategies.onTrade(instrumentId, event.takerAction(), event.priceMicros(), event.qtyMicros());
    }

    private void onPairEnabled(PairEnabledDecoder event) {
        Pair pair = pairs.get(event.pairId());
        boolean enabled = event.enabled() == Flag.YES;
        pair.enable(enabled);
        if (enabled) {
            release(event.pairId());
        }
    }

    /** What an earlier session, or a person, left in one leg only: nothing is opened on top of it before somebody looked. */
    private void closeNakedPairs() {
        for (int pairId = 0; pairId < pairs.size(); pairId++) {
            long nakedMicros = exposure.net().worstMicros(pairId);
            if (nakedMicros > settings.maxDustMicros()) {
                if (!writer.hasRoom()) {
                    controls.pause("more pairs are held in one leg only than one event can name");
                    return;
                }
                gate.freeze(pairId, FreezeCause.NAKED);
                writer.alert(AlertCode.UNHEDGED, pairId, -1, 0, nakedMicros);
            }
        }
    }

    /** A person answers for the pair as it stands. */
    private void release(int pairId) {
        Pair pair = pairs.get(pairId);
        if (isTradedAlone(pair)) {
            return;
        }
        if (ladder.mayOpenPair(pairId)) {
            gate.resume(pairId, FreezeCause.OPERATOR);
        }
        gate.open(pairId);
        confirmation.forget(pair);
        parity.forget(pair);
        coordinator.release(pairId, nowNs);
    }

    /** What the refusal says of the venue comes first: it decides where a hedge may go. */
    private void onRejected(OrderRejectedDecoder event) {
        Order order = orders.find(event.orderId());
        if (order != null) {
            controls.venues().onRejected(order.venue, event.code(), nowNs);
        }
        orderEvents.onRejected(event, nowNs);
    }

    /** A person goes on: what the venues said of cash is taken for true from here. */
    private void resumed() {
        money.onResume();
    }

    /** Attempts under way; 0 means nothing is left to finish. For tests and drains outside a live ring. */
    public int activeAttempts() {
        return coordinator.active();
    }

    /**
     * Book of an instrument, to hold against one rebuilt elsewhere. Only by the thread that calls {@link #onEvent}, or
     * after it has ended.
     */
    public OrderBook book(int instrumentId) {
        return instruments.get(instrumentId).book();
    }

    /** Both copies of an instrument's book with their health and counts, by the same thread as {@link #book}. */
    public BookSlot slot(int instrumentId) {
        return instruments.get(instrumentId).slot();
    }

    /** The least that may be held of an instrument, YES less NO, by the same thread as {@link #book}. */
    public long leastHeldMicros(int instrumentId) {
        return exposure.net().loMicros(instrumentId);
    }

    /** The most that may be held of an instrument, YES less NO, by the same thread as {@link #book}. */
    public long mostHeldMicros(int instrumentId) {
        return exposure.net().hiMicros(instrumentId);
    }

    /** What the postings of the ledger do not balance by: 0, by the same thread as {@link #book}. */
    public long imbalanceMicros() {
        return ledger.imbalanceMicros();
    }

    /** Whether nothing is opened at an instrument's venue because of its fees, by the same thread as {@link #book}. */
    public boolean isFeeDisputed(int instrumentId) {
        return instruments.get(instrumentId).isFeeDisputed();
    }

    /** As {@link Risk#mayReduce}, by the same thread as {@link #book}. */
    boolean mayReduce(int pairId, int instrumentId, Outcome outcome, OrderAction action, long qtyMicros) {
        return risk.mayReduce(pairs.get(pairId), instruments.get(instrumentId), outcome, action, qtyMicros);
    }

    /** Every posting so far, by the same thread as {@link #book}. */
    Ledger ledger() {
        return ledger;
    }

    /** Money and contracts at risk, by the same thread as {@link #book}. */
    Exposure exposure() {
        return exposure;
    }

    /** Holdings of an instrument, by the same thread as {@link #book}. */
    Position position(int instrumentId) {
        return instruments.get(instrumentId).position();
    }

    /** What is permitted, by the same thread as {@link #book}. */
    StateLadder ladder() {
        return ladder;
    }

    /** Fees paid in an instrument, by the same thread as {@link #book}. */
    long feesPaidMicros(int instrumentId) {
        return instruments.get(instrumentId).position().feesMicros();
    }

    @Override
    public long stateHash() {
        long h = StateHash.mix(StateHash.SEED, nowNs);
        h = settings.stateHash(h);
        h = ladder.stateHash(h);
        h = controls.stateHash(h);
        h = instruments.stateHash(h);
        h = pairs.stateHash(h);
        h = cash.stateHash(h);
        h = exposure.stateHash(h);
        h = ledger.stateHash(h);
        h = money.stateHash(risk.stateHash(h));
        h = venueRecord.stateHash(orders.stateHash(h));
        h = orderEvents.stateHash(fills.stateHash(h));
        h = opportunities.stateHash(h);
        h = bookEvents.stateHash(h);
        h = clock.stateHash(h);
        h = confirmation.stateHash(h);
        h = parity.stateHash(h);
        h = strategies.stateHash(h);
        return arming.stateHash(coordinator.stateHash(h));
    }
}
