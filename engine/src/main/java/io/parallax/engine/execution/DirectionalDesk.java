package io.parallax.engine.execution;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Purpose;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.order.Order;
import io.parallax.engine.order.Orders;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.risk.DirectionalRisk;
import io.parallax.engine.risk.OpeningRules;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;
import java.util.Arrays;

/**
 * The only way from an intent to an order of one leg alone. {@link #judgeEntry} and {@link #judgeExit} hold the intent
 * against everything that may stand in its way; {@link #send} sends what was judged last, if nothing did.
 *
 * <p>An instrument belongs to the pairs it is a leg of, or to the first strategy that sent an order in it, for the whole
 * session: so a holding has one owner, no hedge and no directional order meet in one position, and what a strategy may sell
 * is what the position holds. One order of an instrument is under way at a time, an ended one that still owes fills
 * included.
 */
public final class DirectionalDesk {
    /** Owner of an instrument in which no strategy has traded. */
    public static final int NOBODY = -1;

    /** Beyond it a quantity is a mistake: a million contracts, of which price and fee certainly fit. */
    private static final long MAX_QTY_MICROS = 1_000_000L * Micros.ONE;

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final DirectionalRisk risk;
    private final Instruments instruments;
    private final Pairs pairs;
    private final Orders orders;
    private final OrderDesk desk;
    private int[] owner = new int[0];
    private long[] orderId = new long[0];
    private long[] heldSinceNs = new long[0];

    private Instrument judged;
    private Outcome judgedOutcome;
    private OrderAction judgedAction;
    private long judgedPriceMicros;
    private long judgedQtyMicros;
    private long refusedValueMicros;
    private long refusedLimitMicros;

    public DirectionalDesk(
            EngineSettings settings,
            StateLadder ladder,
            DirectionalRisk risk,
            Instruments instruments,
            Pairs pairs,
            Orders orders,
            OrderDesk desk) {
        this.settings = settings;
        this.ladder = ladder;
        this.risk = risk;
        this.instruments = instruments;
        this.pairs = pairs;
        this.orders = orders;
        this.desk = desk;
    }

    /** An instrument was defined; its place follows. */
    public void addInstrument() {
        int size = instruments.size();
        if (size > owner.length) {
            int grown = Math.max(16, size * 2);
            int from = owner.length;
            owner = Arrays.copyOf(owner, grown);
            Arrays.fill(owner, from, grown, NOBODY);
            orderId = Arrays.copyOf(orderId, grown);
            heldSinceNs = Arrays.copyOf(heldSinceNs, grown);
        }
    }

    /** The strategy this instrument belongs to, or {@link #NOBODY}. */
    public int owner(int instrumentId) {
        return owner[instrumentId];
    }

    /** Since when its owner holds something of it without a break; 0 = nothing is held. */
    public long heldSinceNs(int instrumentId) {
        return heldSinceNs[instrumentId];
    }

    /** An order is under way, or one that ended still owes fills. */
    public boolean isBusy(int instrumentId) {
        Order order = orderId[instrumentId] == 0 ? null : orders.find(orderId[instrumentId]);
        return order != null && (!order.isTerminal() || order.owesFills());
    }

    /** Less than a lot cannot be sold: it counts as nothing. */
    private static boolean holds(Instrument instrument, Outcome outcome) {
        return instrument.position().qtyMicros(outcome)
                >= Math.max(1, instrument.rules().qtyStepMicros());
    }

    /** The last order brought nothing, and was sent a moment ago. */
    private boolean isCooling(int instrumentId, long nowNs) {
        Order order = orderId[instrumentId] == 0 ? null : orders.find(orderId[instrumentId]);
        return order != null
                && order.effectiveFilledMicros() <= 0
                && nowNs - order.sentNs < settings.attemptCooldownNs();
    }

    /** @return FIRED when {@link #send} may follow, otherwise what stands in the way of the purchase */
    public ReasonCode judgeEntry(
            int strategyId, int instrumentId, Outcome outcome, long limitMicros, long qtyMicros, long nowNs) {
        refusedValueMicros = 0;
        refusedLimitMicros = 0;
        if (!ladder.mayOpen()) {
            return ladder.isHalted() ? ReasonCode.HALTED : ReasonCode.NOT_RUNNING;
        }
        Instrument instrument = instruments.get(instrumentId);
        if (!ladder.mayOpen(instrument.venue())) {
            return ReasonCode.VENUE_PAUSED;
        }
        ReasonCode obstacle = entryObstacle(strategyId, instrument, outcome, nowNs);
        return obstacle != null ? obstacle : size(instrument, outcome, limitMicros, qtyMicros);
    }

    private ReasonCode entryObstacle(int strategyId, Instrument instrument, Outcome outcome, long nowNs) {
        int id = instrument.instrumentId();
        if (pairs.of(id).length != 0 || owner[id] != NOBODY && owner[id] != strategyId) {
            return ReasonCode.BLOCKED;
        }
        Outcome other = outcome == Outcome.YES ? Outcome.NO : Outcome.YES;
        if (holds(instrument, other) || owner[id] == NOBODY && holds(instrument, outcome)) {
            return ReasonCode.HELD_ALREADY; // the other outcome, or something no strategy bought
        }
        if (isBusy(id)) {
            return ReasonCode.ATTEMPT_IN_FLIGHT;
        }
        if (isCooling(id, nowNs)) {
            return ReasonCode.COOLING_DOWN;
        }
        return OpeningRules.obstacle(instrument, settings, nowNs);
    }

