/**
 * What those who judge a simulated run see of it: the world with the venues' truth, the marks, and the moments at which
 * they are told. Written by the one thread of the run.
 */
package io.parallax.app.simulate.world;
