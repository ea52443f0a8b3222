/** Signs requests as the venue wants them: timestamp, method and path. Keys never leave this package. Event loop only. */
package io.parallax.gateway.kalshi.signing;
