package io.parallax.sim.core;

import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One venue's matching engine: takes orders and cancels with their time, matches by price and time at the resting price
 * and tells listeners what came of it. Same commands and seed give the same events, ids included. Written by the thread
 * that runs the simulator.
 */
public final class Exchange {
    private final HoldingRule rule;
    private final SplittableRandom ids;
    private final Settler settler;
    private final Account house = new Account("house", 0, true);
    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Set<String> usedOrderIds = new HashSet<>();
    private final List<ExchangeListener> listeners = new ArrayList<>();
    private final EventBuilder event = new EventBuilder();
    private Purses purses = Purses.ONE;
    private long orderCount;
    private long eventCount;
    private long tradeCount;
    private boolean inBatch;
    private boolean telling;

    /**
     * @param rule what accounts hold
     * @param seed source of order and trade ids
     */
    public Exchange(HoldingRule rule, long seed) {
        this.rule = rule;
        this.ids = new SplittableRandom(seed);
        this.settler = new Settler(rule);
    }

    /** Adds a market, open at once. */
    public Market addMarket(MarketSpec spec) {
        return addMarket(spec, null);
    }

    /** Adds a market whose book {@code filler} fills with {@link #mirrorLevel} when it is first looked at. */
    public Market addMarket(MarketSpec spec, Consumer<Market> filler) {
        Market market = new Market(spec, filler);
        if (markets.putIfAbsent(spec.id(), market) != null) {
            throw new IllegalArgumentException("market " + spec.id() + " exists already");
        }
        return market;
    }

    /** Opens an account with money. */
    public Account addAccount(String id, long cashMicros) {
        Account account = new Account(id, cashMicros, false);
        if (accounts.putIfAbsent(id, account) != null) {
            throw new IllegalArgumentException("account " + id + " exists already");
        }
        return account;
    }

    /** The anonymous, unlimited account of generated flow. */
    public Account house() {
        return house;
    }

    /** A market, or null. */
    public Market market(String id) {
        return markets.get(id);
    }

    /** All markets in the order they were added. */
    public Collection<Market> markets() {
        return Collections.unmodifiableCollection(markets.values());
    }

    /** All accounts but the house. */
    public Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    /** Registers a listener; called in the order of registration. */
    public void listen(ExchangeListener listener) {
        listeners.add(listener);
    }

    /** Cash an account may still commit: money less what its resting orders hold back. */
    public long availableMicros(Account account) {
        return account.cashMicros() - reservedMicros(account, market -> true);
    }

    /** Cash that resting orders of an account hold back in some markets. */
    public long reservedMicros(Account account, Predicate<Market> markets) {
        return FundsCheck.reservedMicros(rule, account, markets);
    }

    /** Divides the cash of accounts from now on. */
    public void divideBy(Purses newPurses) {
        purses = newPurses;
    }

    /** Trades so far, generated flow included. */
    public long tradeCount() {
        return tradeCount;
    }

    /** Accepted orders so far, generated flow included. */
    public long orderCount() {
        return orderCount;
    }

    /** Collateral behind all pairs outstanding. */
    public long lockedMicros() {
        return settler.lockedMicros();
    }

    /** Fees charged so far to all accounts. */
    public long feesMicros() {
        return settler.feesMicros();
    }

    /**
     * Runs several commands on one market as one event, as when a maker replaces a ladder. Commands inside see the book
     * change at once; listeners hear one event at the end.
     */
    public void inOneEvent(Market market, long timestampNs, Runnable commands) {
        begin(market, timestampNs);
        inBatch = true;
        try {
            commands.run();
        } finally {
            inBatch = false;
        }
        end();
    }

    /** Takes an order: checks, matches, rests. A refused order has no effect but for used-up ids of a killed one. */
    public Placement submit(OrderRequest request, long timestampNs) {
        Market market = markets.get(request.marketId());
        if (market == null) {
            throw new IllegalArgumentException("market " + request.marketId() + " is unknown: add it first");
        }
        String id = request.id() == null ? nextUuid() : request.id();
        Order order = new Order(id, orderCount + 1, request, market, timestampNs);
        Reject reject = check(order);
        if (reject == Reject.FOK_KILLED) {
            useIds(order);
        }
        if (reject != null) {
            return new Placement(null, reject);
        }
        useIds(order);
        orderCount++;
        order.account().accepted(order);
        open(market, timestampNs);
        event.update(order, OrderUpdate.Kind.PLACED);
        match(order, timestampNs);
        restOrDrop(order, timestampNs);
        close();
        return new Placement(order, null);
    }

