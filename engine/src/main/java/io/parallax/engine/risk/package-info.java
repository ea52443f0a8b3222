/** What may be opened: every limit, and the name of the one that stands in the way. Engine thread. */
package io.parallax.engine.risk;
