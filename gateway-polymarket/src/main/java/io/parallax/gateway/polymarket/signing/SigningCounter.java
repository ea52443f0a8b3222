package io.parallax.gateway.polymarket.signing;

/** What signatures are counted by. */
public enum SigningCounter {
    /** Signatures made with a derived nonce. */
    SIGNED,
    /** Signatures made with a nonce from the pool. */
    SIGNED_FROM_POOL,
    /** The pool was on and had no pair: the nonce was derived. */
    POOL_EMPTY,
    /** Orders signed ahead and kept. */
    SIGNED_AHEAD,
    /** Kept signatures that were sent. */
    SENT_AS_SIGNED,
    /** Orders not signed ahead: beyond a ceiling, or no place. */
    NOT_SIGNED_AHEAD,
    /** Orders refused by the signer. */
    REFUSED,
    /** Starts without the native library: web3j signs. */
    NATIVE_MISSING
}
