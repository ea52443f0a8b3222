package io.parallax.sim.polymarket;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.Trade;
import java.util.List;

/** Everything one taker order matched in one event, and how far its settlement is. Written by the event loop. */
final class TradeRecord {
    /** Steps of a settlement. */
    enum Status {
        MATCHED,
        MINED,
        /** The transaction did not go through and is sent again. */
        RETRYING,
        CONFIRMED,
        /** It will not be: the match is taken back. */
        FAILED
    }

    private final ListedMarket market;
    private final Order taker;
    private final List<Trade> matches;
    private final long matchedMs;
    private Status status = Status.MATCHED;
    private long updatedMs;

    TradeRecord(ListedMarket market, Order taker, List<Trade> matches, long matchedMs) {
        this.market = market;
        this.taker = taker;
        this.matches = List.copyOf(matches);
        this.matchedMs = matchedMs;
        this.updatedMs = matchedMs;
    }

    /** Uuid, stable over status changes. */
    String id() {
        return matches.get(0).id();
    }

    ListedMarket market() {
        return market;
    }

    Order taker() {
        return taker;
    }

    /** One entry for each maker order met. */
    List<Trade> matches() {
        return matches;
    }

    long matchedMs() {
        return matchedMs;
    }

    long updatedMs() {
        return updatedMs;
    }

    Status status() {
        return status;
    }

    /** Whether its settlement has ended, well or not. */
    boolean isOver() {
        return status == Status.CONFIRMED || status == Status.FAILED;
    }

    void advance(Status next, long nowMs) {
        status = next;
        updatedMs = nowMs;
    }

    /** Hash of the settling transaction, "" until it is mined. */
    String transactionHash() {
        return status == Status.MATCHED || status == Status.RETRYING ? "" : TransactionHash.of(id());
    }

    long sizeMicros() {
        return matches.stream().mapToLong(Trade::qtyMicros).sum();
    }

    /** Price of the last maker met, in terms of the taker's token. */
    long takerPriceMicros() {
        return ownPrice(taker, matches.get(matches.size() - 1));
    }

    boolean isTaker(Account account) {
        return taker.account() == account;
    }

    boolean isMaker(Account account) {
        return matches.stream().anyMatch(match -> match.maker().order().account() == account);
    }

    /** Price of a match in terms of an order's own token. */
    static long ownPrice(Order order, Trade match) {
        return order.request().outcome() == Outcome.YES ? match.yesPriceMicros() : Micros.ONE - match.yesPriceMicros();
    }
}
