/**
 * Proof that our books are the venue's. {@code BookVerifier} keeps the levels of one line's markets and compares their
 * hash with the one the venue sends with every change; {@code BookSampler} compares them with REST copies, for markets
 * that say nothing. Everything here runs on the gateway's event loop, but for the parsing of REST answers.
 */
package io.parallax.gateway.polymarket.verify;
