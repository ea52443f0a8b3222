package io.parallax.engine.pair;

import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.engine.state.StateHash;

/**
 * What keeps a pair closed for opening: it is closed while any cause stands.
 *
 * <pre>
 *   cause, in the order in which one of several is told            waits for
 *   OPERATOR                                                       the resume of the pair; of a pair whose leg a strategy owns, nothing
 *   CONTRADICTION, SETTLEMENT                                      a person
 *   IDENTITY_CHANGED, OUTCOMES_CHANGED, RULES_CHANGED              a person, and a comparison that finds all as reviewed
 *   NAKED, REVERTS, REJECTS, ATTEMPT, PARITY                       a person
 *   UNREADABLE                                                     a comparison that finds all as reviewed
 *   IMPLAUSIBLE                                                    its confirmation, or a person
 * </pre>
 *
 * A person and a comparison may come in either order. A comparison that finds a cause again asks for the person again.
 */
final class FreezeCauses {
    private static final FreezeCause[] ORDER = {
        FreezeCause.OPERATOR,
        FreezeCause.CONTRADICTION,
        FreezeCause.SETTLEMENT,
        FreezeCause.IDENTITY_CHANGED,
        FreezeCause.OUTCOMES_CHANGED,
        FreezeCause.RULES_CHANGED,
        FreezeCause.NAKED,
        FreezeCause.REVERTS,
        FreezeCause.REJECTS,
        FreezeCause.ATTEMPT,
        FreezeCause.PARITY,
        FreezeCause.UNREADABLE,
        FreezeCause.IMPLAUSIBLE,
    };

    /** End when a comparison finds all as reviewed, and not before. */
    private static final int COMPARED = bit(FreezeCause.IDENTITY_CHANGED)
            | bit(FreezeCause.OUTCOMES_CHANGED)
            | bit(FreezeCause.RULES_CHANGED)
            | bit(FreezeCause.UNREADABLE);

    /** Nobody has to answer for them, or nobody can. */
    private static final int IMPERSONAL = bit(FreezeCause.UNREADABLE) | bit(FreezeCause.OPERATOR);

    private int unanswered;
    private int standing;

    private static int bit(FreezeCause cause) {
        return 1 << cause.value();
    }

    /** @return whether the cause is new */
    boolean add(FreezeCause cause) {
        boolean isNew = !has(cause);
        unanswered |= bit(cause) & ~IMPERSONAL;
        standing |= bit(cause) & (COMPARED | IMPERSONAL);
        return isNew;
    }

    /** A person answered for what a person can answer for. */
    void answer() {
        unanswered = 0;
    }

    /** A comparison found all as reviewed. @return whether a cause ended by that */
    boolean agree() {
        int before = mask();
        standing &= ~COMPARED;
        return mask() != before;
    }

    void remove(FreezeCause cause) {
        unanswered &= ~bit(cause);
        standing &= ~bit(cause);
    }

    boolean has(FreezeCause cause) {
        return (mask() & bit(cause)) != 0;
    }

    /** Bit n for the cause of value n; 0 = open. */
    int mask() {
        return unanswered | standing;
    }

    /** The first that stands; NONE when open. */
    FreezeCause first() {
        for (FreezeCause cause : ORDER) {
            if (has(cause)) {
                return cause;
            }
        }
        return FreezeCause.NONE;
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        return StateHash.mix(StateHash.mix(hash, unanswered), standing);
    }
}
