/**
 * What the venues charge, as dated tables that ship with the program and can be replaced: records, loader, and the book that
 * answers which fee holds where and when, or why that is not known. Immutable; any thread. Arithmetic of fees is the engine's.
 */
package io.parallax.config.fee;
