package io.parallax.gateway.budget;

/** What a request is for; where tokens are few, who may take the last ones, and who waits. */
public enum RequestKind {
    /** Cancels, questions about orders, heartbeats: may take the last token and wait for one; nothing is before them. */
    VITAL,
    /** Orders that hedge, unwind or sell what is held: may take the last token; without one they are refused at once. */
    HEDGE,
    /** Orders that open: leave what the others may need; without a token they are refused at once. */
    ORDER,
    /** Everything that can wait, and waits: lists, books, account. */
    READ;

    /** Whether it may take what is kept from others. */
    public boolean mayTakeKept() {
        return this == VITAL || this == HEDGE;
    }

    /** Whether it creates an order, which is worth nothing later. */
    public boolean isOrder() {
        return this == HEDGE || this == ORDER;
    }
}
