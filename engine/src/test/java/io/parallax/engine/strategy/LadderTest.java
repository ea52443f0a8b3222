package io.parallax.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept of a book against what is read of it anew. */
class LadderTest {
    private static final long SEED = Long.getLong("solver.seed", 20_261_121L);
    private static final TickGrid CENTS = TickGrid.uniform(10_000);

    @Test
    void shouldSayTheSameAsALadderReadAnewAfterAnyChange() {
        System.out.println("ladder: seed " + SEED + " (-Dsolver.seed)");
        Random random = new Random(SEED);
        Instrument instrument = Market.kalshi(0).rate("0.07").ask("0.50", "1").build();
        OrderBook book = instrument.book();
        Ladders kept = new Ladders();
        for (int step = 0; step < 20_000; step++) {
            change(random, instrument, book);
            for (Outcome outcome : new Outcome[] {Outcome.YES, Outcome.NO}) {
                String what = "seed " + SEED + " step " + step + " " + outcome;
                long qty = (1 + random.nextInt(40)) * Micros.ONE / 2;
                assertThat(seen(kept, instrument, outcome, qty, random.nextInt(30)))
                        .as(what)
                        .isEqualTo(seen(new Ladders(), instrument, outcome, qty, 0));
            }
        }
    }

    private static void change(Random random, Instrument instrument, OrderBook book) {
        int what = random.nextInt(100);
        if (what == 0) {
            TickGrid grid = random.nextBoolean() ? CENTS : TickGrid.uniform(5_000);
            book.regrid(grid);
        } else if (what == 1) {
            long rate = random.nextInt(8) * 10_000L;
            instrument.changeFees(FeeSchedule.of(FeeKind.KALSHI_QUADRATIC, rate, 0, Micros.ONE, 0), 0);
        } else if (what == 2) {
            book.clear();
        } else if (what < 80) {
            boolean bid = random.nextBoolean();
            long cents = bid ? 1 + random.nextInt(45) : 50 + random.nextInt(45);
            book.set(bid ? BookSide.BID : BookSide.ASK, cents * 10_000, random.nextInt(4) * Micros.ONE);
        }
    }

    /** Everything a walk tells of both ways to take an outcome, after as many steps as are asked for. */
    private static String seen(Ladders ladders, Instrument instrument, Outcome outcome, long qty, int steps) {
        LegWalk bought = new LegWalk(ladders);
        LegWalk sold = new LegWalk(ladders);
        StringBuilder text = new StringBuilder();
        if (bought.beginBuying(instrument, outcome)) {
            for (int step = 0; step < steps && bought.next(); step++) {
                assertThat(bought.endMicros).isPositive();
            }
            bought.rewind();
            text.append(bought.costPicos(qty)).append(' ').append(bought.qtyForPicos(qty * 400_000));
            if (bought.costPicos(qty) >= 0) {
                bought.measure(qty);
                text.append(' ').append(bought.limitMicros).append(' ').append(bought.costMicros);
                text.append(' ').append(bought.feesMicros);
            }
            do {
                text.append(' ').append(bought.contractFemtos).append('x').append(bought.endMicros);
            } while (bought.next());
        }
        if (sold.beginSelling(instrument, outcome)) {
            text.append(" sold ").append(sold.proceedsMicros(qty));
            do {
                text.append(' ').append(sold.contractFemtos).append('x').append(sold.endMicros);
            } while (sold.next());
        }
        return text.toString();
    }
}
