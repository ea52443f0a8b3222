package io.parallax.engine.book;

import io.parallax.codecs.units.Micros;

/**
 * The valid prices of one instrument, numbered from 0 upwards. Immutable.
 *
 * <pre>
 *   band   0.00 ....... 0.10 ............. 0.90 ....... 1.00
 *   step        0.001          0.01             0.001
 *   index  0 .... 99 ^  100 ......... 179 ^ 180 .... 278       (^ = a shared band end belongs to the lower band)
 * </pre>
 *
 * A price is valid when it lies on {@code start + k * step} of a band, both band ends included, and strictly between zero
 * and one dollar. Both directions cost one pass over the bands (three at most in practice) and one multiplication.
 */
public final class TickGrid {
    /** "No price": the answer where a price would otherwise stand. */
    public static final long NO_PRICE = -1;

    /** Largest number of valid prices, ten times what any venue uses. */
    public static final int MAX_SIZE = 100_000;

    /** Offsets and steps are below 2^20 micros, so {@code offset * ceil(2^40 / step) >>> 40} is the exact quotient. */
    private static final int RECIPROCAL_SHIFT = 40;

    private final long[] firstMicros;
    private final long[] lastMicros;
    private final long[] stepMicros;
    private final long[] reciprocal;
    private final int[] baseIndex;
    private final int bands;
    private final int size;

    private TickGrid(long[] firstMicros, long[] lastMicros, long[] stepMicros, int bands) {
        this.firstMicros = firstMicros;
        this.lastMicros = lastMicros;
        this.stepMicros = stepMicros;
        this.bands = bands;
        reciprocal = new long[bands];
        baseIndex = new int[bands];
        long next = 0;
        for (int band = 0; band < bands; band++) {
            reciprocal[band] = ((1L << RECIPROCAL_SHIFT) + stepMicros[band] - 1) / stepMicros[band];
            baseIndex[band] = (int) next;
            next += (lastMicros[band] - firstMicros[band]) / stepMicros[band] + 1;
        }
        if (next > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "tick grid: " + next + " prices exceed " + MAX_SIZE + "; the step is finer than any venue's");
        }
        size = (int) next;
    }

    /**
     * Builds a grid from bands as venues tell them: ascending, not overlapping, ends on the band's own steps.
     *
     * @throws IllegalArgumentException naming the band when there is none, or one is reversed, overlapping, outside
     *     0..1 dollar or not a whole number of steps long
     */
    public static TickGrid of(long[] startMicros, long[] endMicros, long[] stepMicros) {
        int given = startMicros.length;
        if (given == 0 || endMicros.length != given || stepMicros.length != given) {
            throw new IllegalArgumentException("tick grid: " + given + " starts, " + endMicros.length + " ends, "
                    + stepMicros.length + " steps; at least one band with all three is needed");
        }
        long[] first = new long[given];
        long[] last = new long[given];
        long[] step = new long[given];
        int kept = 0;
        for (int band = 0; band < given; band++) {
            check(band, startMicros[band], endMicros[band], stepMicros[band], band == 0 ? 0 : endMicros[band - 1]);
            boolean shared = band > 0 && startMicros[band] == endMicros[band - 1];
            long from = startMicros[band] + (shared || startMicros[band] == 0 ? stepMicros[band] : 0);
            long to = endMicros[band] - (endMicros[band] == Micros.ONE ? stepMicros[band] : 0);
            if (from <= to) {
                first[kept] = from;
                last[kept] = to;
                step[kept++] = stepMicros[band];
            }
        }
        if (kept == 0) {
            throw new IllegalArgumentException("tick grid: no price strictly between 0 and 1 in its bands");
        }
        return new TickGrid(first, last, step, kept);
    }

    /** A grid of one step from zero to one dollar. */
    public static TickGrid uniform(long stepMicros) {
        return of(new long[] {0}, new long[] {Micros.ONE}, new long[] {stepMicros});
    }

    private static void check(int band, long start, long end, long step, long previousEnd) {
        if (step <= 0 || start < previousEnd || end <= start || end > Micros.ONE || (end - start) % step != 0) {
            throw new IllegalArgumentException("tick grid band " + band + ": " + start + ".." + end + " step " + step
                    + " micros; bands ascend within 0.." + Micros.ONE + ", do not overlap and hold whole steps");
        }
    }

    /** Number of valid prices. */
    public int size() {
        return size;
    }

    /** Index of a price, -1 when it is off the grid or not strictly between 0 and 1. */
    public int indexOf(long priceMicros) {
        for (int band = 0; band < bands; band++) {
            if (priceMicros <= lastMicros[band]) {
                long offset = priceMicros - firstMicros[band];
                if (offset < 0) {
                    return -1;
                }
                int steps = steps(band, offset);
                return steps * stepMicros[band] == offset ? baseIndex[band] + steps : -1;
            }
        }
        return -1;
    }

    /**
     * Price at an index.
     *
     * @throws IndexOutOfBoundsException when the index is not within {@code 0..size()-1}
     */
    public long priceMicros(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("tick index " + index + " outside 0.." + (size - 1));
        }
        int band = bands - 1;
        while (baseIndex[band] > index) {
            band--;
        }
        return firstMicros[band] + (index - baseIndex[band]) * stepMicros[band];
    }

    public boolean isValid(long priceMicros) {
        return indexOf(priceMicros) >= 0;
    }

    /** The largest valid price not above the given one, or {@link #NO_PRICE}. */
    public long floorToGrid(long priceMicros) {
        for (int band = bands - 1; band >= 0; band--) {
            if (priceMicros >= lastMicros[band]) {
                return lastMicros[band];
            }
            long offset = priceMicros - firstMicros[band];
            if (offset >= 0) {
                return firstMicros[band] + steps(band, offset) * stepMicros[band];
            }
        }
        return NO_PRICE;
    }

    /** The smallest valid price not below the given one, or {@link #NO_PRICE}. */
    public long ceilToGrid(long priceMicros) {
        for (int band = 0; band < bands; band++) {
            if (priceMicros <= firstMicros[band]) {
                return firstMicros[band];
            }
            if (priceMicros <= lastMicros[band]) {
                long offset = priceMicros - firstMicros[band] + stepMicros[band] - 1;
                return firstMicros[band] + steps(band, offset) * stepMicros[band];
            }
        }
        return NO_PRICE;
    }

    /** Whether the other grid has exactly the same valid prices, however its bands are cut. */
    public boolean hasSamePrices(TickGrid other) {
        if (size != other.size) {
            return false;
        }
        for (int index = 0; index < size; index++) {
            if (priceMicros(index) != other.priceMicros(index)) {
                return false;
            }
        }
        return true;
    }

    private int steps(int band, long offset) {
        return (int) (offset * reciprocal[band] >>> RECIPROCAL_SHIFT);
    }
}
