package io.parallax.gateway.polymarket.user;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.http.HttpFailure;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.LateArrival;
import io.parallax.gateway.polymarket.order.Inquiry;
import io.parallax.gateway.polymarket.order.OpenOrder;
import io.parallax.gateway.polymarket.order.OrderTable;
import io.parallax.gateway.polymarket.order.PrivateCalls;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * What became of an order, by its hash. "Not found" alone proves nothing: only when a second read, more than a second
 * later and asked for when its request can no longer arrive ({@link LateArrival}), agrees, and the trades since the order was
 * made hold none of it, the order is said to be dead. Every inquiry ends with an event about the order, unless its end was
 * published meanwhile.
 */
public final class OrderInquiry implements Inquiry {
    private static final long SECOND_READ_MS = 1_100;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final PrivateCalls calls;
    private final EventLoop loop;
    private final EpochClock clock;
    private final EventWriter events;
    private final OpenOrder openOrder = new OpenOrder();
    private TradeHistory trades;

    public OrderInquiry(PrivateCalls calls, EventLoop loop, EpochClock clock, EventWriter events) {
        this.calls = calls;
        this.loop = loop;
        this.clock = clock;
        this.events = events;
    }

    /** Sets where trades are read; before the first question. */
    public void tradesFrom(TradeHistory history) {
        trades = history;
    }

    @Override
    public void ask(OrderTable.Entry order) {
        if (!order.isDone() && order.beginAsking()) {
            read(order, false);
        }
    }

    private void read(OrderTable.Entry order, boolean absentBefore) {
        boolean early = LateArrival.isPossible(order.sentNs(), clock.epochNanos());
        calls.send(
                "GET",
                "/data/order/" + order.hashText(),
                (status, body, offset, length, nanos, epochNs) -> {
                    events.stamp(epochNs, 0, nanos);
                    if (status == OK) {
                        onOrder(order, body, offset, length);
                    } else if (status != NOT_FOUND) {
                        onUnknown(order, UnknownCause.SERVER_ERROR);
                    } else if (absentBefore) {
                        lookForTrades(order, early);
                    } else {
                        loop.schedule(() -> readAgain(order), SECOND_READ_MS, TimeUnit.MILLISECONDS);
                    }
                },
                failure -> onFailure(order, failure));
    }

    private void readAgain(OrderTable.Entry order) {
        if (order.isDone()) {
            order.endAsking();
        } else {
            read(order, true);
        }
    }

    private void onOrder(OrderTable.Entry order, DirectBuffer body, int offset, int length) {
        switch (openOrder.read(body, offset, length)) {
            case LIVE -> {
                order.endAsking();
                if (!order.isDone()) {
                    order.accept();
                    events.accepted(order.orderId(), order.hashText());
                }
            }
            case MATCHED ->
                end(
                        order,
                        order.isImmediate() ? order.immediateReason(openOrder.filledMicros()) : DoneReason.FILLED,
                        openOrder.filledMicros());
            case ENDED -> end(order, endReason(order), openOrder.filledMicros());
            default -> onUnknown(order, UnknownCause.UNREADABLE);
        }
    }

    private DoneReason endReason(OrderTable.Entry order) {
        if (order.isImmediate()) {
            return DoneReason.KILLED;
        }
        return order.isExpired(clock.epochNanos()) ? DoneReason.EXPIRED : DoneReason.CANCELLED;
    }

    /** The venue does not know it; did it trade all the same? */
    private void lookForTrades(OrderTable.Entry order, boolean early) {
        Sum sum = new Sum(order);
        trades.readSince(order.slot(), order.sentNs(), sum, complete -> {
            events.stamp(clock.epochNanos(), 0, 0);
            if (sum.qtyMicros == 0 && early) {
                onUnknown(order, UnknownCause.TIMEOUT);
            } else if (complete) {
                end(
                        order,
                        sum.qtyMicros == 0 ? DoneReason.KILLED : order.immediateReason(sum.qtyMicros),
                        sum.qtyMicros);
            } else {
                onUnknown(order, UnknownCause.UNREADABLE);
            }
        });
    }

    private void end(OrderTable.Entry order, DoneReason reason, long filledMicros) {
        order.endAsking();
        if (order.end()) {
            events.done(order.orderId(), reason, filledMicros);
        }
    }

    private void onUnknown(OrderTable.Entry order, UnknownCause cause) {
        order.endAsking();
        if (!order.isDone()) {
            events.unknown(order.orderId(), cause);
        }
    }

    private void onFailure(OrderTable.Entry order, HttpFailure failure) {
        events.stamp(clock.epochNanos(), 0, 0);
        onUnknown(
                order,
                failure == HttpFailure.TIMEOUT || failure == HttpFailure.NO_CONNECTION
                        ? UnknownCause.TIMEOUT
                        : UnknownCause.CONNECTION_LOST);
    }

    /** Adds up the parts of one order in pages of trades, each trade once. */
    private static final class Sum implements TradeHistory.Observer {
        private final OrderTable.Entry order;
        private long qtyMicros;

        Sum(OrderTable.Entry order) {
            this.order = order;
        }

        @Override
        public void onPart(UserSink.Part part) {
            if (part.order() == order && part.settlement() != Settlement.FAILED) {
                qtyMicros = Math.addExact(qtyMicros, part.qtyMicros());
            }
        }
    }
}
