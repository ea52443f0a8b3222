/**
 * Frames of both venues, from bytes to published events and on into the engine's book, beside four other ways to read the
 * same bytes: Jackson's stream and tree, dsl-json, jsoniter. The benchmark thread writes; no socket, no loop.
 */
package io.parallax.bench.decode;
