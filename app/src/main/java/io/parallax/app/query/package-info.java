/** One-off GETs to the venues for commands that look and do not trade. Blocks the caller; can send nothing else. */
package io.parallax.app.query;
