package io.parallax.engine.core;

import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.ArmedOrders;
import io.parallax.engine.execution.AttemptPlan;
import io.parallax.engine.execution.Coordinator;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.pair.PayoffMatrix;
import io.parallax.engine.risk.OpeningRules;
import io.parallax.engine.risk.RequestWindow;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;
import io.parallax.engine.strategy.ArbitrageEvaluator;

/**
 * Has the likely orders of a pair that is near an opportunity signed ahead: of each leg at Polymarket a small ladder of
 * prices and sizes. Works on timers, some pairs on each, so that an event of a book costs what it did. Nothing is reserved by
 * it and nothing sent.
 *
 * <pre>
 *   near         payout - sum of (best price + fee) of all legs  at least  minimum edge - armNear, and nothing forbids to open
 *   prices       the best one, then a tick less each: the offer that would make the edge
 *   sizes        1st: what the books offer that stay: at the best price this leg's, below it the least of the others'
 *                2nd: the most that limits leave       3rd: the least that any leg offers        each at most what limits leave
 *   again        when an order of the ladder is not there, or past half its time
 * </pre>
 */
final class Arming {
    /** Pairs looked at on one timer; the next timer goes on. */
    static final int PAIRS_PER_TIMER = 32;

    private static final int MOST_SIZES = 3;

    private final EngineSettings settings;
    private final StateLadder ladder;
    private final Pairs pairs;
    private final Coordinator coordinator;
    private final ArbitrageEvaluator evaluator;
    private final ArmedOrders armed;
    private final CommandWriter writer;
    private final RequestWindow requests = new RequestWindow();
    private final long[] ownMicros = new long[PayoffMatrix.MAX_LEGS];
    private final long[] sizeMicros = new long[MOST_SIZES];
    private int next;

    Arming(
            EngineSettings settings,
            StateLadder ladder,
            Pairs pairs,
            Coordinator coordinator,
            ArbitrageEvaluator evaluator,
            ArmedOrders armed,
            CommandWriter writer) {
        this.settings = settings;
        this.ladder = ladder;
        this.pairs = pairs;
        this.coordinator = coordinator;
        this.evaluator = evaluator;
        this.armed = armed;
        this.writer = writer;
    }

    void onTimer(long nowNs) {
        if (settings.armPrices() <= 0 || settings.armSizes() <= 0 || settings.armValidNs() <= 0) {
            return;
        }
        for (int looked = 0; looked < PAIRS_PER_TIMER && looked < pairs.size(); looked++) {
            if (!ladder.mayOpen() || !mayAsk(nowNs)) {
                return;
            }
            next = next + 1 >= pairs.size() ? 0 : next + 1;
            look(pairs.get(next), nowNs);
        }
    }

    private boolean mayAsk(long nowNs) {
        return writer.hasRoom() && requests.permits(settings.armPerSecond(), nowNs);
    }

    private void look(Pair pair, long nowNs) {
        if (!mayOpen(pair, nowNs)) {
            return;
        }
        for (int at = 0; at < pair.directionCount(); at++) {
            Direction direction = pair.direction(at);
            if (netEdgeMicros(pair, direction) < settings.minEdgeMicros() - settings.armNearMicros()) {
                continue;
            }
            for (int leg = 0; leg < pair.legCount(); leg++) {
                if (pair.leg(leg).venue() == Venue.POLYMARKET) {
                    lay(pair, direction, leg, nowNs);
                }
            }
        }
    }

    private boolean mayOpen(Pair pair, long nowNs) {
        if (!pair.isApproved() || pair.isExpired(nowNs) || pair.isFrozen() || pair.isCooling(nowNs)) {
            return false;
        }
        for (int leg = 0; leg < pair.legCount(); leg++) {
            Instrument instrument = pair.leg(leg);
            if (!ladder.mayOpen(instrument.venue()) || OpeningRules.obstacle(instrument, settings, nowNs) != null) {
                return false;
            }
        }
        return coordinator.isFree(pair);
    }

