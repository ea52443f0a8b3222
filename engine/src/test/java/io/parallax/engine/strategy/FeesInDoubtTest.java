package io.parallax.engine.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.execution.OrderDesk;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import org.junit.jupiter.api.Test;

/** A schedule that is no longer known while orders are under way: nothing is opened, and what is under way still costs. */
class FeesInDoubtTest {
    private static final FeeSchedule UNKNOWN = FeeSchedule.of(FeeKind.UNKNOWN, 0, 0, 0, Market.NOW_NS);
    private final Instrument instrument = Market.kalshi(0).rate("0.07").build();

    private long hedgeCost() {
        return OrderDesk.costCeil(instrument, Micros.parse("0.5"), Micros.parse("100"));
    }

    @Test
    void shouldHoldBackTheFeeThatWasKnownLast() {
        long known = hedgeCost();
        assertThat(known).isGreaterThan(Micros.parse("51.75") - 1);
        instrument.changeFees(UNKNOWN, Market.NOW_NS + 1);
        assertThat(hedgeCost()).isEqualTo(known);
        instrument.changeFees(UNKNOWN, Market.NOW_NS + 2);
        assertThat(hedgeCost()).as("read in vain twice").isEqualTo(known);
    }
}
