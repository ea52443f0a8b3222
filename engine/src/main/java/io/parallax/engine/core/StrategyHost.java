package io.parallax.engine.core;

import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.StrategyIntent;
import io.parallax.codecs.sbe.StrategyListedDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.DirectionalDesk;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.order.Order;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.strategy.api.HoldingView;
import io.parallax.engine.strategy.api.Intents;
import io.parallax.engine.strategy.api.MarketView;
import io.parallax.engine.strategy.api.PairView;
import io.parallax.engine.strategy.api.Parameters;
import io.parallax.engine.strategy.api.Strategy;
import io.parallax.engine.strategy.api.StrategyCatalog;
import io.parallax.engine.strategy.api.StrategyViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Runs the strategies: after each book the one that takes pairs, then the others in order of their ids. Turns what they want
 * into records and, where {@link DirectionalDesk} or {@link PairDesk} finds nothing in the way, orders. A strategy holds no
 * object by which it could send one.
 */
final class StrategyHost {
    /** Name of the strategy that takes pairs; the engine runs it by itself, after every book, unless it is listed disabled. */
    static final String ARBITRAGE = "arbitrage";

    private static final int UNLISTED = -1;
    private static final Runner[] NONE = new Runner[0];

    private final EngineClock clock;
    private final Instruments instruments;
    private final Pairs allPairs;
    private final DirectionalDesk desk;
    private final PairDesk pairDesk;
    private final CommandWriter writer;
    private final TreeMap<String, MarketWindow> bySymbol = new TreeMap<>();
    private final OrderWindow orderWindow = new OrderWindow();
    private final Order[] changed;
    private int changedCount;
    private MarketWindow[] markets = new MarketWindow[16];
    private HoldingWindow[] holdings = new HoldingWindow[16];
    private Runner[] listed = NONE;
    private Runner[] running = NONE;
    private PairWindow[] pairs = new PairWindow[16];
    private final Runner arbitrage;
    private boolean arbitrageEnabled = true;

    StrategyHost(
            EngineClock clock,
            Instruments instruments,
            Pairs allPairs,
            DirectionalDesk desk,
            PairDesk pairDesk,
            CommandWriter writer,
            int orders) {
        this.clock = clock;
        this.instruments = instruments;
        this.allPairs = allPairs;
        this.desk = desk;
        this.pairDesk = pairDesk;
        this.writer = writer;
        changed = new Order[orders];
        arbitrage = new Runner(UNLISTED, ARBITRAGE, true);
        arbitrage.strategy = create(ARBITRAGE, "", arbitrage);
    }

    /** An instrument was defined. */
    void addInstrument(Instrument instrument, MarketWindow window) {
        int id = instrument.instrumentId();
        if (id == markets.length) {
            markets = Arrays.copyOf(markets, id * 2);
            holdings = Arrays.copyOf(holdings, id * 2);
        }
        desk.addInstrument();
        markets[id] = window;
        holdings[id] = new HoldingWindow(instrument, desk);
        MarketWindow twin = bySymbol.putIfAbsent(instrument.venue() + " " + window.symbol(), window);
        if (twin != null) {
            twin.duplicate();
            window.duplicate();
        }
        for (Runner runner : listed) {
            runner.grow();
        }
    }

    /** A pair was defined. */
    void addPair(Pair pair) {
        if (pair.pairId() == pairs.length) {
            pairs = Arrays.copyOf(pairs, pairs.length * 2);
        }
        pairDesk.addPair(pair);
        pairs[pair.pairId()] = new PairWindow(pair, pairDesk);
    }

    /**
     * Takes a strategy's listing; the last of an id rules.
     *
     * @throws IllegalStateException when the id is not dense, or an enabled strategy cannot be made as it says
     */
    void list(StrategyListedDecoder event) {
        int id = event.strategyId();
        boolean enabled = event.enabled() == Flag.YES;
        String name = event.name();
        String lines = event.parameters();
        if (id < 0 || id > listed.length) {
            throw new IllegalStateException("strategy id " + id + " where " + listed.length + " was due");
        }
        if (id < listed.length && !listed[id].name.equals(name)) {
            throw new IllegalStateException("strategy " + id + " is " + listed[id].name + " and cannot become " + name);
        }
        Runner runner = new Runner(id, name, enabled && !name.equals(ARBITRAGE));
        if (name.equals(ARBITRAGE)) {
            create(name, lines, runner); // for what is wrong with its parameters
            arbitrageEnabled = enabled;
        } else if (enabled) {
            runner.strategy = create(name, lines, runner);
        }
        if (id == listed.length) {
            listed = Arrays.copyOf(listed, id + 1);
        }
        listed[id] = runner;
        running = Arrays.stream(listed).filter(each -> each.enabled).toArray(Runner[]::new);
    }

