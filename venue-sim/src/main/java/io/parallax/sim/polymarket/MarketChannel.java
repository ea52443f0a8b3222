package io.parallax.sim.polymarket;

import io.netty.channel.Channel;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.ExchangeListener;
import io.parallax.sim.core.LevelChange;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.Trade;
import io.parallax.sim.fault.FrameKind;
import io.parallax.sim.fault.Line;
import io.parallax.sim.fault.Lines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** The market channel: who follows which token, and what the exchange's events look like there. */
final class MarketChannel implements ExchangeListener {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long COARSE_TICK_MICROS = 10_000;
    private static final long FINE_TICK_MICROS = 1_000;
    private static final long FINE_ABOVE_MICROS = 960_000;

    private final Listings listings;
    private final Delay delay;
    private final PolymarketTiming timing;
    private final Set<MarketSocket> sockets = new LinkedHashSet<>();
    private final Set<String> replayed = new LinkedHashSet<>();
    private final List<Consumer<String>> subscribed = new ArrayList<>();
    private final Lines lines;
    private boolean silent;

    MarketChannel(Listings listings, Delay delay, PolymarketTiming timing, Lines lines) {
        this.listings = listings;
        this.delay = delay;
        this.timing = timing;
        this.lines = lines;
    }

    Line opened(Channel channel, MarketSocket socket) {
        return lines.opened(channel, socket);
    }

    /** Both tokens of a market, none for an unknown one. */
    List<String> tokensOf(String conditionId) {
        ListedMarket market = listings.condition(conditionId);
        return market == null
                ? List.of()
                : List.of(
                        market.info().first().tokenId(), market.info().second().tokenId());
    }

    /** A client asked for these tokens; they go live with the dump, or at once when it wants none. */
    void joined(MarketSocket socket, List<String> tokenIds, boolean dump) {
        sockets.add(socket);
        if (!dump) {
            tokenIds.forEach(socket::goLive);
            tellSubscribed(tokenIds);
        } else {
            long lateMs = lateness(socket, tokenIds);
            if (lateMs > 0) {
                tokenIds.forEach(socket::goLive);
            }
            delay.after(timing.initialDumpMs() + lateMs, () -> dump(socket, tokenIds));
        }
    }

    private long lateness(MarketSocket socket, List<String> tokenIds) {
        ListedMarket first = listings.token(tokenIds.get(0));
        return first == null ? 0 : socket.dumpDelayMs(first.info().conditionId());
    }

    void left(MarketSocket socket) {
        sockets.remove(socket);
    }

    /** Adds someone who hears, by condition id, that a client follows a market from now on. */
    void onSubscribed(Consumer<String> listener) {
        subscribed.add(listener);
    }

    /** Number of connections that get frames of this token. */
    int followers(String tokenId) {
        return (int) sockets.stream().filter(socket -> socket.hears(tokenId)).count();
    }

    /** Stops or resumes every frame but the keep-alive. */
    void silent(boolean nowSilent) {
        silent = nowSilent;
    }

    /** Writes a recorded frame to everyone who follows any of the tokens. */
    void sendRecorded(Set<String> tokenIds, String payload) {
        replayed.addAll(tokenIds);
        for (MarketSocket socket : sockets) {
            if (!silent && tokenIds.stream().anyMatch(socket::hears)) {
                socket.send(FrameKind.CHANGE, null, payload);
            }
        }
    }

    private void dump(MarketSocket socket, List<String> tokenIds) {
        StringBuilder out = new StringBuilder(8_192).append('[');
        for (String tokenId : tokenIds) {
            ListedMarket market = listings.token(tokenId);
            if (!socket.goLive(tokenId) && !socket.hears(tokenId)
                    || market == null
                    || market.recorded() && !replayed.contains(tokenId)) {
                continue;
            }
            if (out.length() > 1) {
                out.append(',');
            }
            market.books().appendSnapshot(out, market.leg(tokenId));
        }
        if (out.length() > 1 && !silent) {
            String only = tokenIds.size() <= 2
                    ? listings.token(tokenIds.get(0)).info().conditionId()
                    : null;
            socket.send(FrameKind.SNAPSHOT, only, out.append("]\n").toString());
        }
        tellSubscribed(tokenIds);
    }

