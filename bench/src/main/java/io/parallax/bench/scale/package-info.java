/**
 * What a message and an instrument cost when many instruments are followed: 100, 1,000 and 5,000 on as many connections as
 * the venues need. The lines are the feeds' own, tapped in place of their sockets; the benchmark thread writes.
 */
package io.parallax.bench.scale;
