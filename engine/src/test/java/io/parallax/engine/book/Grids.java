package io.parallax.engine.book;

/** Grids both venues use, by what they look like. */
final class Grids {
    static final TickGrid CENT = TickGrid.uniform(10_000);
    static final TickGrid DECI_CENT = TickGrid.uniform(1_000);
    static final TickGrid CENTI_CENT = TickGrid.uniform(100);

    /** 0.001 below 0.10 and above 0.90, else 0.01. */
    static final TickGrid TAPERED = TickGrid.of(
            new long[] {0, 100_000, 900_000}, new long[] {100_000, 900_000, 1_000_000}, new long[] {1_000, 10_000, 1_000
            });

    static final TickGrid[] ALL = {CENT, DECI_CENT, CENTI_CENT, TAPERED, TickGrid.uniform(2_500)};

    private Grids() {}
}
