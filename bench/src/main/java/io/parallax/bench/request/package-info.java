/** What it costs to make a request for a venue. */
package io.parallax.bench.request;
