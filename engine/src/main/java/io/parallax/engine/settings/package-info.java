/** The engine's settings, as the last Settings event gave them. Written by the engine thread. */
package io.parallax.engine.settings;
