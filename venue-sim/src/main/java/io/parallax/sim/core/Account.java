package io.parallax.sim.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Money, holdings, orders and fills of one customer. Written by the exchange. */
public final class Account {
    private final String id;
    private final boolean unlimited;
    private final long initialCashMicros;
    private long cashMicros;
    private long feesMicros;
    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> open = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private final Set<String> usedClientIds = new HashSet<>();

    Account(String id, long cashMicros, boolean unlimited) {
        this.id = id;
        this.initialCashMicros = cashMicros;
        this.cashMicros = cashMicros;
        this.unlimited = unlimited;
    }

    /** Name of the account. */
    public String id() {
        return id;
    }

    /** Whether it trades without funds, fees, order history and self-trade checks: the house. */
    public boolean isUnlimited() {
        return unlimited;
    }

    /** Money at the start. */
    public long initialCashMicros() {
        return initialCashMicros;
    }

    /** Money, reservations included. */
    public long cashMicros() {
        return cashMicros;
    }

    /** Fees paid. */
    public long feesMicros() {
        return feesMicros;
    }

    /** What it holds of a market; made on first use. */
    public Holding holding(String marketId) {
        return holdings.computeIfAbsent(marketId, key -> new Holding());
    }

    /** Holdings by market id, in the order of first use. */
    public Map<String, Holding> holdings() {
        return Collections.unmodifiableMap(holdings);
    }

    /** All orders ever accepted, oldest first; empty for the house. */
    public Collection<Order> orders() {
        return Collections.unmodifiableCollection(orders.values());
    }

    /** Orders that rest, oldest first; empty for the house. */
    public Collection<Order> openOrders() {
        return Collections.unmodifiableCollection(open.values());
    }

    /** An order of this account, or null. */
    public Order order(String orderId) {
        return orders.get(orderId);
    }

    /** All fills, oldest first; empty for the house. */
    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    /** Whether a client order id was used before, whatever became of that order. */
    public boolean hasUsed(String clientOrderId) {
        return usedClientIds.contains(clientOrderId);
    }

    void use(String clientOrderId) {
        if (clientOrderId != null && !unlimited) {
            usedClientIds.add(clientOrderId);
        }
    }

    void addCash(long micros) {
        cashMicros = Math.addExact(cashMicros, micros);
    }

    void addFee(long micros) {
        feesMicros += micros;
    }

    void accepted(Order order) {
        if (!unlimited) {
            orders.put(order.id(), order);
        }
    }

    void rested(Order order) {
        if (!unlimited) {
            open.put(order.id(), order);
        }
    }

    void unrested(Order order) {
        open.remove(order.id());
    }

    void filled(Fill fill) {
        if (!unlimited) {
            fills.add(fill);
        }
    }
}
