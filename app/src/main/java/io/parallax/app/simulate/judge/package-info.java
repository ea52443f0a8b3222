/** Those who judge a simulated run: each holds a few invariants of the fault list against what truly happened. */
package io.parallax.app.simulate.judge;
