package io.parallax.gateway.polymarket.signing;

/**
 * Signatures by one secp256k1 key: deterministic (RFC 6979) with the lower s, as {@code r | s | v}, v 27 or 28. Holds the
 * key from construction to {@link #close}; afterwards it signs no more.
 */
interface Curve extends AutoCloseable {
    /** Bytes of a signature. */
    int SIGNATURE_LENGTH = 65;

    int KEY_LENGTH = 32;

    /** Puts the signature of a 32-byte digest at the beginning of {@code signature}. */
    void sign(byte[] digest, byte[] signature);

    /** The public point as {@code x | y}, 64 bytes. */
    byte[] publicKey();

    /** Whether the key is out of the reach of the collector and is wiped on close. */
    boolean isNative();

    @Override
    void close();
}
