package io.parallax.gateway.polymarket.market;

import static io.parallax.gateway.json.JsonCursor.ABSENT;
import static io.parallax.gateway.polymarket.market.MarketWords.ASKS;
import static io.parallax.gateway.polymarket.market.MarketWords.ASSET_ID;
import static io.parallax.gateway.polymarket.market.MarketWords.BEST_BID_ASK;
import static io.parallax.gateway.polymarket.market.MarketWords.BIDS;
import static io.parallax.gateway.polymarket.market.MarketWords.BOOK;
import static io.parallax.gateway.polymarket.market.MarketWords.CHANGES;
import static io.parallax.gateway.polymarket.market.MarketWords.EVENT_TYPE;
import static io.parallax.gateway.polymarket.market.MarketWords.FIELDS;
import static io.parallax.gateway.polymarket.market.MarketWords.HASH;
import static io.parallax.gateway.polymarket.market.MarketWords.LAST_TRADE_PRICE;
import static io.parallax.gateway.polymarket.market.MarketWords.MARKET;
import static io.parallax.gateway.polymarket.market.MarketWords.NEW_MARKET;
import static io.parallax.gateway.polymarket.market.MarketWords.NEW_TICK_SIZE;
import static io.parallax.gateway.polymarket.market.MarketWords.PRICE;
import static io.parallax.gateway.polymarket.market.MarketWords.PRICE_CHANGE;
import static io.parallax.gateway.polymarket.market.MarketWords.PRICE_CHANGES;
import static io.parallax.gateway.polymarket.market.MarketWords.RESOLVED;
import static io.parallax.gateway.polymarket.market.MarketWords.SIDE;
import static io.parallax.gateway.polymarket.market.MarketWords.SIDES;
import static io.parallax.gateway.polymarket.market.MarketWords.SIZE;
import static io.parallax.gateway.polymarket.market.MarketWords.TEXTS;
import static io.parallax.gateway.polymarket.market.MarketWords.TICK_CHANGE;
import static io.parallax.gateway.polymarket.market.MarketWords.TICK_SIZE;
import static io.parallax.gateway.polymarket.market.MarketWords.TIMESTAMP;
import static io.parallax.gateway.polymarket.market.MarketWords.TRADE;
import static io.parallax.gateway.polymarket.market.MarketWords.TYPES;
import static io.parallax.gateway.polymarket.market.MarketWords.V2;
import static io.parallax.gateway.polymarket.market.MarketWords.VERSION;
import static io.parallax.gateway.polymarket.market.MarketWords.VERSIONS;
import static io.parallax.gateway.polymarket.market.MarketWords.WINNER;

import io.parallax.codecs.units.Micros;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.counters.FaultCounters;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.FrameBytes;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.json.UnknownNames;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.polymarket.reference.VenueTime;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Frames of the market channel. A message is read whole before anything of it is told to the sink, because its type may
 * stand last; the sides of the second outcome are turned into those of the first.
 *
 * <p>A fault names its market when the frame said it before the faulty byte (the venue puts {@code market} first).
 * Source: shapes of 2024 to 2026, docs/protocols and the recordings.
 */
final class MarketDecoder {
    private static final int UNTOLD = -2;

    /** In place of a number of messages: every one of the frame. */
    private static final int ALL = -1;

    /** Markets one message may change. The venue changes one; each costs a pass over all levels of the message. */
    private static final int MOST_MARKETS = 16;

    /** A thousand million shares: more than was ever minted of a token. */
    private static final long MAX_QTY_MICROS = 1_000_000_000L * Micros.ONE;

    private final MarketTable markets;
    private final MarketSink sink;
    private final Counters<MarketCounter> counters;
    private final FaultCounters faults;
    private final JsonCursor json = new JsonCursor();
    private final LevelBatch levels = new LevelBatch();
    private final UsualOrder usual;
    private final UnknownNames unknownTypes = new UnknownNames("polymarket event type");
    private final UnknownNames unknownTexts = new UnknownNames("polymarket text frame");
    private final MarketSearch search;
    private long[] bookOfFrame;
    private long[] stamps;
    private long stamp;
    private int messageAt;
    private boolean usualTried = FrameBytes.IS_SUPPORTED;
    private long frameNumber;
    private int frameOffset;

