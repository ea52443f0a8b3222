/** What venues refuse and why, as one closed list for both, each with what is done about it and what a person can do. */
package io.parallax.gateway.problem;