    /**
     * Cancels what is left of a resting order.
     *
     * @return contracts taken out of the book, or -1 when the order does not rest
     */
    public long cancel(Order order, CancelReason reason, long timestampNs) {
        if (!order.isResting()) {
            return -1;
        }
        open(order.market(), timestampNs);
        long remainingMicros = order.remainingMicros();
        takeOut(order, reason, timestampNs);
        close();
        return remainingMicros;
    }

    /**
     * Takes some of what is left of a resting order out of the book; the rest keeps its place.
     *
     * @param byMicros above zero, at most what is left
     */
    public void decrease(Order order, long byMicros, long timestampNs) {
        if (!order.isResting() || byMicros <= 0 || byMicros > order.remainingMicros()) {
            throw new IllegalArgumentException("order " + order.id() + ": cannot be decreased by " + byMicros
                    + ", it has " + order.remainingMicros());
        }
        if (byMicros == order.remainingMicros()) {
            cancel(order, CancelReason.USER, timestampNs);
            return;
        }
        open(order.market(), timestampNs);
        shrink(order, byMicros, order.request(), timestampNs);
        event.update(order, OrderUpdate.Kind.DECREASED);
        close();
    }

    /**
     * Gives a resting order other terms. A smaller quantity at the same price keeps its place; anything else goes through the
     * book like a new order.
     *
     * @param clientOrderId owner's id from now on
     * @param qtyMicros contracts wanted in all, those filled included
     * @return why it stays as it was, or null
     */
    public Reject amend(Order order, String clientOrderId, long ownPriceMicros, long qtyMicros, long timestampNs) {
        Market market = order.market();
        OrderRequest before = order.request();
        OrderRequest after = before.with(clientOrderId, ownPriceMicros, qtyMicros);
        long leftMicros = order.remainingMicros();
        long restMicros = qtyMicros - order.filledMicros();
        if (market.state() != MarketState.OPEN) {
            return market.state() == MarketState.CLOSED ? Reject.MARKET_CLOSED : Reject.TRADING_PAUSED;
        }
        if (restMicros <= 0 || qtyMicros % market.spec().lotMicros() != 0) {
            return Reject.SIZE_INVALID;
        }
        if (clientOrderId != null
                && !clientOrderId.equals(before.clientOrderId())
                && order.account().hasUsed(clientOrderId)) {
            return Reject.DUPLICATE_ID;
        }
        if (ownPriceMicros == before.ownPriceMicros() && restMicros <= leftMicros) {
            order.account().use(clientOrderId);
            open(market, timestampNs);
            shrink(order, leftMicros - restMicros, after, timestampNs);
            event.update(order, OrderUpdate.Kind.AMENDED);
            close();
            return null;
        }
        Reject reject = checkTerms(order, after, restMicros);
        if (reject != null) {
            return reject;
        }
        order.account().use(clientOrderId);
        open(market, timestampNs);
        long totalMicros = market.reduce(order, leftMicros, true);
        event.level(order, -leftMicros, totalMicros);
        order.account().unrested(order);
        order.become(after, restMicros);
        order.touch(timestampNs);
        event.update(order, OrderUpdate.Kind.AMENDED);
        match(order, timestampNs);
        restOrDrop(order, timestampNs);
        close();
        return null;
    }

    private void shrink(Order order, long byMicros, OrderRequest after, long timestampNs) {
        if (byMicros > 0) {
            long totalMicros = order.market().reduce(order, byMicros, false);
            event.level(order, -byMicros, totalMicros);
        }
        order.become(after, order.remainingMicros() - byMicros);
        order.touch(timestampNs);
    }

    /** Tries terms on without keeping them. */
    private Reject checkTerms(Order order, OrderRequest after, long restMicros) {
        OrderRequest before = order.request();
        long leftMicros = order.remainingMicros();
        order.become(after, restMicros);
        order.account().unrested(order);
        try {
            if (!order.market().spec().onGrid(order.yesPriceMicros())) {
                return Reject.PRICE_OFF_GRID;
            }
            Reject funds = FundsCheck.check(rule, order, purses);
            return funds == null && after.postOnly() && crosses(order) ? Reject.POST_ONLY_CROSS : funds;
        } finally {
            order.become(before, leftMicros);
            order.account().rested(order);
        }
    }

