package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.sbe.FeedState;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.event.BookWriter;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.feed.Conflation;
import io.parallax.gateway.feed.Heard;
import io.parallax.gateway.feed.Shard;
import io.parallax.gateway.feed.Shards;
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
 * One Kalshi connection as events: the markets of its shard, and their books. A book follows deltas only from its snapshot
 * on; a sequence gap, a broken frame, a refusal of the ring or a new tick grid sends it back to waiting, says so
 * downstream, and asks for a snapshot.
 */
public final class MarketLine implements FrameListener {
    private static final Logger LOG = LoggerFactory.getLogger(MarketLine.class);
    private static final String LIFECYCLE_CHANNEL = "\"market_lifecycle_v2\"";
    private static final int ALL = -1;
    private static final long REPEAT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long REARM_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int MAX_TRIES = 3;
    private static final int PROBES_A_SILENCE = 3;

    private final Markets markets;
    private final Shard shard;
    private final int number;
    private final PrivateFrames privateFrames;
    private final EpochClock clock;
    private final LineControl line;
    private final LineOwner owner;
    private final Conflation conflation;
    private final EventWriter events;
    private final BookWriter books;
    private final FrameReader frames;
    private final BookDecoder decoder;
    private final LifecycleDecoder lifecycles;
    private final FeeUpdateDecoder feeUpdates;
    private final SequenceTracker sequences = new SequenceTracker();
    private final BookState state;
    private final SnapshotRota rota;
    private final Subscriptions subscriptions;
    private final SnapshotRequests requests;
    private final Heard heard = new Heard();
    private final ErrorFrame error = new ErrorFrame();
    private final Counters<FeedCounter> counters;
    private final FaultCounters faults;
    private final FaultLimit faultLimit = new FaultLimit();
    private int tries;
    private int epoch;
    private boolean live;
    private boolean tickRuns;
    private long epochNs;
    private DirectBuffer frame;
    private int frameOffset;
    private int frameLength;

    /**
     * The only line there is, with every market of the table.
     *
     * @param yesPrices what to ask for in {@code use_yes_price}
     * @param privateFrames takes fills and own orders; null = they are not subscribed
     */
    public MarketLine(
            Markets markets,
            boolean yesPrices,
            EventPublisher publisher,
            EventWriter events,
            PrivateFrames privateFrames,
            EpochClock clock,
            LineControl line) {
        this(markets, yesPrices, publisher, events, privateFrames, clock, line, 0);
    }

    /**
     * A line of any number with every market of the table, as recordings need it.
     *
     * @param yesPrices what to ask for in {@code use_yes_price}
     * @param privateFrames takes fills and own orders; null = they are not subscribed
     */
    public MarketLine(
            Markets markets,
            boolean yesPrices,
            EventPublisher publisher,
            EventWriter events,
            PrivateFrames privateFrames,
            EpochClock clock,
            LineControl line,
            int number) {
        this(
                new LineCommon(
                        markets,
                        yesPrices,
                        publisher,
                        events,
                        clock,
                        new Decoders(markets, yesPrices),
                        null,
                        new Counters<>(FeedCounter.class),
                        new FaultCounters(),
                        LineOwner.ALONE,
                        0,
                        0),
                allOf(markets, Shards.shardOfLine(number)),
                Shards.copyOfLine(number),
                privateFrames,
                line);
    }

    /** @param privateFrames takes fills and own orders; null = they are not subscribed here */
    MarketLine(LineCommon common, Shard shard, int copy, PrivateFrames privateFrames, LineControl line) {
        this.markets = common.markets();
        this.shard = shard;
        this.number = shard.line(copy);
        this.privateFrames = privateFrames;
        this.clock = common.clock();
        this.line = line;
        this.owner = common.owner();
        this.conflation = common.conflation();
        this.events = common.events();
        this.books = new BookWriter(common.publisher(), number, this::onRefused);
        this.frames = common.decoders().frames;
        this.decoder = common.decoders().books;
        this.lifecycles = common.decoders().lifecycles;
        this.feeUpdates = common.decoders().feeUpdates;
        this.counters = common.counters();
        this.faults = common.faults();
        this.state = new BookState(shard.capacity());
        this.rota = new SnapshotRota(shard.capacity(), common.bookCheckNs(), common.maxSilenceNs() / PROBES_A_SILENCE);
        this.subscriptions = new Subscriptions(markets, shard, common.yesPrices(), line);
        this.requests = new SnapshotRequests(shard, state, rota, subscriptions, counters);
        for (int place = 0; place < shard.capacity(); place++) {
            if (shard.slotAt(place) != Shard.NONE) {
                state.use(place, clock.nanoTime());
            }
        }
    }

