/**
 * Order books as the engine knows them: the tick grid of one instrument, its levels on that grid, the health of the book
 * and the rules by which decoded book events change both. Written by the engine thread only; nothing here knows venues,
 * clocks or pairs. Levels are in YES terms, prices and quantities in micros.
 */
package io.parallax.engine.book;
