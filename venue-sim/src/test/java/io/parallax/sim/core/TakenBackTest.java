package io.parallax.sim.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.sim.catalog.DemoPairs;
import io.parallax.sim.catalog.SimPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Matches that fail to settle, and markets that are paid. */
class TakenBackTest {
    private static final long CASH = 1_000_000_000;
    private static final long CONTRACT = 1_000_000;

    private final SimPair pair = DemoPairs.all().get(0);
    private final List<Trade> trades = new ArrayList<>();

    private Exchange exchange(HoldingRule rule, MarketSpec spec) {
        Exchange exchange = new Exchange(rule, 1);
        exchange.addMarket(spec);
        exchange.listen(event -> trades.addAll(event.trades()));
        return exchange;
    }

    private static void order(
            Exchange exchange, Account account, String market, Outcome outcome, Action action, long price, long qty) {
        exchange.submit(OrderRequest.of(market, account, outcome, action, price, qty, TimeInForce.GTC), 1);
    }

    @Test
    void shouldGiveContractsMoneyAndFeesOfBothSidesBack() {
        String market = pair.polymarket().conditionId();
        Exchange exchange = exchange(HoldingRule.TOKENS, pair.polymarket().spec());
        Account ann = exchange.addAccount("ann", CASH);
        Account bob = exchange.addAccount("bob", CASH);
        order(exchange, ann, market, Outcome.YES, Action.BUY, 400_000, 10 * CONTRACT);
        order(exchange, bob, market, Outcome.NO, Action.BUY, 600_000, 10 * CONTRACT);
        assertThat(ann.holding(market).yesMicros()).isEqualTo(10 * CONTRACT);
        assertThat(bob.cashMicros()).isLessThan(CASH);

        trades.forEach(exchange::revert);

        assertThat(ann.holding(market).yesMicros()).isZero();
        assertThat(bob.holding(market).noMicros()).isZero();
        assertThat(ann.cashMicros()).isEqualTo(CASH);
        assertThat(bob.cashMicros()).isEqualTo(CASH);
        assertThat(exchange.lockedMicros()).isZero();
        assertThat(exchange.feesMicros()).isZero();
        assertThat(ann.fills()).hasSize(1);
    }

    @Test
    void shouldRefuseToTakeBackWhereContractsNet() {
        String market = pair.kalshi().ticker();
        Exchange exchange = exchange(HoldingRule.NETTED, pair.kalshi().spec());
        Account ann = exchange.addAccount("ann", CASH);
        order(exchange, ann, market, Outcome.YES, Action.BUY, 400_000, 10 * CONTRACT);
        order(exchange, exchange.house(), market, Outcome.NO, Action.BUY, 600_000, 10 * CONTRACT);

        assertThatThrownBy(() -> exchange.revert(trades.get(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldPayWhatAMarketTurnedOutToBeWorth() {
        String market = pair.polymarket().conditionId();
        Exchange exchange = exchange(HoldingRule.TOKENS, pair.polymarket().spec());
        Account ann = exchange.addAccount("ann", CASH);
        Account bob = exchange.addAccount("bob", CASH);
        order(exchange, ann, market, Outcome.YES, Action.BUY, 400_000, 10 * CONTRACT);
        order(exchange, bob, market, Outcome.NO, Action.BUY, 600_000, 10 * CONTRACT);
        long annBefore = ann.cashMicros();
        long bobBefore = bob.cashMicros();

        exchange.settle(exchange.market(market), 300_000);

        assertThat(ann.cashMicros() - annBefore).isEqualTo(3 * CONTRACT);
        assertThat(bob.cashMicros() - bobBefore).isEqualTo(7 * CONTRACT);
        assertThat(ann.holding(market).yesMicros()).isZero();
        assertThat(bob.holding(market).noMicros()).isZero();
        assertThat(exchange.lockedMicros()).isZero();
    }
}
