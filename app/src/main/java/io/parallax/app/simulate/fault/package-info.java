/** What can go wrong, one class a kind, and how often it does. Written by the one thread of the run. */
package io.parallax.app.simulate.fault;
