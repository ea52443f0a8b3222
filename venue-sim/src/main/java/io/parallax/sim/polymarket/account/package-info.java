/** What the venue holds against or for a trader beside its funds: approvals, standing, a cache of balances that lags. */
package io.parallax.sim.polymarket.account;
