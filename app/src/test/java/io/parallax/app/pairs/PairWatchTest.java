package io.parallax.app.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.FeesChangedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.PairCheckedDecoder;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.MarketFees;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairSettings;
import io.parallax.config.pair.VoidRule;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.reference.ListedFees;
import io.parallax.gateway.reference.MarketListing;
import io.parallax.gateway.reference.ReferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What the watch publishes of fees, and of markets that cannot be read. */
class PairWatchTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long EPOCH = 1_790_000_000L * SECOND;
    private static final long HOUR = 3_600 * SECOND;

    private final Source source = new Source();
    private final List<String> told = new ArrayList<>();
    private long elapsedNs;
    private final PairWatch watch = new PairWatch(
            List.of(new WatchedPair(pair(), List.of(7, 9))),
            source,
            new FeeRule(FeeBook.shipped(), false),
            new Told(),
            () -> EPOCH + elapsedNs,
            () -> elapsedNs,
            HOUR);

    /** Both legs at Kalshi, so that one kind of listing does for both. */
    private static PairSettings pair() {
        List<Leg> legs = List.of(leg("KXRAIN-26-A"), leg("KXRAIN-26-B"));
        return new PairSettings(
                "rain",
                "rain",
                Relation.SAME,
                legs,
                new VoidRule(VoidRule.When.EXCLUDED, List.of(), "none"),
                JointPayoffs.of(Relation.SAME, legs.size()),
                new PairSettings.Review(Verdict.SAME, "ann", "", "read", 0),
                0,
                0,
                Micros.ONE,
                true);
    }

    private static Leg leg(String ticker) {
        return new Leg.Kalshi(ticker, "KXRAIN", "", new Leg.Reviewed("ab".repeat(32), "", "", "", null));
    }

    /** Answers with rules of a hash, and a multiplier; or not at all. */
    private static final class Source implements ListingSource {
        boolean dead;
        int asked;
        String rulesHash = "ab".repeat(32);
        long multiplierMicros = Micros.ONE;

        @Override
        public MarketListing read(Leg leg) {
            asked++;
            if (dead) {
                throw new ReferenceException("no answer");
            }
            ListedFees fees = new ListedFees(MarketFees.kalshi("quadratic", multiplierMicros), false, "KXRAIN", null);
            return new MarketListing(leg.marketId(), List.of(), "", "", "KXRAIN", "", true, false, rulesHash, fees);
        }

        @Override
        public void close() {}
    }

    private final class Told implements EventPublisher {
        @Override
        public boolean offerMarketData(DirectBuffer buffer, int offset, int length, long receivedNanos) {
            throw new AssertionError("no market data");
        }

        @Override
        public void publish(DirectBuffer buffer, int offset, int length, long receivedNanos) {
            MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
            if (header.templateId() == FeesChangedDecoder.TEMPLATE_ID) {
                FeesChangedDecoder fees = new FeesChangedDecoder().wrapAndApplyHeader(buffer, offset, header);
                told.add(fees.instrumentId() + " " + fees.feeKind() + " " + Micros.format(fees.feeRateMicros()) + " @"
                        + (fees.feeReadAtNs() - EPOCH) / SECOND);
            } else {
                told.add(new PairCheckedDecoder()
                        .wrapAndApplyHeader(buffer, offset, header)
                        .finding()
                        .name());
            }
        }
    }

    private void at(long seconds) {
        elapsedNs = seconds * SECOND;
        watch.doWork();
    }

    @Test
    void shouldPublishTheFeeOfEveryMarketItReadsChangedOrNot() {
        watch.checkAll();
        assertThat(told).containsExactly("7 KALSHI_QUADRATIC 0.07 @0", "9 KALSHI_QUADRATIC 0.07 @0", "AS_REVIEWED");
        told.clear();
        at(3_600);
        assertThat(told).startsWith("7 KALSHI_QUADRATIC 0.07 @3600", "9 KALSHI_QUADRATIC 0.07 @3600");
        told.clear();
        source.multiplierMicros = Micros.ONE / 2;
        at(7_200);
        assertThat(told).startsWith("7 KALSHI_QUADRATIC 0.035 @7200", "9 KALSHI_QUADRATIC 0.035 @7200");
    }

    @Test
    void shouldPublishTheFeeOfAMarketWhoseRulesChanged() {
        source.rulesHash = "cd".repeat(32);
        watch.checkAll();
        assertThat(told).containsExactly("7 KALSHI_QUADRATIC 0.07 @0", "RULES_CHANGED");
    }

    @Test
    void shouldTellAtOnceWhatWasNeverRead() {
        source.dead = true;
        watch.checkAll();
        assertThat(told).containsExactly("UNREADABLE");
        source.dead = false;
        at(299);
        assertThat(told).hasSize(1);
        at(300);
        assertThat(told).last().isEqualTo("AS_REVIEWED");
    }

    @Test
    void shouldTellOnlyAfterThreeReadingsWhatWasReadBefore() {
        watch.checkAll();
        told.clear();
        source.dead = true;
        at(3_600);
        at(3_619);
        assertThat(source.asked).isEqualTo(3);
        at(3_620);
        at(3_659);
        assertThat(told).isEmpty();
        at(3_660);
        assertThat(source.asked).isEqualTo(5);
        assertThat(told).containsExactly("UNREADABLE");
    }

    @Test
    void shouldSayNothingOfAReadingThatFailedOnce() {
        watch.checkAll();
        told.clear();
        source.dead = true;
        at(3_600);
        source.dead = false;
        at(3_620);
        assertThat(told).hasSize(3).last().isEqualTo("AS_REVIEWED");
        source.dead = true;
        at(7_200);
        at(7_220);
        assertThat(told).as("the count began anew").hasSize(3);
    }
}
