package io.parallax.bench.scale;

import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Made-up markets: the instrument id is the place in the list, names are as long as the venues' own. */
final class Listings {
    private static final long SEED = 20_261_121;
    private static final int TOKEN_DIGITS = 77;
    private static final int CONDITION_DIGITS = 64;
    private static final int STRIKES = 20;

    private final List<PolymarketMarket> polymarket = new ArrayList<>();
    private final List<Markets.Listing> kalshi = new ArrayList<>();

    Listings(int instruments) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < instruments; i++) {
            polymarket.add(new PolymarketMarket(
                    i,
                    "0x" + digits(random, CONDITION_DIGITS, 16),
                    digits(random, TOKEN_DIGITS, 10),
                    digits(random, TOKEN_DIGITS, 10)));
            kalshi.add(new Markets.Listing(
                    i, String.format(Locale.ROOT, "KXBENCH-26NOV%06d-%02d", i / STRIKES, i % STRIKES)));
        }
    }

    /** The first digit is not zero. */
    private static String digits(SplittableRandom random, int count, int radix) {
        StringBuilder text = new StringBuilder().append(Character.forDigit(1 + random.nextInt(radix - 1), radix));
        while (text.length() < count) {
            text.append(Character.forDigit(random.nextInt(radix), radix));
        }
        return text.toString();
    }

    int size() {
        return polymarket.size();
    }

    PolymarketMarket polymarket(int instrument) {
        return polymarket.get(instrument);
    }

    String ticker(int instrument) {
        return kalshi.get(instrument).ticker();
    }

    /** A new table of Polymarket's. */
    MarketTable marketTable() {
        return new MarketTable(polymarket);
    }

    /** A new table of Kalshi's. */
    Markets markets() {
        return new Markets(kalshi);
    }
}
