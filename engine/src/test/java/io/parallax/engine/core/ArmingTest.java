package io.parallax.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionKind;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Orders signed ahead: which are asked for, when one is sent by its signature, and what makes them void. */
class ArmingTest {
    private static final long SECOND = EventBytes.SECOND;
    private static final Consumer<SettingsEncoder> ARMED = settings -> settings.armNearMicros(20_000)
            .armPrices(2)
            .armSizes(1)
            .armValidNs(10 * SECOND)
            .armPerSecond(100)
            .armKept(64);

    private final EngineHarness engine = new EngineHarness(ARMED);

    /** YES at Polymarket for 0.49 and NO at Kalshi for 0.52: a cent short of a dollar. */
    private void nearly() {
        engine.book(0, "0.40", "100", "0.49", "100");
        engine.book(1, "0.48", "80", "0.60", "80");
    }

    /** The offer at Kalshi that makes the edge. */
    private void opens() {
        engine.book(1, "0.53", "500", "0.60", "80");
    }

    private long lastSignedNs() {
        return engine.signedNs.get(engine.signedNs.size() - 1);
    }

    @Test
    void shouldSignALadderOfThePairThatIsNear() {
        nearly();
        assertThat(engine.armed).isEmpty(); // a book costs what it did
        engine.timer(SECOND / 100);
        assertThat(engine.armed).containsExactly("BUY 100 YES@0 0.49 for 49", "BUY 80 YES@0 0.48 for 38.4");
        engine.timer(SECOND / 50);
        assertThat(engine.armed).hasSize(2); // they are there
        assertThat(engine.sent).isEmpty();
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldSignNothingOfAPairThatIsFarFromAnEdgeNorWithoutSettings() {
        engine.book(0, "0.40", "100", "0.52", "100");
        engine.book(1, "0.48", "80", "0.60", "80");
        engine.timer(SECOND / 100);
        assertThat(engine.armed).isEmpty();
        EngineHarness usual = new EngineHarness();
        usual.book(0, "0.40", "100", "0.49", "100");
        usual.book(1, "0.48", "80", "0.60", "80");
        usual.timer(SECOND / 100);
        assertThat(usual.armed).isEmpty();
    }

    @Test
    void shouldSendTheOrderThatWasSignedAheadAndOnlyOnce() {
        nearly();
        engine.timer(SECOND / 100);
        engine.at(SECOND);
        opens();
        assertThat(engine.lastSent()).hasToString("OPEN BUY 100 YES@0 0.49");
        assertThat(engine.lastSent().orderId()).isEqualTo(engine.armedIds.get(0));
        assertThat(lastSignedNs()).isEqualTo(EngineHarness.T0 + SECOND / 100);
        engine.rejected(engine.lastSent());
        engine.book(1, "0.53", "501", "0.60", "80");
        assertThat(engine.sent).hasSize(2);
        assertThat(lastSignedNs()).isZero(); // what was signed is spent
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldSignAnewAnOrderThatDiffers() {
        nearly();
        engine.timer(SECOND / 100);
        engine.book(1, "0.53", "70", "0.60", "80"); // seventy are enough
        assertThat(engine.lastSent()).hasToString("OPEN BUY 70 YES@0 0.49");
        assertThat(lastSignedNs()).isZero();
        assertThat(engine.lastSent().orderId()).isNotIn(engine.armedIds);
    }

    @Test
    void shouldUseTheRungBelowWhenTheOfferComesNearer() {
        nearly();
        engine.limit(ARMED.andThen(settings -> settings.armPrices(4)));
        engine.timer(SECOND / 100);
        engine.book(0, "0.40", "100", "0.46", "900");
        assertThat(engine.lastSent()).hasToString("OPEN BUY 80 YES@0 0.46");
        assertThat(lastSignedNs()).isEqualTo(EngineHarness.T0 + SECOND / 100);
    }

    @Test
    void shouldSignAgainAtHalfTimeAndSendNothingWhoseTimeIsNearlyOver() {
        nearly();
        engine.timer(SECOND);
        engine.apply(engine.event.control(engine.nowNs, ControlKind.PAUSE));
        engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME));
        engine.limit(ARMED.andThen(settings -> settings.armPerSecond(0))); // nothing more is asked for
        engine.armed.clear();
        engine.timer(2 * SECOND);
        assertThat(engine.armed).isEmpty();
        engine.limit(ARMED);
        engine.timer(2 * SECOND);
        assertThat(engine.armed).hasSize(2);
        engine.at(6 * SECOND);
        nearly();
        engine.timer(6 * SECOND);
        assertThat(engine.armed).hasSize(2);
        engine.at(8 * SECOND);
        nearly();
        engine.timer(8 * SECOND);
        assertThat(engine.armed).hasSize(4);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldNotSendWhatIsOver() {
        nearly();
        engine.timer(0);
        engine.limit(settings -> {});
        engine.at(9 * SECOND + SECOND / 2 + 1);
        nearly();
        opens();
        assertThat(engine.sent).hasSize(1);
        assertThat(lastSignedNs()).isZero();
    }

    @Test
    void shouldKeepWhatWasSignedThroughBooksThatChangeNothingOfIt() {
        nearly();
        engine.timer(SECOND / 100);
        engine.book(0, "0.39", "7", "0.49", "100");
        engine.book(1, "0.47", "90", "0.60", "80");
        opens();
        assertThat(lastSignedNs()).isEqualTo(EngineHarness.T0 + SECOND / 100);
    }

    @Test
    void shouldForgetWhatWasSignedBeforeThePairWasFrozen() {
        voidedBy(() -> {
            engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT, LatchScope.PAIR, null, 0));
            engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME, LatchScope.PAIR, null, 0));
        });
    }

    @Test
    void shouldForgetWhatWasSignedBeforeAHalt() {
        voidedBy(() -> {
            engine.apply(engine.event.control(engine.nowNs, ControlKind.HALT));
            engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME));
        });
    }

    @Test
    void shouldForgetWhatWasSignedBeforeAVenuePaused() {
        voidedBy(() -> {
            engine.apply(engine.event.condition(engine.nowNs, Venue.KALSHI, VenueConditionKind.CANCEL_ONLY, 0));
            engine.apply(engine.event.control(engine.nowNs, ControlKind.RESUME, LatchScope.VENUE, Venue.KALSHI, -1));
        });
    }

    @Test
    void shouldForgetWhatWasSignedBeforeTheBookWasLost() {
        voidedBy(() -> {
            engine.apply(engine.event.feed(engine.nowNs, Venue.POLYMARKET, FeedState.GAP, 1, 0));
            engine.at(SECOND);
        });
    }

    @Test
    void shouldForgetWhatWasSignedUnderAnotherGridOrFee() {
        voidedBy(() -> engine.apply(engine.event.tick(engine.nowNs, 0, 1_000)));
        voidedBy(() -> engine.apply(engine.event.feesChanged(engine.nowNs, 0, FeeKind.POLYMARKET_V2, "0.01", "0")));
    }

    private void voidedBy(Runnable happens) {
        nearly();
        engine.timer(SECOND / 100);
        engine.limit(settings -> {}); // nothing is signed anew
        happens.run();
        int before = engine.sent.size();
        nearly();
        opens();
        assertThat(engine.sent).hasSize(before + 1);
        assertThat(lastSignedNs()).isZero();
        engine.rejected(engine.lastSent());
        engine.limit(ARMED);
        engine.assertReplaysTheSame();
    }

    @Test
    void shouldHoldTheCeilingsOfRequestsAndOfWhatTheSignerKeeps() {
        engine.limit(ARMED.andThen(settings -> settings.armPrices(10).armPerSecond(3)));
        nearly();
        engine.timer(0);
        engine.timer(SECOND - 1);
        assertThat(engine.armed).hasSize(3);
        engine.timer(SECOND);
        assertThat(engine.armed).hasSize(6);
        engine.limit(ARMED.andThen(settings -> settings.armPrices(10).armKept(7)));
        engine.timer(SECOND);
        assertThat(engine.armed).hasSize(7);
        engine.timer(SECOND + 1);
        assertThat(engine.armed).hasSize(7); // none is forgotten before its time
    }
}
