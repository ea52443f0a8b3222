/** Deterministic identities. Pure functions, any thread. */
package io.parallax.codecs.ids;
