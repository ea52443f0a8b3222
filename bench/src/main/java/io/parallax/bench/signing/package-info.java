/** What it costs to make an order the venue accepts, beside other ways to do the same. */
package io.parallax.bench.signing;
