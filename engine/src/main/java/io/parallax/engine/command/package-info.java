/**
 * Encodes what the engine decides into the slot: commands to venues and the records that make decisions visible. The engine
 * thread alone writes.
 */
package io.parallax.engine.command;
