/**
 * Micro-benchmarks (JMH) of single functions of the path from frame to command. Each measures what the product runs, next
 * to the designs it was chosen over, which live in {@code alternative}. Nothing here is on any product path. Each benchmark thread writes its own state; what
 * crosses threads is the hop that is measured.
 */
package io.parallax.bench;
