/** What the venue's refusals mean: its bodies read, and mapped to the closed list of problems. Pure; each object one thread's. */
package io.parallax.gateway.kalshi.problem;
