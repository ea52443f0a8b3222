/** The engine itself: hands each event to the part that owns it, in one fixed order, and nothing else. Engine thread. */
package io.parallax.engine.core;
