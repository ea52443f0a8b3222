/**
 * The venue's half of the cryptography: the EIP-712 digest of an exchange order, the recovery of who signed it
 * (including wallet contracts), and the HMAC over private requests. Written from the venue's documents alone, so that it
 * can disagree with a gateway that is wrong. Everything is stateless and may be called from any thread.
 */
package io.parallax.sim.polymarket.sign;
