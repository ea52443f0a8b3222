/**
 * Where secrets are kept and how they are read: files of their owner alone, credentials of systemd, the encrypted keystore. Hands
 * out bytes, which the caller wipes; messages name files and modes, never content. Start and command line only.
 */
package io.parallax.config.secret;