    private int type;
    private int token;
    private int slot;
    private int winner;
    private long venueTimeNs;
    private long tickMicros;
    private long priceMicros;
    private long qtyMicros;
    private byte side;
    private int typeOffset;
    private int typeLength;
    private int sidesTold;
    private boolean changesTold;
    private boolean tickTold;
    private int valueFault;

    MarketDecoder(MarketTable markets, MarketSink sink, Counters<MarketCounter> counters, FaultCounters faults) {
        this.markets = markets;
        this.sink = sink;
        this.counters = counters;
        this.faults = faults;
        usual = new UsualOrder(markets, levels);
        search = new MarketSearch(markets);
        bookOfFrame = new long[markets.size()];
        stamps = new long[markets.size()];
    }

    /** The table has grown. */
    void grow() {
        int size = Math.max(bookOfFrame.length, markets.size());
        bookOfFrame = Arrays.copyOf(bookOfFrame, size);
        stamps = Arrays.copyOf(stamps, size);
    }

    /** Without the reader of the usual order: every frame goes the general way. For tests and measurements. */
    MarketDecoder generalOnly() {
        usualTried = false;
        return this;
    }

    /** Reads one frame. Nothing in it makes this throw. */
    void decode(DirectBuffer frame, int offset, int length) {
        frameNumber++;
        counters.count(MarketCounter.FRAMES);
        levels.frame(frame);
        int told = usualTried && length <= JsonCursor.MAX_FRAME_LENGTH ? tellUsual(frame, offset, length) : 0;
        if (told == ALL) {
            counters.count(MarketCounter.USUAL_ORDER);
        } else if (MarketWords.isJson(frame, offset, length)) {
            counters.count(MarketCounter.GENERAL_ORDER);
            tellGeneral(frame, offset, length, told);
        } else {
            text(frame, offset, length);
        }
    }

    /**
     * Tells the messages of a frame that are of the usual order to their last byte.
     *
     * @return {@link #ALL}, or how many messages of an array were told before one that is not
     */
    private int tellUsual(DirectBuffer frame, int offset, int length) {
        frame.boundsCheck(offset, length);
        Object base = frame.byteArray();
        long frameAt = frame.addressOffset();
        long at = frameAt + offset;
        long end = at + length;
        int opening = length == 0 ? 0 : FrameBytes.byteAt(base, at);
        if (opening == '{') {
            long behind = usual.message(base, at, end, frameAt);
            if (behind < 0 || !isOver(base, behind, end)) {
                return 0;
            }
            adoptUsual();
            return ALL;
        }
        if (opening != '[') {
            return 0;
        }
        long behind = usual.message(base, at + 1, end, frameAt);
        int told = 0;
        while (behind >= 0 && behind < end) {
            int next = FrameBytes.byteAt(base, behind);
            if (next == ']' && isOver(base, behind + 1, end)) {
                adoptUsual();
                return ALL;
            }
            if (next != ',') {
                return told;
            }
            adoptUsual();
            told++;
            boolean spaced = behind + 1 < end && FrameBytes.byteAt(base, behind + 1) == ' ';
            behind = usual.message(base, behind + (spaced ? 2 : 1), end, frameAt);
        }
        return told;
    }

    /** Whether the frame is over here, but for the line feed the venue puts behind arrays. */
    private static boolean isOver(Object base, long at, long end) {
        return at == end || at + 1 == end && FrameBytes.byteAt(base, at) == '\n';
    }

    private void adoptUsual() {
        type = usual.type;
        token = type == PRICE_CHANGE ? UNTOLD : usual.token;
        slot = usual.slot;
        winner = UNTOLD;
        venueTimeNs = usual.venueTimeNs;
        tickMicros = type == BOOK ? usual.tickMicros : ABSENT;
        boolean trade = type == TRADE;
        priceMicros = trade ? usual.priceMicros : ABSENT;
        qtyMicros = trade ? usual.qtyMicros : ABSENT;
        side = trade ? usual.side : 0;
        sidesTold = type == BOOK ? LevelBatch.BID | LevelBatch.ASK : 0;
        changesTold = type == PRICE_CHANGE;
        valueFault = DecodeFault.NONE;
        if (type == PRICE_CHANGE) {
            tellChangesOf(slot); // every entry is of this market, and sound
        } else {
            tell();
        }
    }