    /** Moves cash into an account, or out of it below zero, by no trade: a deposit, a withdrawal. */
    public void deposit(Account account, long micros) {
        account.addCash(micros);
    }

    /**
     * Takes a match back, as when it fails to settle: contracts, money and fees of both sides return. Orders, fills and the
     * public record stay as they were.
     */
    public void revert(Trade trade) {
        settler.revert(trade);
    }

    /**
     * Pays what a market turned out to be worth and takes all contracts out; resting orders stay as they are.
     *
     * @param yesPayoutMicros what one YES pays; one NO pays the rest of a dollar
     */
    public void settle(Market market, long yesPayoutMicros) {
        for (Account account : accounts.values()) {
            long yesMicros = account.holding(market.id()).yesMicros();
            long noMicros = account.holding(market.id()).noMicros();
            settler.pay(account, market, yesPayoutMicros);
            for (ExchangeListener listener : listeners) {
                listener.onPaid(account, market, yesMicros, noMicros, yesPayoutMicros);
            }
        }
        settler.release(market);
    }

    /**
     * Changes the state of a market. Closing cancels all resting orders in one event, and so does opening after a pause.
     */
    public void setState(Market market, MarketState state, long timestampNs) {
        MarketState before = market.state();
        market.state(state);
        if (state == MarketState.CLOSED) {
            cancelAll(market, CancelReason.CLOSE, timestampNs);
        } else if (state == MarketState.OPEN && before == MarketState.PAUSED) {
            cancelAll(market, CancelReason.HALT, timestampNs);
        }
    }

    private void cancelAll(Market market, CancelReason reason, long timestampNs) {
        inOneEvent(market, timestampNs, () -> {
            for (BookSide side : BookSide.values()) {
                List<Order> resting = new ArrayList<>();
                market.levels(side).values().forEach(level -> resting.addAll(level.orders));
                resting.forEach(order -> cancel(order, reason, timestampNs));
            }
        });
    }

    /** Gives a market another grid; what rests off it stays. */
    public void regrid(Market market, List<TickBand> bands) {
        market.spec(market.spec().withBands(bands));
    }

    /** Sets the quantity generated flow shows at one level, as an event but without matching: books may cross by it. */
    public void forceLevel(Market market, BookSide side, long yesPriceMicros, long totalMicros, long timestampNs) {
        Level level = market.levels(side).get(yesPriceMicros);
        long beforeMicros = level == null ? 0 : level.totalMicros;
        Order shown = level == null ? null : houseOrder(level);
        long othersMicros = beforeMicros - (shown == null ? 0 : shown.remainingMicros());
        long ownMicros = Math.max(0, totalMicros - othersMicros);
        mirrorLevel(market, side, yesPriceMicros, ownMicros, timestampNs);
        long deltaMicros = othersMicros + ownMicros - beforeMicros;
        if (deltaMicros != 0) {
            open(market, timestampNs);
            event.level(side, yesPriceMicros, deltaMicros, othersMicros + ownMicros);
            close();
        }
    }

    /**
     * Sets the quantity generated flow shows at one level of a recorded market, without matching and without an event:
     * subscribers see the recorded frame itself.
     */
    public void mirrorLevel(Market market, BookSide side, long yesPriceMicros, long totalMicros, long timestampNs) {
        Level level = market.levels(side).get(yesPriceMicros);
        Order mirrored = level == null ? null : houseOrder(level);
        market.touch(timestampNs);
        if (mirrored == null) {
            if (totalMicros > 0) {
                market.add(houseOrder(market, side, yesPriceMicros, totalMicros, timestampNs));
            }
            return;
        }
        market.reduce(mirrored, mirrored.remainingMicros() - totalMicros, totalMicros == 0);
        mirrored.resize(totalMicros);
    }

    /** Takes the whole mirrored book of a recorded market away. */
    public void mirrorClear(Market market, long timestampNs) {
        for (BookSide side : BookSide.values()) {
            for (Long price : List.copyOf(market.levels(side).keySet())) {
                mirrorLevel(market, side, price, 0, timestampNs);
            }
        }
    }

