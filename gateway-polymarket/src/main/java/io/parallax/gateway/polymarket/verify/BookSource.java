package io.parallax.gateway.polymarket.verify;

/** Where copies of books come from. On the event loop. */
interface BookSource {
    /** Takes the answer to one request; exactly one method is called, on the event loop. */
    interface Answer {
        void onCopies(RestCopies copies);

        /** @param throttled whether the venue wants fewer requests */
        void onFailure(boolean throttled);
    }

    /** Asks for the books of some markets' first outcomes. */
    void ask(int[] slots, int count, Answer answer);
}
