/**
 * The one ring and its handlers: a slot is an event and what it caused; engine, journal and dispatch pass over it in that
 * order, on one thread or three. A slot's event is written by the thread that publishes it, its consequences by the engine
 * thread; journal and dispatch only read.
 */
package io.parallax.engine.ring;
