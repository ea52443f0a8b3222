package io.parallax.app.simulate.venue;

import io.parallax.app.simulate.world.VenueTruth;
import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one venue knows. */
final class Truth implements VenueTruth {
    private final Venue venue;
    private final Exchange exchange;
    private final Account account;
    private final Map<Integer, Market> markets = new HashMap<>();
    private final Map<String, Order> bySent = new HashMap<>();
    private final Set<String> unsettled = new LinkedHashSet<>();
    private final Set<String> failed = new LinkedHashSet<>();

    Truth(Venue venue, Exchange exchange, Account account) {
        this.venue = venue;
        this.exchange = exchange;
        this.account = account;
    }

    void list(int instrumentId, Market market) {
        markets.put(instrumentId, market);
    }

    void accepted(long sessionId, long orderId, Order order) {
        bySent.put(sessionId + "/" + orderId, order);
    }

    void matched(String tradeId) {
        unsettled.add(tradeId);
    }

    void settled(String tradeId, boolean taken) {
        unsettled.remove(tradeId);
        if (!taken) {
            failed.add(tradeId);
        }
    }

    @Override
    public Venue venue() {
        return venue;
    }

    @Override
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public Market market(int instrumentId) {
        return markets.get(instrumentId);
    }

    @Override
    public long yesMicros(int instrumentId) {
        return account.holding(markets.get(instrumentId).id()).yesMicros();
    }

    @Override
    public long noMicros(int instrumentId) {
        return account.holding(markets.get(instrumentId).id()).noMicros();
    }

    @Override
    public long cashMicros() {
        return account.cashMicros();
    }

    @Override
    public Collection<Order> openOrders() {
        return account.openOrders();
    }

    @Override
    public List<Fill> fills() {
        return account.fills();
    }

    @Override
    public Set<String> unsettledTrades() {
        return Collections.unmodifiableSet(unsettled);
    }

    @Override
    public Set<String> failedTrades() {
        return Collections.unmodifiableSet(failed);
    }

    @Override
    public Order order(long sessionId, long orderId) {
        return bySent.get(sessionId + "/" + orderId);
    }
}
