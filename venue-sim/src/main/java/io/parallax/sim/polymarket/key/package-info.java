/** API keys of this venue and who may ask for them: made and recovered by a signature of the account's own key. */
package io.parallax.sim.polymarket.key;
