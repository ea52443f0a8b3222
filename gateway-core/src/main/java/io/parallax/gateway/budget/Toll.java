package io.parallax.gateway.budget;

/**
 * What a request of one endpoint class costs: so many tokens of every budget it is counted in, all of them or none. Made once for
 * each class. Event loop only.
 */
public final class Toll {
    /** Costs nothing: of a venue, or a test, without limits. */
    public static final Toll FREE = new Toll(0, new RequestBudget[0], new RequestBudget[0]);

    private final long tokens;
    private final RequestBudget[] own;
    private final RequestBudget[] shared;

    private Toll(long tokens, RequestBudget[] own, RequestBudget[] shared) {
        this.tokens = tokens;
        this.own = own;
        this.shared = shared;
    }

    /** @param own budgets of this class, which a refusal of the venue is about */
    public static Toll of(long tokens, RequestBudget... own) {
        return new Toll(tokens, own.clone(), FREE.shared);
    }

    /** The same, counted in these too. A refusal says nothing of them. */
    public Toll with(RequestBudget... others) {
        return new Toll(tokens, own, others.clone());
    }

    /** Takes all of it or nothing. @return whether the request may be sent now */
    public boolean take(RequestKind kind, int items, long nowNs) {
        if (waitNs(kind, items, nowNs) > 0) {
            return false;
        }
        for (RequestBudget budget : own) {
            budget.take(kind, tokens * items, nowNs);
        }
        for (RequestBudget budget : shared) {
            budget.take(kind, 1, nowNs);
        }
        return true;
    }

    /** How long until it may be sent, when nothing else is meanwhile; 0 = now. */
    public long waitNs(RequestKind kind, int items, long nowNs) {
        long waitNs = 0;
        for (RequestBudget budget : own) {
            waitNs = Math.max(waitNs, budget.waitNs(kind, tokens * items, nowNs));
        }
        for (RequestBudget budget : shared) {
            waitNs = Math.max(waitNs, budget.waitNs(kind, 1, nowNs));
        }
        return waitNs;
    }

    /** The venue refused such a request for the rate. @param untilNs not before then */
    public void refusedUntil(long untilNs, long nowNs) {
        for (RequestBudget budget : own) {
            budget.refusedUntil(untilNs, nowNs);
        }
    }
}
