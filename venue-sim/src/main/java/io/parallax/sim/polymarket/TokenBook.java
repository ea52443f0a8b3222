package io.parallax.sim.polymarket;

import io.parallax.codecs.units.Micros;
import java.util.ArrayList;
import java.util.List;

/**
 * The book of one outcome token in the venue's order: bids ascending, asks descending, best level last on both sides.
 *
 * @param assetId the token
 */
record TokenBook(String assetId, List<Level> bids, List<Level> asks) {
    private static final String NO_BID = "0";
    private static final String NO_ASK = "1";

    /** A price with everything that rests there, in micros. */
    record Level(long priceMicros, long qtyMicros) {}

    /** The first outcome's book from ladders that name their best level first. */
    static TokenBook first(String assetId, List<Level> bidsBestFirst, List<Level> asksBestFirst) {
        return new TokenBook(assetId, reversed(bidsBestFirst), reversed(asksBestFirst));
    }

    /** The other outcome's book: a bid at p is an ask at 1 - p of the same size. */
    TokenBook mirror(String otherAssetId) {
        return new TokenBook(otherAssetId, mirrored(asks), mirrored(bids));
    }

    String bestBid() {
        return bids.isEmpty() ? NO_BID : Decimals.text(bids.get(bids.size() - 1).priceMicros());
    }

    String bestAsk() {
        return asks.isEmpty() ? NO_ASK : Decimals.text(asks.get(asks.size() - 1).priceMicros());
    }

    /** Distance of the best prices; both sides must have one. */
    long spreadMicros() {
        return asks.get(asks.size() - 1).priceMicros()
                - bids.get(bids.size() - 1).priceMicros();
    }

    private static List<Level> reversed(List<Level> levels) {
        List<Level> result = new ArrayList<>(levels.size());
        for (int i = levels.size() - 1; i >= 0; i--) {
            result.add(levels.get(i));
        }
        return result;
    }

    private static List<Level> mirrored(List<Level> levels) {
        List<Level> result = new ArrayList<>(levels.size());
        for (Level level : levels) {
            result.add(new Level(Micros.ONE - level.priceMicros(), level.qtyMicros()));
        }
        return result;
    }
}