    private Order houseOrder(Level level) {
        for (Order order : level.orders) {
            if (order.account() == house) {
                return order;
            }
        }
        return null;
    }

    private Order houseOrder(Market market, BookSide side, long yesPriceMicros, long qtyMicros, long timestampNs) {
        boolean bid = side == BookSide.BID;
        OrderRequest request = OrderRequest.of(
                market.id(),
                house,
                bid ? Outcome.YES : Outcome.NO,
                Action.BUY,
                bid ? yesPriceMicros : Micros.ONE - yesPriceMicros,
                qtyMicros,
                TimeInForce.GTC);
        return new Order("mirror", 0, request, market, timestampNs);
    }

    private Reject check(Order order) {
        OrderRequest request = order.request();
        MarketSpec spec = order.market().spec();
        MarketState state = order.market().state();
        if (state != MarketState.OPEN) {
            return state == MarketState.CLOSED ? Reject.MARKET_CLOSED : Reject.TRADING_PAUSED;
        }
        if (isUsed(order)) {
            return Reject.DUPLICATE_ID;
        }
        if (!priceAllowed(spec, request, order.yesPriceMicros())) {
            return Reject.PRICE_OFF_GRID;
        }
        boolean rests = request.timeInForce() == TimeInForce.GTC;
        if (request.spendMicros() > 0 && (rests || request.action() == Action.SELL)) {
            throw new IllegalArgumentException("order " + order.id() + ": only immediate buys spend collateral");
        }
        if (request.spendMicros() < 0
                || request.spendMicros() == 0
                        && (request.qtyMicros() <= 0 || request.qtyMicros() % spec.lotMicros() != 0)) {
            return Reject.SIZE_INVALID;
        }
        if (rests && request.qtyMicros() < spec.minRestingQtyMicros()) {
            return Reject.SIZE_BELOW_MINIMUM;
        }
        Reject funds = FundsCheck.check(rule, order, purses);
        if (funds != null) {
            return funds;
        }
        if (request.postOnly() && crosses(order)) {
            return Reject.POST_ONLY_CROSS;
        }
        return request.timeInForce() == TimeInForce.FOK && !fillable(order) ? Reject.FOK_KILLED : null;
    }

    private static boolean priceAllowed(MarketSpec spec, OrderRequest request, long yesPriceMicros) {
        if (spec.offGridImmediate() && request.timeInForce() != TimeInForce.GTC) {
            return yesPriceMicros > 0 && yesPriceMicros < Micros.ONE;
        }
        return spec.onGrid(yesPriceMicros);
    }

    private boolean isUsed(Order order) {
        return order.request().id() != null && usedOrderIds.contains(order.id())
                || order.clientOrderId() != null && order.account().hasUsed(order.clientOrderId());
    }

    private void useIds(Order order) {
        if (order.request().id() != null) {
            usedOrderIds.add(order.id());
        }
        order.account().use(order.clientOrderId());
    }

    private static boolean crosses(Order order) {
        long best = order.market().bestMicros(order.side().opposite());
        return best != Market.NO_PRICE && order.accepts(best);
    }

    private static boolean fillable(Order order) {
        long leftMicros = order.spends() ? order.request().spendMicros() : order.qtyMicros();
        for (Map.Entry<Long, Level> entry :
                order.market().levels(order.side().opposite()).entrySet()) {
            if (!order.accepts(entry.getKey())) {
                break;
            }
            long totalMicros = entry.getValue().totalMicros;
            leftMicros -= order.spends()
                    ? Settler.ownCost(order.request().outcome(), entry.getKey(), totalMicros)
                    : totalMicros;
            if (leftMicros <= 0) {
                return true;
            }
        }
        return false;
    }

