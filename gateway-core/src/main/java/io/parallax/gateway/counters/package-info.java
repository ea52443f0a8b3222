/** Named counts of the gateways: one writer each, any reader. */
package io.parallax.gateway.counters;
