package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.BookWriter;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.ws.DisconnectReason;
import io.parallax.gateway.ws.FrameListener;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kalshi socket as events. A book follows deltas only from its snapshot on; a sequence gap, a broken frame, a refusal
 * of the ring or a new tick grid sends it back to waiting, says so downstream, and asks for a snapshot.
 */
public final class MarketFeed implements FrameListener {
    /** Number of this line within the venue. */
    public static final int LINE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);
    private static final String MARKET_CHANNELS = "\"orderbook_delta\",\"trade\"";
    private static final String LIFECYCLE_CHANNEL = "\"market_lifecycle_v2\"";
    private static final String PRIVATE_CHANNELS = "\"fill\",\"user_orders\"";
    private static final int ALL = -1;
    private static final long REPEAT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long REARM_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int MAX_TRIES = 3;
    private static final int MAX_FAULTS_PER_MINUTE = 10;
    private static final int ERROR_CHANNEL = 10;
    private static final int ERROR_OVERFLOW = 25;
    private static final TextMap ERROR_KEYS = TextMap.of("code", "msg");

    private final Markets markets;
    private final boolean yesPrices;
    private final PrivateFrames privateFrames;
    private final EpochClock clock;
    private final LineControl line;
    private final EventWriter events;
    private final BookWriter books;
    private final FrameReader frames;
    private final BookDecoder decoder;
    private final LifecycleDecoder lifecycles;
    private final SequenceTracker sequences = new SequenceTracker();
    private final BookState state;
    private final Commands commands = new Commands();
    private final Counters<FeedCounter> counters = new Counters<>(FeedCounter.class);
    private final FaultCounters faults = new FaultCounters();
    private final long[] faultTimes = new long[MAX_FAULTS_PER_MINUTE];
    private int faultCount;
    private int tries;
    private int epoch;
    private boolean live;
    private boolean tickRuns;
    private long epochNs;

    /**
     * @param yesPrices what to ask for in {@code use_yes_price}
     * @param privateFrames takes fills and own orders; null = they are not subscribed
     */
    public MarketFeed(
            Markets markets,
            boolean yesPrices,
            EventPublisher publisher,
            EventWriter events,
            PrivateFrames privateFrames,
            EpochClock clock,
            LineControl line) {
        this.markets = markets;
        this.yesPrices = yesPrices;
        this.privateFrames = privateFrames;
        this.clock = clock;
        this.line = line;
        this.events = events;
        this.books = new BookWriter(publisher, LINE, this::onRefused);
        LevelBuffer levels = new LevelBuffer();
        this.decoder = new BookDecoder(markets, yesPrices, levels);
        this.frames = new FrameReader(markets, yesPrices, levels, decoder);
        this.lifecycles = new LifecycleDecoder(markets);
        this.state = new BookState(markets.size());
    }

    public Counters<FeedCounter> counters() {
        return counters;
    }

    public FaultCounters faults() {
        return faults;
    }

    /** The frames' reader, for tests that compare its ways. */
    FrameReader frames() {
        return frames;
    }

    /** Last number seen on a sid. */
    long lastSequence(int sid) {
        return sequences.last(sid);
    }

    @Override
    public void onConnected(int connectionEpoch) {
        epoch = connectionEpoch;
        live = true;
        tries = 0;
        books.epoch(epoch);
        books.rearm();
        sequences.reset();
        commands.restart();
        state.restart(clock.nanoTime());
        publishStatus(clock.epochNanos(), FeedState.CONNECTED, ALL, DecodeFault.NONE);
        for (int from = 0; from < markets.size(); from += Commands.TICKERS_PER_COMMAND) {
            StringBuilder tickers = new StringBuilder();
            for (int i = from; i < Math.min(markets.size(), from + Commands.TICKERS_PER_COMMAND); i++) {
                appendTicker(tickers, i);
            }
            line.send(commands.subscribe(MARKET_CHANNELS, tickers, yesPrices));
        }
        line.send(commands.subscribe(LIFECYCLE_CHANNEL));
        if (privateFrames != null) {
            line.send(commands.subscribe(PRIVATE_CHANNELS));
            privateFrames.onLineLive();
        }
        if (!tickRuns) {
            tickRuns = true;
            line.after(REPEAT_NS, this::tick);
        }
    }

    @Override
    public void onDisconnected(int connectionEpoch, DisconnectReason reason) {
        live = false;
        state.restart(clock.nanoTime());
        publishStatus(clock.epochNanos(), FeedState.DISCONNECTED, ALL, DecodeFault.NONE);
    }

    @Override
    public void onText(DirectBuffer frame, int offset, int length, long receivedNanos, long receivedEpochNs) {
        epochNs = receivedEpochNs;
        int fault = frames.read(frame, offset, length);
        if (frames.isBookOrTrade()) {
            counters.count(frames.wasUsual() ? FeedCounter.USUAL_FRAMES : FeedCounter.UNUSUAL_FRAMES);
        }
        if (fault == DecodeFault.NONE) {
            fault = route(receivedNanos, receivedEpochNs);
        }
        if (fault == DecodeFault.UNKNOWN_INSTRUMENT) {
            counters.count(FeedCounter.OTHER_MARKETS);
        } else if (fault != DecodeFault.NONE) {
            onFault(fault, TickerSearch.find(frame, offset, length, markets));
        }
    }

    /** A snapshot of one instrument, or of all with -1, at the engine's wish. The book goes on until it comes. */
    public void resubscribe(int instrumentId) {
        long nowNanos = clock.nanoTime();
        for (int i = 0; i < markets.size(); i++) {
            if (instrumentId == ALL || markets.instrumentId(i) == instrumentId) {
                state.asked(i, nowNanos);
                ask(i, i);
            }
        }
    }

    private int route(long receivedNanos, long receivedEpochNs) {
        if (!frames.hasBody() && frames.type() != FrameReader.UNSUBSCRIBED && frames.type() != FrameReader.OK) {
            return frames.type() == TextMap.ABSENT ? unknownType() : DecodeFault.FIELD_MISSING;
        }
        if (frames.hasSequence() && !inSequence()) {
            return DecodeFault.NONE;
        }
        JsonCursor body = frames.body();
        switch (frames.type()) {
            case FrameReader.SNAPSHOT -> {
                return onSnapshot(receivedNanos, receivedEpochNs);
            }
            case FrameReader.DELTA -> {
                return onDelta(receivedNanos, receivedEpochNs);
            }
            case FrameReader.TRADE -> {
                return onTrade(receivedNanos, receivedEpochNs);
            }
            case FrameReader.LIFECYCLE -> {
                return onLifecycle(body, receivedNanos, receivedEpochNs);
            }
            case FrameReader.FILL -> {
                counters.count(FeedCounter.FILLS);
                return privateFrames == null ? 0 : privateFrames.onFill(body, receivedNanos, receivedEpochNs);
            }
            case FrameReader.USER_ORDER -> {
                counters.count(FeedCounter.USER_ORDERS);
                return privateFrames == null ? 0 : privateFrames.onUserOrder(body, receivedNanos, receivedEpochNs);
            }
            case FrameReader.ERROR -> {
                counters.count(FeedCounter.ERRORS);
                return onError(body);
            }
            case FrameReader.UNSUBSCRIBED -> {
                counters.count(FeedCounter.UNSUBSCRIBED);
                rebuild("unsubscribed by the venue");
            }
            case FrameReader.TICKER -> counters.count(FeedCounter.TICKERS);
            case FrameReader.EVENT_LIFECYCLE -> counters.count(FeedCounter.EVENT_LIFECYCLES);
            case FrameReader.FEE_UPDATE -> counters.count(FeedCounter.FEE_UPDATES);
            case FrameReader.OK -> counters.count(FeedCounter.OKS);
            case FrameReader.SUBSCRIBED -> counters.count(FeedCounter.SUBSCRIBED);
            case FrameReader.MARKET_POSITION -> counters.count(FeedCounter.MARKET_POSITIONS);
            case FrameReader.ORDER_GROUP -> counters.count(FeedCounter.ORDER_GROUPS);
            default -> {
                return unknownType();
            }
        }
        return DecodeFault.NONE;
    }

    private int unknownType() {
        counters.count(FeedCounter.UNKNOWN_TYPES);
        frames.reportUnknownType();
        return DecodeFault.NONE;
    }

    /** False for a repeat. A gap voids the books of its sid, then the message itself is taken like any other. */
    private boolean inSequence() {
        int sid = frames.sid();
        switch (sequences.judge(sid, frames.sequence())) {
            case SequenceTracker.IN_ORDER -> {
                return true;
            }
            case SequenceTracker.OLD -> {
                counters.count(FeedCounter.OLD_SEQUENCES);
                return false;
            }
            default -> {
                counters.count(FeedCounter.GAPS);
                onGap(sid);
                return true;
            }
        }
    }

    private void onGap(int sid) {
        int affected = 0;
        for (int i = 0; i < markets.size(); i++) {
            affected += state.sid(i) == sid ? 1 : 0;
        }
        if (affected == 0) {
            return; // a sid without books
        }
        for (int i = 0; i < markets.size(); i++) {
            if (state.sid(i) == sid) {
                state.waits(i);
                if (affected < markets.size()) {
                    publishStatus(epochNs, FeedState.GAP, markets.instrumentId(i), DecodeFault.NONE);
                }
            }
        }
        if (affected == markets.size()) {
            publishStatus(epochNs, FeedState.GAP, ALL, DecodeFault.NONE);
        }
        askDue(REPEAT_NS);
    }

    private int onSnapshot(long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.SNAPSHOTS);
        int fault = frames.readBookOrTrade();
        if (fault == DecodeFault.NONE) {
            books.stamp(receivedEpochNs, frames.sendingNs(), receivedNanos);
            state.snapshotOf(decoder.market(), frames.hasSid() ? frames.sid() : BookState.NO_SID);
            decoder.writeSnapshot(books);
            if (state.waitingCount() == 0) {
                tries = 0;
            }
        }
        return fault;
    }

    private int onDelta(long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.DELTAS);
        int fault = frames.readBookOrTrade();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        int market = decoder.market();
        if (state.isWaiting(market)) {
            counters.count(FeedCounter.DELTAS_WAITING);
            if (frames.hasSid()) {
                state.runsOn(market, frames.sid());
            }
        } else if (decoder.isEmptyDelta()) {
            counters.count(FeedCounter.EMPTY_DELTAS);
        } else {
            books.stamp(receivedEpochNs, decoder.timeNs(), receivedNanos);
            decoder.writeDelta(books);
        }
        return DecodeFault.NONE;
    }

    private int onTrade(long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.TRADES);
        int fault = frames.readBookOrTrade();
        if (fault == DecodeFault.UNKNOWN_INSTRUMENT) {
            return fault;
        }
        if (fault != DecodeFault.NONE) {
            // A print we cannot read does no harm to the book.
            faults.count(fault);
            return DecodeFault.NONE;
        }
        if (decoder.isBlock()) {
            counters.count(FeedCounter.BLOCK_TRADES);
        } else {
            books.stamp(receivedEpochNs, decoder.timeNs(), receivedNanos);
            decoder.writeTrade(books);
        }
        return DecodeFault.NONE;
    }

    private int onLifecycle(JsonCursor body, long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.LIFECYCLES);
        int fault = lifecycles.read(body);
        if (fault == DecodeFault.NONE || fault == DecodeFault.UNKNOWN_INSTRUMENT) {
            counters.count(lifecycles.counter());
        }
        if (fault == DecodeFault.NONE) {
            events.stamp(receivedEpochNs, frames.sendingNs(), receivedNanos);
            if (lifecycles.write(events) == LifecycleDecoder.GRID_CHANGED) {
                state.waits(lifecycles.market());
                askDue(0);
            }
        }
        return fault;
    }

    private int onError(JsonCursor body) {
        long code = JsonCursor.ABSENT;
        String words = "";
        if (body.enterObject()) {
            for (int key; (key = body.nextField(ERROR_KEYS)) >= 0; ) {
                if (key == 0) {
                    code = body.int64();
                } else if (body.string()) {
                    words = body.textAsString();
                }
            }
        }
        int fault = body.end();
        if (fault == DecodeFault.NONE) {
            LOG.warn(
                    "venue error {}: {}",
                    code,
                    words.substring(0, Math.min(200, words.length())).replaceAll("[^ -~]", "?"));
            if (code == ERROR_CHANNEL || code == ERROR_OVERFLOW) {
                rebuild("terminal venue error " + code);
            }
        }
        return fault;
    }

    private void onFault(int code, int market) {
        counters.count(FeedCounter.FAULTY_FRAMES);
        faults.count(code);
        if (market != TextMap.ABSENT && isAboutABook()) {
            state.waits(market);
            publishStatus(epochNs, FeedState.FAULT, markets.instrumentId(market), code);
            askDue(REPEAT_NS);
        }
        long nowNanos = clock.nanoTime();
        int slot = faultCount++ % MAX_FAULTS_PER_MINUTE;
        if (faultCount > MAX_FAULTS_PER_MINUTE && nowNanos - faultTimes[slot] < TimeUnit.MINUTES.toNanos(1)) {
            faultCount = 0;
            rebuild("more than " + MAX_FAULTS_PER_MINUTE + " faulty frames within a minute");
            return;
        }
        faultTimes[slot] = nowNanos;
    }

    /** Frames of an unreadable kind count as such: they may have been a delta. */
    private boolean isAboutABook() {
        int type = frames.type();
        return type == FrameReader.SNAPSHOT
                || type == FrameReader.DELTA
                || type == FrameReader.LIFECYCLE
                || type == TextMap.ABSENT;
    }

    /** The ring is full of market data: every book of the line has a hole until its next snapshot. */
    private void onRefused() {
        counters.count(FeedCounter.REFUSALS);
        state.allWait();
        publishStatus(epochNs, FeedState.GAP, ALL, DecodeFault.NONE);
        line.after(REARM_NS, () -> {
            books.rearm();
            askDue(0);
        });
    }

    private void tick() {
        line.after(REPEAT_NS, this::tick);
        if (!live || books.isRefused() || state.waitingCount() == 0 || askDue(PATIENCE_NS) == 0) {
            return;
        }
        if (++tries > MAX_TRIES && state.waitingCount() == markets.size()) {
            tries = 0;
            rebuild("no snapshot after " + MAX_TRIES + " requests");
        }
    }

    /** Asks for every waiting book that was not asked for lately. @return how many */
    private int askDue(long patienceNs) {
        long nowNanos = clock.nanoTime();
        int asked = 0;
        for (int i = 0; i < markets.size(); i++) {
            if (state.isDue(i, nowNanos, patienceNs)) {
                asked++;
            }
        }
        if (asked > 0 && live && !books.isRefused()) {
            askAll(nowNanos, patienceNs);
        }
        return asked;
    }

    private void askAll(long nowNanos, long patienceNs) {
        for (int i = 0; i < markets.size(); i++) {
            if (state.isDue(i, nowNanos, patienceNs)) {
                int to = i;
                while (to + 1 < markets.size()
                        && to + 1 - i < Commands.TICKERS_PER_COMMAND
                        && state.sid(to + 1) == state.sid(i)
                        && state.isDue(to + 1, nowNanos, patienceNs)) {
                    to++;
                }
                ask(i, to);
                for (int j = i; j <= to; j++) {
                    state.asked(j, nowNanos);
                }
                i = to;
            }
        }
    }

    /** Asks for a run of markets of one sid; those that never had one are subscribed again. */
    private void ask(int from, int to) {
        StringBuilder tickers = new StringBuilder();
        for (int i = from; i <= to; i++) {
            appendTicker(tickers, i);
        }
        counters.add(FeedCounter.SNAPSHOT_REQUESTS, to - from + 1L);
        int sid = state.sid(from);
        line.send(
                sid == BookState.NO_SID
                        ? commands.subscribe("\"orderbook_delta\"", tickers, yesPrices)
                        : commands.snapshots(sid, tickers));
    }

    private void appendTicker(StringBuilder tickers, int market) {
        tickers.append(tickers.length() == 0 ? "\"" : ",\"")
                .append(markets.ticker(market))
                .append('"');
    }

    private void rebuild(String why) {
        LOG.warn("connection given up: {}", why);
        counters.count(FeedCounter.REBUILDS);
        line.reconnect();
    }

    private void publishStatus(long timestampNs, FeedState feedState, int instrumentId, int code) {
        events.stamp(timestampNs, 0, 0);
        events.feedStatus(LINE, feedState, epoch, instrumentId, code);
    }
}
