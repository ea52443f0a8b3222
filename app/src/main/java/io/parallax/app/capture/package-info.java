/**
 * A second opinion on recordings: books rebuilt from a capture file with a JSON tree and sorted maps, sharing no decoder
 * with the gateways and no book with the engine. Slow and plain on purpose. Used by one thread after the recording ended.
 */
package io.parallax.app.capture;
