/**
 * What a person asks of the account from the command line: cash, allowances, open orders, the venue's clock, where it serves.
 * Every call blocks the thread that asks and reads only; none belongs on the event loop.
 */
package io.parallax.gateway.polymarket.account;
