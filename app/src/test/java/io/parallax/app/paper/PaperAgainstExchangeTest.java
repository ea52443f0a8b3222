package io.parallax.app.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperModel;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.FeeRule;
import io.parallax.sim.core.HoldingRule;
import io.parallax.sim.core.KalshiFees;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketSpec;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.PolymarketFees;
import io.parallax.sim.core.SelfTrade;
import io.parallax.sim.core.TickBand;
import io.parallax.sim.core.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An order alone in the market fills at the optimistic level without latency as the simulated venue matches it. */
class PaperAgainstExchangeTest {
    private static final long CASH = Micros.parse("100000");
    private static final int RUNS = 2_000;

    @Test
    void shouldFillAndChargeAsTheSimulatedVenue() {
        int filled = 0;
        int several = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            Random random = new Random(seed);
            Venue venue = seed % 2 == 0 ? Venue.KALSHI : Venue.POLYMARKET;
            boolean polymarket = venue == Venue.POLYMARKET;
            FeeRule fees = polymarket ? PolymarketFees.of("0.07") : KalshiFees.of("quadratic", "1");
            Exchange exchange = new Exchange(polymarket ? HoldingRule.TOKENS : HoldingRule.NETTED, seed);
            Market market = exchange.addMarket(new MarketSpec(
                    "M0",
                    List.of(new TickBand(0, Micros.ONE, 10_000)),
                    10_000,
                    polymarket ? 5 * Micros.ONE : 0,
                    polymarket,
                    fees,
                    false));
            Account account = exchange.addAccount("us", CASH);
            PaperFloor floor =
                    new PaperFloor(venue, PaperModel.of(PaperLevel.OPTIMISTIC).withoutLatency(), seed, CASH);
            List<String> levels = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                add(exchange, levels, Outcome.YES, 10_000L * (30 + 2 * i + random.nextInt(2)), lots(random));
                add(exchange, levels, Outcome.NO, 10_000L * (30 + 2 * i + random.nextInt(2)), lots(random));
            }
            floor.define(0);
            floor.book(0, levels);
            Outcome outcome = random.nextBoolean() ? Outcome.YES : Outcome.NO;
            TimeInForce tif = random.nextBoolean() ? TimeInForce.FOK : TimeInForce.IOC;
            long own = 10_000L * (50 + random.nextInt(25));
            long qty = lots(random) * 2;
            long spend = polymarket ? Micros.floorToStep(Micros.mulFloor(own, qty), 10_000) : 0;
            List<String> theirs = new ArrayList<>();
            exchange.listen(event -> event.trades()
                    .forEach(trade -> theirs.add(text(
                            outcome == Outcome.YES ? trade.yesPriceMicros() : Micros.ONE - trade.yesPriceMicros(),
                            trade.qtyMicros(),
                            trade.taker().feeMicros()))));
            exchange.submit(
                    new OrderRequest(
                            market.id(),
                            account,
                            null,
                            null,
                            outcome,
                            Action.BUY,
                            own,
                            qty,
                            spend,
                            tif,
                            false,
                            SelfTrade.CANCEL_TAKER),
                    1);
            List<String> ours = new ArrayList<>();
            floor.submit(
                    16,
                    0,
                    io.parallax.codecs.sbe.Outcome.valueOf(outcome.name()),
                    OrderAction.BUY,
                    io.parallax.codecs.sbe.TimeInForce.valueOf(tif.name()),
                    own,
                    qty);
            floor.fills(16).forEach(fill -> ours.add(text(fill.priceMicros(), fill.qtyMicros(), fill.feeMicros())));
            assertThat(ours).as("seed %d", seed).isEqualTo(theirs);
            // The venue gives the fraction of a micro to one of the two sides; on paper it is never ours.
            assertThat(account.cashMicros() - floor.paper().cashMicros())
                    .as("seed %d cash", seed)
                    .isBetween(0L, (long) theirs.size());
            filled += theirs.isEmpty() ? 0 : 1;
            several += theirs.size() > 1 ? 1 : 0;
        }
        assertThat(filled).isGreaterThan(RUNS / 2);
        assertThat(several).isGreaterThan(RUNS / 4);
    }

    /** A resting order of the house and the level it makes. */
    private static void add(Exchange exchange, List<String> levels, Outcome outcome, long own, long qty) {
        exchange.submit(OrderRequest.of("M0", exchange.house(), outcome, Action.BUY, own, qty, TimeInForce.GTC), 0);
        levels.add(
                outcome == Outcome.YES
                        ? "bid " + Micros.format(own) + " " + Micros.format(qty)
                        : "ask " + Micros.format(Micros.ONE - own) + " " + Micros.format(qty));
    }

    private static long lots(Random random) {
        return 10_000L * (500 + random.nextInt(10_000));
    }

    private static String text(long ownPriceMicros, long qtyMicros, long feeMicros) {
        return Micros.format(qtyMicros) + " at " + Micros.format(ownPriceMicros) + " fee " + Micros.format(feeMicros);
    }
}