    /** Per contract at the best prices, fees taken off; far below zero where a side of a book is empty. */
    private long netEdgeMicros(Pair pair, Direction direction) {
        long edge = direction.payoutMicros();
        for (int leg = 0; leg < pair.legCount(); leg++) {
            long own = pair.leg(leg).bestBuyMicros(direction.outcome(leg));
            if (own == OrderBook.NO_PRICE) {
                return Long.MIN_VALUE;
            }
            ownMicros[leg] = own;
            edge -= own + pair.leg(leg).fees().takerFeeCeil(own, Micros.ONE);
        }
        return edge;
    }

    private void lay(Pair pair, Direction direction, int leg, long nowNs) {
        Instrument instrument = pair.leg(leg);
        Outcome outcome = direction.outcome(leg);
        long bestMicros = ownMicros[leg];
        long hereMicros = offeredMicros(instrument, outcome, bestMicros);
        long othersMicros = leastOfOthers(pair, direction, leg);
        long price = bestMicros;
        for (int rung = 0; rung < settings.armPrices() && price != OrderBook.NO_PRICE && price > 0; rung++) {
            ownMicros[leg] = price;
            long room = evaluator.roomMicros(pair, direction, ownMicros);
            sizeMicros[0] = Math.min(room, rung == 0 ? hereMicros : othersMicros);
            sizeMicros[1] = room;
            sizeMicros[2] = Math.min(room, rung == 0 ? Math.min(hereMicros, othersMicros) : othersMicros);
            askSizes(pair, instrument, outcome, price, nowNs);
            price = instrument.floorOwnPrice(outcome, price - 1);
        }
        ownMicros[leg] = bestMicros;
    }

    private void askSizes(Pair pair, Instrument instrument, Outcome outcome, long price, long nowNs) {
        TimeInForce timeInForce = pair.style() == LegStyle.SIMULTANEOUS ? TimeInForce.FOK : TimeInForce.IOC;
        int sizes = Math.min(settings.armSizes(), MOST_SIZES);
        for (int size = 0; size < sizes && mayAsk(nowNs); size++) {
            long qty = lots(pair, sizeMicros[size]);
            long spend = AttemptPlan.spend(instrument, Micros.mulCeil(price, qty));
            if (isLargeEnough(instrument, qty, spend)
                    && armed.find(
                                    pair,
                                    instrument,
                                    outcome,
                                    OrderAction.BUY,
                                    timeInForce,
                                    price,
                                    qty,
                                    spend,
                                    nowNs + settings.armValidNs() / 2)
                            == null
                    && armed.arm(pair, instrument, outcome, timeInForce, price, qty, spend, nowNs)) {
                requests.take(settings.armPerSecond(), nowNs);
            }
        }
    }

    private static boolean isLargeEnough(Instrument instrument, long qty, long spend) {
        return qty > 0
                && qty >= instrument.rules().minQtyMicros()
                && spend >= Math.max(1, instrument.rules().minNotionalMicros());
    }

    /** The largest quantity within this that every leg's venue takes. */
    private static long lots(Pair pair, long qtyMicros) {
        long lots = Math.max(0, qtyMicros);
        for (int leg = 0; leg < pair.legCount(); leg++) {
            lots = Micros.floorToStep(lots, pair.leg(leg).rules().qtyStepMicros());
        }
        return lots;
    }

    private long leastOfOthers(Pair pair, Direction direction, int leg) {
        long least = Long.MAX_VALUE;
        for (int other = 0; other < pair.legCount(); other++) {
            if (other != leg) {
                least = Math.min(least, offeredMicros(pair.leg(other), direction.outcome(other), ownMicros[other]));
            }
        }
        return least;
    }

    /** What the book offers of an outcome at one own-leg price. */
    private static long offeredMicros(Instrument instrument, Outcome outcome, long ownPriceMicros) {
        return instrument.book().qtyAt(Instrument.sideToBuy(outcome), Instrument.ownPrice(outcome, ownPriceMicros));
    }

    /** Folds this state into {@code hash}. */
    long stateHash(long hash) {
        return requests.stateHash(armed.stateHash(StateHash.mix(hash, next)));
    }
}
