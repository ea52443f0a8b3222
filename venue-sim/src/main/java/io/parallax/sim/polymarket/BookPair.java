package io.parallax.sim.polymarket;

import io.parallax.sim.core.Outcome;

/** Both tokens' books of one market at one moment, with their hashes. Computed once, then only read. */
final class BookPair {
    private final PolymarketMarket market;
    private final TokenBook first;
    private final TokenBook second;
    private final String timestamp;
    private final String tickSize;
    private final String lastTradePrice;
    private final String firstHash;
    private final String secondHash;

    BookPair(
            PolymarketMarket market,
            TokenBook first,
            TokenBook second,
            String timestamp,
            String tickSize,
            String lastTradePrice) {
        this.market = market;
        this.first = first;
        this.second = second;
        this.timestamp = timestamp;
        this.tickSize = tickSize;
        this.lastTradePrice = lastTradePrice;
        this.firstHash = BookHash.of(market, first, timestamp, tickSize, lastTradePrice);
        this.secondHash = BookHash.of(market, second, timestamp, tickSize, lastTradePrice);
    }

    TokenBook of(Outcome leg) {
        return leg == Outcome.YES ? first : second;
    }

    String hashOf(Outcome leg) {
        return leg == Outcome.YES ? firstHash : secondHash;
    }

    /** Time of the last change, ms since epoch. */
    String timestamp() {
        return timestamp;
    }

    /** Appends the book of a leg as an element of the initial dump. */
    void appendSnapshot(StringBuilder out, Outcome leg) {
        MarketFrames.snapshot(out, market, of(leg), timestamp, hashOf(leg), tickSize, lastTradePrice);
    }

    /** Appends the book of a leg as REST answers it. */
    void appendRest(StringBuilder out, Outcome leg) {
        MarketFrames.restBook(out, market, of(leg), timestamp, hashOf(leg), tickSize, lastTradePrice);
    }

    /** The frame after a trade. */
    String bookFrame(Outcome leg) {
        return MarketFrames.book(market, of(leg), timestamp, hashOf(leg));
    }
}
