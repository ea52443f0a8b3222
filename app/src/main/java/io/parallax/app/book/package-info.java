/**
 * The books that a recording leads to, by the gateway's own decoder and the engine's own book, without a socket: for
 * debugging a feed, and for proving that both are right. One thread.
 */
package io.parallax.app.book;
