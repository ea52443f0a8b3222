package io.parallax.gateway.polymarket.market;

/** Told that a line heard of a new grid first. On the event loop. */
@FunctionalInterface
interface GridListener {
    void onNewGrid(int line, int slot);
}
