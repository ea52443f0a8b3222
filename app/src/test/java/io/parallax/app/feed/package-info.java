/** The whole chain against every fault of market data: simulated venues, gateways, ring, engine. */
package io.parallax.app.feed;
