/**
 * Keep-alive HTTP/1.1 to one host: a few warm connections, one request in flight on each, a deadline for every call, and
 * an answer that tells a request that never left from one whose fate is unknown. Runs on the event loop given to the line,
 * which alone writes its state.
 */
package io.parallax.gateway.http;
