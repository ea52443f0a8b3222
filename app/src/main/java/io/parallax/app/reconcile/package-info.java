/**
 * Holds what both venues say of the account against what the newest session's journal says, outside of a session. Reads only. Runs on
 * the calling thread.
 */
package io.parallax.app.reconcile;
