package io.parallax.app.simulate.run;

import io.parallax.codecs.units.Micros;
import io.parallax.config.ArmingSettings;
import io.parallax.config.AttemptSettings;
import io.parallax.config.ExposureSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.RiskSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The settings of a run: some soon stand at their limits, others hardly ever; some have one line for a market, most have two. */
final class DrawnLimits {
    private final SplittableRandom random;
    private final boolean tight;

    private DrawnLimits(SplittableRandom random) {
        this.random = random;
        tight = random.nextInt(3) == 0;
    }

    /**
     * Draws them.
     *
     * @param scale of the account, which limits on money grow with
     * @param tight for the limits that a third of the runs have so narrow that they hold something back all the time
     * @param ahead for the orders that half of the runs have signed ahead
     */
    static ParallaxSettings of(
            ParallaxSettings profile,
            SplittableRandom shape,
            long scale,
            SplittableRandom tight,
            SplittableRandom ahead) {
        DrawnLimits drawn = new DrawnLimits(tight);
        return Variation.of(
                profile,
                Map.of(
                        "feed", profile.feed().withLines(shape.nextInt(4) == 0 ? 1 : 2),
                        "risk", drawn.risk(profile.risk(), scale),
                        "exposure", drawn.exposure(profile.exposure(), scale),
                        "attempts", drawn.attempts(profile.attempts()),
                        "signing", Variation.of(profile.signing(), Map.of("arming", arming(ahead)))));
    }

    private static ArmingSettings arming(SplittableRandom random) {
        if (random.nextBoolean()) {
            return ArmingSettings.OFF;
        }
        return new ArmingSettings(
                (1L + random.nextInt(6)) * Micros.ONE / 100,
                1 + random.nextInt(5),
                1 + random.nextInt(ArmingSettings.MOST_SIZES),
                TimeUnit.SECONDS.toNanos(2 + random.nextInt(20)),
                5 + random.nextInt(40));
    }

    private RiskSettings risk(RiskSettings risk, long scale) {
        Map<String, Object> changes = new HashMap<>();
        changes.put("maxPairNotionalMicros", risk.maxPairNotionalMicros() * scale);
        changes.put("maxVenueNotionalMicros", risk.maxVenueNotionalMicros() * scale);
        changes.put("maxTotalNotionalMicros", risk.maxTotalNotionalMicros() * scale);
        changes.put("maxDailyLossMicros", risk.maxDailyLossMicros() * scale);
        maybe(changes, "maxBookAgeNs", () -> TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(1_300)));
        return Variation.of(risk, changes);
    }

    private ExposureSettings exposure(ExposureSettings exposure, long scale) {
        Map<String, Object> changes = new HashMap<>();
        changes.put("maxGapNotionalMicros", exposure.maxGapNotionalMicros() * scale);
        changes.put("maxGroupGapNotionalMicros", exposure.maxGroupGapNotionalMicros() * scale);
        changes.put("maxProvisionalNotionalMicros", exposure.maxProvisionalNotionalMicros() * scale);
        maybe(changes, "maxGapNotionalMicros", () -> (50L + random.nextInt(300)) * Micros.ONE);
        maybe(changes, "maxProvisionalNotionalMicros", () -> (30L + random.nextInt(200)) * Micros.ONE);
        maybe(changes, "maxCollarMicros", () -> (1L + random.nextInt(4)) * Micros.ONE / 100);
        maybe(changes, "maxSpreadMicros", () -> (2L + random.nextInt(6)) * Micros.ONE / 100);
        maybe(changes, "maxNetMicros", () -> (20L + random.nextInt(200)) * Micros.ONE);
        return Variation.of(exposure, changes);
    }

    private AttemptSettings attempts(AttemptSettings attempts) {
        Map<String, Object> changes = new HashMap<>();
        maybe(changes, "maxAttempts", () -> 1 + random.nextInt(3));
        maybe(changes, "maxNakedNs", () -> TimeUnit.SECONDS.toNanos(3 + random.nextInt(8)));
        maybe(changes, "polymarketOrdersPerSecond", () -> 2 + random.nextInt(5));
        maybe(changes, "kalshiOrdersPerSecond", () -> 2 + random.nextInt(5));
        maybe(changes, "rejectFreezeCount", () -> 2 + random.nextInt(5));
        maybe(changes, "failHaltCount", () -> 10 + random.nextInt(40));
        maybe(changes, "revertPauseCount", () -> 2 + random.nextInt(4));
        return Variation.of(attempts, changes);
    }

    private void maybe(Map<String, Object> changes, String name, Supplier<Object> value) {
        Object drawn = value.get(); // drawn in any case: one limit never shifts the next
        if (random.nextBoolean() && tight) {
            changes.put(name, drawn);
        }
    }
}
