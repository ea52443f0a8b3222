package io.parallax.app.pairs;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.PairCheckedEncoder;
import io.parallax.codecs.sbe.PairFinding;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every pair against what the venues say of its markets now: all of them at the start, then one after the other, each
 * once a period, and sooner what could not be read ({@link ReadGrace}). Publishes what it finds, and the fee of each market it
 * read; what follows from it the engine knows. Used by one thread at a time.
 */
public final class PairWatch implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(PairWatch.class);
    private static final int MAX_TEXT_BYTES = 500;

    private final List<WatchedPair> pairs;
    private final ListingSource listings;
    private final FeeNews fees;
    private final EventPublisher publisher;
    private final EpochNanoClock clock;
    private final NanoClock monotonic;
    private final long stepNs;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PairCheckedEncoder event = new PairCheckedEncoder();
    private final String[] lastTold;
    private final ReadGrace grace;
    private int next;
    private long dueNs;

    /**
     * @param pairs in the order of their ids
     * @param periodNs in which each pair is checked once
     */
    public PairWatch(
            List<WatchedPair> pairs,
            ListingSource listings,
            FeeRule fees,
            EventPublisher publisher,
            EpochNanoClock clock,
            long periodNs) {
        this(pairs, listings, fees, publisher, clock, SystemNanoClock.INSTANCE, periodNs);
    }

    /** @param monotonic by which readings are spaced */
    public PairWatch(
            List<WatchedPair> pairs,
            ListingSource listings,
            FeeRule fees,
            EventPublisher publisher,
            EpochNanoClock clock,
            NanoClock monotonic,
            long periodNs) {
        this.pairs = List.copyOf(pairs);
        this.listings = listings;
        this.fees = new FeeNews(fees, publisher);
        this.publisher = publisher;
        this.clock = clock;
        this.monotonic = monotonic;
        this.stepNs = Math.max(1, periodNs / Math.max(1, pairs.size()));
        this.dueNs = monotonic.nanoTime() + stepNs;
        this.lastTold = new String[pairs.size()];
        this.grace = new ReadGrace(pairs.size());
    }

    /** Checks every pair. Blocking. */
    public void checkAll() {
        for (int pairId = 0; pairId < pairs.size(); pairId++) {
            check(pairId);
        }
        dueNs = monotonic.nanoTime() + stepNs;
    }

    @Override
    public int doWork() {
        long nowNs = monotonic.nanoTime();
        int again = grace.due(nowNs);
        if (again >= 0) {
            check(again);
            return 1;
        }
        if (pairs.isEmpty() || nowNs - dueNs < 0) {
            return 0;
        }
        dueNs = nowNs + stepNs;
        if (!grace.isWaiting(next)) {
            check(next);
        }
        next = (next + 1) % pairs.size();
        return 1;
    }

    private void check(int pairId) {
        PairSettings pair = pairs.get(pairId).pair();
        for (int leg = 0; leg < pair.legs().size(); leg++) {
            Drift drift;
            try {
                drift = read(pairId, leg);
            } catch (ReferenceException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // the session ends; that nothing could be read says nothing of the market
                }
                drift = new Drift(PairFinding.UNREADABLE, String.valueOf(e.getMessage()));
                if (!grace.onFailure(pairId, monotonic.nanoTime())) {
                    LOG.info("pair {}: not read, to be tried again: {}", pair.name(), drift.text());
                    return;
                }
                logOnce(pairId, drift);
                publish(pairId, leg, drift);
                return;
            }
            if (!drift.isNone()) {
                grace.onRead(pairId);
                logOnce(pairId, drift);
                publish(pairId, leg, drift);
                return;
            }
        }
        grace.onRead(pairId);
        lastTold[pairId] = null;
        publish(pairId, PairCheckedEncoder.legNullValue(), new Drift(PairFinding.AS_REVIEWED, ""));
    }

    /** Holds a leg against its venue and passes on its fee, unless it is another market's. */
    private Drift read(int pairId, int legNumber) {
        PairSettings pair = pairs.get(pairId).pair();
        Leg leg = pair.legs().get(legNumber);
        long askedNs = clock.nanoTime();
        MarketListing listing = listings.read(leg);
        Drift drift = Drift.of(pair.relation(), leg, listing);
        if (drift.finding() != PairFinding.IDENTITY_CHANGED) {
            int instrumentId = pairs.get(pairId).instrumentIds().get(legNumber);
            fees.publish(instrumentId, leg.venue(), leg.marketId(), listing.fees(), askedNs, clock.nanoTime());
        }
        return drift;
    }

    private void logOnce(int pairId, Drift drift) {
        if (!drift.text().equals(lastTold[pairId])) {
            lastTold[pairId] = drift.text();
            LOG.warn("pair {}: {}: {}", pairs.get(pairId).pair().name(), drift.finding(), drift.text());
        }
    }

    private void publish(int pairId, int leg, Drift drift) {
        byte[] bytes = drift.text().getBytes(StandardCharsets.UTF_8);
        byte[] text = bytes.length <= MAX_TEXT_BYTES ? bytes : Arrays.copyOf(bytes, MAX_TEXT_BYTES);
        event.wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        event.pairId(pairId).finding(drift.finding()).leg(leg).putText(text, 0, text.length);
        publisher.publish(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength(), 0);
    }

    @Override
    public void onClose() {
        listings.close();
    }

    @Override
    public String roleName() {
        return "pairs";
    }
}
