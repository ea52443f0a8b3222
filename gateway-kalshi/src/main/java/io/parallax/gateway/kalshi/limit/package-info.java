/** What requests to Kalshi cost of the account's budgets. Event loop only. */
package io.parallax.gateway.kalshi.limit;
