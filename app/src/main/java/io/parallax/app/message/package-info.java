/** Events and commands by name and as text, for people. Pure functions, any thread. */
package io.parallax.app.message;
