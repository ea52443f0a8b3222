package io.parallax.sim;

import io.netty.channel.EventLoop;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Market;
import io.parallax.sim.venue.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The books of both venues: read as they are, and changed by hand. For any thread but the loop. */
public final class SimBooks {
    private final Function<Venue, Exchange> exchanges;
    private final SimClock clock;
    private final EventLoop loop;

    SimBooks(Function<Venue, Exchange> exchanges, SimClock clock, EventLoop loop) {
        this.exchanges = exchanges;
        this.clock = clock;
        this.loop = loop;
    }

    /** The book of a market (ticker or condition id) now. */
    public SimBook of(Venue venue, String marketId) {
        return call(() -> {
            Market market = market(venue, marketId);
            return new SimBook(levels(market, BookSide.BID), levels(market, BookSide.ASK));
        });
    }

    /** Sets what a level holds, as an event of its own but without matching: a book may cross by it. */
    public void setLevel(Venue venue, String marketId, BookSide side, String price, String contracts) {
        setLevel(venue, marketId, side, Micros.parse(price), Micros.parse(contracts));
    }

    /** The same in micros. */
    public void setLevel(Venue venue, String marketId, BookSide side, long priceMicros, long qtyMicros) {
        call(() -> {
            exchanges.apply(venue).forceLevel(market(venue, marketId), side, priceMicros, qtyMicros, clock.nowNs());
            return null;
        });
    }

    /**
     * Changes books at a fixed rate for a time, in turn, each event one level of one market.
     *
     * @param levelsPerEvent changes of one event, told under one time
     * @return completes with the number of changes made
     */
    public CompletableFuture<Long> burst(
            Venue venue, List<String> marketIds, int changesPerSecond, int levelsPerEvent, long durationNs) {
        List<Market> markets =
                call(() -> marketIds.stream().map(id -> market(venue, id)).toList());
        Burst burst =
                new Burst(exchanges.apply(venue), markets, clock, loop, changesPerSecond, levelsPerEvent, durationNs);
        loop.execute(burst);
        return burst.done();
    }

    private Market market(Venue venue, String marketId) {
        Market market = exchanges.apply(venue).market(marketId);
        if (market == null) {
            throw new IllegalArgumentException(venue + " has no market " + marketId);
        }
        return market;
    }

    private static List<SimBook.Level> levels(Market market, BookSide side) {
        List<SimBook.Level> levels = new ArrayList<>(market.depth(side));
        market.forEachLevel(side, (price, qty) -> levels.add(new SimBook.Level(price, qty)));
        return levels;
    }

    private <T> T call(Callable<T> work) {
        return loop.submit(work).syncUninterruptibly().getNow();
    }
}
