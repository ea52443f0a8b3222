/**
 * Frames of both venues to encoded events: ours beside Jackson's tree and Jackson's stream on the same bytes. The benchmark
 * thread writes; no socket, no loop.
 */
package io.parallax.bench.decode;
