/**
 * One websocket line to a venue: connects, upgrades, keeps alive, notices silence, reconnects. Everything here runs on
 * the event loop given to the line, which alone writes its state.
 *
 * <p>States of a line; a pair not listed stays where it is and is counted:
 *
 * <pre>
 *   IDLE         CONNECT      CONNECTING
 *   CONNECTING   CHANNEL_UP   UPGRADING
 *   CONNECTING   LOST         BACKING_OFF
 *   UPGRADING    UPGRADED     LIVE
 *   UPGRADING    LOST         BACKING_OFF
 *   LIVE         LOST         BACKING_OFF
 *   BACKING_OFF  RETRY        CONNECTING
 *   any          CLOSE        CLOSED
 * </pre>
 */
package io.parallax.gateway.ws;
