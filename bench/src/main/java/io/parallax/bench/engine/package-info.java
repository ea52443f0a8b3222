/** Benchmarks of the decision path: evaluation alone, and the whole engine over one event. The benchmark thread writes. */
package io.parallax.bench.engine;
