/**
 * What a trade costs: fee schedules as the venues publish them, exact to the micro, rounded against us where a reserve is
 * asked for. Schedules are immutable and thread-free; a {@link io.parallax.engine.fee.FeeAccumulator} belongs to one
 * order and is written by the engine thread.
 */
package io.parallax.engine.fee;
