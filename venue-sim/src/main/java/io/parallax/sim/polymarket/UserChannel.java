package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.CancelReason;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.ExchangeListener;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.OrderStatus;
import io.parallax.sim.core.OrderUpdate;
import io.parallax.sim.core.Trade;
import io.parallax.sim.polymarket.account.AccountState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** The user channel: order steps at once, trades through their settlement. */
final class UserChannel implements ExchangeListener {
    private static final long NS_PER_MS = 1_000_000L;
    private static final String CANCELLATION = "CANCELLATION";

    private final Listings listings;
    private final Accounts accounts;
    private final OrderLedger ledger;
    private final UserFrames frames;
    private final Delay delay;
    private final Exchange exchange;
    private final Conditions conditions;
    private final LongSupplier nowMs;
    private Settlement.Rule settlements;
    private final Set<UserSocket> sockets = new LinkedHashSet<>();

    UserChannel(
            Listings listings,
            Accounts accounts,
            OrderLedger ledger,
            UserFrames frames,
            Delay delay,
            Exchange exchange,
            PolymarketTiming timing,
            Conditions conditions,
            LongSupplier nowMs) {
        this.listings = listings;
        this.accounts = accounts;
        this.ledger = ledger;
        this.frames = frames;
        this.delay = delay;
        this.exchange = exchange;
        this.settlements = tradeId -> new Settlement(timing.minedMs(), timing.confirmedMs(), false);
        this.conditions = conditions;
        this.nowMs = nowMs;
    }

    PolymarketAccount authenticate(String apiKey, String secret, String passphrase) {
        return accounts.authenticate(apiKey, secret, passphrase);
    }

    void joined(UserSocket socket) {
        sockets.add(socket);
    }

    void left(UserSocket socket) {
        sockets.remove(socket);
    }

    @Override
    public void onEvent(EngineEvent event) {
        ListedMarket market = listings.condition(event.market().id());
        if (market == null) {
            return;
        }
        long atMs = event.timestampNs() / NS_PER_MS;
        Map<Order, List<Trade>> byTaker = new LinkedHashMap<>();
        for (Trade trade : event.trades()) {
            byTaker.computeIfAbsent(trade.taker().order(), taker -> new ArrayList<>())
                    .add(trade);
        }
        List<TradeRecord> trades = new ArrayList<>();
        byTaker.forEach((taker, matches) -> trades.add(new TradeRecord(market, taker, matches, atMs)));
        trades.removeIf(trade -> parties(trade).isEmpty());
        trades.forEach(this::record);
        for (OrderUpdate update : event.updates()) {
            PlacedOrder order = ledger.order(update.order().id());
            if (order != null) {
                tell(order, update, atMs);
            }
        }
        trades.forEach(this::settle);
    }

    /** An order that waits for its market's delay. */
    void postponed(PlacedOrder order) {
        tell(order, UserFrames.orderEvent(order, "PLACEMENT", PlacedOrder.DELAYED, "0", nowMs.getAsLong()));
    }

    AccountState state(PolymarketAccount account) {
        return accounts.state(account);
    }

    /** A fill-or-kill order that was killed: one cancellation, sparse as the venue was seen to send it. */
    void killed(PlacedOrder order, String reason) {
        tell(
                order,
                UserFrames.orderEvent(order, CANCELLATION, "CANCELED_" + reason, "", nowMs.getAsLong())
                        .put("outcome", "")
                        .put("created_at", ""));
    }

    private void tell(PlacedOrder order, OrderUpdate update, long atMs) {
        if (foundNothing(update.order())) {
            return;
        }
        String matched = Decimals.text(update.filledMicros());
        tell(
                order,
                switch (update.kind()) {
                    case PLACED -> UserFrames.orderEvent(order, "PLACEMENT", PlacedOrder.LIVE, "0", atMs);
                    case FILLED -> UserFrames.orderEvent(order, "UPDATE", filledStatus(update), matched, atMs);
                    case AMENDED, DECREASED ->
                        throw new IllegalStateException("order " + order.id() + ": this venue changes no orders");
                    case CANCELLED ->
                        UserFrames.orderEvent(order, CANCELLATION, cancelledStatus(update.order()), matched, atMs);
                });
    }

    private static String filledStatus(OrderUpdate update) {
        return isComplete(update) ? PlacedOrder.MATCHED : PlacedOrder.LIVE;
    }

    private static String cancelledStatus(Order order) {
        return order.cancelReason() == CancelReason.CLOSE ? "CANCELED_MARKET_RESOLVED" : PlacedOrder.CANCELED;
    }

    private static boolean isComplete(OrderUpdate update) {
        Order order = update.order();
        return update.remainingMicros() == 0
                && order.status() == OrderStatus.FILLED
                && update.filledMicros() == order.filledMicros();
    }

    /** Whether an immediate order met nobody; its refusal is told by {@link #killed}. */
    private static boolean foundNothing(Order order) {
        return order.cancelReason() == CancelReason.IMMEDIATE && order.filledMicros() == 0;
    }

    private void tell(PlacedOrder order, JsonNode event) {
        send(order.account(), order.market(), event);
    }

    private void record(TradeRecord trade) {
        ledger.add(trade);
        note(trade.taker(), trade);
        for (Trade match : trade.matches()) {
            note(match.maker().order(), trade);
        }
    }

    private void settle(TradeRecord trade) {
        tell(trade);
        Settlement told = conditions.takeSettlement();
        Settlement way = told == null ? settlements.of(trade.id()) : told;
        if (way.minedMs() >= 0) {
            delay.after(way.minedMs(), () -> advance(trade, TradeRecord.Status.MINED));
        }
        if (way.retryMs() >= 0) {
            delay.after(way.retryMs(), () -> advance(trade, TradeRecord.Status.RETRYING));
        }
        delay.after(way.endMs(), () -> {
            if (way.fails()) {
                trade.matches().forEach(exchange::revert);
            }
            advance(trade, way.fails() ? TradeRecord.Status.FAILED : TradeRecord.Status.CONFIRMED);
        });
    }

    /** How matches settle from now on. */
    void settleBy(Settlement.Rule rule) {
        settlements = rule;
    }

    private void note(Order order, TradeRecord trade) {
        PlacedOrder placed = ledger.order(order.id());
        if (placed != null && !placed.tradeIds().contains(trade.id())) {
            placed.tradeIds().add(trade.id());
        }
    }

    private void advance(TradeRecord trade, TradeRecord.Status next) {
        trade.advance(next, nowMs.getAsLong());
        tell(trade);
    }

    private void tell(TradeRecord trade) {
        for (PolymarketAccount party : parties(trade)) {
            Account funds = party.funds();
            if (trade.isTaker(funds)) {
                send(party, trade.market(), frames.tradeEvent(trade, true, trade.updatedMs()));
            }
            if (trade.isMaker(funds)) {
                send(party, trade.market(), frames.tradeEvent(trade, false, trade.updatedMs()));
            }
        }
    }

    private List<PolymarketAccount> parties(TradeRecord trade) {
        return accounts.all().stream()
                .filter(account -> trade.isTaker(account.funds()) || trade.isMaker(account.funds()))
                .toList();
    }

    private void send(PolymarketAccount account, ListedMarket market, JsonNode event) {
        String text = event.toString();
        for (UserSocket socket : sockets) {
            if (socket.hears(account, market.info().conditionId())) {
                socket.send(text);
            }
        }
    }
}
