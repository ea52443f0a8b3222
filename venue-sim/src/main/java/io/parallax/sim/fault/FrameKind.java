package io.parallax.sim.fault;

import java.util.EnumSet;
import java.util.Set;

/** What a frame to a client carries. */
public enum FrameKind {
    /** A whole book. */
    SNAPSHOT,
    /** Changes of levels. */
    CHANGE,
    /** A public trade. */
    TRADE,
    /** Any other public data: tickers, life of markets, ticks. */
    INFO,
    /** What concerns the account only. */
    PRIVATE,
    /** Acknowledgements, errors and answers to keep-alives. */
    CONTROL;

    /** Frames that carry books. */
    public static final Set<FrameKind> BOOKS = Set.copyOf(EnumSet.of(SNAPSHOT, CHANGE));

    /** All public data. */
    public static final Set<FrameKind> DATA = Set.copyOf(EnumSet.of(SNAPSHOT, CHANGE, TRADE, INFO));
}
