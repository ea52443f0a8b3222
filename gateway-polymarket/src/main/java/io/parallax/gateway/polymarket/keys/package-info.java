/**
 * The account's API credentials, made from the wallet's key by the venue. Cold path, blocking; never on the event loop whose
 * answers are waited for.
 */
package io.parallax.gateway.polymarket.keys;