    private void match(Order taker, long timestampNs) {
        Market market = taker.market();
        while (taker.status() == OrderStatus.LIVE) {
            Map.Entry<Long, Level> best = market.bestLevel(taker.side().opposite());
            if (best == null || !taker.accepts(best.getKey())) {
                return;
            }
            Order maker = best.getValue().orders.peekFirst();
            if (maker.account() == taker.account() && maker.account() != house) {
                SelfTrade selfTrade = taker.request().selfTrade();
                if (selfTrade == SelfTrade.CANCEL_TAKER) {
                    drop(taker, CancelReason.SELF_TRADE, timestampNs);
                    return;
                }
                if (selfTrade == SelfTrade.CANCEL_MAKER) {
                    takeOut(maker, CancelReason.SELF_TRADE, timestampNs);
                    continue;
                }
            }
            long qtyMicros = quantity(taker, maker);
            if (qtyMicros == 0) {
                taker.complete();
                return;
            }
            trade(taker, maker, qtyMicros, timestampNs);
        }
    }

    /** Contracts of the next match; 0 when the collateral left does not buy a millionth any more. */
    private static long quantity(Order taker, Order maker) {
        if (!taker.spends()) {
            return Math.min(taker.remainingMicros(), maker.remainingMicros());
        }
        Outcome outcome = taker.request().outcome();
        long leftMicros = taker.spendLeftMicros();
        if (Settler.ownCost(outcome, maker.yesPriceMicros(), maker.remainingMicros()) <= leftMicros) {
            return maker.remainingMicros();
        }
        return Math.multiplyExact(leftMicros, Micros.ONE) / taker.ownPriceOf(maker.yesPriceMicros());
    }

    private void trade(Order taker, Order maker, long qtyMicros, long timestampNs) {
        Market market = taker.market();
        boolean wholeMaker = qtyMicros == maker.remainingMicros();
        event.trade(settler.settle(nextUuid(), taker, maker, maker.yesPriceMicros(), qtyMicros, timestampNs));
        tradeCount++;
        long totalMicros = market.reduce(maker, qtyMicros, wholeMaker);
        event.level(maker, -qtyMicros, totalMicros);
        event.update(maker, OrderUpdate.Kind.FILLED);
        if (wholeMaker) {
            maker.account().unrested(maker);
        } else if (maker.remainingMicros() < market.spec().lotMicros()) {
            takeOut(maker, CancelReason.DUST, timestampNs);
        }
        if (taker.spends() && (!wholeMaker || taker.spendLeftMicros() == 0)) {
            taker.complete();
        }
        event.update(taker, OrderUpdate.Kind.FILLED);
    }

    private void restOrDrop(Order order, long timestampNs) {
        if (order.status() != OrderStatus.LIVE) {
            return;
        }
        if (order.request().timeInForce() != TimeInForce.GTC) {
            drop(order, CancelReason.IMMEDIATE, timestampNs);
        } else if (order.remainingMicros() < order.market().spec().lotMicros()) {
            drop(order, CancelReason.DUST, timestampNs);
        } else {
            long totalMicros = order.market().add(order);
            order.account().rested(order);
            event.level(order, order.remainingMicros(), totalMicros);
        }
    }

    private void drop(Order order, CancelReason reason, long timestampNs) {
        order.cancel(reason, timestampNs);
        event.update(order, OrderUpdate.Kind.CANCELLED);
    }

    private void takeOut(Order order, CancelReason reason, long timestampNs) {
        long remainingMicros = order.remainingMicros();
        long totalMicros = order.market().reduce(order, remainingMicros, true);
        order.account().unrested(order);
        order.cancel(reason, timestampNs);
        event.level(order, -remainingMicros, totalMicros);
        event.update(order, OrderUpdate.Kind.CANCELLED);
    }

    private void open(Market market, long timestampNs) {
        if (!inBatch) {
            begin(market, timestampNs);
        } else if (event.market() != market) {
            throw new IllegalStateException(
                    "one event is of one market: " + event.market().id() + " is open, got " + market.id());
        }
    }

    private void close() {
        if (!inBatch) {
            end();
        }
    }

    private void begin(Market market, long timestampNs) {
        if (telling || inBatch) {
            throw new IllegalStateException("a listener must not command the exchange: schedule the command instead");
        }
        event.begin(market, timestampNs);
    }

    private void end() {
        if (event.isEmpty()) {
            return;
        }
        event.market().touch(event.timestampNs());
        EngineEvent done = event.build(++eventCount);
        telling = true;
        try {
            for (ExchangeListener listener : listeners) {
                listener.onEvent(done);
            }
        } finally {
            telling = false;
        }
    }

    private String nextUuid() {
        long high = ids.nextLong() & ~0xF000L | 0x4000L;
        long low = ids.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
