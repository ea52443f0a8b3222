package io.parallax.engine.risk;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.settings.EngineSettings;

/** The limits of an order that is meant to stay without a hedge: those of every order, and a cap of their own. */
public final class DirectionalRisk {
    private final EngineSettings settings;
    private final Exposure exposure;
    private final VenueCash cash;
    private long valueMicros;
    private long limitMicros;

    public DirectionalRisk(EngineSettings settings, Exposure exposure, VenueCash cash) {
        this.settings = settings;
        this.exposure = exposure;
        this.cash = cash;
    }

    /** @return the limit that a purchase of this worst-case cost, fees included, would break; null when it keeps all */
    public ReasonCode obstacle(Instrument instrument, long costMicros) {
        if (exceeds(costMicros, settings.maxOrderNotionalMicros())) {
            return ReasonCode.LIMIT_ORDER;
        }
        if (exceeds(Math.addExact(exposure.directionalMicros(), costMicros), settings.maxDirectionalNotionalMicros())) {
            return ReasonCode.LIMIT_DIRECTIONAL;
        }
        if (exceeds(
                Math.addExact(exposure.venueMicros(instrument.venue()), costMicros),
                settings.maxVenueNotionalMicros())) {
            return ReasonCode.LIMIT_VENUE;
        }
        if (exceeds(Math.addExact(exposure.totalMicros(), costMicros), settings.maxTotalNotionalMicros())) {
            return ReasonCode.LIMIT_TOTAL;
        }
        if (exceeds(costMicros, cash.freeMicros(instrument.venue()) - settings.cashBufferMicros())) {
            return ReasonCode.LIMIT_CASH;
        }
        return exceeds(exposure.dayLossMicros() + 1, settings.maxDailyLossMicros()) ? ReasonCode.LIMIT_LOSS : null;
    }

    private boolean exceeds(long value, long limit) {
        valueMicros = value;
        limitMicros = limit;
        return value > limit;
    }

    /** What the limit of the last {@link #obstacle} was compared with. */
    public long valueMicros() {
        return valueMicros;
    }

    public long limitMicros() {
        return limitMicros;
    }
}
