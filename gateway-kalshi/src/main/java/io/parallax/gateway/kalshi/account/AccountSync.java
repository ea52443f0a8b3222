package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.kalshi.exchange.Conditions;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.kalshi.order.Cancelling;
import io.parallax.gateway.kalshi.order.OrderNews;
import io.parallax.gateway.kalshi.order.PrivateCalls;
import io.parallax.gateway.kalshi.user.FillList;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds our state against the venue's: at the start, after each reconnect of the private channels, and by timers. Resting orders
 * and fills are read every ten seconds, all of the account every minute; one reading at a time. The events of a whole reading
 * stand between begin and end, the begin before the first question of it. One that cannot be finished ends without a word, but
 * for the first, and is tried again: what was told before it still holds. Event loop only.
 *
 * <pre>
 *   start    cancel what rests until nothing does ─▶ BEGIN settlements positions settlements cash END
 *   light    resting orders ─▶ fills
 *   whole    resting orders ─▶ fills ─▶ BEGIN results settlements positions cash END
 * </pre>
 */
public final class AccountSync {
    private static final Logger LOG = LoggerFactory.getLogger(AccountSync.class);
    static final long LIGHT_NS = TimeUnit.SECONDS.toNanos(10);
    static final int LIGHTS_A_WHOLE = 6;

    private static final long AGAIN_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long CLEAR_AGAIN_MS = 500;
    private static final int CLEAR_TRIES = 20;
    private static final int BASELINE_TRIES = 3;
    private static final int LOST_SYNCS = 3;

    private final Pages pages;
    private final Markets markets;
    private final FillList fills;
    private final RestingOrders resting;
    private final MarketResults results;
    private final Settlements settlements;
    private final Conditions conditions;
    private final BooleanSupplier mayRead;
    private final Consumer<Runnable> cancelAll;
    private final EventWriter events;
    private final EventLoop loop;
    private final EpochClock clock;
    private final Counters<AccountCounter> counters;
    private boolean begun;
    private boolean busy;
    private boolean wanted;
    private boolean closed;
    private int ticks;
    private int lost;

    /**
     * @param mayRead whether the venue may be asked by timer
     * @param cancelling null where nothing may be sent
     */
    public AccountSync(
            PrivateCalls reads,
            Markets markets,
            OrderNews orders,
            FillList fills,
            Conditions conditions,
            BooleanSupplier mayRead,
            Cancelling cancelling,
            EventWriter events,
            EventLoop loop,
            EpochClock clock,
            Counters<AccountCounter> counters) {
        this.pages = new Pages(reads, loop, counters);
        this.markets = markets;
        this.fills = fills;
        this.results = new MarketResults(pages, markets, events, clock, counters);
        this.settlements = new Settlements(pages, markets, results, events, clock, counters);
        this.resting = new RestingOrders(pages, markets, orders, events, loop, clock, counters, path -> {
            if (cancelling != null) {
                cancelling.leftOver(path);
            }
        });
        this.conditions = conditions;
        this.mayRead = mayRead;
        this.cancelAll = cancelling == null ? null : cancelling::all;
        this.events = events;
        this.loop = loop;
        this.clock = clock;
        this.counters = counters;
    }

    /**
     * The first reading of a session, or another at somebody's wish: nothing rests when it is over, where orders may be sent. From then on the timers
     * run.
     *
     * @param done told whether it is whole; the end was told with the same
     */
    public void start(Consumer<Boolean> done) {
        if (busy) {
            loop.schedule(() -> start(done), CLEAR_AGAIN_MS, TimeUnit.MILLISECONDS);
            return;
        }
        busy = true;
        Consumer<Boolean> last = whole -> {
            busy = false;
            done.accept(whole);
            if (!begun && !closed) {
                begun = true;
                loop.schedule(this::tick, LIGHT_NS, TimeUnit.NANOSECONDS);
            }
        };
        clear(1, false, empty -> {
            stamp();
            events.reconcileBegin();
            if (!empty) {
                LOG.error(
                        "orders rest at Kalshi that could not be cancelled, or the list cannot be read: cancel them there");
                end(false, last);
            } else {
                results.read(told -> baseline(1, whole -> end(whole && told, last)));
            }
        });
    }

    /** Cancels until nothing rests. @param asked whether the venue was asked to. @param done told whether the list is empty */
    private void clear(int tries, boolean asked, Consumer<Boolean> done) {
        if (cancelAll == null) {
            done.accept(true);
            return;
        }
        resting.count(count -> {
            if (count == 0) {
                done.accept(true);
            } else if (tries > CLEAR_TRIES) {
                done.accept(false);
            } else if (count > 0 && !asked) {
                cancelAll.accept(() -> clearAgain(tries, true, done));
            } else {
                clearAgain(tries, asked, done);
            }
        });
    }

    private void clearAgain(int tries, boolean asked, Consumer<Boolean> done) {
        loop.schedule(() -> clear(tries + 1, asked, done), CLEAR_AGAIN_MS, TimeUnit.MILLISECONDS);
    }

