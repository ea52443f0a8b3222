package io.parallax.config.pair;

import java.util.regex.Pattern;

/**
 * Tells outcomes that stand for what is not named yet: "Other", whose meaning shrinks as outcomes are named, and the unnamed
 * ones of augmented negative-risk events ("Person A"). A set that counts one of them is not exhaustive.
 *
 * <p>Source: Polymarket docs, "Augmented negative risk", read 2026-11.
 */
final class Placeholder {
    private static final Pattern OTHER =
            Pattern.compile("\\b(other|others|another|none of the above|someone else|anyone else)\\b", flags());
    private static final Pattern UNNAMED = Pattern.compile(
            "\\b(person|player|candidate|party|team|company|country|movie|film|artist|individual|option|outcome|name) [a-z]\\b",
            flags());

    private Placeholder() {}

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }

    /** Whether the words speak of what has no name. */
    static boolean isNamedBy(String words) {
        return OTHER.matcher(words).find() || UNNAMED.matcher(words).find();
    }
}
