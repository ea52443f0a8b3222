/** The venues' own clients against the simulated venues: what they send is accepted, what we answer is understood. */
package io.parallax.sim.official;