    private static Shard allOf(Markets markets, int number) {
        Shards shards = new Shards(Math.max(1, markets.size()));
        Shard all = shards.open();
        while (all.number() < number) {
            all.close();
            all = shards.open();
        }
        for (int i = 0; i < markets.size(); i++) {
            shards.add(i);
        }
        return all;
    }

    /** Number of this line within the venue. */
    public int number() {
        return number;
    }

    boolean isLive() {
        return live;
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
        subscriptions.restart();
        books.epoch(epoch);
        books.rearm();
        sequences.reset();
        heard.restart();
        state.restart(clock.nanoTime());
        rota.restart(clock.nanoTime());
        publishStatus(clock.epochNanos(), FeedState.CONNECTED, ALL, DecodeFault.NONE);
        subscriptions.followAll();
        if (shard.number() == 0) {
            subscriptions.follow(LIFECYCLE_CHANNEL);
        }
        if (privateFrames != null) {
            subscriptions.follow(privateFrames.channels());
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
    public void onThrottled(long waitNs) {
        publishStatus(clock.epochNanos(), FeedState.THROTTLED, ALL, DecodeFault.NONE);
    }

    @Override
    public void onText(DirectBuffer text, int offset, int length, long receivedNanos, long receivedEpochNs) {
        if (conflation != null && conflation.isWaiting()) {
            conflation.flush();
        }
        epochNs = receivedEpochNs;
        frame = text;
        frameOffset = offset;
        frameLength = length;
        int fault = frames.read(text, offset, length);
        if (frames.isBookOrTrade()) {
            counters.count(frames.wasUsual() ? FeedCounter.USUAL_FRAMES : FeedCounter.UNUSUAL_FRAMES);
        }
        if (fault == DecodeFault.NONE) {
            fault = route(receivedNanos, receivedEpochNs);
        }
        if (fault == DecodeFault.UNKNOWN_INSTRUMENT) {
            counters.count(FeedCounter.OTHER_MARKETS);
        } else if (fault != DecodeFault.NONE) {
            onFault(fault, placeOf(TickerSearch.find(text, offset, length, markets)));
        }
        tellHeard(receivedNanos, receivedEpochNs);
    }

    /** Whether anything is followed on the line: one that follows nothing is silent by right. */
    boolean hasMarkets() {
        return shard.size() > 0;
    }

    /** What is due by time. Every 10 to 250 ms, on the loop. */
    void poll(long nowNanos) {
        if (live) {
            tellHeard(nowNanos, 0);
            requests.check(nowNanos);
        }
    }

    private void tellHeard(long nowNanos, long nowEpochNs) {
        if (heard.take(nowNanos)) {
            publishStatus(nowEpochNs != 0 ? nowEpochNs : clock.epochNanos(), FeedState.HEARD, ALL, DecodeFault.NONE);
        }
    }

    /** A snapshot of one instrument, or of all with -1, at the engine's wish, until it comes. The book goes on meanwhile. */
    public void resubscribe(int instrumentId) {
        for (int place = 0; place < shard.capacity(); place++) {
            int market = shard.slotAt(place);
            if (market != Shard.NONE && (instrumentId == ALL || markets.instrumentId(market) == instrumentId)) {
                state.wishes(place);
            }
        }
        askDue(REPEAT_NS);
    }

    /** A market came to the line's shard. Its neighbours' books go on. */
    void join(int market) {
        state.use(placeOf(market), clock.nanoTime());
        if (live) {
            subscriptions.join(market);
        }
    }

    /** A market is about to leave the line's shard: it still has its place. */
    void leave(int market) {
        state.free(placeOf(market));
        if (live) {
            subscriptions.leave(market);
        }
        publishStatus(clock.epochNanos(), FeedState.REMOVED, markets.instrumentId(market), DecodeFault.NONE);
    }

    /** The market has a new grid: its book does not hold, waits, and is asked for. */
    void renew(int market) {
        int place = placeOf(market);
        if (place != Shard.NONE) {
            state.waits(place);
            publishStatus(epochNs, FeedState.STALE, markets.instrumentId(market), DecodeFault.NONE);
            askDue(0);
        }
    }

    /** The book found no room on its way: it waits, and the next tick asks for it. */
    void lost(int instrumentId) {
        int place = placeOf(markets.indexOf(instrumentId));
        if (place != Shard.NONE) {
            state.waits(place);
        }
    }

    /** Whether the book of a market waits for a snapshot. */
    boolean isWaiting(int market) {
        return state.isWaiting(placeOf(market));
    }

    private int placeOf(int market) {
        return market == TextMap.ABSENT ? Shard.NONE : shard.placeOf(market);
    }

    private int route(long receivedNanos, long receivedEpochNs) {
        if (!frames.hasBody() && frames.type() != FrameReader.UNSUBSCRIBED && frames.type() != FrameReader.OK) {
            return frames.type() == TextMap.ABSENT ? unknownType() : DecodeFault.FIELD_MISSING;
        }
        if (frames.hasSequence()) {
            if (isToldToBothLines(frames.type())) {
                heard.data();
            }
            rota.heard(receivedNanos);
            if (!inSequence()) {
                return DecodeFault.NONE;
            }
        } else if (frames.type() == FrameReader.SNAPSHOT || frames.type() == FrameReader.DELTA) {
            return DecodeFault.FIELD_MISSING;
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
            case FrameReader.FEE_UPDATE -> {
                return onFeeUpdate(body, receivedNanos, receivedEpochNs);
            }
            case FrameReader.OK -> counters.count(FeedCounter.OKS);
            case FrameReader.SUBSCRIBED -> {
                counters.count(FeedCounter.SUBSCRIBED);
                return subscriptions.onSubscribed(body);
            }
            case FrameReader.MARKET_POSITION -> counters.count(FeedCounter.MARKET_POSITIONS);
            case FrameReader.ORDER_GROUP -> {
                counters.count(FeedCounter.ORDER_GROUPS);
                return privateFrames == null ? 0 : privateFrames.onOrderGroup(body, receivedNanos, receivedEpochNs);
            }
            default -> {
                return unknownType();
            }
        }
        return DecodeFault.NONE;
    }

    /** What one line asked for, or what concerns the account, says nothing of the silence of the other line. */
    private static boolean isToldToBothLines(int type) {
        return switch (type) {
            case FrameReader.DELTA,
                    FrameReader.TRADE,
                    FrameReader.TICKER,
                    FrameReader.LIFECYCLE,
                    FrameReader.EVENT_LIFECYCLE,
                    FrameReader.FEE_UPDATE -> true;
            default -> false;
        };
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
        for (int place = 0; place < shard.capacity(); place++) {
            affected += isOn(place, sid) ? 1 : 0;
        }
        if (affected == 0) {
            return; // a sid without books
        }
        for (int place = 0; place < shard.capacity(); place++) {
            if (isOn(place, sid)) {
                state.waits(place);
                if (affected < shard.size()) {
                    publishStatus(epochNs, FeedState.GAP, markets.instrumentId(shard.slotAt(place)), DecodeFault.NONE);
                }
            }
        }
        if (affected == shard.size()) {
            publishStatus(epochNs, FeedState.GAP, ALL, DecodeFault.NONE);
        }
        askDue(REPEAT_NS);
    }

    private boolean isOn(int place, int sid) {
        return shard.slotAt(place) != Shard.NONE && state.sid(place) == sid;
    }

    private int onSnapshot(long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.SNAPSHOTS);
        int fault = frames.readBookOrTrade();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        int place = placeOf(decoder.market());
        if (place == Shard.NONE) {
            return DecodeFault.UNKNOWN_INSTRUMENT;
        }
        books.stamp(receivedEpochNs, frames.sendingNs(), receivedNanos);
        state.snapshotOf(place, frames.sid());
        decoder.writeSnapshot(books);
        if (tries > 0 && state.waitingCount() == 0) {
            tries = 0;
        }
        return DecodeFault.NONE;
    }

    private int onDelta(long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.DELTAS);
        int fault = frames.readBookOrTrade();
        if (fault != DecodeFault.NONE) {
            return fault;
        }
        int place = placeOf(decoder.market());
        if (place == Shard.NONE) {
            return DecodeFault.UNKNOWN_INSTRUMENT;
        }
        if (state.isWaiting(place)) {
            counters.count(FeedCounter.DELTAS_WAITING);
            state.runsOn(place, frames.sid());
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
        if (placeOf(decoder.market()) == Shard.NONE) {
            return DecodeFault.UNKNOWN_INSTRUMENT;
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
        if (fault == DecodeFault.NONE && owner.isHeardOnMarkets(number)) {
            events.stamp(receivedEpochNs, frames.sendingNs(), receivedNanos);
            if (lifecycles.write(events) == LifecycleDecoder.GRID_CHANGED) {
                renew(lifecycles.market());
                owner.onNewGrid(number, lifecycles.market());
            }
        }
        return fault;
    }

    private int onFeeUpdate(JsonCursor body, long receivedNanos, long receivedEpochNs) {
        counters.count(FeedCounter.FEE_UPDATES);
        int fault = feeUpdates.read(body);
        if (owner.isHeardOnMarkets(number)) {
            events.stamp(receivedEpochNs, frames.sendingNs(), receivedNanos);
            feeUpdates.write(events);
        }
        return fault;
    }

    private int onError(JsonCursor body) {
        int fault = error.read(body);
        if (fault == DecodeFault.NONE) {
            LOG.warn("venue error {}: {}", error.code(), error.words());
            if (error.isTerminal()) {
                rebuild("terminal venue error " + error.code());
            } else if (error.code() == ErrorFrame.TOO_MANY_MARKETS) {
                counters.count(FeedCounter.TOO_MANY_MARKETS);
                int[] refused = subscriptions.takeRefused(frame, frameOffset, frameLength);
                if (refused != null) {
                    owner.onTooManyMarkets(number, refused);
                }
            }
        }
        return fault;
    }

    private void onFault(int code, int place) {
        counters.count(FeedCounter.FAULTY_FRAMES);
        faults.count(code);
        if (place != Shard.NONE && isAboutABook()) {
            boolean waited = state.isWaiting(place);
            state.waits(place);
            publishStatus(epochNs, FeedState.FAULT, markets.instrumentId(shard.slotAt(place)), code);
            askDue(REPEAT_NS);
            if (waited) {
                return; // nothing new about the line: one bad market must not end its neighbours' books
            }
        } else if (frames.hasSid() && isAboutABook()) {
            // Nobody knows whose change it was.
            onGap(frames.sid());
        }
        if (faultLimit.exceeds(clock.nanoTime())) {
            rebuild("more than " + FaultLimit.PER_MINUTE + " faulty frames within a minute");
        }
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
        if (!live || books.isRefused() || askDue(PATIENCE_NS) == 0) {
            return;
        }
        if (++tries > MAX_TRIES && state.waitingCount() == shard.size()) {
            tries = 0;
            rebuild("no snapshot after " + MAX_TRIES + " requests");
        }
    }

    /** Asks for every waiting book that was not asked for lately. @return how many */
    private int askDue(long patienceNs) {
        long nowNanos = clock.nanoTime();
        int due = requests.countDue(nowNanos, patienceNs);
        if (due > 0 && live && !books.isRefused()) {
            requests.askDue(nowNanos, patienceNs);
        }
        return due;
    }

    private void rebuild(String why) {
        LOG.warn("connection given up: {}", why);
        counters.count(FeedCounter.REBUILDS);
        line.reconnect();
    }

    private void publishStatus(long timestampNs, FeedState feedState, int instrumentId, int code) {
        events.stamp(timestampNs, 0, 0);
        events.feedStatus(number, feedState, epoch, instrumentId, code);
    }
}
