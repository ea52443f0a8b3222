/** Orders at Kalshi: bodies, answers, cancels and the question what became of one. Event loop only. */
package io.parallax.gateway.kalshi.order;
