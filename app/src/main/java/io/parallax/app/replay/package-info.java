/**
 * Runs a fresh engine over a journal and compares every consequence with what was journaled, byte for byte. Single
 * threaded; reads nothing but the session.
 */
package io.parallax.app.replay;
