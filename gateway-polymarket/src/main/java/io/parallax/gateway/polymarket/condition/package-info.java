/**
 * What the venue lets us do now, by how it answers, and our own sign of life to it. Told to the engine when it changes.
 * Written by the gateway's event loop alone.
 */
package io.parallax.gateway.polymarket.condition;
