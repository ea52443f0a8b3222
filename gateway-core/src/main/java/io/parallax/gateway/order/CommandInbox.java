package io.parallax.gateway.order;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.ResetGuardDecoder;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * The sink of one venue: copies its commands, ignores all others, wakes the loop. Nothing is allocated for a command.
 *
 * <p>New orders, and orders to be signed ahead, may fill three quarters of the ring; beyond that an order is answered at
 * once with {@code OrderRejected NOT_SENT}, and one to be signed ahead is lost: it will be refused when it is wanted. The
 * last quarter is for cancels and queries; one that does not even fit there is counted as lost, and the engine asks again
 * by its own deadline.
 */
public final class CommandInbox implements CommandSink {
    private static final int PREFIX = Long.BYTES;
    private static final int DRAIN_LIMIT = 64;

    private final Venue venue;
    private final EventLoop loop;
    private final EpochClock clock;
    private final CommandHandler handler;
    private final EventWriter refusals;
    private final RingBuffer ring;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong refusedOrders = new AtomicLong();
    private final AtomicLong lostCommands = new AtomicLong();
    private final Runnable drain = this::drain;
    private final MessageHandler onMessage = this::onMessage;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SignAheadDecoder signAhead = new SignAheadDecoder();
    private final CancelOrderDecoder cancel = new CancelOrderDecoder();
    private final CancelAllDecoder cancelAll = new CancelAllDecoder();
    private final ResetGuardDecoder resetGuard = new ResetGuardDecoder();
    private final QueryOrderDecoder query = new QueryOrderDecoder();
    private final ResubscribeDecoder resubscribe = new ResubscribeDecoder();
    private final ReconnectLineDecoder reconnect = new ReconnectLineDecoder();
    private final RefreshBalanceDecoder refresh = new RefreshBalanceDecoder();

    private final MessageHeaderDecoder drainHeader = new MessageHeaderDecoder();
    private final SubmitOrderDecoder drainSubmit = new SubmitOrderDecoder();
    private final SignAheadDecoder drainSignAhead = new SignAheadDecoder();
    private final CancelOrderDecoder drainCancel = new CancelOrderDecoder();
    private final CancelAllDecoder drainCancelAll = new CancelAllDecoder();
    private final ResetGuardDecoder drainResetGuard = new ResetGuardDecoder();
    private final QueryOrderDecoder drainQuery = new QueryOrderDecoder();
    private final ResubscribeDecoder drainResubscribe = new ResubscribeDecoder();
    private final ReconnectLineDecoder drainReconnect = new ReconnectLineDecoder();
    private final RefreshBalanceDecoder drainRefresh = new RefreshBalanceDecoder();

    /** @param capacityBytes of the ring, a power of two */
    public CommandInbox(
            Venue venue,
            int capacityBytes,
            EventLoop loop,
            EpochClock clock,
            EventPublisher publisher,
            CommandHandler handler) {
        this.venue = venue;
        this.loop = loop;
        this.clock = clock;
        this.handler = handler;
        this.refusals = new EventWriter(publisher, venue);
        this.ring = new ManyToOneRingBuffer(
                new UnsafeBuffer(ByteBuffer.allocateDirect(capacityBytes + RingBufferDescriptor.TRAILER_LENGTH)));
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        int templateId = header.templateId();
        if (!concerns(templateId, buffer, offset)) {
            return;
        }
        boolean order = templateId == SubmitOrderDecoder.TEMPLATE_ID;
        boolean yields = order || templateId == SignAheadDecoder.TEMPLATE_ID;
        boolean reserved = yields && ring.size() > ring.capacity() / 4 * 3;
        int index = reserved ? -1 : ring.tryClaim(templateId, PREFIX + length);
        if (index < 0) {
            refuse(order);
            return;
        }
        AtomicBuffer claimed = ring.buffer();
        claimed.putLong(index, receivedNanos);
        claimed.putBytes(index + PREFIX, buffer, offset, length);
        ring.commit(index);
        wake();
    }

    /** Orders answered NOT_SENT because the ring was full. */
    public long refusedOrders() {
        return refusedOrders.get();
    }

