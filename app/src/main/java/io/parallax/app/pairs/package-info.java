/**
 * Pairs outside of the engine: the watch that holds every pair against what the venues say of its markets now, on a thread of
 * its own, and pairs told to people.
 */
package io.parallax.app.pairs;