    private void tellSubscribed(List<String> tokenIds) {
        tokenIds.stream()
                .map(listings::token)
                .filter(Objects::nonNull)
                .map(market -> market.info().conditionId())
                .distinct()
                .forEach(market -> subscribed.forEach(listener -> listener.accept(market)));
    }

    @Override
    public void onEvent(EngineEvent event) {
        ListedMarket market = listings.condition(event.market().id());
        if (market == null || market.recorded() || !isFollowed(market)) {
            return;
        }
        BookPair books = market.books();
        if (event.trades().isEmpty()) {
            tellLevels(market, books, event.levels());
        } else {
            tellTrades(market, books, event);
        }
        tellBest(market, books);
        refineTick(market, books.timestamp());
    }

    private boolean isFollowed(ListedMarket market) {
        String first = market.info().first().tokenId();
        String second = market.info().second().tokenId();
        for (MarketSocket socket : sockets) {
            if (socket.hears(first) || socket.hears(second)) {
                return true;
            }
        }
        return false;
    }

    private record Place(BookSide side, long yesPriceMicros) {}

    private void tellLevels(ListedMarket market, BookPair books, Collection<LevelChange> levels) {
        Map<Place, LevelChange> last = new LinkedHashMap<>();
        for (LevelChange level : levels) {
            last.put(new Place(level.side(), level.yesPriceMicros()), level);
        }
        for (LevelChange level : last.values()) {
            Outcome named = level.order() == null
                    ? level.side() == BookSide.BID ? Outcome.YES : Outcome.NO
                    : level.order().request().outcome();
            sendToEither(
                    market,
                    MarketFrames.priceChange(
                            market.info(),
                            change(books, named, level),
                            change(books, named.opposite(), level),
                            books.timestamp()));
        }
    }

    private static MarketFrames.Change change(BookPair books, Outcome leg, LevelChange level) {
        boolean yes = leg == Outcome.YES;
        return new MarketFrames.Change(
                books.of(leg),
                books.hashOf(leg),
                yes ? level.yesPriceMicros() : Micros.ONE - level.yesPriceMicros(),
                level.totalMicros(),
                (level.side() == BookSide.BID) == yes);
    }

    private void tellTrades(ListedMarket market, BookPair books, EngineEvent event) {
        Map<Order, Print> prints = new LinkedHashMap<>();
        for (Trade trade : event.trades()) {
            prints.computeIfAbsent(trade.taker().order(), taker -> new Print(trade.id()))
                    .add(trade);
        }
        Outcome leg = prints.keySet().iterator().next().request().outcome();
        sendTo(market, FrameKind.SNAPSHOT, leg, books.bookFrame(leg));
        sendTo(market, FrameKind.SNAPSHOT, leg.opposite(), books.bookFrame(leg.opposite()));
        long printedMs = event.timestampNs() / NS_PER_MS + timing.lastTradeMs();
        prints.forEach((taker, print) -> {
            Outcome named = taker.request().outcome();
            String frame = print.frame(market, named, taker.request().action(), printedMs);
            delay.after(timing.lastTradeMs(), () -> sendTo(market, FrameKind.TRADE, named, frame));
        });
    }

    /** The public print of everything one taker matched in one event, at its last price. */
    private static final class Print {
        private final String tradeId;
        private long yesPriceMicros;
        private long qtyMicros;

        Print(String tradeId) {
            this.tradeId = tradeId;
        }

        void add(Trade trade) {
            yesPriceMicros = trade.yesPriceMicros();
            qtyMicros += trade.qtyMicros();
        }