    /** Reads the frame with keys in any order, over the messages that were told already. */
    private void tellGeneral(DirectBuffer frame, int offset, int length, int told) {
        frameOffset = offset;
        messageAt = 0;
        json.wrap(frame, offset, length);
        if (json.kind() == JsonCursor.Kind.ARRAY) {
            if (json.enterArray()) {
                for (int i = 0; i < told && json.nextItem(); i++) {
                    json.skip();
                    messageAt = json.position();
                }
                while (json.nextItem()) {
                    message();
                }
            }
        } else {
            message();
        }
        int fault = json.end();
        if (fault != DecodeFault.NONE) {
            faultUnread(frame, offset, length, fault);
        }
    }

    /**
     * The frame could not be read to its end. Every market named from the message that broke off is in doubt; if it names
     * none, every one the frame names; if that names none either, the whole line.
     */
    private void faultUnread(DirectBuffer frame, int offset, int length, int code) {
        int from = offset + Math.min(messageAt, length);
        if (!faultNamedBy(frame, from, offset + length, code) && !faultNamedBy(frame, offset, from, code)) {
            fault(MarketTable.ABSENT, code);
        }
    }

    private boolean faultNamedBy(DirectBuffer frame, int from, int to, int code) {
        stamp++;
        boolean any = false;
        search.begin(frame, from, to);
        for (int its; (its = search.next()) >= 0; ) {
            any = true;
            if (isNew(its)) {
                fault(its, code);
            }
        }
        return any;
    }

    /** Whether the market was not yet asked about under the present stamp. */
    private boolean isNew(int its) {
        boolean isNew = stamps[its] != stamp;
        stamps[its] = stamp;
        return isNew;
    }

    private void text(DirectBuffer frame, int offset, int length) {
        int end = offset + length;
        while (end > offset && frame.getByte(end - 1) <= ' ' && frame.getByte(end - 1) >= 0) {
            end--;
        }
        switch (TEXTS.get(frame, offset, end - offset)) {
            case 0 -> counters.count(MarketCounter.PONGS);
            case 1 -> counters.count(MarketCounter.NO_NEW_ASSETS);
            case 2 -> counters.count(MarketCounter.INVALID_OPERATIONS);
            default -> {
                counters.count(MarketCounter.OTHER_TEXTS);
                unknownTexts.met(frame, offset, end - offset);
            }
        }
    }

    private void forget() {
        type = UNTOLD;
        typeLength = 0;
        token = UNTOLD;
        slot = UNTOLD;
        winner = UNTOLD;
        venueTimeNs = 0;
        tickMicros = ABSENT;
        priceMicros = ABSENT;
        qtyMicros = ABSENT;
        side = 0;
        sidesTold = 0;
        changesTold = false;
        tickTold = false;
        valueFault = DecodeFault.NONE;
        levels.clear();
    }

