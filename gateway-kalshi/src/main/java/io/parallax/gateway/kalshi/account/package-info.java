/**
 * The account as the venue has it: resting orders, fills, positions, cash and settlements, read at the start, after each
 * reconnect and by timers, and told as events. Event loop only, but for {@link
 * io.parallax.gateway.kalshi.account.AccountReads}, which blocks.
 */
package io.parallax.gateway.kalshi.account;
