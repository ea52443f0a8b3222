package io.parallax.gateway.polymarket.reconcile;

import io.parallax.codecs.sbe.Venue;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.polymarket.ManualLoop;
import io.parallax.gateway.polymarket.Recorder;
import io.parallax.gateway.polymarket.ScriptedCalls;
import io.parallax.gateway.polymarket.order.Cancellations;
import io.parallax.gateway.polymarket.order.OrderCounter;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.order.OrderTables;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.MarketTables;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.util.ArrayList;
import java.util.List;

/** Reconciliation of one market in manual time against scripted answers. */
final class ReconcileRig {
    static final String MARKET = "0x" + "ab".repeat(32);
    static final String YES = "1234567890123456789012345678901234567890";
    static final String NO = "2234567890123456789012345678901234567890";
    static final String LIST = "GET /data/orders";
    static final String TRADES = "GET /data/trades";
    static final String CASH = "GET /balance-allowance?asset_type=COLLATERAL";
    static final String RENEW = "GET /balance-allowance/update";
    static final String RECORD = "GET /markets/";

    final ManualLoop time = new ManualLoop();
    final Recorder recorder = new Recorder();
    final ScriptedCalls calls = new ScriptedCalls(time);
    final Counters<ReconcileCounter> counters = new Counters<>(ReconcileCounter.class);
    final Counters<OrderCounter> orderCounters = new Counters<>(OrderCounter.class);
    final MarketTable markets = MarketTables.defined(new PolymarketMarket(5, MARKET, YES, NO));
    final OrderTable orders = new OrderTable(8);
    final List<Long> asked = new ArrayList<>();
    final List<Long> tradesSince = new ArrayList<>();
    boolean tradesWhole = true;
    boolean blocked;
    final EventWriter events = new EventWriter(recorder, Venue.POLYMARKET);
    final Reads reads = new Reads(calls, time.loop(), counters);
    final Holdings holdings = new Holdings(reads, markets, time.loop(), 2);
    final Resolutions resolutions = new Resolutions(reads, markets, time.loop(), time, events);
    final Payouts payouts = new Payouts(holdings, resolutions, markets, time.loop(), time, events);
    final Cash cash = new Cash(holdings, payouts, events, time);
    final Reconciler reconciler;

    ReconcileRig(boolean mayCancel) {
        reconciler = new Reconciler(
                new OpenOrders(reads, markets, orders),
                (sinceNs, done) -> {
                    tradesSince.add(sinceNs);
                    done.accept(tradesWhole);
                },
                holdings,
                payouts,
                resolutions,
                markets,
                orders,
                order -> asked.add(order.orderId()),
                events,
                time.loop(),
                time,
                counters,
                () -> blocked,
                mayCancel ? new Cancellations(calls, orderCounters) : null);
        calls.answer(LIST, 200, page())
                .answer(RENEW, 200, "{}")
                .answer(CASH, 200, "{\"balance\":\"7000000\"}")
                .answer("DELETE", 200, "{\"canceled\":[],\"not_canceled\":{}}");
        tokens(5, 0);
    }

    void tokens(long yes, long no) {
        calls.now(token(YES), 200, "{\"balance\":\"" + yes * 1_000_000 + "\"}");
        calls.now(token(NO), 200, "{\"balance\":\"" + no * 1_000_000 + "\"}");
    }

    static String token(String id) {
        return "GET /balance-allowance?asset_type=CONDITIONAL&token_id=" + id;
    }

    static String page(String... rows) {
        return "{\"limit\":100,\"data\":[" + String.join(",", rows) + "],\"next_cursor\":\"LTE=\"}";
    }

    static String row(String id, String size, String matched) {
        return "{\"id\":\"" + id + "\",\"status\":\"LIVE\",\"market\":\"" + MARKET + "\",\"asset_id\":\"" + YES
                + "\",\"original_size\":\"" + size + "\",\"size_matched\":\"" + matched + "\",\"outcome\":\"Yes\"}";
    }

    /** An order of ours that rests, sent {@code ageNs} ago. */
    OrderTable.Entry resting(long orderId, long ageNs) {
        return OrderTables.resting(orders, orderId, time.epochNanos() - ageNs);
    }

    /** Begins and forgets what that told. */
    void begun() {
        reconciler.begin(whole -> {});
        time.pass(10);
        recorder.clear();
        calls.forget();
    }
}