    private void message() {
        forget();
        messageAt = json.position();
        if (!json.enterObject()) {
            return;
        }
        for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
            switch (key) {
                case EVENT_TYPE -> type = readType();
                case MARKET -> slot = readMarket();
                case ASSET_ID -> token = readToken();
                case TIMESTAMP -> venueTimeNs = readTime();
                case BIDS -> readSide(LevelBatch.BID);
                case ASKS -> readSide(LevelBatch.ASK);
                case TICK_SIZE, NEW_TICK_SIZE -> readTick();
                case PRICE_CHANGES, CHANGES -> readChanges();
                case PRICE -> priceMicros = readDecimal();
                case SIZE -> qtyMicros = readDecimal();
                case SIDE -> side = readSideWord();
                case WINNER -> winner = readToken();
                case HASH -> levels.hash(readHash());
                case LAST_TRADE_PRICE -> readLastTrade();
                case VERSION -> readVersion();
                default -> json.skip();
            }
        }
        if (json.fault() == DecodeFault.NONE) {
            messageAt = json.position();
            tell();
        }
    }

    private int readType() {
        int word = json.word(TYPES);
        typeOffset = json.textOffset();
        typeLength = json.textLength();
        return word;
    }

    /** Offset of a book hash in the frame; -1 for what cannot be one. */
    private int readHash() {
        if (!readText() || json.isTextEscaped() || json.textLength() != LevelBatch.HASH_LENGTH) {
            return LevelBatch.ABSENT;
        }
        return frameOffset + json.textOffset();
    }

    private void readLastTrade() {
        if (readText() && !json.isTextEscaped()) {
            levels.lastTrade(frameOffset + json.textOffset(), json.textLength());
        }
    }

    private void readVersion() {
        if (readText() && VERSIONS.get(json.buffer(), json.textOffset(), json.textLength()) == V2) {
            levels.v2();
        }
    }

    /** A text, or anything else passed over: the field is of use only where it is a text. */
    private boolean readText() {
        if (json.kind() == JsonCursor.Kind.STRING) {
            return json.string();
        }
        json.skip();
        return false;
    }

    private int readMarket() {
        return readId() ? markets.condition(json.buffer(), json.textOffset(), json.textLength()) : MarketTable.ABSENT;
    }

    private int readToken() {
        return readId() ? markets.token(json.buffer(), json.textOffset(), json.textLength()) : MarketTable.ABSENT;
    }

    private boolean readId() {
        return isKind(JsonCursor.Kind.STRING) && json.string();
    }

    /**
     * Whether a value of the kind stands here; null is passed over, any other remembered as a fault: the field may belong to
     * a message we do not read.
     */
    private boolean isKind(JsonCursor.Kind wanted) {
        JsonCursor.Kind kind = json.kind();
        if (kind == wanted) {
            return true;
        }
        if (kind != JsonCursor.Kind.NULL && kind != JsonCursor.Kind.NONE) {
            faulty(DecodeFault.WRONG_TYPE);
        }
        json.skip();
        return false;
    }

    /** A decimal; what is wrong with it is remembered as a fault of the value. */
    private long readDecimal() {
        long micros = json.decimalMicrosOrFault();
        faulty(json.numberFault());
        return micros;
    }

    private long readTime() {
        long time = json.int64OrFault();
        faulty(json.numberFault());
        return VenueTime.nanoseconds(time);
    }

    /** One name of the two is used in a message; both would leave it to their order which one holds. */
    private void readTick() {
        faulty(tickTold ? DecodeFault.DUPLICATE_KEY : DecodeFault.NONE);
        tickTold = true;
        tickMicros = readDecimal();
    }

    private byte readSideWord() {
        int word = json.kind() == JsonCursor.Kind.STRING ? json.word(SIDES) : TextMap.ABSENT;
        return switch (word) {
            case 1, 3, 5 -> LevelBatch.BID;
            case 2, 4, 6 -> LevelBatch.ASK;
            default -> 0;
        };
    }

    private void readSide(byte levelSide) {
        if (!isKind(JsonCursor.Kind.ARRAY) || !json.enterArray()) {
            return;
        }
        sidesTold |= levelSide;
        while (json.nextItem()) {
            long price = ABSENT;
            long qty = ABSENT;
            if (isKind(JsonCursor.Kind.OBJECT) && json.enterObject()) {
                for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                    switch (key) {
                        case PRICE -> price = readDecimal();
                        case SIZE -> qty = readDecimal();
                        default -> json.skip();
                    }
                }
            }
            stage(UNTOLD, levelSide, price, qty, LevelBatch.ABSENT);
        }
    }

    private void readChanges() {
        if (!isKind(JsonCursor.Kind.ARRAY) || !json.enterArray()) {
            return;
        }
        faulty(changesTold ? DecodeFault.DUPLICATE_KEY : DecodeFault.NONE);
        changesTold = true;
        while (json.nextItem()) {
            int itsToken = UNTOLD;
            byte itsSide = 0;
            int itsHash = LevelBatch.ABSENT;
            long price = ABSENT;
            long qty = ABSENT;
            if (isKind(JsonCursor.Kind.OBJECT) && json.enterObject()) {
                for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                    switch (key) {
                        case ASSET_ID -> itsToken = readToken();
                        case PRICE -> price = readDecimal();
                        case SIZE -> qty = readDecimal();
                        case SIDE -> itsSide = readSideWord();
                        case HASH -> itsHash = readHash();
                        default -> json.skip();
                    }
                }
            }
            stage(itsToken, itsSide, price, qty, itsHash);
        }
    }

    /** Keeps a level, a bad one too: it names whose book is in doubt. */
    private void stage(int itsToken, byte itsSide, long price, long qty, int itsHash) {
        if (json.fault() != DecodeFault.NONE) {
            return;
        }
        if (price == ABSENT || qty == ABSENT) {
            faulty(DecodeFault.FIELD_MISSING);
        } else if (price <= 0 || price >= Micros.ONE) {
            faulty(DecodeFault.PRICE_OUT_OF_RANGE);
        } else if (qty < 0 || qty > MAX_QTY_MICROS) {
            faulty(DecodeFault.QTY_OUT_OF_RANGE);
        } else if (itsSide == 0) {
            faulty(DecodeFault.UNKNOWN_VALUE);
        }
        if (levels.isFull()) {
            faulty(DecodeFault.ARRAY_TOO_LONG);
        } else {
            levels.add(itsToken, itsSide, price, qty, itsHash);
        }
    }

    private void faulty(int code) {
        if (valueFault == DecodeFault.NONE) {
            valueFault = code;
        }
    }

    /** The message is read: who is it about, is it good, and what does it say. */
    private void tell() {
        int told = type != UNTOLD ? type : impliedType();
        switch (told) {
            case BOOK -> tellBook();
            case PRICE_CHANGE -> tellChanges();
            case TRADE -> tellTrade();
            case TICK_CHANGE -> tellTick();
            case BEST_BID_ASK -> counters.count(MarketCounter.BEST_BID_ASKS);
            case NEW_MARKET -> counters.count(MarketCounter.NEW_MARKETS);
            case RESOLVED -> tellResolved();
            default -> {
                counters.count(MarketCounter.UNKNOWN_TYPES);
                unknownTypes.met(json.buffer(), typeLength == 0 ? 0 : typeOffset, typeLength);
            }
        }
    }

    /** The REST book and some early captures carry no type; their shape tells it. */
    private int impliedType() {
        if (sidesTold != 0) {
            return BOOK;
        }
        return changesTold ? PRICE_CHANGE : TextMap.ABSENT;
    }

    private void tellBook() {
        if (isUnknownToken()) {
            return;
        }
        int its = token >> 1;
        if (sidesTold != (LevelBatch.BID | LevelBatch.ASK)) {
            faulty(DecodeFault.FIELD_MISSING);
        }
        if (valueFault != DecodeFault.NONE) {
            fault(its, valueFault);
            return;
        }
        if ((token & 1) == 1 && bookOfFrame[its] == frameNumber) {
            counters.count(MarketCounter.MIRROR_BOOKS);
            return;
        }
        if (tickMicros != ABSENT && !tellNewTick(its)) {
            return;
        }
        long tick = markets.tickMicros(its);
        if (tick != 0 && !levels.isOnGrid(tick)) {
            fault(its, DecodeFault.PRICE_OFF_GRID);
            return;
        }
        levels.adoptAll(token);
        levels.telling(its, token & 1);
        bookOfFrame[its] = frameNumber;
        counters.count(MarketCounter.BOOKS);
        sink.book(its, venueTimeNs, levels);
    }

    private void tellChanges() {
        if (!changesTold) {
            stage(token, side, priceMicros, qtyMicros, LevelBatch.ABSENT);
        }
        if (valueFault != DecodeFault.NONE) {
            if (!faultNamed(valueFault)) {
                counters.count(MarketCounter.UNKNOWN_TOKENS);
            }
            return;
        }
        stamp++;
        int distinct = 0;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.token(i) == UNTOLD) {
                levels.token(i, token);
            }
            if (levels.token(i) >= 0) {
                distinct += isNew(levels.slot(i)) ? 1 : 0;
            } else if (slot >= 0) {
                boolean untold = levels.token(i) == UNTOLD;
                faultNamed(untold ? DecodeFault.FIELD_MISSING : DecodeFault.UNKNOWN_INSTRUMENT);
                return;
            } else {
                counters.count(MarketCounter.UNKNOWN_TOKENS);
                levels.skip(i);
            }
        }
        if (distinct > MOST_MARKETS) {
            faultNamed(DecodeFault.ARRAY_TOO_LONG);
            return;
        }
        stamp++;
        for (int i = 0; i < levels.size(); i++) {
            if (levels.token(i) >= 0 && isNew(levels.slot(i))) {
                tellChangesOf(levels.slot(i));
            }
        }
    }

    private void tellChangesOf(int its) {
        int changed = levels.adoptChanges(its, markets.tickMicros(its));
        if (changed == LevelBatch.ABSENT) {
            fault(its, DecodeFault.PRICE_OFF_GRID);
            return;
        }
        int mirrors = levels.skipMirrors(its);
        if (mirrors > 0) {
            counters.add(MarketCounter.MIRROR_LEVELS, mirrors);
            counters.add(MarketCounter.MIRROR_DISAGREEMENTS, levels.disagreements());
        }
        levels.telling(its, LevelBatch.ABSENT);
        counters.count(MarketCounter.PRICE_CHANGES);
        counters.add(MarketCounter.LEVELS, changed - mirrors);
        sink.changes(its, venueTimeNs, levels);
    }

    private void tellTrade() {
        if (isUnknownToken()) {
            return;
        }
        if (valueFault != DecodeFault.NONE) {
            fault(token >> 1, valueFault);
        } else if (priceMicros == ABSENT || qtyMicros == ABSENT || side == 0) {
            counters.count(MarketCounter.EMPTY_TRADES);
        } else if (priceMicros < 0 || priceMicros > Micros.ONE) {
            fault(token >> 1, DecodeFault.PRICE_OUT_OF_RANGE);
        } else if (qtyMicros < 0 || qtyMicros > MAX_QTY_MICROS) {
            fault(token >> 1, DecodeFault.QTY_OUT_OF_RANGE);
        } else {
            boolean second = (token & 1) == 1;
            counters.count(MarketCounter.TRADES);
            sink.trade(
                    token >> 1,
                    venueTimeNs,
                    side == LevelBatch.BID != second,
                    second ? Micros.ONE - priceMicros : priceMicros,
                    qtyMicros);
        }
    }

    private void tellTick() {
        if (isUnknownToken()) {
            return;
        }
        if (tickMicros == ABSENT) {
            faulty(DecodeFault.FIELD_MISSING);
        }
        if (valueFault != DecodeFault.NONE) {
            fault(token >> 1, valueFault);
            return;
        }
        tellNewTick(token >> 1);
    }

    /** False when the grid is none of the venue's; the grid known already is no news (both tokens announce it). */
    private boolean tellNewTick(int its) {
        if (tickMicros == markets.tickMicros(its)) {
            return true;
        }
        if (!isTick(tickMicros)) {
            fault(its, DecodeFault.UNKNOWN_VALUE);
            return false;
        }
        counters.count(MarketCounter.TICK_CHANGES);
        markets.tickMicros(its, tickMicros);
        sink.tick(its, venueTimeNs, tickMicros);
        return true;
    }

    private static boolean isTick(long micros) {
        return micros >= 100 && micros <= 100_000 && Micros.ONE % micros == 0;
    }

    private void tellResolved() {
        counters.count(MarketCounter.RESOLUTIONS);
        if (slot >= 0) {
            boolean told = winner >= 0 && winner >> 1 == slot;
            sink.resolved(slot, venueTimeNs, told ? Micros.ONE * (1 - (winner & 1)) : Micros.NULL);
        }
    }

    private boolean isUnknownToken() {
        if (token < 0) {
            if (slot >= 0) {
                fault(slot, token == UNTOLD ? DecodeFault.FIELD_MISSING : DecodeFault.UNKNOWN_INSTRUMENT);
            } else {
                counters.count(MarketCounter.UNKNOWN_TOKENS);
            }
            return true;
        }
        return false;
    }

    /** Faults every market the message named before it turned out bad; false when it named none. */
    private boolean faultNamed(int code) {
        stamp++;
        int named = token >= 0 ? token >> 1 : slot;
        if (named >= 0) {
            isNew(named);
            fault(named, code);
        }
        boolean any = named >= 0;
        for (int i = 0; i < levels.size(); i++) {
            int its = levels.slot(i);
            if (its >= 0 && isNew(its)) {
                fault(its, code);
                any = true;
            }
        }
        return any;
    }

    private void fault(int its, int code) {
        faults.count(code);
        sink.fault(its, code);
    }
}
