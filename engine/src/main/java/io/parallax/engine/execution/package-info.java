/** Two legs or none: the attempt's states, its total transition table, and the coordinator that sends what each needs. Engine thread. */
package io.parallax.engine.execution;
