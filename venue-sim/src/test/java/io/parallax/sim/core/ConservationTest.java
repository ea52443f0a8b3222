package io.parallax.sim.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConservationTest {
    private static final String ID = "MKT";

    @ParameterizedTest
    @CsvSource({"NETTED,1", "NETTED,2", "NETTED,3", "TOKENS,1", "TOKENS,2", "TOKENS,3"})
    void shouldNeitherMakeNorLoseMoney(HoldingRule rule, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeeRule fees = rule == HoldingRule.NETTED ? KalshiFees.of("quadratic", "1") : PolymarketFees.of("0.05");
        Exchange exchange = new Exchange(rule, seed);
        Market market = exchange.addMarket(new MarketSpec(
                ID, List.of(TickBand.whole(1_000)), 10_000, 10_000, rule == HoldingRule.TOKENS, fees, false));
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            accounts.add(exchange.addAccount("a" + i, 500_000_000L));
        }
        List<Order> resting = new ArrayList<>();
        for (int step = 0; step < 4_000; step++) {
            Account who = random.nextInt(4) == 0 ? exchange.house() : accounts.get(random.nextInt(4));
            if (random.nextInt(5) == 0 && !resting.isEmpty()) {
                exchange.cancel(resting.remove(random.nextInt(resting.size())), CancelReason.USER, step);
            } else {
                Placement placement = exchange.submit(randomOrder(random, rule, who), step);
                if (placement.isAccepted() && placement.order().isResting()) {
                    resting.add(placement.order());
                }
            }
            check(exchange, market, accounts, rule + " seed " + seed + " step " + step);
        }
        assertThat(exchange.tradeCount()).isGreaterThan(500);
    }

    private static OrderRequest randomOrder(SplittableRandom random, HoldingRule rule, Account who) {
        boolean tokens = rule == HoldingRule.TOKENS;
        Action action = tokens && random.nextInt(3) == 0 ? Action.SELL : Action.BUY;
        TimeInForce tif = TimeInForce.values()[random.nextInt(3)];
        long price = (440 + random.nextInt(120)) * 1_000L;
        boolean spends = tokens && action == Action.BUY && tif != TimeInForce.GTC && random.nextBoolean();
        return new OrderRequest(
                ID,
                who,
                null,
                null,
                Outcome.values()[random.nextInt(2)],
                action,
                price,
                (1 + random.nextInt(3_000)) * 10_000L,
                spends ? (100 + random.nextInt(2_000)) * 10_000L : 0,
                tif,
                false,
                SelfTrade.values()[random.nextInt(3)]);
    }

    private static void check(Exchange exchange, Market market, List<Account> accounts, String where) {
        Holding house = exchange.house().holding(ID);
        long cash = exchange.house().cashMicros();
        long yes = house.yesMicros();
        long no = house.noMicros();
        for (Account account : accounts) {
            Holding holding = account.holding(ID);
            cash += account.cashMicros();
            yes += holding.yesMicros();
            no += holding.noMicros();
            assertThat(holding.yesMicros()).as(where).isNotNegative();
            assertThat(holding.noMicros()).as(where).isNotNegative();
            assertThat(exchange.availableMicros(account)).as(where).isNotNegative();
        }
        assertThat(yes).as(where).isEqualTo(no).isEqualTo(exchange.lockedMicros());
        assertThat(cash + exchange.lockedMicros() + exchange.feesMicros())
                .as(where)
                .isEqualTo(4 * 500_000_000L);
        long bid = market.bestMicros(BookSide.BID);
        long ask = market.bestMicros(BookSide.ASK);
        assertThat(bid == Market.NO_PRICE || ask == Market.NO_PRICE || bid < ask)
                .as(where)
                .isTrue();
    }
}
