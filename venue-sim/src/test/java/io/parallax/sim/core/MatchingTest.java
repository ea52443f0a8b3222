package io.parallax.sim.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchingTest {
    private static final long T0 = 1_795_185_000_000_000_000L;
    private static final String ID = "MKT";

    private final List<EngineEvent> events = new ArrayList<>();
    private Exchange exchange;
    private Market market;
    private Account alice;
    private Account bob;

    private void open(HoldingRule rule, FeeRule fees) {
        exchange = new Exchange(rule, 7);
        market = exchange.addMarket(new MarketSpec(
                ID, List.of(TickBand.whole(10_000)), 10_000, 10_000, rule == HoldingRule.TOKENS, fees, false));
        alice = exchange.addAccount("alice", Micros.parse("1000"));
        bob = exchange.addAccount("bob", Micros.parse("1000"));
        exchange.listen(events::add);
    }

    private Placement buyYes(Account who, String price, String qty, TimeInForce tif) {
        return order(who, Outcome.YES, Action.BUY, price, qty, tif);
    }

    private Placement buyNo(Account who, String price, String qty, TimeInForce tif) {
        return order(who, Outcome.NO, Action.BUY, price, qty, tif);
    }

    private Placement order(Account who, Outcome outcome, Action action, String price, String qty, TimeInForce tif) {
        return exchange.submit(
                OrderRequest.of(ID, who, outcome, action, Micros.parse(price), Micros.parse(qty), tif), T0);
    }

    @Test
    void shouldFillByPriceThenTimeAtTheRestingPrice() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        Order late = buyNo(exchange.house(), "0.58", "10", TimeInForce.GTC).order();
        Order early = buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC).order();
        Order second = buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC).order();

        Order taker = buyYes(alice, "0.45", "25", TimeInForce.IOC).order();

        assertThat(taker.filledMicros()).isEqualTo(Micros.parse("25"));
        assertThat(taker.costMicros()).isEqualTo(Micros.parse("10.1"));
        assertThat(early.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(second.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(late.remainingMicros()).isEqualTo(Micros.parse("5"));
        EngineEvent event = events.get(events.size() - 1);
        assertThat(event.trades()).extracting(Trade::yesPriceMicros).containsExactly(400_000L, 400_000L, 420_000L);
        assertThat(event.levels())
                .extracting(LevelChange::totalMicros)
                .containsExactly(Micros.parse("10"), 0L, Micros.parse("5"));
    }

    @Test
    void shouldKillFillOrKillWithoutEffectButUseItsIdUp() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC);
        OrderRequest request = new OrderRequest(
                ID,
                alice,
                null,
                "c1",
                Outcome.YES,
                Action.BUY,
                400_000,
                Micros.parse("11"),
                0,
                TimeInForce.FOK,
                false,
                SelfTrade.CANCEL_TAKER);
        int before = events.size();

        assertThat(exchange.submit(request, T0).reject()).isEqualTo(Reject.FOK_KILLED);
        assertThat(exchange.submit(request, T0).reject()).isEqualTo(Reject.DUPLICATE_ID);
        assertThat(events).hasSize(before);
        assertThat(alice.cashMicros()).isEqualTo(Micros.parse("1000"));
    }

    @Test
    void shouldDropWhatAnImmediateOrderCannotFill() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC);

        Order order = buyYes(alice, "0.40", "12.5", TimeInForce.IOC).order();

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancelReason()).isEqualTo(CancelReason.IMMEDIATE);
        assertThat(order.filledMicros()).isEqualTo(Micros.parse("10"));
        assertThat(market.depth(BookSide.BID)).isZero();
    }

    @Test
    void shouldRestTheRemainderAndCancelIt() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC);

        Order order = buyYes(alice, "0.40", "12.5", TimeInForce.GTC).order();

        assertThat(market.qtyAt(BookSide.BID, 400_000)).isEqualTo(Micros.parse("2.5"));
        assertThat(exchange.availableMicros(alice)).isEqualTo(Micros.parse("995"));
        assertThat(exchange.cancel(order, CancelReason.USER, T0 + 1)).isEqualTo(Micros.parse("2.5"));
        assertThat(exchange.cancel(order, CancelReason.USER, T0 + 2)).isEqualTo(-1);
        assertThat(exchange.availableMicros(alice)).isEqualTo(Micros.parse("996"));
    }

    @Test
    void shouldRefusePostOnlyThatCrossesAndOffGridAndClosed() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC);
        OrderRequest cross = new OrderRequest(
                ID,
                alice,
                null,
                null,
                Outcome.YES,
                Action.BUY,
                400_000,
                Micros.ONE,
                0,
                TimeInForce.GTC,
                true,
                SelfTrade.CANCEL_TAKER);

        assertThat(exchange.submit(cross, T0).reject()).isEqualTo(Reject.POST_ONLY_CROSS);
        assertThat(buyYes(alice, "0.405", "1", TimeInForce.IOC).reject()).isEqualTo(Reject.PRICE_OFF_GRID);
        assertThat(buyYes(alice, "0.40", "0.001", TimeInForce.IOC).reject()).isEqualTo(Reject.SIZE_INVALID);
        assertThat(buyYes(alice, "0.40", "5000", TimeInForce.GTC).reject()).isEqualTo(Reject.INSUFFICIENT_CASH);
        exchange.setState(market, MarketState.CLOSED, T0);
        assertThat(market.depth(BookSide.ASK)).isZero();
        assertThat(buyYes(alice, "0.40", "1", TimeInForce.IOC).reject()).isEqualTo(Reject.MARKET_CLOSED);
    }

    @Test
    void shouldNetOppositeLegsAndPayTheDollarBack() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC);
        buyYes(alice, "0.40", "10", TimeInForce.IOC);
        buyYes(exchange.house(), "0.45", "15", TimeInForce.GTC);

        Order sell = buyNo(alice, "0.55", "15", TimeInForce.IOC).order();

        assertThat(sell.filledMicros()).isEqualTo(Micros.parse("15"));
        Holding holding = alice.holding(ID);
        assertThat(holding.netMicros()).isEqualTo(Micros.parse("-5"));
        assertThat(holding.realizedMicros()).isEqualTo(Micros.parse("0.5"));
        assertThat(holding.exposureMicros()).isEqualTo(Micros.parse("2.75"));
        assertThat(alice.cashMicros()).isEqualTo(Micros.parse("997.75"));
    }

    @Test
    void shouldMintTransferAndMergeTokens() {
        open(HoldingRule.TOKENS, FeeRule.NONE);
        buyNo(bob, "0.60", "10", TimeInForce.GTC);
        buyYes(alice, "0.40", "10", TimeInForce.FOK);
        assertThat(lastTrade().kind()).isEqualTo(TradeKind.MINT);
        assertThat(exchange.lockedMicros()).isEqualTo(Micros.parse("10"));

        assertThat(order(alice, Outcome.NO, Action.SELL, "0.50", "1", TimeInForce.IOC)
                        .reject())
                .isEqualTo(Reject.INSUFFICIENT_HOLDINGS);
        buyYes(bob, "0.45", "4", TimeInForce.GTC);
        order(alice, Outcome.YES, Action.SELL, "0.45", "4", TimeInForce.FOK);
        assertThat(lastTrade().kind()).isEqualTo(TradeKind.TRANSFER);
        assertThat(bob.holding(ID).yesMicros()).isEqualTo(Micros.parse("4"));
        assertThat(bob.holding(ID).noMicros()).isEqualTo(Micros.parse("10"));

        order(bob, Outcome.NO, Action.SELL, "0.55", "6", TimeInForce.GTC);
        order(alice, Outcome.YES, Action.SELL, "0.44", "6", TimeInForce.FOK);
        assertThat(lastTrade().kind()).isEqualTo(TradeKind.MERGE);
        assertThat(exchange.lockedMicros()).isEqualTo(Micros.parse("4"));
        assertThat(alice.cashMicros()).isEqualTo(Micros.parse("1000.5"));
    }

    @Test
    void shouldSpendCollateralOverSeveralLevels() {
        open(HoldingRule.TOKENS, PolymarketFees.of("0.04"));
        buyNo(exchange.house(), "0.60", "10", TimeInForce.GTC);
        buyNo(exchange.house(), "0.53", "100", TimeInForce.GTC);
        OrderRequest request = new OrderRequest(
                ID,
                alice,
                "0xabc",
                null,
                Outcome.YES,
                Action.BUY,
                480_001,
                Micros.parse("20"),
                Micros.parse("10"),
                TimeInForce.FOK,
                false,
                SelfTrade.ALLOW);

        Order order = exchange.submit(request, T0).order();

        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(order.filledMicros()).isEqualTo(Micros.parse("22.765957"));
        assertThat(order.costMicros()).isBetween(Micros.parse("9.999998"), Micros.parse("10"));
        assertThat(order.feesMicros()).isEqualTo(Micros.parse("0.096") + Micros.parse("0.1272"));
        assertThat(exchange.submit(request, T0).reject()).isEqualTo(Reject.DUPLICATE_ID);
    }

    @Test
    void shouldPreventSelfTradesAsAsked() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        Order own = buyNo(alice, "0.60", "10", TimeInForce.GTC).order();

        Order stopped = buyYes(alice, "0.40", "5", TimeInForce.IOC).order();
        assertThat(stopped.cancelReason()).isEqualTo(CancelReason.SELF_TRADE);
        assertThat(own.isResting()).isTrue();

        OrderRequest maker = new OrderRequest(
                ID,
                alice,
                null,
                null,
                Outcome.YES,
                Action.BUY,
                400_000,
                Micros.parse("5"),
                0,
                TimeInForce.GTC,
                false,
                SelfTrade.CANCEL_MAKER);
        Order rests = exchange.submit(maker, T0).order();
        assertThat(own.cancelReason()).isEqualTo(CancelReason.SELF_TRADE);
        assertThat(rests.isResting()).isTrue();
    }

    @Test
    void shouldRefuseCommandsFromInsideAListener() {
        open(HoldingRule.NETTED, FeeRule.NONE);
        List<String> refusals = new ArrayList<>();
        exchange.listen(event -> {
            try {
                buyYes(bob, "0.10", "1", TimeInForce.GTC);
            } catch (IllegalStateException e) {
                refusals.add(e.getMessage());
            }
        });
        buyYes(alice, "0.10", "1", TimeInForce.GTC);
        assertThat(refusals).hasSize(1);
    }

    private Trade lastTrade() {
        List<Trade> trades = events.get(events.size() - 1).trades();
        return trades.get(trades.size() - 1);
    }
}
