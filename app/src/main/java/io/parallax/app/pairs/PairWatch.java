package io.parallax.app.pairs;

import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.PairCheckedEncoder;
import io.parallax.codecs.sbe.PairFinding;
import io.parallax.config.pair.PairSettings;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.reference.ReferenceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every pair against what the venues say of its markets now: all of them at the start, then one after the other, each
 * once a period. Publishes what it finds; what follows from it the engine knows. Used by one thread at a time.
 */
public final class PairWatch implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(PairWatch.class);
    private static final int MAX_TEXT_BYTES = 500;

    private final List<PairSettings> pairs;
    private final ListingSource listings;
    private final EventPublisher publisher;
    private final EpochNanoClock clock;
    private final long stepNs;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PairCheckedEncoder event = new PairCheckedEncoder();
    private final String[] lastTold;
    private int next;
    private long dueNs;

    /**
     * @param pairs in the order of their ids
     * @param periodNs in which each pair is checked once
     */
    public PairWatch(
            List<PairSettings> pairs,
            ListingSource listings,
            EventPublisher publisher,
            EpochNanoClock clock,
            long periodNs) {
        this.pairs = List.copyOf(pairs);
        this.listings = listings;
        this.publisher = publisher;
        this.clock = clock;
        this.stepNs = Math.max(1, periodNs / Math.max(1, pairs.size()));
        this.dueNs = System.nanoTime() + stepNs;
        this.lastTold = new String[pairs.size()];
    }

    /** Checks every pair. Blocking. */
    public void checkAll() {
        for (int pairId = 0; pairId < pairs.size(); pairId++) {
            check(pairId);
        }
        dueNs = System.nanoTime() + stepNs;
    }

    @Override
    public int doWork() {
        long monotonicNs = System.nanoTime();
        if (pairs.isEmpty() || monotonicNs - dueNs < 0) {
            return 0;
        }
        dueNs = monotonicNs + stepNs;
        check(next);
        next = (next + 1) % pairs.size();
        return 1;
    }

    private void check(int pairId) {
        PairSettings pair = pairs.get(pairId);
        for (int leg = 0; leg < pair.legs().size(); leg++) {
            Drift drift;
            try {
                drift = Drift.of(
                        pair.relation(),
                        pair.legs().get(leg),
                        listings.read(pair.legs().get(leg)));
            } catch (ReferenceException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return; // the session ends; that nothing could be read says nothing of the market
                }
                drift = new Drift(PairFinding.UNREADABLE, String.valueOf(e.getMessage()));
            }
            if (!drift.isNone()) {
                logOnce(pairId, drift);
                publish(pairId, leg, drift);
                return;
            }
        }
        lastTold[pairId] = null;
        publish(pairId, PairCheckedEncoder.legNullValue(), new Drift(PairFinding.AS_REVIEWED, ""));
    }

    private void logOnce(int pairId, Drift drift) {
        if (!drift.text().equals(lastTold[pairId])) {
            lastTold[pairId] = drift.text();
            LOG.warn("pair {}: {}: {}", pairs.get(pairId).name(), drift.finding(), drift.text());
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
