/**
 * What a session did, told from its journal alone: counts, money, what is left open. A projection like any other reader
 * of the journal; it asks the engine nothing. Single threaded.
 */
package io.parallax.app.summary;
