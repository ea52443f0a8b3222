package io.parallax.app.doctor;

import io.parallax.app.query.VenueCall.Answer;
import java.util.Locale;

/** How far this machine's clock is from a venue's, which tells whole seconds only: the offset is known to half a second. */
final class ClockOffset {
    private static final double WARN_S = 1.5;
    private static final double ERROR_S = 5;
    private static final String FIX = "let NTP set this machine's clock (timedatectl set-ntp true), then ask again";

    private ClockOffset() {}

    static Finding judge(String id, long venueSeconds, Answer answer) {
        double ours = answer.midNs() / 1e9;
        double offset = ours - (venueSeconds + 0.5);
        String value = String.format(Locale.ROOT, "%+.1f s, known to %.1f s", offset, 0.5 + answer.roundTripNs() / 2e9);
        if (Math.abs(offset) > ERROR_S) {
            return Finding.error(
                    id, Cause.CLOCK, "the clock is not the venue's: it refuses our signatures", value, FIX);
        }
        return Math.abs(offset) > WARN_S
                ? Finding.warn(id, "the clock drifts from the venue's", value, FIX)
                : Finding.ok(id, "the clock is the venue's", value);
    }
}
