/** What it costs to keep a second copy of a book and to prove it by the venue's hash. */
package io.parallax.bench.verify;
