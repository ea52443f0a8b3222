package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.position.Account;
import io.parallax.engine.position.Position;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random fills, failed settlements, busts, results, amended results and payments of two venues. After every event the
 * accounts add up to zero, and each account is what plain arithmetic over the positions and the opening cash says.
 */
class LedgerPropertyTest {
    private static final long CASH = 1_000 * Micros.ONE;

    private final MoneyRig rig = new MoneyRig();
    private long trades;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldAddUpToZeroAfterEveryEvent(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 600; step++) {
            int instrument = random.nextInt(2);
            switch (random.nextInt(12)) {
                case 0 -> result(random, instrument);
                case 1 -> pay(random, instrument);
                case 2, 3, 4 -> resettle(random);
                default -> fill(random, instrument);
            }
            assertBooks(seed, step);
        }
        rig.engine.assertReplaysTheSame();
    }

    private void fill(Random random, int instrument) {
        long trade = ++trades;
        settlementOf(random, instrument, trade, random.nextBoolean() ? Settlement.PROVISIONAL : Settlement.CONFIRMED);
    }

    /** Price, quantity and side follow from the trade's number, so that what is said again is the same. */
    private void settlementOf(Random random, int instrument, long trade, Settlement settlement) {
        Random figures = new Random(trade * 31);
        long qty = 1 + figures.nextInt(50_000_000);
        rig.engine.apply(rig.engine.event.fill(
                rig.engine.nowNs,
                900_000 + trade,
                instrument,
                instrument == 0 ? Venue.POLYMARKET : Venue.KALSHI,
                figures.nextBoolean() ? Outcome.YES : Outcome.NO,
                figures.nextBoolean() ? OrderAction.BUY : OrderAction.SELL,
                settlement,
                trade,
                100L * (1 + figures.nextInt(9_999)),
                qty,
                figures.nextInt(5) == 0 ? -figures.nextInt(1_000) : Math.min(qty, figures.nextInt(100_000))));
    }

    private void resettle(Random random) {
        if (trades > 0) {
            Settlement[] all = {Settlement.CONFIRMED, Settlement.FAILED, Settlement.BUSTED, Settlement.PROVISIONAL};
            settlementOf(random, random.nextInt(2), 1 + random.nextInt((int) trades), all[random.nextInt(4)]);
        }
    }

    private void result(Random random, int instrument) {
        String payout = new String[] {"0", "1", "0.5", "0.333333", null}[random.nextInt(5)];
        rig.status(instrument, payout, random.nextBoolean() ? Flag.YES : Flag.NO);
    }

    private void pay(Random random, int instrument) {
        Position position = rig.engine.engine.position(instrument);
        long yes = (long) (random.nextDouble() * 1.1 * position.yesQtyMicros());
        long no = (long) (random.nextDouble() * position.noQtyMicros());
        rig.settled(
                instrument,
                Micros.format(yes),
                Micros.format(no),
                Micros.format(random.nextInt(30_000_000) - 3_000_000),
                Micros.format(random.nextInt(1_000)));
    }

    private void assertBooks(long seed, int step) {
        Engine engine = rig.engine.engine;
        assertThat(engine.ledger().imbalanceMicros())
                .as("seed %d step %d", seed, step)
                .isZero();
        for (int i = 0; i < 2; i++) {
            Venue venue = i == 0 ? Venue.POLYMARKET : Venue.KALSHI;
            Position position = engine.position(i);
            long assets = balance(venue, Account.HOLDINGS) + balance(venue, Account.CLAIMS);
            long cash = CASH + position.realisedMicros() - position.costMicros() - position.feesMicros();
            assertThat(new long[] {
                        assets,
                        balance(venue, Account.CASH),
                        balance(venue, Account.FEES),
                        -balance(venue, Account.REALISED),
                        engine.exposure().costMicros(venue),
                        engine.exposure().net().bookedMicros(i)
                    })
                    .as("seed %d step %d %s", seed, step, venue)
                    .containsExactly(
                            position.costMicros(),
                            cash,
                            position.feesMicros(),
                            position.realisedMicros(),
                            position.costMicros(),
                            position.netYesMicros());
        }
    }

    private long balance(Venue venue, Account account) {
        return rig.engine.engine.ledger().balanceMicros(venue, account);
    }
}
