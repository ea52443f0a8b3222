/** The engine's state ladder and the hash that stands for all state. Written by the engine thread. */
package io.parallax.engine.state;
