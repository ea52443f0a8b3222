/**
 * A session from a configuration file: which markets it follows, how far orders go in each mode, and what mode live asks for before
 * anything that can send is made. Runs on the calling thread.
 */
package io.parallax.app.live;