    private ReasonCode size(Instrument instrument, Outcome outcome, long limitMicros, long qtyMicros) {
        if (limitMicros <= 0) {
            return ReasonCode.PRICE_BELOW_ENTRY;
        }
        if (limitMicros >= Micros.ONE) {
            return ReasonCode.PRICE_ABOVE_ENTRY;
        }
        if (qtyMicros > MAX_QTY_MICROS) {
            return ReasonCode.LIMIT_ORDER;
        }
        long price = instrument.floorOwnPrice(outcome, limitMicros);
        if (price == OrderBook.NO_PRICE || price <= 0) {
            return ReasonCode.PRICE_BELOW_ENTRY;
        }
        long qty = Micros.floorToStep(Math.max(0, qtyMicros), instrument.rules().qtyStepMicros());
        if (qty <= 0
                || qty < instrument.rules().minQtyMicros()
                || spendMicros(instrument, price, qty)
                        < Math.max(1, instrument.rules().minNotionalMicros())) {
            return ReasonCode.SIZE_BELOW_MIN;
        }
        ReasonCode limit = risk.obstacle(instrument, OrderDesk.costCeil(instrument, price, qty));
        if (limit != null) {
            refusedValueMicros = risk.valueMicros();
            refusedLimitMicros = risk.limitMicros();
            return limit;
        }
        return judged(instrument, outcome, OrderAction.BUY, price, qty);
    }

    /** @return FIRED when {@link #send} may follow, otherwise what stands in the way of the sale */
    public ReasonCode judgeExit(int strategyId, int instrumentId, Outcome outcome, long limitMicros, long qtyMicros) {
        refusedValueMicros = 0;
        refusedLimitMicros = 0;
        if (!ladder.mayReduce()) {
            return ladder.isHalted() ? ReasonCode.HALTED : ReasonCode.NOT_RUNNING;
        }
        if (owner[instrumentId] != strategyId) {
            return ReasonCode.BLOCKED;
        }
        if (isBusy(instrumentId)) {
            return ReasonCode.ATTEMPT_IN_FLIGHT;
        }
        Instrument instrument = instruments.get(instrumentId);
        if (!ladder.mayReduce(instrument.venue())) {
            return ReasonCode.VENUE_PAUSED;
        }
        if (!instrument.isActive()) {
            return ReasonCode.MARKET_NOT_ACTIVE;
        }
        if (!instrument.slot().isLive()) {
            return ReasonCode.BOOK_NOT_LIVE;
        }
        if (limitMicros >= Micros.ONE) {
            return ReasonCode.PRICE_ABOVE_ENTRY;
        }
        long price = limitMicros <= 0 ? OrderBook.NO_PRICE : instrument.ceilOwnPrice(outcome, limitMicros);
        if (price == OrderBook.NO_PRICE) {
            return ReasonCode.PRICE_BELOW_ENTRY;
        }
        long heldMicros = Math.max(0, Math.min(qtyMicros, instrument.position().qtyMicros(outcome)));
        long qty = Micros.floorToStep(heldMicros, instrument.rules().qtyStepMicros());
        return qty == 0 ? ReasonCode.SIZE_BELOW_MIN : judged(instrument, outcome, OrderAction.SELL, price, qty);
    }

    private ReasonCode judged(Instrument instrument, Outcome outcome, OrderAction action, long price, long qty) {
        judged = instrument;
        judgedOutcome = outcome;
        judgedAction = action;
        judgedPriceMicros = price;
        judgedQtyMicros = qty;
        return ReasonCode.FIRED;
    }

    /** What an order spends: its notional, in the venue's step where it has one. */
    private static long spendMicros(Instrument instrument, long priceMicros, long qtyMicros) {
        long notional = Micros.mulCeil(priceMicros, qtyMicros);
        long step = instrument.rules().notionalStepMicros();
        return step == 0 ? notional : Micros.floorToStep(notional, step);
    }

    /** Sends what was judged FIRED last. @return FIRED, or CAPACITY when every order slot is live */
    public ReasonCode send(int strategyId, long nowNs) {
        boolean buys = judgedAction == OrderAction.BUY;
        Order order = desk.sendAlone(
                strategyId,
                judged,
                judgedOutcome,
                judgedAction,
                buys ? Purpose.ENTER : Purpose.EXIT,
                judgedPriceMicros,
                judgedQtyMicros,
                buys
                        ? spendMicros(judged, judgedPriceMicros, judgedQtyMicros)
                        : Micros.mulFloor(judgedPriceMicros, judgedQtyMicros),
                nowNs);
        if (order == null) {
            return ReasonCode.CAPACITY;
        }
        int id = judged.instrumentId();
        owner[id] = strategyId;
        orderId[id] = order.orderId();
        return ReasonCode.FIRED;
    }

    /** The position of an instrument changed by an order of its owner. */
    public void moved(Instrument instrument, long nowNs) {
        int id = instrument.instrumentId();
        boolean held = holds(instrument, Outcome.YES) || holds(instrument, Outcome.NO);
        heldSinceNs[id] = held ? (heldSinceNs[id] == 0 ? nowNs : heldSinceNs[id]) : 0;
    }

    /** Own-leg limit of what was judged last, on the grid. */
    public long priceMicros() {
        return judgedPriceMicros;
    }

    /** Quantity of what was judged last. */
    public long qtyMicros() {
        return judgedQtyMicros;
    }

    /** What the limit that refused last was compared with; 0 when no limit did. */
    public long refusedValueMicros() {
        return refusedValueMicros;
    }

    public long refusedLimitMicros() {
        return refusedLimitMicros;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = hash;
        for (int i = 0; i < instruments.size(); i++) {
            if (owner[i] != NOBODY) {
                h = StateHash.mix(h, i);
                h = StateHash.mix(h, owner[i]);
                h = StateHash.mix(h, orderId[i]);
                h = StateHash.mix(h, heldSinceNs[i]);
            }
        }
        return h;
    }
}
