/** What is told of an opportunity: the figures of one evaluation, and those of a whole life. Engine thread. */
package io.parallax.engine.opportunity;
