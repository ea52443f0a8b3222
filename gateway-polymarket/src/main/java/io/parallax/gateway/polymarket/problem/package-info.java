/** How the venue refuses, and the host before it: status, words and headers to one of {@code VenueProblem}. Pure, any thread. */
package io.parallax.gateway.polymarket.problem;
