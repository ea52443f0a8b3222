/** Designs that were considered and refused, kept so that the comparison can be repeated. The benchmark thread writes. */
package io.parallax.bench.alternative;
