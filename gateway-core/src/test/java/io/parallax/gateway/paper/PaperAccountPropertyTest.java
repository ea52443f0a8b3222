package io.parallax.gateway.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperModel;
import io.parallax.engine.fee.FeeSchedule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random trading at one venue: money is conserved, the same run answers the same bytes, and finer time changes nothing. */
class PaperAccountPropertyTest {
    private static final int MARKETS = 3;

    @Test
    void shouldHoldWhatItsFillsSay() {
        int failed = 0;
        int fills = 0;
        for (long seed = 1; seed <= 60; seed++) {
            Venue venue = seed % 2 == 0 ? Venue.KALSHI : Venue.POLYMARKET;
            PaperRig rig = run(venue, PaperLevel.values()[(int) (seed % 3)], seed, false);
            assertThat(rig.paper.pending()).as("seed %d", seed).isZero();
            BigDecimal cash = new BigDecimal(PaperRig.CASH);
            BigDecimal[][] held = new BigDecimal[MARKETS][];
            for (int id = 0; id < MARKETS; id++) {
                held[id] = new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO};
            }
            Set<String> seen = new HashSet<>();
            for (PaperRig.Answer fill : rig.answers) {
                if (!fill.kind().equals("fill")) {
                    continue;
                }
                boolean first = seen.add(fill.orderId() + " " + fill.part());
                if (!first && fill.settlement() != Settlement.FAILED) {
                    continue;
                }
                fills += first ? 1 : 0;
                failed += first ? 0 : 1;
                int sign = (fill.action() == OrderAction.BUY ? 1 : -1) * (first ? 1 : -1);
                int leg = fill.outcome() == Outcome.YES ? 0 : 1;
                BigDecimal qty = decimal(fill.qtyMicros());
                held[fill.instrumentId()][leg] = held[fill.instrumentId()][leg].add(sign > 0 ? qty : qty.negate());
                BigDecimal amount = decimal(fill.priceMicros()).multiply(qty);
                BigDecimal money = amount.setScale(
                        6, fill.action() == OrderAction.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR);
                cash = sign > 0 ? cash.subtract(money) : cash.add(money);
                BigDecimal fee = decimal(feeMicros(venue, fill));
                cash = first ? cash.subtract(fee) : cash.add(fee);
            }
            for (int id = 0; id < MARKETS; id++) {
                BigDecimal yes = held[id][0];
                BigDecimal no = held[id][1];
                if (venue == Venue.KALSHI) {
                    // What is sold and not held is the other outcome; what is held of both pays a dollar.
                    BigDecimal net = yes.subtract(no);
                    BigDecimal shownYes = net.max(BigDecimal.ZERO);
                    cash = cash.add(yes.subtract(shownYes));
                    yes = shownYes;
                    no = net.negate().max(BigDecimal.ZERO);
                }
                assertThat(decimal(rig.paper.heldMicros(id, Outcome.YES)))
                        .as("seed %d YES %d", seed, id)
                        .isEqualByComparingTo(yes);
                assertThat(decimal(rig.paper.heldMicros(id, Outcome.NO)))
                        .as("seed %d NO %d", seed, id)
                        .isEqualByComparingTo(no);
            }
            assertThat(decimal(rig.paper.cashMicros())).as("seed %d cash", seed).isEqualByComparingTo(cash);
        }
        assertThat(fills).isGreaterThan(2_000);
        assertThat(failed).isPositive();
    }

    @Test
    void shouldAnswerTheSameBytesAgainAndHoweverFinelyTimeIsTold() {
        for (long seed = 1; seed <= 12; seed++) {
            Venue venue = seed % 2 == 0 ? Venue.KALSHI : Venue.POLYMARKET;
            PaperRig once = run(venue, PaperLevel.PESSIMISTIC, seed, false);
            assertThat(PaperRig.same(once, run(venue, PaperLevel.PESSIMISTIC, seed, false)))
                    .isTrue();
            assertThat(PaperRig.same(once, run(venue, PaperLevel.PESSIMISTIC, seed, true)))
                    .isTrue();
            assertThat(PaperRig.same(once, run(venue, PaperLevel.PESSIMISTIC, seed + 100, false)))
                    .isFalse();
        }
    }

    private static PaperRig run(Venue venue, PaperLevel level, long seed, boolean finely) {
        Random random = new Random(seed);
        PaperModel of = PaperModel.of(level);
        PaperModel model = new PaperModel(
                of.toVenueNs(),
                of.backNs(),
                of.settleNs(),
                of.goneMicros(),
                of.racing(),
                of.refill(),
                of.queueCancelMicros(),
                20_000,
                10_000,
                20_000,
                of.unknownNs(),
                100_000);
        PaperRig rig = new PaperRig(venue, model, seed);
        for (int id = 0; id < MARKETS; id++) {
            rig.market(id);
            rig.book(id, "bid 0.40 1000", "bid 0.38 2000", "ask 0.42 1000", "ask 0.45 3000");
        }
        for (int step = 0; step < 600; step++) {
            long untilNs = rig.nowNs + random.nextInt(30) * PaperRig.MS;
            while (finely && rig.nowNs < untilNs) {
                rig.after(PaperRig.MS).timer();
            }
            rig.at(untilNs);
            int id = random.nextInt(MARKETS);
            long orderId = 16L * (step + 1);
            switch (random.nextInt(6)) {
                case 0, 1 ->
                    rig.level(
                            id,
                            random.nextBoolean() ? BookSide.BID : BookSide.ASK,
                            10_000L * (38 + random.nextInt(8)),
                            10_000L * random.nextInt(100_000));
                case 2 ->
                    rig.print(
                            id,
                            random.nextBoolean() ? OrderAction.BUY : OrderAction.SELL,
                            10_000L * (38 + random.nextInt(8)),
                            10_000L * (1 + random.nextInt(20_000)));
                case 3 -> rig.cancel(16L * (1 + random.nextInt(step + 1)));
                default ->
                    rig.submit(
                            orderId,
                            id,
                            random.nextBoolean() ? Outcome.YES : Outcome.NO,
                            random.nextInt(3) == 0 ? OrderAction.SELL : OrderAction.BUY,
                            TimeInForce.values()[random.nextInt(3)],
                            10_000L * (36 + random.nextInt(28)),
                            10_000L * (500 + random.nextInt(20_000)));
            }
        }
        for (int step = 0; step < 600; step++) {
            rig.cancel(16L * (step + 1));
        }
        rig.quiet();
        return rig;
    }

    private static long feeMicros(Venue venue, PaperRig.Answer fill) {
        if (venue == Venue.KALSHI) {
            return fill.feeMicros();
        }
        return FeeSchedule.of(FeeKind.POLYMARKET_V2, 70_000, 0, Micros.ONE, 0)
                .expectedFee(fill.liquidity(), fill.action(), fill.priceMicros(), fill.qtyMicros());
    }

    private static BigDecimal decimal(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }
}
