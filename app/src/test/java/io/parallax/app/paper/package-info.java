/** The paper venue beside its neighbours: the engine in front of it, the simulator's exchange next to it. */
package io.parallax.app.paper;