    /** Positions with the settlements that are already in them: none may come between. */
    private void baseline(int tries, Consumer<Boolean> done) {
        settlements.read(
                false,
                before -> positions(rows -> settlements.read(false, after -> {
                    if (after > 0 && tries < BASELINE_TRIES) {
                        baseline(tries + 1, done);
                    } else if (before < 0 || after != 0 || rows == null) {
                        done.accept(false);
                    } else if (tell(rows, true)) {
                        cash(done);
                    } else {
                        done.accept(false);
                    }
                })));
    }

    private void end(boolean whole, Consumer<Boolean> last) {
        counters.count(whole ? AccountCounter.SYNCS : AccountCounter.FAILED_SYNCS);
        stamp();
        events.reconcileEnd(whole);
        last.accept(whole);
    }

    /** Private messages may have been missed: all is read as soon as it can be. */
    public void onReconnect() {
        if (begun) {
            wanted = true;
            next();
        }
    }

    /** Ends the timers. */
    public void close() {
        closed = true;
    }

    private void tick() {
        if (closed) {
            return;
        }
        loop.schedule(this::tick, LIGHT_NS, TimeUnit.NANOSECONDS);
        wanted |= ++ticks % LIGHTS_A_WHOLE == 0;
        if (!wanted && !busy && mayRead.getAsBoolean()) {
            busy = true;
            orders(whole -> after());
        } else {
            next();
        }
    }

    private void next() {
        if (!wanted || busy || closed || !mayRead.getAsBoolean()) {
            return;
        }
        busy = true;
        wanted = false;
        orders(whole -> {
            if (whole) {
                account();
            } else {
                failed();
            }
        });
    }

    /** Resting orders, then fills. */
    private void orders(Consumer<Boolean> done) {
        resting.look(seen -> fills.read(read -> done.accept(seen && read)));
    }

    private void account() {
        stamp();
        events.reconcileBegin();
        results.read(told -> settlements.read(
                true,
                news -> positions(rows -> {
                    if (!told || news < 0 || rows == null || !tell(rows, false)) {
                        failed();
                        return;
                    }
                    cash(whole -> {
                        if (!whole) {
                            failed();
                            return;
                        }
                        lost = 0;
                        conditions.end(VenueConditionKind.UNAVAILABLE);
                        end(true, ended -> after());
                    });
                })));
    }

    private void failed() {
        counters.count(AccountCounter.FAILED_SYNCS);
        if (++lost == LOST_SYNCS) {
            LOG.error("the account at Kalshi could not be read {} times in a row", lost);
            conditions.begin(VenueConditionKind.UNAVAILABLE, 0);
        }
        loop.schedule(
                () -> {
                    wanted = true;
                    next();
                },
                AGAIN_NS << Math.min(lost, 3),
                TimeUnit.NANOSECONDS);
        after();
    }

    private void after() {
        busy = false;
        next();
    }

    private void positions(Consumer<List<JsonNode>> done) {
        pages.list("/portfolio/positions?limit=200", "market_positions", done);
    }

    /** Tells the position of every market; what the venue does not list is none. @return false when one cannot be read */
    private boolean tell(List<JsonNode> rows, boolean first) {
        long[] net = new long[markets.size()];
        try {
            read(rows, net);
        } catch (ReferenceException e) {
            counters.count(AccountCounter.FAULTS);
            LOG.warn("positions at Kalshi cannot be read: {}", e.getMessage());
            return false;
        }
        stamp();
        for (int market = 0; market < net.length; market++) {
            if (!first && net[market] == 0 && results.isResolved(market)) {
                counters.count(AccountCounter.POSITIONS_SETTLING);
            } else {
                events.position(
                        markets.instrumentId(market),
                        Math.max(0, net[market]),
                        Math.max(0, Math.negateExact(net[market])));
            }
        }
        return true;
    }

    private void read(List<JsonNode> rows, long[] net) {
        for (JsonNode row : rows) {
            int market = markets.indexOf(row.path("ticker").asText(""));
            if (market == TextMap.ABSENT) {
                counters.count(AccountCounter.POSITIONS_ELSEWHERE);
            } else {
                net[market] = RestReader.micros(row, "position_fp");
            }
        }
    }

    private void cash(Consumer<Boolean> done) {
        pages.get("/portfolio/balance", answer -> done.accept(answer != null && tellCash(answer)));
    }

    /** Reads the cash at the engine's wish. */
    public void refreshCash() {
        cash(told -> {
            if (!told) {
                LOG.warn("balance at Kalshi not read");
            }
        });
    }

    private boolean tellCash(JsonNode answer) {
        try {
            long micros = Cash.read(answer).onMicros(markets.shardsInUse());
            stamp();
            events.balance(micros);
            return true;
        } catch (ReferenceException e) {
            counters.count(AccountCounter.FAULTS);
            return false;
        }
    }

    private void stamp() {
        events.stamp(clock.epochNanos(), 0, 0);
    }
}
