/** Holdings, cash and fills: what the venues owe us, to the micro. Written by the engine thread. */
package io.parallax.engine.position;
