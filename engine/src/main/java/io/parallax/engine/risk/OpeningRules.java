package io.parallax.engine.risk;

import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.settings.EngineSettings;

/** What forbids buying in a market before any price is looked at. */
public final class OpeningRules {
    private OpeningRules() {}

    /** @return the first obstacle in a fixed order, or null */
    public static ReasonCode obstacle(Instrument instrument, EngineSettings settings, long nowNs) {
        if (!instrument.isActive()) {
            return ReasonCode.MARKET_NOT_ACTIVE;
        }
        if (instrument.closeTimeNs() != 0
                && settings.stopBeforeCloseNs() > 0
                && nowNs >= instrument.closeTimeNs() - settings.stopBeforeCloseNs()) {
            return ReasonCode.CLOSING_SOON;
        }
        if (instrument.isVenueClosed()) {
            return ReasonCode.VENUE_CLOSED;
        }
        if (!instrument.slot().isLive()) {
            return ReasonCode.BOOK_NOT_LIVE;
        }
        if (nowNs - instrument.slot().lastHeardNs() > settings.maxBookAgeNs()) {
            return ReasonCode.BOOK_STALE;
        }
        FeeSchedule fees = instrument.fees();
        if (!fees.isKnown()) {
            return ReasonCode.FEE_UNKNOWN;
        }
        if (nowNs - fees.readAtNs() > settings.maxFeeAgeNs()) {
            return ReasonCode.FEE_TOO_OLD;
        }
        return instrument.isFeeDisputed() ? ReasonCode.FEE_DISPUTED : null;
    }
}
