package io.parallax.config.pair;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bound that a figure must pass for YES.
 *
 * @param above the figure must lie above it, otherwise below
 * @param inclusive the bound itself counts
 */
public record Strike(boolean above, boolean inclusive, BigDecimal bound) {
    private static final Pattern TEXT = Pattern.compile("([<>])(=?) ?(-?\\d{1,18}(?:\\.\\d{1,9})?)");

    /** @throws IllegalArgumentException when the text is none */
    static Strike parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a strike is written as \">= 800\"");
        }
        return new Strike(matcher.group(1).equals(">"), !matcher.group(2).isEmpty(), new BigDecimal(matcher.group(3)));
    }

    /** Whether every figure that passes the other passes this. */
    boolean isImpliedBy(Strike other) {
        if (above != other.above) {
            return false;
        }
        int order = bound.compareTo(other.bound);
        return order == 0 ? inclusive || !other.inclusive : above == order < 0;
    }

    @Override
    public String toString() {
        return (above ? ">" : "<") + (inclusive ? "= " : " ") + bound.toPlainString();
    }
}
