package io.parallax.sim.catalog;

import io.parallax.sim.core.TickBand;
import java.util.List;
import java.util.stream.IntStream;

/** Any number of plain pairs, for tests of many markets. Identifiers follow from the numbers. */
public final class QuietPairs {
    private static final long CLOSE_NS = 1_924_991_940_000_000_000L;
    private static final long CENT_MICROS = 10_000;
    private static final long FAIR_MICROS = 500_000;

    private QuietPairs() {}

    /** Pairs number 1 to {@code count}. */
    public static List<SimPair> of(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(QuietPairs::pair).toList();
    }

    /** Ticker at Kalshi of a pair, counted from 1. */
    public static String ticker(int number) {
        return String.format("KXQUIET-30DEC31-Q%05d", number);
    }

    /** Condition at Polymarket of a pair, counted from 1. */
    public static String conditionId(int number) {
        return DemoPairs.conditionId(name(number));
    }

    private static String name(int number) {
        return String.format("quiet-%05d", number);
    }

    private static SimPair pair(int number) {
        String name = name(number);
        String title = "Will quiet thing " + number + " happen before 2031?";
        KalshiListing kalshi = new KalshiListing(
                ticker(number),
                "KXQUIET-30DEC31",
                "KXQUIET",
                String.format("00000000-0000-4000-8000-%012d", number),
                title,
                "Happens",
                "It happens.",
                "",
                "linear_cent",
                List.of(TickBand.whole(CENT_MICROS)),
                "quadratic",
                "1",
                0,
                CLOSE_NS,
                false);
        PolymarketListing polymarket = new PolymarketListing(
                conditionId(number),
                DemoPairs.tokenId(name, "yes"),
                DemoPairs.tokenId(name, "no"),
                "Yes",
                "No",
                title,
                name,
                "It happens.",
                CENT_MICROS,
                5_000_000,
                "0.05",
                false,
                false,
                CLOSE_NS,
                false);
        return new SimPair(name, kalshi, polymarket, FAIR_MICROS);
    }
}
