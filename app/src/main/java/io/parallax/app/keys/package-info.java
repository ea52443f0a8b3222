/** Keys as a person handles them: kept, looked at without being shown, derived at the venue. Runs on the calling thread. */
package io.parallax.app.keys;