    /** Cancels, queries and the like that did not fit. */
    public long lostCommands() {
        return lostCommands.get();
    }

    private boolean concerns(int templateId, DirectBuffer buffer, int offset) {
        Venue of =
                switch (templateId) {
                    case SubmitOrderDecoder.TEMPLATE_ID ->
                        submit.wrapAndApplyHeader(buffer, offset, header).venue();
                    case SignAheadDecoder.TEMPLATE_ID ->
                        signAhead.wrapAndApplyHeader(buffer, offset, header).venue();
                    case CancelOrderDecoder.TEMPLATE_ID ->
                        cancel.wrapAndApplyHeader(buffer, offset, header).venue();
                    case CancelAllDecoder.TEMPLATE_ID ->
                        cancelAll.wrapAndApplyHeader(buffer, offset, header).venue();
                    case ResetGuardDecoder.TEMPLATE_ID ->
                        resetGuard.wrapAndApplyHeader(buffer, offset, header).venue();
                    case QueryOrderDecoder.TEMPLATE_ID ->
                        query.wrapAndApplyHeader(buffer, offset, header).venue();
                    case ResubscribeDecoder.TEMPLATE_ID ->
                        resubscribe.wrapAndApplyHeader(buffer, offset, header).venue();
                    case ReconnectLineDecoder.TEMPLATE_ID ->
                        reconnect.wrapAndApplyHeader(buffer, offset, header).venue();
                    case RefreshBalanceDecoder.TEMPLATE_ID ->
                        refresh.wrapAndApplyHeader(buffer, offset, header).venue();
                    default -> Venue.NULL_VAL;
                };
        return of == venue;
    }

    private void refuse(boolean order) {
        if (order) {
            refusedOrders.incrementAndGet();
            refusals.stamp(clock.epochNanos(), 0, 0);
            refusals.rejected(submit.orderId(), RejectCode.NOT_SENT, "gateway inbox full");
        } else {
            lostCommands.incrementAndGet();
        }
    }

    private void wake() {
        if (draining.compareAndSet(false, true)) {
            loop.execute(drain);
        }
    }

    private void drain() {
        draining.set(false);
        if (ring.read(onMessage, DRAIN_LIMIT) == DRAIN_LIMIT) {
            wake();
        }
    }

    private void onMessage(int templateId, MutableDirectBuffer buffer, int index, int length) {
        long receivedNanos = buffer.getLong(index);
        int at = index + PREFIX;
        switch (templateId) {
            case SubmitOrderDecoder.TEMPLATE_ID ->
                handler.onSubmit(drainSubmit.wrapAndApplyHeader(buffer, at, drainHeader), receivedNanos);
            case SignAheadDecoder.TEMPLATE_ID ->
                handler.onSignAhead(drainSignAhead.wrapAndApplyHeader(buffer, at, drainHeader));
            case CancelOrderDecoder.TEMPLATE_ID ->
                handler.onCancel(drainCancel.wrapAndApplyHeader(buffer, at, drainHeader));
            case CancelAllDecoder.TEMPLATE_ID ->
                handler.onCancelAll(drainCancelAll.wrapAndApplyHeader(buffer, at, drainHeader));
            case ResetGuardDecoder.TEMPLATE_ID ->
                handler.onResetGuard(drainResetGuard.wrapAndApplyHeader(buffer, at, drainHeader));
            case QueryOrderDecoder.TEMPLATE_ID ->
                handler.onQuery(drainQuery.wrapAndApplyHeader(buffer, at, drainHeader));
            case ResubscribeDecoder.TEMPLATE_ID ->
                handler.onResubscribe(drainResubscribe.wrapAndApplyHeader(buffer, at, drainHeader));
            case ReconnectLineDecoder.TEMPLATE_ID ->
                handler.onReconnectLine(drainReconnect.wrapAndApplyHeader(buffer, at, drainHeader));
            case RefreshBalanceDecoder.TEMPLATE_ID ->
                handler.onRefreshBalance(drainRefresh.wrapAndApplyHeader(buffer, at, drainHeader));
            default -> throw new IllegalStateException("template " + templateId + " was never copied");
        }
    }
}
