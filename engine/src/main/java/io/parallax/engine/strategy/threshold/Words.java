package io.parallax.engine.strategy.threshold;

import java.util.List;

/** Words and phrases to look for in a text, whole and without regard to case: "art" is in "Art, music", not in "party". */
record Words(List<String> words) {
    Words {
        words = List.copyOf(words);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** One of them stands in the text with no letter or digit on either side. */
    boolean anyIn(String text) {
        for (int i = 0; i < words.size(); i++) {
            if (standsIn(words.get(i), text)) {
                return true;
            }
        }
        return false;
    }

    /** The text is one of them. */
    boolean anyIs(String text) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsIn(String word, String text) {
        for (int at = 0; at + word.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, word, 0, word.length())
                    && isEdge(text, at - 1)
                    && isEdge(text, at + word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }
}