    private static Strategy create(String name, String lines, StrategyViews views) {
        List<String> problems = new ArrayList<>();
        Parameters parameters = StrategyCatalog.check(name, Parameters.split(lines), problems);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "strategy " + name + " cannot run in this build: " + String.join("; ", problems)
                            + ". Take the build that wrote the journal, or correct the configuration");
        }
        return StrategyCatalog.find(name).create(parameters, views);
    }

    /** The instrument belongs to a strategy. */
    boolean owns(int instrumentId) {
        return desk.owner(instrumentId) != DirectionalDesk.NOBODY;
    }

    void onBook(int instrumentId) {
        if (arbitrageEnabled) {
            arbitrage.called = true;
            arbitrage.strategy.onBook(instrumentId, arbitrage);
            arbitrage.called = false;
        }
        for (Runner runner : running) {
            if (!writer.hasRoom()) {
                return; // the next change of this book comes by
            }
            runner.called = true;
            runner.strategy.onBook(instrumentId, runner);
            runner.called = false;
        }
    }

    void onTrade(int instrumentId, OrderAction takerAction, long priceMicros, long qtyMicros) {
        for (Runner runner : running) {
            if (!writer.hasRoom()) {
                return; // the view keeps the print
            }
            runner.called = true;
            runner.strategy.onTrade(instrumentId, takerAction, priceMicros, qtyMicros, runner);
            runner.called = false;
        }
    }

    void onTimer() {
        for (Runner runner : running) {
            if (!writer.hasRoom()) {
                return; // the next timer comes by
            }
            runner.called = true;
            runner.strategy.onTimer(clock.nowNs(), runner);
            runner.called = false;
        }
    }

    /** An order changed; its strategy is told when the event has been booked whole. */
    void changed(Order order) {
        if (order.strategyId != Order.NO_STRATEGY && changedCount < changed.length) {
            if (changedCount == 0 || changed[changedCount - 1] != order) {
                changed[changedCount++] = order;
            }
        }
    }

    /** The position of an instrument moved by an order of its owner. */
    void moved(Instrument instrument) {
        desk.moved(instrument, clock.nowNs());
    }

    /** Tells strategies what became of their orders during this event. */
    void tellOrders() {
        for (int i = 0; i < changedCount; i++) {
            Order order = changed[i];
            changed[i] = null;
            int id = order.strategyId;
            if (id >= 0 && id < listed.length && listed[id].enabled && writer.hasRoom()) {
                Runner runner = listed[id];
                runner.called = true;
                runner.strategy.onOrder(orderWindow.show(order), runner);
                runner.called = false;
            }
        }
        changedCount = 0;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        long h = StateHash.mix(hash, arbitrageEnabled ? 1 : 0);
        for (Runner runner : listed) {
            h = StateHash.mix(h, runner.enabled ? 1 : 0);
            if (runner.enabled) {
                h = StateHash.mix(h, runner.last, instruments.size());
                h = runner.strategy.stateHash(h);
            }
        }
        return pairDesk.stateHash(desk.stateHash(h));
    }

    /** One strategy with its eyes and its mouth. */
    private final class Runner implements StrategyViews, Intents {
        private final int id;
        private final String name;
        private final boolean enabled;
        private Strategy strategy;
        /** The strategy is being called: its intents count. */
        private boolean called;

        /** What was last recorded of each instrument, packed; 0 = nothing. */
        private long[] last;

        Runner(int id, String name, boolean enabled) {
            this.id = id;
            this.name = name;
            this.enabled = enabled;
            last = new long[markets.length];
        }

        void grow() {
            if (last.length < markets.length) {
                last = Arrays.copyOf(last, markets.length);
            }
        }

        @Override
        public long nowNs() {
            return clock.nowNs();
        }

        @Override
        public int marketCount() {
            return instruments.size();
        }

        @Override
        public MarketView market(int instrumentId) {
            return markets[instruments.get(instrumentId).instrumentId()];
        }

        @Override
        public HoldingView holding(int instrumentId) {
            boolean own = isDefined(instrumentId) && desk.owner(instrumentId) == id;
            return own ? holdings[instrumentId] : HoldingWindow.EMPTY;
        }

        @Override
        public int pairCount() {
            return allPairs.size();
        }

        @Override
        public PairView pair(int pairId) {
            return pairs[allPairs.get(pairId).pairId()];
        }

        private boolean isDefined(int instrumentId) {
            return instrumentId >= 0 && instrumentId < instruments.size();
        }

        /** An intent that names nothing, or comes when nobody asked. */
        private boolean isSenseless(int instrumentId, ReasonCode why) {
            return !called || !isDefined(instrumentId) || why == null || why == ReasonCode.NULL_VAL;
        }

        private boolean isLeg(Outcome outcome) {
            return outcome == Outcome.YES || outcome == Outcome.NO;
        }

        @Override
        public ReasonCode buy(int instrumentId, Outcome outcome, long limitMicros, long qtyMicros, ReasonCode why) {
            if (isSenseless(instrumentId, why) || !isLeg(outcome)) {
                return ReasonCode.BLOCKED;
            }
            if (!writer.hasRoom()) {
                return ReasonCode.CAPACITY;
            }
            ReasonCode answer = desk.judgeEntry(id, instrumentId, outcome, limitMicros, qtyMicros, clock.nowNs());
            return act(instrumentId, StrategyIntent.BUY, outcome, limitMicros, qtyMicros, why, answer);
        }

        @Override
        public ReasonCode sell(int instrumentId, Outcome outcome, long limitMicros, long qtyMicros, ReasonCode why) {
            if (isSenseless(instrumentId, why) || !isLeg(outcome)) {
                return ReasonCode.BLOCKED;
            }
            if (!writer.hasRoom()) {
                return ReasonCode.CAPACITY;
            }
            ReasonCode answer = desk.judgeExit(id, instrumentId, outcome, limitMicros, qtyMicros);
            return act(instrumentId, StrategyIntent.SELL, outcome, limitMicros, qtyMicros, why, answer);
        }

        private ReasonCode act(
                int instrumentId,
                StrategyIntent what,
                Outcome outcome,
                long limitMicros,
                long qtyMicros,
                ReasonCode why,
                ReasonCode answer) {
            long news = pack(what, why, outcome, answer);
            boolean fires = answer == ReasonCode.FIRED;
            if (fires || last[instrumentId] != news) {
                last[instrumentId] = news;
                writer.intent(
                        id,
                        instrumentId,
                        what,
                        why,
                        outcome,
                        fires ? desk.priceMicros() : limitMicros,
                        fires ? desk.qtyMicros() : qtyMicros);
                if (!fires) {
                    refused(what, answer);
                }
            }
            if (!fires) {
                return answer;
            }
            ReasonCode sent = desk.send(id, clock.nowNs());
            if (sent != ReasonCode.FIRED) {
                refused(what, sent);
            }
            return sent;
        }

        private void refused(StrategyIntent what, ReasonCode answer) {
            Purpose purpose = what == StrategyIntent.BUY ? Purpose.ENTER : Purpose.EXIT;
            writer.riskRefusal(-1, answer, purpose, desk.refusedValueMicros(), desk.refusedLimitMicros());
        }

        @Override
        public void watch(int instrumentId, ReasonCode why) {
            note(instrumentId, StrategyIntent.WATCH, why);
        }

        @Override
        public void ignore(int instrumentId, ReasonCode why) {
            note(instrumentId, StrategyIntent.IGNORE, why);
        }

        private void note(int instrumentId, StrategyIntent what, ReasonCode why) {
            if (isSenseless(instrumentId, why)) {
                return;
            }
            long news = pack(what, why, Outcome.NULL_VAL, ReasonCode.NULL_VAL);
            if (last[instrumentId] != news && writer.hasRoom()) {
                last[instrumentId] = news;
                writer.intent(id, instrumentId, what, why, Outcome.NULL_VAL, Micros.NULL, Micros.NULL);
            }
        }

        private long pack(StrategyIntent what, ReasonCode why, Outcome outcome, ReasonCode answer) {
            return what.value() | (long) why.value() << 8 | (long) outcome.value() << 16 | (long) answer.value() << 24;
        }

        @Override
        public ReasonCode take(int pairId, int direction) {
            if (!dealsIn(pairId, direction)) {
                return ReasonCode.BLOCKED;
            }
            Pair pair = allPairs.get(pairId);
            return pairDesk.take(pair, pair.direction(direction));
        }

        @Override
        public void pass(int pairId, int direction, ReasonCode why) {
            if (dealsIn(pairId, direction)) {
                Pair pair = allPairs.get(pairId);
                pairDesk.pass(pair, pair.direction(direction), why);
            }
        }

        /** One strategy deals in pairs, so that each of their opportunities is counted once. */
        private boolean dealsIn(int pairId, int direction) {
            return this == arbitrage
                    && called
                    && pairId >= 0
                    && pairId < allPairs.size()
                    && direction >= 0
                    && direction < allPairs.get(pairId).directionCount();
        }
    }
}
