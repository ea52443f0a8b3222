package io.parallax.gateway.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Takes of immediate orders against a book of decimals that does every step the long way. */
class DepthWalkPropertyTest {
    private static final int ORDERS = 40;

    @Test
    void shouldTakeWhatAPlainBookGives() {
        int partly = 0;
        int killed = 0;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            Venue venue = random.nextBoolean() ? Venue.POLYMARKET : Venue.KALSHI;
            long goneMicros = random.nextInt(3) * 150_000L;
            PaperRig rig = new PaperRig(venue, model(goneMicros), seed).market(0);
            NavigableMap<Long, Long> bids = levels(random, 1, 48);
            NavigableMap<Long, Long> asks = levels(random, 50, 48);
            rig.book(0, bids, asks);
            PlainBook plain = new PlainBook(bids, asks, venue, goneMicros);
            for (long orderId = 16; orderId < 16 + ORDERS; orderId++) {
                Outcome outcome = random.nextBoolean() ? Outcome.YES : Outcome.NO;
                TimeInForce tif = random.nextBoolean() ? TimeInForce.FOK : TimeInForce.IOC;
                long price = 10_000L * (1 + random.nextInt(99));
                long qty = 10_000L * (500 + random.nextInt(30_000));
                rig.after(PaperRig.MS);
                rig.submit(orderId, 0, outcome, OrderAction.BUY, tif, price, qty);
                List<String> expected = plain.buy(outcome, tif, price, qty);
                List<String> taken = rig.fills(orderId).stream()
                        .map(fill -> Micros.format(fill.qtyMicros()) + " at " + Micros.format(fill.priceMicros()))
                        .toList();
                assertThat(taken).as("seed %d order %d %s", seed, orderId, tif).isEqualTo(expected);
                partly += expected.size() > 1 ? 1 : 0;
                killed += tif == TimeInForce.FOK && expected.isEmpty() ? 1 : 0;
                if (random.nextInt(4) == 0) {
                    plain.change(rig, random);
                }
            }
        }
        assertThat(partly).as("orders over several levels").isGreaterThan(500);
        assertThat(killed).as("orders killed").isGreaterThan(500);
    }

    private static PaperModel model(long goneMicros) {
        PaperModel kind = PaperModel.of(PaperLevel.OPTIMISTIC);
        return new PaperModel(
                0, 0, kind.settleNs(), goneMicros, false, PaperModel.Refill.CHANGE, 0, 0, 0, 0, kind.unknownNs(), 0);
    }

    private static NavigableMap<Long, Long> levels(Random random, int from, int span) {
        NavigableMap<Long, Long> levels = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            levels.put(10_000L * (from + random.nextInt(span)), 10_000L * (100 + random.nextInt(20_000)));
        }
        return levels;
    }

    /** Book, own takes and arithmetic in decimals; prices are the buyer's own. */
    private static final class PlainBook {
        private static final BigDecimal LOT = new BigDecimal("0.01");
        private final NavigableMap<Long, Long> bids;
        private final NavigableMap<Long, Long> asks;
        private final Map<String, BigDecimal> taken = new TreeMap<>();
        private final Venue venue;
        private final BigDecimal gone;

        PlainBook(NavigableMap<Long, Long> bids, NavigableMap<Long, Long> asks, Venue venue, long goneMicros) {
            this.bids = bids;
            this.asks = asks;
            this.venue = venue;
            gone = decimal(goneMicros);
        }

        void change(PaperRig rig, Random random) {
            BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
            NavigableMap<Long, Long> levels = side == BookSide.BID ? bids : asks;
            long price = new ArrayList<>(levels.keySet()).get(random.nextInt(levels.size()));
            long qty = 10_000L * (1 + random.nextInt(20_000));
            if (qty != levels.get(price)) {
                taken.remove(key(side, price));
            }
            levels.put(price, qty);
            rig.level(0, side, price, qty);
        }

        List<String> buy(Outcome outcome, TimeInForce tif, long limitMicros, long qtyMicros) {
            boolean yes = outcome == Outcome.YES;
            BookSide side = yes ? BookSide.ASK : BookSide.BID;
            TreeMap<BigDecimal, BigDecimal> offers = new TreeMap<>(Comparator.naturalOrder());
            (yes ? asks : bids).forEach((price, qty) -> {
                BigDecimal own = yes ? decimal(price) : BigDecimal.ONE.subtract(decimal(price));
                BigDecimal others = decimal(qty).multiply(gone).setScale(6, RoundingMode.CEILING);
                BigDecimal ours =
                        decimal(qty).subtract(others).subtract(taken.getOrDefault(key(side, price), BigDecimal.ZERO));
                if (ours.signum() > 0) {
                    offers.put(
                            own,
                            ours.divide(LOT).setScale(0, RoundingMode.FLOOR).multiply(LOT));
                }
            });
            BigDecimal limit = decimal(limitMicros);
            boolean spends = venue == Venue.POLYMARKET;
            BigDecimal left =
                    spends ? limit.multiply(decimal(qtyMicros)).setScale(2, RoundingMode.FLOOR) : decimal(qtyMicros);
            if (spends && left.compareTo(BigDecimal.ONE) < 0) {
                return List.of();
            }
            Map<BigDecimal, BigDecimal> takes = new TreeMap<>();
            for (Map.Entry<BigDecimal, BigDecimal> offer :
                    offers.headMap(limit, true).entrySet()) {
                BigDecimal unit = spends ? offer.getKey() : BigDecimal.ONE;
                BigDecimal whole = unit.multiply(offer.getValue());
                BigDecimal qty =
                        whole.compareTo(left) <= 0 ? offer.getValue() : left.divide(unit, 6, RoundingMode.FLOOR);
                left = whole.compareTo(left) <= 0 ? left.subtract(whole) : BigDecimal.ZERO;
                if (qty.signum() > 0) {
                    takes.put(offer.getKey(), qty);
                }
            }
            if (tif == TimeInForce.FOK && left.signum() > 0) {
                return List.of();
            }
            List<String> words = new ArrayList<>();
            takes.forEach((own, qty) -> {
                BigDecimal yesPrice = yes ? own : BigDecimal.ONE.subtract(own);
                taken.merge(key(side, yesPrice.movePointRight(6).longValueExact()), qty, BigDecimal::add);
                words.add(plain(qty) + " at " + plain(own));
            });
            return words;
        }

        private static String plain(BigDecimal value) {
            return value.stripTrailingZeros().toPlainString();
        }

        private static String key(BookSide side, long yesPriceMicros) {
            return side + " " + yesPriceMicros;
        }

        private static BigDecimal decimal(long micros) {
            return BigDecimal.valueOf(micros, 6);
        }
    }
}
