package io.parallax.bench.e2e;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.parallax.bench.decode.MarketFrames;
import io.parallax.bench.engine.BenchEvents;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.CommandSink;
import io.parallax.engine.port.EventPublisher;
import io.parallax.engine.port.StageProbe;
import io.parallax.engine.ring.EventRing;
import io.parallax.engine.ring.RingLayout;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.net.GatewayLoops;
import io.parallax.gateway.polymarket.market.MarketLine;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.journal.SessionWriter;
import io.parallax.journal.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

/**
 * Tick to order: from the instant at which a market-data frame was to leave the venue to the instant at which the journaled
 * order is handed to its sender. The whole real path lies between: socket, decoder, ring, book, evaluation, risk, execution,
 * journal, dispatch; only signing and the order's own socket are left out.
 *
 * <p>Every 50th frame opens an arbitrage and the next one closes it; the order is refused at once, so the pair is free
 * again. A run whose sender fell more than a millisecond behind its schedule on average is reported as failed.
 *
 * <pre>
 *   OpenLoopRig [frames per second] [seconds] [spin|park]
 * </pre>
 */
public final class OpenLoopRig implements CommandSink {
    private static final int TRIGGER_EVERY = 50;
    private static final long NANOS = 1_000_000_000L;
    private static final long MAX_MEAN_LAG_NS = 1_000_000L;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final Histogram latency = new Histogram(10 * NANOS, 3);
    private volatile EventWriter answers;
    private volatile long intendedNanos;
    private volatile boolean recording;
    private volatile long orders;

    private OpenLoopRig() {}

    /** Runs the rig and prints its figures. */
    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        boolean spin = args.length > 2 && args[2].equals("spin");
        new OpenLoopRig().run(rate, seconds, spin);
    }

    private void run(int rate, int seconds, boolean spin) throws Exception {
        Path sessions = Files.createTempDirectory("parallax-rig");
        Path directory = Sessions.create(sessions, 1, System.currentTimeMillis() * 1_000_000L);
        EpochClock clock = EpochClock.system();
        try (FrameServer server = new FrameServer(MarketFrames.book());
                GatewayLoops loops = new GatewayLoops("gateway", 1, spin);
                SessionWriter journal = SessionWriter.open(directory, 1);
                EventRing ring = new EventRing(new EventRing.Parts(
                        8_192,
                        RingLayout.COMPACT,
                        spin ? new BusySpinWaitStrategy() : new BlockingWaitStrategy(),
                        Executors.defaultThreadFactory(),
                        new Engine(),
                        journal,
                        this,
                        StageProbe.NONE,
                        (role, sequence, cause) -> cause.printStackTrace()))) {
            answers = new EventWriter(ring, Venue.POLYMARKET);
            ring.start();
            bringToTrading(ring);
            MarketTable markets = new MarketTable(List.of(new PolymarketMarket(
                    0, MarketFrames.condition(), MarketFrames.yesToken(), MarketFrames.noToken())));
            MarketLine feed = new MarketLine(markets, server.uri(), loops.next(), clock, ring);
            feed.start();
            server.awaitSubscriber();
            send(server, rate, 3); // warm-up, not recorded
            recording = true;
            long lagNs = send(server, rate, seconds);
            LockSupport.parkNanos(NANOS / 2);
            feed.close();
            ring.shutdown(5_000);
            print(rate, seconds, spin, lagNs);
        }
    }

    /** Both instruments, the pair, balances and a fixed book on the other venue. */
    private static void bringToTrading(EventPublisher ring) {
        BenchEvents e = new BenchEvents();
        publish(ring, e.settings(10_000));
        publish(ring, e.instrument(0, Venue.POLYMARKET));
        publish(ring, e.instrument(1, Venue.KALSHI));
        publish(ring, e.pair(0, 0, 1));
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            publish(ring, e.balance(venue));
            publish(ring, e.reconciled(venue));
        }
        publish(ring, e.resume());
        publish(ring, e.book(1, 49, 51, 5));
    }

    private static void publish(EventPublisher ring, BenchEvents event) {
        ring.publish(event.buffer(), 0, event.length(), 0);
    }

    /** @return mean lag of the sender behind its schedule */
    private long send(FrameServer server, int rate, int seconds) {
        ByteBuf[] quiet = {frame(MarketFrames.bid("4321.5")), frame(MarketFrames.bid("4221.5"))};
        ByteBuf open = frame(MarketFrames.ask("100"));
        ByteBuf close = frame(MarketFrames.ask("0"));
        long periodNs = NANOS / rate;
        long frames = (long) rate * seconds;
        long startNanos = System.nanoTime() + NANOS / 10;
        long lagSumNs = 0;
        for (long i = 0; i < frames; i++) {
            long dueNanos = startNanos + i * periodNs;
            for (long waitNs; (waitNs = dueNanos - System.nanoTime()) > 0; ) {
                if (waitNs > 100_000) {
                    LockSupport.parkNanos(waitNs - 60_000);
                } else {
                    Thread.onSpinWait();
                }
            }
            lagSumNs += System.nanoTime() - dueNanos;
            int phase = (int) (i % TRIGGER_EVERY);
            if (phase == 0) {
                intendedNanos = dueNanos;
            }
            ByteBuf frame = phase == 0 ? open : phase == 1 ? close : quiet[phase & 1];
            server.send(frame.retainedDuplicate());
        }
        return lagSumNs / frames;
    }

    private static ByteBuf frame(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }

    @Override
    public void onCommand(long sequence, long receivedNanos, DirectBuffer buffer, int offset, int length) {
        header.wrap(buffer, offset);
        if (header.templateId() != SubmitOrderDecoder.TEMPLATE_ID) {
            return;
        }
        if (recording) {
            latency.recordValue(Math.max(0, System.nanoTime() - intendedNanos));
        }
        submit.wrapAndApplyHeader(buffer, offset, header);
        answers.stamp(BenchEvents.NOW_NS, 0, 0);
        answers.rejected(submit.orderId(), RejectCode.NOT_FILLABLE, "rig");
        orders++; // written by the dispatch thread alone
    }

    private void print(int rate, int seconds, boolean spin, long lagNs) {
        System.out.printf(
                "open loop: %,d frames/s for %d s over loopback, %s, %d cores, Java %s%n",
                rate,
                seconds,
                spin ? "busy spin" : "parking",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"));
        System.out.printf("orders %,d; sender behind its schedule by %.1f us on average%n", orders, lagNs / 1e3);
        for (double percentile : new double[] {50, 90, 99, 99.9, 99.99}) {
            System.out.printf(
                    "tick to order p%-6s %9.1f us%n", percentile, latency.getValueAtPercentile(percentile) / 1e3);
        }
        System.out.printf("tick to order max     %9.1f us%n", latency.getMaxValue() / 1e3);
        if (lagNs > MAX_MEAN_LAG_NS || latency.getTotalCount() == 0) {
            System.out.println("FAILED: the schedule was not kept, or no order came; the figures mean nothing");
            System.exit(1);
        }
    }
}