        String frame(ListedMarket market, Outcome leg, Action action, long printedMs) {
            return MarketFrames.lastTradePrice(
                    market.info(),
                    market.token(leg).tokenId(),
                    leg == Outcome.YES ? yesPriceMicros : Micros.ONE - yesPriceMicros,
                    qtyMicros,
                    action == Action.BUY,
                    Long.toString(printedMs),
                    TransactionHash.of(tradeId));
        }
    }

    private void tellBest(ListedMarket market, BookPair books) {
        if (!market.bestMoved()) {
            return;
        }
        for (Outcome leg : Outcome.values()) {
            String frame = MarketFrames.bestBidAsk(market.info(), books.of(leg), books.timestamp());
            for (MarketSocket socket : sockets) {
                if (!silent && socket.custom() && socket.hears(market.token(leg).tokenId())) {
                    socket.send(FrameKind.INFO, market.info().conditionId(), frame);
                }
            }
        }
    }

    /** The venue refines the tick near both ends of the price range; only where the exchange's grid is fine enough. */
    private void refineTick(ListedMarket market, String timestamp) {
        long bid = market.book().bestMicros(BookSide.BID);
        long ask = market.book().bestMicros(BookSide.ASK);
        if (market.tickMicros() != COARSE_TICK_MICROS || bid == Market.NO_PRICE || ask == Market.NO_PRICE) {
            return;
        }
        long middleMicros = (bid + ask) / 2;
        boolean extreme = middleMicros > FINE_ABOVE_MICROS || middleMicros < Micros.ONE - FINE_ABOVE_MICROS;
        if (extreme && market.book().spec().onGrid(COARSE_TICK_MICROS + FINE_TICK_MICROS)) {
            changeTick(market, FINE_TICK_MICROS, true, timestamp);
        }
    }

    /** Changes the tick and says so, for both tokens or, as the venue was seen to, for the first one only. */
    void changeTick(ListedMarket market, long newTickMicros, boolean bothTokens, String timestamp) {
        long oldTickMicros = market.tickMicros();
        market.tickMicros(newTickMicros);
        for (Outcome leg : bothTokens ? Outcome.values() : new Outcome[] {Outcome.YES}) {
            sendTo(
                    market,
                    FrameKind.INFO,
                    leg,
                    MarketFrames.tickSizeChange(
                            market.info(), market.token(leg).tokenId(), oldTickMicros, newTickMicros, timestamp));
        }
    }

    /** A market is new: told to every connection with custom features, whatever it follows. */
    void tellNew(ListedMarket market, String timestamp) {
        String frame = MarketFrames.newMarket(market.info(), market.tickMicros(), timestamp);
        for (MarketSocket socket : sockets) {
            if (!silent && socket.custom()) {
                socket.send(FrameKind.INFO, market.info().conditionId(), frame);
            }
        }
    }

    /** A market is resolved: told to connections with custom features that follow it. */
    void tellResolved(ListedMarket market, Outcome winner, String timestamp) {
        String frame = MarketFrames.resolved(market.info(), market.token(winner), timestamp);
        for (MarketSocket socket : sockets) {
            boolean follows = socket.hears(market.token(Outcome.YES).tokenId())
                    || socket.hears(market.token(Outcome.NO).tokenId());
            if (!silent && socket.custom() && follows) {
                socket.send(FrameKind.INFO, market.info().conditionId(), frame);
            }
        }
    }

    private void sendTo(ListedMarket market, FrameKind kind, Outcome leg, String frame) {
        String tokenId = market.token(leg).tokenId();
        for (MarketSocket socket : sockets) {
            if (!silent && socket.hears(tokenId)) {
                socket.send(kind, market.info().conditionId(), frame);
            }
        }
    }

    private void sendToEither(ListedMarket market, String frame) {
        String first = market.info().first().tokenId();
        String second = market.info().second().tokenId();
        for (MarketSocket socket : sockets) {
            if (!silent && (socket.hears(first) || socket.hears(second))) {
                socket.send(FrameKind.CHANGE, market.info().conditionId(), frame);
            }
        }
    }
}
