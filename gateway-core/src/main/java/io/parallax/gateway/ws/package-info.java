/**
 * One websocket line to a venue: takes its turn, connects, upgrades, keeps alive, notices silence and stalls, reconnects.
 * Everything here runs on the event loop given to the line, which alone writes its state. Both gateways' lines, public
 * and private, are of this kind.
 *
 * <p>States of a line; a pair not listed stays where it is and is counted:
 *
 * <pre>
 *   IDLE         CONNECT      QUEUED
 *   QUEUED       TURN         CONNECTING
 *   QUEUED       THROTTLE     THROTTLED
 *   THROTTLED    TURN         CONNECTING
 *   CONNECTING   CHANNEL_UP   UPGRADING
 *   CONNECTING   LOST         BACKING_OFF
 *   UPGRADING    UPGRADED     LIVE
 *   UPGRADING    LOST         BACKING_OFF
 *   LIVE         LOST         BACKING_OFF
 *   BACKING_OFF  RETRY        QUEUED
 *   any          CLOSE        CLOSED
 * </pre>
 */
package io.parallax.gateway.ws;
