package io.parallax.app.pairs;

import io.parallax.codecs.sbe.FeesChangedEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.reference.ListedFees;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the engine the fee of a market whenever its venue was asked, changed or not: what was read lately is what is traded on.
 * Where venue and table differ it says so once. Used by one thread at a time.
 */
final class FeeNews {
    private static final Logger LOG = LoggerFactory.getLogger(FeeNews.class);
    private static final long NANOS = 1_000_000_000L;

    private final FeeRule rule;
    private final EventPublisher publisher;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FeesChangedEncoder event = new FeesChangedEncoder();
    private final Map<Integer, String> lastTold = new HashMap<>();

    FeeNews(FeeRule rule, EventPublisher publisher) {
        this.rule = rule;
        this.publisher = publisher;
    }

    /**
     * @param marketId for people
     * @param readAtNs when the venue was asked, epoch ns
     */
    void publish(int instrumentId, Venue venue, String marketId, ListedFees listed, long readAtNs, long nowNs) {
        FeeRule.Fee fee = rule.of(venue, listed, Instant.ofEpochSecond(readAtNs / NANOS, readAtNs % NANOS));
        if (!fee.difference().equals(lastTold.getOrDefault(instrumentId, ""))) {
            lastTold.put(instrumentId, fee.difference());
            if (!fee.difference().isEmpty()) {
                LOG.warn("fee of {} {}: {}", venue, marketId, fee.difference());
            }
        }
        event.wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(nowNs).venueTimeNs(0);
        event.instrumentId(instrumentId)
                .feeKind(fee.kind())
                .feeRateMicros(fee.takerMicros())
                .makerFeeRateMicros(fee.makerMicros())
                .feeExponentMicros(fee.exponentMicros())
                .feeReadAtNs(readAtNs);
        publisher.publish(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + event.encodedLength(), 0);
    }
}
