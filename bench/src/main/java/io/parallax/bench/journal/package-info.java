/** What appending a slot to the journal costs, beside what it could cost. Each benchmark thread owns its files. */
package io.parallax.bench.journal;
