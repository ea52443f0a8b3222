/**
 * Recordings: their form, one writer and one reader; and a second opinion on them, books rebuilt with a JSON tree and
 * sorted maps, sharing no decoder with the gateways and no book with the engine, slow and plain on purpose. Each object is
 * used by one thread.
 */
package io.parallax.app.capture;
