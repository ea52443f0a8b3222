/** The opportunities of a session: their lives, why each was or was not taken, and the books behind it. */
package io.parallax.app.opps;
