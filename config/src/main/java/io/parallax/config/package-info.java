/**
 * Typed, immutable settings: one record per consumer, read once at start from YAML. Reading is strict and collects every
 * problem before it refuses. Nothing here is shared mutable state; loading happens on the starting thread.
 */
package io.parallax.config;
