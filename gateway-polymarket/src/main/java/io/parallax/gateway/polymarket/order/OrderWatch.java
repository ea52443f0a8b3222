package io.parallax.gateway.polymarket.order;

import io.parallax.gateway.problem.VenueProblem;

/** Hears how the venue takes orders, and says when it is not to be asked at all. Event loop only. */
public interface OrderWatch {
    /** Why no order may be sent now, or null. */
    String withholds();

    /** An order of ours was taken. */
    void taken();

    /**
     * An order of ours was refused, or its fate left open.
     *
     * @param retryAfterNs what the venue wants us to wait, 0 = not said
     */
    void refused(VenueProblem problem, long retryAfterNs);

    /** The market at this place of the table trades on another contract than orders were signed for. */
    void moved(int slot);
}
