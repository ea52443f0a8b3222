package io.parallax.engine.book;

/**
 * Which grid indexes hold quantity: one bit an index, and one summary bit a word, so that the next level is found in at
 * most a handful of words however far away it lies. Capacity is fixed.
 */
final class LevelBits {
    private static final int WORD = 6;

    private final long[] words;
    private final long[] summary;
    private int count;

    LevelBits(int size) {
        words = new long[(size + 63) >>> WORD];
        summary = new long[(words.length + 63) >>> WORD];
    }

    /** Sets a clear bit. */
    void set(int index) {
        int word = index >>> WORD;
        words[word] |= 1L << index;
        summary[word >>> WORD] |= 1L << word;
        count++;
    }

    /** Clears a set bit. */
    void clear(int index) {
        int word = index >>> WORD;
        words[word] &= ~(1L << index);
        if (words[word] == 0) {
            summary[word >>> WORD] &= ~(1L << word);
        }
        count--;
    }

    int count() {
        return count;
    }

    /** How many words {@link #lowestNotIn} compares. */
    int words() {
        return words.length;
    }

    /** Bytes of the arrays, headers included. */
    long sizeBytes() {
        return OrderBook.arrayBytes(words.length) + OrderBook.arrayBytes(summary.length);
    }

    /** The lowest set index at or above {@code from} that {@code marks}, one bit an index, does not hold, or -1. */
    int lowestNotIn(long[] marks, int from) {
        int word = from >>> WORD;
        if (word >= words.length) {
            return -1;
        }
        long bits = words[word] & ~marks[word] & -1L << from;
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word] & ~marks[word];
        }
        return (word << WORD) + Long.numberOfTrailingZeros(bits);
    }

    /** The lowest set index at or above {@code from}, or -1. */
    int atOrAbove(int from) {
        int word = from >>> WORD;
        if (word >= words.length) {
            return -1;
        }
        long bits = words[word] & -1L << from;
        if (bits != 0) {
            return (word << WORD) + Long.numberOfTrailingZeros(bits);
        }
        word = summaryAtOrAbove(word + 1);
        return word < 0 ? -1 : (word << WORD) + Long.numberOfTrailingZeros(words[word]);
    }

    /** The highest set index at or below {@code from}, or -1. */
    int atOrBelow(int from) {
        if (from < 0) {
            return -1;
        }
        int word = from >>> WORD;
        long bits = words[word] & -1L >>> 63 - (from & 63);
        if (bits != 0) {
            return (word << WORD) + 63 - Long.numberOfLeadingZeros(bits);
        }
        word = summaryAtOrBelow(word - 1);
        return word < 0 ? -1 : (word << WORD) + 63 - Long.numberOfLeadingZeros(words[word]);
    }

    private int summaryAtOrAbove(int fromWord) {
        int group = fromWord >>> WORD;
        if (group >= summary.length) {
            return -1;
        }
        long bits = summary[group] & -1L << fromWord;
        while (bits == 0) {
            if (++group == summary.length) {
                return -1;
            }
            bits = summary[group];
        }
        return (group << WORD) + Long.numberOfTrailingZeros(bits);
    }

    private int summaryAtOrBelow(int fromWord) {
        if (fromWord < 0) {
            return -1;
        }
        int group = fromWord >>> WORD;
        long bits = summary[group] & -1L >>> 63 - (fromWord & 63);
        while (bits == 0) {
            if (--group < 0) {
                return -1;
            }
            bits = summary[group];
        }
        return (group << WORD) + 63 - Long.numberOfLeadingZeros(bits);
    }
}
