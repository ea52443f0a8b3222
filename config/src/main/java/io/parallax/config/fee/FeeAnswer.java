package io.parallax.config.fee;

/** What the book knows: the terms, or why there are none. Without terms, or with terms that are too old, nothing is traded. */
public sealed interface FeeAnswer {
    /** The fee is known. */
    record Known(FeeTerms terms) implements FeeAnswer {
        @Override
        public boolean isTradable() {
            return !terms.tooOld();
        }
    }

    /**
     * The fee is not known.
     *
     * @param reason names the thing, the value and the remedy
     */
    record Unknown(String reason) implements FeeAnswer {
        @Override
        public boolean isTradable() {
            return false;
        }
    }

    boolean isTradable();
}
