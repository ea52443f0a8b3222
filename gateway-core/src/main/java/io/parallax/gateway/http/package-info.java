/**
 * Keep-alive HTTP to one host, 1.1 or 2 as the venue chooses: a few warm connections, a deadline for every call, and an answer that
 * tells a request that never left or was refused unread from one whose fate is unknown. Runs on the event loop given to the line, which
 * alone writes its state.
 */
package io.parallax.gateway.http;
