/**
 * The open-loop rig: frames leave on a fixed schedule whether or not the last one was handled, and latency counts from the
 * intended instant of sending. The main thread sends, the ring's thread writes the histogram.
 */
package io.parallax.bench.e2e;
