package io.parallax.app.run;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.parallax.app.run.SessionPlan.VenuePlan;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.CancelOrderDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.QueryOrderDecoder;
import io.parallax.codecs.sbe.ReconnectLineDecoder;
import io.parallax.codecs.sbe.RefreshBalanceDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.ResubscribeDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.PaperModel;
import io.parallax.engine.fee.ScheduledFees;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.TradingGate;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.order.CommandHandler;
import io.parallax.gateway.order.CommandInbox;
import io.parallax.gateway.paper.PaperVenue;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue whose market data come from its own gateway and whose orders are answered on paper. That gateway was made without
 * a sender; it gets none of the commands that concern orders. What it publishes is heard by the {@link PaperVenue} too, on
 * the gateway's loop, where its commands and its time come as well.
 */
final class PaperGateway implements VenueGateway {
    private static final int INBOX_BYTES = 1 << 16;
    private static final long TICK_MS = 1;
    private static final long LAST_NEWS_MS = 2_000;
    private static final long POLL_MS = 5;

    private final String name;
    private final EventLoop loop;
    private final EpochClock clock = EpochClock.system();
    private final PaperVenue paper;
    private final VenueGateway marketData;
    private final CommandInbox inbox;
    private Future<?> ticks;

    /** @param source makes the gateway of the market data, without a sender */
    PaperGateway(Venue venue, PaperModel model, long seed, long cashMicros, GatewayContext context, VenuePlan source) {
        name = venue.name().toLowerCase(Locale.ROOT) + " on paper";
        loop = context.loop();
        paper = new PaperVenue(venue, model, seed, cashMicros, new ScheduledFees(), context.publisher());
        marketData = source.create(new GatewayContext(
                new Tap(context.publisher()), context.gate(), context.sessionId(), loop, context.fees()));
        inbox = new CommandInbox(
                venue,
                INBOX_BYTES,
                loop,
                clock,
                context.publisher(),
                new Orders(context.gate(), new EventWriter(context.publisher(), venue)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void defineInstruments() {
        marketData.defineInstruments();
    }

    @Override
    public void connect() {
        marketData.connect();
        ticks = loop.scheduleAtFixedRate(
                () -> paper.advance(clock.epochNanos()), TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isLive() {
        return marketData.isLive();
    }

    @Override
    public boolean reconcile() {
        loop.submit(() -> paper.reconcile(clock.epochNanos())).syncUninterruptibly();
        return true;
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        int templateId =
                buffer.getShort(offset + MessageHeaderDecoder.templateIdEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
        if (templateId == ResubscribeDecoder.TEMPLATE_ID || templateId == ReconnectLineDecoder.TEMPLATE_ID) {
            marketData.onCommand(sequence, receivedNanos, buffer, offset, length);
        } else {
            inbox.onCommand(sequence, receivedNanos, buffer, offset, length);
        }
    }

    @Override
    public void cancelAll() {
        loop.execute(paper::cancelAll);
    }

    /** Waits for fills that were matched and not told; settlements that are not due are left as they are. */
    @Override
    public void close() {
        if (ticks != null) {
            long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_NEWS_MS);
            while (!loop.isShuttingDown() && unheardFills() > 0 && System.nanoTime() - untilNs < 0) {
                loop.schedule(() -> {}, POLL_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            }
            ticks.cancel(false);
            ticks = null;
        }
        marketData.close();
    }

    private int unheardFills() {
        return loop.submit(paper::unheardFills).syncUninterruptibly().getNow();
    }

    /** Cash of the paper account; once the session has ended. */
    long cashMicros() {
        return paper.cashMicros();
    }

    /** Contracts of the paper account; once the session has ended. */
    long heldMicros(int instrumentId, Outcome outcome) {
        return paper.heldMicros(instrumentId, outcome);
    }

    /** Fills on paper; once the session has ended. */
    long fills() {
        return paper.fills();
    }

    /** Fees on paper; once the session has ended. */
    long feesMicros() {
        return paper.feesMicros();
    }

    /** Orders on paper; once the session has ended. */
    long orders() {
        return paper.orders();
    }

    /** The gateway's way onto the ring; what the ring took is heard on paper too. */
    private final class Tap implements EventPublisher {
        private final EventPublisher ring;

        Tap(EventPublisher ring) {
            this.ring = ring;
        }

        @Override
        public boolean offerMarketData(DirectBuffer event, int offset, int length, long receivedNanos) {
            boolean taken = ring.offerMarketData(event, offset, length, receivedNanos);
            if (taken) {
                hear(event, offset, length);
            }
            return taken;
        }

        @Override
        public void publish(DirectBuffer event, int offset, int length, long receivedNanos) {
            ring.publish(event, offset, length, receivedNanos);
            hear(event, offset, length);
        }

        /** Definitions come from the starting thread. */
        private void hear(DirectBuffer event, int offset, int length) {
            if (loop.inEventLoop()) {
                paper.onEvent(event, offset, length);
                return;
            }
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, event, offset, length);
            loop.submit(() -> paper.onEvent(copy, 0, length)).syncUninterruptibly();
        }
    }

    /** Commands about orders, on the loop; a closed gate holds orders back here as it does at a socket. */
    private final class Orders implements CommandHandler {
        private final TradingGate gate;
        private final EventWriter events;

        Orders(TradingGate gate, EventWriter events) {
            this.gate = gate;
            this.events = events;
        }

        @Override
        public void onSubmit(SubmitOrderDecoder order, long receivedNanos) {
            if (gate.isOpen()) {
                paper.onSubmit(order, receivedNanos);
            } else {
                events.stamp(clock.epochNanos(), 0, 0);
                events.rejected(order.orderId(), RejectCode.NOT_SENT, "trading gate closed");
            }
        }

        @Override
        public void onCancel(CancelOrderDecoder cancel) {
            paper.onCancel(cancel);
        }

        @Override
        public void onCancelAll(CancelAllDecoder cancelAll) {
            paper.onCancelAll(cancelAll);
        }

        @Override
        public void onQuery(QueryOrderDecoder query) {
            paper.onQuery(query);
        }

        @Override
        public void onResubscribe(ResubscribeDecoder resubscribe) {
            paper.onResubscribe(resubscribe);
        }

        @Override
        public void onReconnectLine(ReconnectLineDecoder reconnect) {
            paper.onReconnectLine(reconnect);
        }

        @Override
        public void onRefreshBalance(RefreshBalanceDecoder refresh) {
            paper.onRefreshBalance(refresh);
        }
    }
}
