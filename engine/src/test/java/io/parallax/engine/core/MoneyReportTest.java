package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.units.Micros;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of money, and what of it the daily limit is compared with. */
class MoneyReportTest {
    private final MoneyRig rig = new MoneyRig();

    private List<String> money() {
        return rig.told().stream().filter(line -> line.startsWith("money")).toList();
    }

    @Test
    void shouldTellWhatAHedgedPairHasLockedInAndWhatItIsWorthNow() {
        rig.engine.hedgeFully(1, 2, Settlement.CONFIRMED);
        // A hundred pairs of 0.90 pay 100; sold now they give 38 and 48.
        assertThat(money())
                .containsExactly("money realised 0 locked 10 marked -4 loss 0 lost 0 unhedged 0 cash 960 950");
    }

    @Test
    void shouldTellAtMostOnceASecondAndOnlyNews() {
        rig.engine.hedgeFully(1, 2, Settlement.CONFIRMED);
        for (int i = 1; i <= 30; i++) {
            rig.engine.at(i * 100 * EventBytes.MILLI);
            rig.timer();
        }
        assertThat(money()).hasSize(1);
        for (int i = 31; i <= 60; i++) {
            rig.engine.at(i * 100 * EventBytes.MILLI);
            rig.engine.book(0, i % 2 == 0 ? "0.37" : "0.36", "100", "0.40", "100");
            rig.timer();
        }
        assertThat(money()).hasSizeBetween(4, 5);
    }

    @Test
    void shouldCountWhatTheUnhedgedWouldLoseNowAgainstTheDay() {
        EngineHarness.Sent leg = rig.leg();
        rig.engine.filled(leg, "50", "0.4");
        rig.engine.at(EventBytes.SECOND / 2);
        rig.engine.book(0, "0.30", "100", "0.45", "100");
        rig.timer();
        assertThat(rig.engine.engine.exposure().dayLossMicros()).isEqualTo(Micros.parse("5"));
        // No buyer any more: the last mark, less the collar; here no collar is set.
        rig.engine.book(0, null, null, "0.45", "100");
        rig.timer();
        assertThat(rig.engine.engine.exposure().dayLossMicros()).isEqualTo(Micros.parse("5"));
        rig.limits(e -> e.maxCollarMicros(Micros.parse("0.10")));
        rig.timer();
        assertThat(rig.engine.engine.exposure().dayLossMicros()).isEqualTo(Micros.parse("10"));
        rig.engine.book(0, "0.39", "100", "0.45", "100");
        rig.timer();
        assertThat(rig.engine.engine.exposure().dayLossMicros()).isEqualTo(Micros.parse("0.5"));
    }

    @Test
    void shouldTellWhatIsLostForGoodApartFromWhatHoldingsWouldLoseNow() {
        rig.engine.engine.exposure().lost(Micros.parse("2"));
        EngineHarness.Sent leg = rig.leg();
        rig.engine.filled(leg, "50", "0.4");
        rig.engine.at(2 * EventBytes.SECOND);
        rig.engine.book(0, "0.30", "100", "0.45", "100");
        rig.timer();
        assertThat(money().get(money().size() - 1)).contains("loss 7 lost 2 ");
    }

    @Test
    void shouldTellNoMarkWithoutABook() {
        rig.engine.hedgeFully(1, 2, Settlement.CONFIRMED);
        rig.engine.book(0, null, null, "0.45", "100");
        rig.engine.at(2 * EventBytes.SECOND);
        rig.timer();
        assertThat(money().get(1)).contains("marked none");
    }
}
