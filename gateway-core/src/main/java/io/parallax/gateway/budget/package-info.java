/** How many requests a venue permits, counted here before it has to refuse one. Event loop only. */
package io.parallax.gateway.budget;
