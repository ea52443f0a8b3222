/**
 * REST answers of both venues and what goes wrong with them on demand: an {@link io.parallax.sim.rest.Answers} stands before
 * each venue's calls as {@code Lines} stands before its sockets. Token buckets of the rate limits are here too. All of it is
 * written by the simulator's event loop.
 */
package io.parallax.sim.rest;
