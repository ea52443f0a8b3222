/** Connections without sockets: bytes that arrive late, in pieces, or not at all. Written by the one thread of the run. */
package io.parallax.app.simulate.net;
