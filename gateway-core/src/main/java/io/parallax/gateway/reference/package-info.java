/** Cold reads: what an instrument is, asked of a venue's REST interface. Runs on the thread that asks, before trading. */
package io.parallax.gateway.reference;
