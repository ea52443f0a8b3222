package io.parallax.sim.polymarket;

import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.fault.SentTimes;
import java.util.ArrayList;
import java.util.List;

/** A market of the exchange as this venue lists it. Written by the event loop. */
final class ListedMarket {
    private static final long NS_PER_MS = 1_000_000L;

    private final PolymarketMarket info;
    private final Market book;
    private final SentTimes times;
    private long tickMicros;
    private String description = "";
    private long delayMs;
    private long knownBidMicros = Market.NO_PRICE;
    private long knownAskMicros = Market.NO_PRICE;

    ListedMarket(PolymarketMarket info, Market book, SentTimes times) {
        this.info = info;
        this.book = book;
        this.times = times;
        this.tickMicros = info.tickMicros();
    }

    PolymarketMarket info() {
        return info;
    }

    /** The market at the exchange. */
    Market book() {
        return book;
    }

    /** Whether subscribers are fed from a recording instead of from the exchange's events. */
    boolean recorded() {
        return book.spec().recorded();
    }

    long tickMicros() {
        return tickMicros;
    }

    void tickMicros(long newTickMicros) {
        tickMicros = newTickMicros;
    }

    /** How long an order that would match is delayed; 0 for none. */
    long delayMs() {
        return delayMs;
    }

    void delayMs(long newDelayMs) {
        delayMs = newDelayMs;
    }

    /** The rule text. */
    String description() {
        return description;
    }

    void description(String text) {
        description = text;
    }

    /** Whether the best prices differ from those at the last call. */
    boolean bestMoved() {
        long bidMicros = book.bestMicros(BookSide.BID);
        long askMicros = book.bestMicros(BookSide.ASK);
        boolean moved = bidMicros != knownBidMicros || askMicros != knownAskMicros;
        knownBidMicros = bidMicros;
        knownAskMicros = askMicros;
        return moved;
    }

    /** The leg a token stands for. */
    Outcome leg(String tokenId) {
        return info.first().tokenId().equals(tokenId) ? Outcome.YES : Outcome.NO;
    }

    /** The token of a leg. */
    PolymarketMarket.Outcome token(Outcome leg) {
        return leg == Outcome.YES ? info.first() : info.second();
    }

    /** Position of a leg among the market's outcomes. */
    static int index(Outcome leg) {
        return leg == Outcome.YES ? 0 : 1;
    }

    /** Both tokens' books as they are now. */
    BookPair books() {
        TokenBook first = TokenBook.first(info.first().tokenId(), levels(BookSide.BID), levels(BookSide.ASK));
        return new BookPair(
                info,
                first,
                first.mirror(info.second().tokenId()),
                Long.toString(times.of(book.updatedNs()) / NS_PER_MS),
                Decimals.text(tickMicros),
                book.lastTradeMicros() == Market.NO_PRICE ? "" : Decimals.tradePrice(book.lastTradeMicros()));
    }

    private List<TokenBook.Level> levels(BookSide side) {
        List<TokenBook.Level> levels = new ArrayList<>(book.depth(side));
        book.forEachLevel(side, (price, qty) -> levels.add(new TokenBook.Level(price, qty)));
        return levels;
    }
}
