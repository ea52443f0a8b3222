package io.parallax.engine.core;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderState;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.engine.order.Order;
import io.parallax.engine.strategy.api.OwnOrder;

/** An order as its strategy sees it; one instance, shown one order at a time. */
final class OrderWindow implements OwnOrder {
    private Order order;

    OrderWindow show(Order shown) {
        order = shown;
        return this;
    }

    @Override
    public long orderId() {
        return order.orderId();
    }

    @Override
    public int instrumentId() {
        return order.instrumentId;
    }

    @Override
    public Outcome outcome() {
        return order.outcome;
    }

    @Override
    public OrderAction action() {
        return order.action;
    }

    @Override
    public OrderState state() {
        return order.state();
    }

    @Override
    public boolean isEnded() {
        return order.isTerminal();
    }

    @Override
    public long limitMicros() {
        return order.priceMicros;
    }

    @Override
    public long qtyMicros() {
        return order.qtyMicros;
    }

    @Override
    public long filledQtyMicros() {
        return order.effectiveFilledMicros();
    }
}
