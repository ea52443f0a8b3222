package io.parallax.gateway.polymarket.verify;

/** Hears what became of books. On the event loop. */
public interface VerifyListener {
    /** The book was the venue's; told at most once a second for each book. */
    void onVerified(int slot);

    /** The book was not; it is lost until the next whole one. */
    void onMismatch(int slot);
}
