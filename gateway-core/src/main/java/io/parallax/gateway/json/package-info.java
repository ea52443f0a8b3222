/**
 * Reading of venue bytes: a JSON scanner that allocates nothing and never throws, the closed list of what can be wrong
 * with a frame, and maps from text to small numbers. Every instance belongs to the one gateway thread that made it.
 */
package io.parallax.gateway.json;
