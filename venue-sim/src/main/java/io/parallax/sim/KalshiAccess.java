package io.parallax.sim;

/**
 * Who may trade at the simulated Kalshi.
 *
 * @param keyId id of the API key
 * @param publicKeyPem RSA or Ed25519 public key, PEM ({@code BEGIN PUBLIC KEY})
 */
public record KalshiAccess(String keyId, String publicKeyPem) {}
