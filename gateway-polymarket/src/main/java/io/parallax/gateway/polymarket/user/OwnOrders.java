package io.parallax.gateway.polymarket.user;

import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.order.Inquiry;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.function.IntConsumer;

/**
 * News of our orders as events. An order's end is published once, whichever of channel, answer and inquiry tells it
 * first. While the call that sent an order is open, the channel does not end an order that never rests: the answer says
 * the same in units that are documented.
 */
public final class OwnOrders implements UserSink {
    /** Parts of trades that are remembered as told. */
    private static final int TOLD = 8_192;

    private final MarketTable markets;
    private final EventWriter events;
    private final EpochClock clock;
    private final Inquiry inquiry;
    private final Runnable onLost;
    private final ToldFills told = new ToldFills(TOLD);
    private IntConsumer onFill = slot -> {};
    private long receivedEpochNs;
    private long receivedNanos;

    /**
     * Publishes through the writer.
     *
     * @param onLost told when news could not be read, so that what they said is fetched
     */
    public OwnOrders(MarketTable markets, EventWriter events, EpochClock clock, Inquiry inquiry, Runnable onLost) {
        this.markets = markets;
        this.events = events;
        this.clock = clock;
        this.inquiry = inquiry;
        this.onLost = onLost;
    }

    /** Sets who hears that a market was traded in, by its place in the table. */
    public void fillsTo(IntConsumer listener) {
        onFill = listener;
    }

    /** Sets the receive time of the news that follow. */
    void received(long epochNs, long nanos) {
        receivedEpochNs = epochNs;
        receivedNanos = nanos;
    }

    @Override
    public void fill(Part part) {
        if (!told.isNews(part)) {
            return;
        }
        onFill.accept(part.token() >> 1);
        events.stamp(receivedEpochNs, part.venueTimeNs(), receivedNanos);
        events.fill(
                part.order() == null ? 0 : part.order().orderId(),
                markets.instrumentId(part.token() >> 1),
                (part.token() & 1) == 0 ? Outcome.YES : Outcome.NO,
                part.isSell() ? OrderAction.SELL : OrderAction.BUY,
                part.settlement(),
                part.isMaker() ? Liquidity.MAKER : Liquidity.TAKER,
                part.index(),
                part.tradeIdHigh(),
                part.tradeIdLow(),
                part.priceMicros(),
                part.qtyMicros(),
                Micros.NULL);
    }

    @Override
    public void live(OrderTable.Entry order, long venueTimeNs) {
        if (order.accept()) {
            events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
            events.accepted(order.orderId(), order.hashText());
        }
    }

    @Override
    public void matched(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs) {
        if (order.isImmediate() && !order.isAnswered()) {
            return;
        }
        if (order.end()) {
            events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
            events.done(order.orderId(), DoneReason.FILLED, filledQtyMicros);
        }
    }

    @Override
    public void ended(OrderTable.Entry order, long filledQtyMicros, long venueTimeNs) {
        if (order.isImmediate() && !order.isAnswered()) {
            return;
        }
        if (order.end()) {
            events.stamp(receivedEpochNs, venueTimeNs, receivedNanos);
            events.done(order.orderId(), reason(order), filledQtyMicros);
        }
    }

    private DoneReason reason(OrderTable.Entry order) {
        if (order.isImmediate()) {
            return DoneReason.KILLED;
        }
        return order.isExpired(clock.epochNanos()) ? DoneReason.EXPIRED : DoneReason.CANCELLED;
    }

    @Override
    public void unclear(OrderTable.Entry order) {
        inquiry.ask(order);
    }

    @Override
    public void fault(int code) {
        onLost.run();
    }
}
