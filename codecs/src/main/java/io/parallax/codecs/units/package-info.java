/** Fixed-point units shared by every module. Pure functions, any thread. */
package io.parallax.codecs.units;
