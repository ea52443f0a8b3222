package io.parallax.gateway.budget;

/** What a request is for; where tokens are few, who may take the last ones. */
public enum RequestKind {
    /** Cancels and questions about orders: may take the last token. */
    VITAL,
    /** Orders: leave what vital requests may need. */
    ORDER,
    /** Everything that can wait: lists, books, account. */
    READ
}
