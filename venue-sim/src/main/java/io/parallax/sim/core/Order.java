package io.parallax.sim.core;

/** One accepted order. Written by the exchange only; read by servers on the same thread. */
public final class Order {
    private final String id;
    private OrderRequest request;
    private final Market market;
    private final BookSide side;
    private long yesPriceMicros;
    private final long createdNs;
    private final long number;
    private final FeeState feeState = new FeeState();
    private OrderStatus status = OrderStatus.LIVE;
    private CancelReason cancelReason;
    private long filledMicros;
    private long spentMicros;
    private long remainingMicros;
    private long takerCostMicros;
    private long makerCostMicros;
    private long takerFeesMicros;
    private long makerFeesMicros;
    private long updatedNs;
    private boolean resting;

    Order(String id, long number, OrderRequest request, Market market, long createdNs) {
        this.id = id;
        this.number = number;
        this.request = request;
        this.market = market;
        this.side = BookSide.of(request.outcome(), request.action());
        this.yesPriceMicros = yesPriceMicros(request);
        this.createdNs = createdNs;
        this.updatedNs = createdNs;
        this.remainingMicros = request.spendMicros() > 0 ? 0 : request.qtyMicros();
    }

    /** Id unique at the venue. */
    public String id() {
        return id;
    }

    /** Owner's id, null when it gave none. */
    public String clientOrderId() {
        return request.clientOrderId();
    }

    /** What was asked for. */
    public OrderRequest request() {
        return request;
    }

    /** Owner. */
    public Account account() {
        return request.account();
    }

    /** Market. */
    public Market market() {
        return market;
    }

    /** Side of the YES book. */
    public BookSide side() {
        return side;
    }

    /** Limit as a YES price. */
    public long yesPriceMicros() {
        return yesPriceMicros;
    }

    /** Count of accepted orders at acceptance: ascending with priority. */
    public long number() {
        return number;
    }

    /** Whether it is live, filled or cancelled. */
    public OrderStatus status() {
        return status;
    }

    /** Why the rest went away, null while live or when filled. */
    public CancelReason cancelReason() {
        return cancelReason;
    }

    /** Whether it stands in the book. */
    public boolean isResting() {
        return resting;
    }

    /** Contracts wanted. */
    public long qtyMicros() {
        return request.qtyMicros();
    }

    /** Contracts filled. */
    public long filledMicros() {
        return filledMicros;
    }

    /** Contracts still wanted; 0 once it is not live, and always for orders that spend collateral. */
    public long remainingMicros() {
        return remainingMicros;
    }

    /** Own-leg cost (buy) or proceeds (sell) of all fills before fees. */
    public long costMicros() {
        return takerCostMicros + makerCostMicros;
    }

    /** Own-leg cost or proceeds of fills as taker. */
    public long takerCostMicros() {
        return takerCostMicros;
    }

    /** Own-leg cost or proceeds of fills as maker. */
    public long makerCostMicros() {
        return makerCostMicros;
    }

    /** Fees of fills as taker. */
    public long takerFeesMicros() {
        return takerFeesMicros;
    }

    /** Fees of fills as maker. */
    public long makerFeesMicros() {
        return makerFeesMicros;
    }

    /** Fees of all fills. */
    public long feesMicros() {
        return takerFeesMicros + makerFeesMicros;
    }

    /** When it was accepted, epoch ns. */
    public long createdNs() {
        return createdNs;
    }

    /** When it last changed, epoch ns. */
    public long updatedNs() {
        return updatedNs;
    }

    FeeState feeState() {
        return feeState;
    }

    boolean spends() {
        return request.spendMicros() > 0;
    }

    long spendLeftMicros() {
        return request.spendMicros() - spentMicros;
    }

    long ownPriceOf(long tradeYesPriceMicros) {
        return request.outcome() == Outcome.YES ? tradeYesPriceMicros : 1_000_000L - tradeYesPriceMicros;
    }

    /** Whether a resting order at this YES price is acceptable to this one. */
    boolean accepts(long restingYesPriceMicros) {
        return side == BookSide.BID ? restingYesPriceMicros <= yesPriceMicros : restingYesPriceMicros >= yesPriceMicros;
    }

    private static long yesPriceMicros(OrderRequest request) {
        return request.outcome() == Outcome.YES ? request.ownPriceMicros() : 1_000_000L - request.ownPriceMicros();
    }

    /** Gives it other terms. */
    void become(OrderRequest newRequest, long newRemainingMicros) {
        request = newRequest;
        yesPriceMicros = yesPriceMicros(newRequest);
        remainingMicros = newRemainingMicros;
    }

    /** Notes that it changed. */
    void touch(long timestampNs) {
        updatedNs = timestampNs;
    }

    void rest() {
        resting = true;
    }

    void unrest() {
        resting = false;
    }

    void fill(long qtyMicros, long ownCostMicros, long feeMicros, boolean taker, long timestampNs) {
        filledMicros += qtyMicros;
        if (spends()) {
            spentMicros += ownCostMicros;
        } else {
            remainingMicros -= qtyMicros;
        }
        if (taker) {
            takerCostMicros += ownCostMicros;
            takerFeesMicros += feeMicros;
        } else {
            makerCostMicros += ownCostMicros;
            makerFeesMicros += feeMicros;
        }
        updatedNs = timestampNs;
        if (!spends() && remainingMicros == 0) {
            status = OrderStatus.FILLED;
        }
    }

    /** Sets what a mirrored level holds. */
    void resize(long newRemainingMicros) {
        remainingMicros = newRemainingMicros;
        status = newRemainingMicros == 0 ? OrderStatus.FILLED : OrderStatus.LIVE;
    }

    void complete() {
        status = OrderStatus.FILLED;
    }

    void cancel(CancelReason reason, long timestampNs) {
        status = OrderStatus.CANCELLED;
        cancelReason = reason;
        remainingMicros = 0;
        updatedNs = timestampNs;
    }
}
