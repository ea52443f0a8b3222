/** Planted defects: one line of the real code made wrong, compiled, and run under the judges, who must find it. */
package io.parallax.app.simulate.defect;
