package io.parallax.gateway.polymarket.keys;

import io.parallax.config.Secret;

/**
 * Credentials of the L2 authentication. Unprintable.
 *
 * @param key names the credentials, and is the {@code owner} of an order
 * @param secret base64 of the HMAC's key
 * @param passphrase sent with every private call
 */
public record ApiKey(Secret key, Secret secret, Secret passphrase) {}
