/** Groups of orders with a limit on what they may fill in a while: a brake at the venue. Written by the event loop. */
package io.parallax.sim.kalshi.group;
