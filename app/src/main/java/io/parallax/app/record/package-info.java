/**
 * Recording of a venue's market lines. The gateway's loops copy each frame into a bounded ring and never wait; one writer
 * thread empties it into the file. What found no room is counted and written as lost.
 */
package io.parallax.app.record;
