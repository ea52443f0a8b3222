/** Access of benchmarks to the signer's insides; beside the classes of the same package, never shipped. */
package io.parallax.gateway.polymarket.signing;
