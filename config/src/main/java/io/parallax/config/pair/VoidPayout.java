package io.parallax.config.pair;

import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What YES of a market pays where the event it is about does not take place, is undecided or cannot be told.
 *
 * @param kind EXCLUDED where that was found impossible
 * @param micros of FIXED, else 0
 */
public record VoidPayout(Kind kind, long micros) {
    /** How the payout is found. */
    public enum Kind {
        /** It does not happen. */
        EXCLUDED,
        /** An amount the rules name. */
        FIXED,
        /** The last price, or what the venue holds to be fair: anything from 0 to 1. */
        LAST_PRICE
    }

    /** It does not happen. */
    public static final VoidPayout EXCLUDED = new VoidPayout(Kind.EXCLUDED, 0);
    /** Anything from 0 to 1. */
    public static final VoidPayout LAST_PRICE = new VoidPayout(Kind.LAST_PRICE, 0);

    private static final long HALF = Micros.ONE / 2;

    /** An amount the rules name. */
    public static VoidPayout fixed(long micros) {
        return new VoidPayout(Kind.FIXED, micros);
    }

    /** The payouts to reckon with. What holds at both ends of a range holds within it, since sums of payouts are linear. */
    long[] values() {
        return switch (kind) {
            case EXCLUDED -> new long[0];
            case FIXED -> new long[] {micros};
            case LAST_PRICE -> new long[] {0, Micros.ONE};
        };
    }

    /**
     * Everything that a venue may pay where nobody said what it does. Polymarket's oracle decides for YES, for NO or for a
     * half each; Kalshi has no void, it pays a last or fair price. Neither gives a stake back.
     *
     * <p>Sources: Polymarket docs, "Resolution"; Kalshi rulebook 6.3 and its reports of settled markets; read 2026-11.
     */
    static long[] worst(Venue venue) {
        return venue == Venue.POLYMARKET ? new long[] {0, HALF, Micros.ONE} : new long[] {0, Micros.ONE};
    }

    /** What the venue does instead of this, or empty where it can do this. */
    String refusedBy(Venue venue) {
        boolean possible = venue != Venue.POLYMARKET
                || kind == Kind.EXCLUDED
                || kind == Kind.FIXED && LongStream.of(worst(venue)).anyMatch(value -> value == micros);
        return possible ? "" : "Polymarket pays 0, 0.5 or 1, never a price";
    }

    @Override
    public String toString() {
        return switch (kind) {
            case EXCLUDED -> "excluded";
            case FIXED -> Micros.format(micros);
            case LAST_PRICE -> "last-price";
        };
    }

    /** @throws IllegalArgumentException when the text is none */
    static VoidPayout parse(String text) {
        for (VoidPayout word : Arrays.asList(EXCLUDED, LAST_PRICE)) {
            if (word.toString().equals(text)) {
                return word;
            }
        }
        long micros = Micros.parse(text);
        if (micros < 0 || micros > Micros.ONE) {
            throw new IllegalArgumentException("outside 0..1");
        }
        return fixed(micros);
    }
}
