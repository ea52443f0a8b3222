/**
 * The whole system in one process for a while: both simulated venues, a trading session against them, and what came of
 * it. Runs on the calling thread.
 */
package io.parallax.app.demo;
