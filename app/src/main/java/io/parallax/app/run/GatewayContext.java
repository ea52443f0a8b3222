package io.parallax.app.run;

import io.netty.channel.EventLoop;
import io.parallax.config.fee.FeeBook;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;

/**
 * What a gateway is given by the session it belongs to.
 *
 * @param publisher the way onto the ring
 * @param gate asked right before an order's bytes are written
 * @param sessionId names orders for ever
 * @param loop the gateway's own event loop; in the compact layout all gateways share one
 * @param fees which fee holds
 */
public record GatewayContext(
        EventPublisher publisher, TradingGate gate, long sessionId, EventLoop loop, FeeBook fees) {}
