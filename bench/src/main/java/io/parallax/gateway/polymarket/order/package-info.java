/** Access of benchmarks to the insides of order entry; beside the classes of the same package, never shipped. */
package io.parallax.gateway.polymarket.order;
