package io.parallax.gateway.budget;

/** What a request is for; where tokens are few, who may take the last ones, and who waits. */
public enum RequestKind {
    /** Cancels, questions about orders, heartbeats: may take the last token and wait for one; nothing is before them. */
    VITAL(Long.MAX_VALUE),
    /**
     * Orders that hedge, unwind or sell what is held: may take the last token and wait half a second for one, before any read. A
     * second try costs more than that: a leg is filled, and a refusal uses up its re-price or a step of its unwind.
     */
    HEDGE(500_000_000L),
    /** Orders that open: leave what the others may need; without a token they are refused at once. */
    ORDER(0),
    /** Everything that can wait, and waits: lists, books, account. */
    READ(Long.MAX_VALUE);

    private final long patienceNs;

    RequestKind(long patienceNs) {
        this.patienceNs = patienceNs;
    }

    /** How long it is worth waiting for tokens. */
    public long patienceNs() {
        return patienceNs;
    }

    /** Whether it may take what is kept from others. */
    public boolean mayTakeKept() {
        return this == VITAL || this == HEDGE;
    }

    /** Whether it creates an order, which is soon worth nothing. */
    public boolean isOrder() {
        return this == HEDGE || this == ORDER;
    }
}
