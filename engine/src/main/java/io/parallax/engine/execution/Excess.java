package io.parallax.engine.execution;

import io.parallax.codecs.sbe.AttemptState;
import io.parallax.codecs.sbe.LegStyle;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.StateLadder;

/**
 * What to do when legs hold unequal quantities and none has an order: top up the ones that are short, once, inside the loss
 * budget, or sell back what the others hold beyond them; whichever leaves more money, a contract, at the books of now.
 *
 * <pre>
 *   topped up   payout - sum over short legs of (best price + fee)
 *   sold back   sum over the other legs of (best sale - fee)
 *
 *   a short leg may cost   limit + (slack not used by the others + loss of one re-price) / number of short legs
 * </pre>
 */
final class Excess {
    private final EngineSettings settings;
    private final StateLadder ladder;
    private final Attempts attempts;
    private final LegSender sender;
    private final Unwind unwind;

    Excess(EngineSettings settings, StateLadder ladder, Attempts attempts, LegSender sender, Unwind unwind) {
        this.settings = settings;
        this.ladder = ladder;
        this.attempts = attempts;
        this.sender = sender;
        this.unwind = unwind;
    }

    /** Every order of the attempt has ended, and nothing more is due of its plan. */
    void settle(Attempt attempt, long nowNs) {
        if (!attempt.bought) {
            attempts.move(attempt, AttemptEvent.NOTHING_FILLED, nowNs);
            return;
        }
        int missing = missing(attempt, 0);
        boolean sells = Unwind.isDue(attempt);
        if (missing == 0) {
            if (!isFirstAlone(attempt)) {
                attempts.move(attempt, AttemptEvent.MATCHED, nowNs);
            } else if (sells) {
                unwind.begin(attempt, AttemptEvent.SHORT_UNWIND, nowNs);
            } else {
                attempts.move(attempt, AttemptEvent.LEG_DUST, nowNs);
            }
        } else if (!ladder.mayReduce()) {
            attempts.move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
        } else if (!attempt.repriced && !attempt.closing && isWorthToppingUp(attempt, missing, sells)) {
            attempt.repriced = true;
            if (attempts.move(attempt, AttemptEvent.SHORT_REPRICE, nowNs) == AttemptState.REHEDGING) {
                attempt.place = -1;
                topUpNext(attempt, nowNs);
            }
        } else if (sells) {
            unwind.begin(attempt, AttemptEvent.SHORT_UNWIND, nowNs);
        } else {
            attempts.move(attempt, AttemptEvent.MATCHED, nowNs);
        }
    }

    /** Nothing but the first leg was ever sent. */
    private static boolean isFirstAlone(Attempt attempt) {
        return attempt.place == 0 && !attempt.repriced && attempt.style != LegStyle.SIMULTANEOUS;
    }

    /** What a leg is short of the fullest. */
    private static long missingMicros(Attempt attempt, int leg) {
        return attempt.mostHeld() - attempt.heldMicros[leg];
    }

    private static boolean isShort(Attempt attempt, int leg) {
        return !Attempt.isBelowLot(attempt.instrument(leg), missingMicros(attempt, leg));
    }

    /** Legs that are short by a lot or more, from a place on. */
    private static int missing(Attempt attempt, int fromPlace) {
        int missing = 0;
        for (int place = fromPlace; place < attempt.legs; place++) {
            missing += isShort(attempt, attempt.legAt(place)) ? 1 : 0;
        }
        return missing;
    }

    /** The most a short leg may be bought for, own-leg. */
    private long capMicros(Attempt attempt, int leg, int fromPlace, int missing) {
        long budget = attempt.slackMicros + settings.hedgeLossMicros();
        for (int place = 0; place < attempt.legs; place++) {
            int other = attempt.legAt(place);
            if (place < fromPlace || !isShort(attempt, other)) {
                budget -= attempt.paidMicros[other] - attempt.limitMicros[other];
            }
        }
        return Math.min(attempt.limitMicros[leg] + Math.max(0, budget) / missing, Micros.ONE - 1);
    }

    private boolean isWorthToppingUp(Attempt attempt, int missing, boolean sells) {
        long toppedUp = attempt.payoutMicros();
        long soldBack = 0;
        boolean sellsAll = sells && sender.canSellAll(attempt);
        boolean offered = true;
        for (int leg = 0; leg < attempt.legs; leg++) {
            Instrument instrument = attempt.instrument(leg);
            if (isShort(attempt, leg)) {
                long cap = capMicros(attempt, leg, 0, missing);
                if (!isAble(instrument) || LegSender.orderable(instrument, cap, missingMicros(attempt, leg)) == 0) {
                    return false;
                }
                long best = instrument.bestBuyMicros(attempt.outcome[leg]);
                offered &= best != OrderBook.NO_PRICE && best <= cap;
                toppedUp -= best + feeCeil(instrument, best);
            } else {
                long best = LegSender.bestSale(attempt, leg);
                soldBack += best == OrderBook.NO_PRICE ? 0 : best - feeCeil(instrument, best);
            }
        }
        return offered ? !sellsAll || toppedUp >= soldBack : !sellsAll && restsFor(attempt, missing);
    }

    private static long feeCeil(Instrument instrument, long priceMicros) {
        return priceMicros <= 0 ? 0 : instrument.lastKnownFees().takerFeeCeil(priceMicros, Micros.ONE);
    }

    private boolean isAble(Instrument instrument) {
        return instrument.slot().isUp() && ladder.mayReduce(instrument.venue());
    }

    /** Nobody sells inside the budget and nobody buys inside the loss cap: one exact order may rest and wait for somebody. */
    private boolean restsFor(Attempt attempt, int missing) {
        if (missing != 1) {
            return false;
        }
        for (int leg = 0; leg < attempt.legs; leg++) {
            Instrument instrument = attempt.instrument(leg);
            if (isShort(attempt, leg)) {
                return instrument.hasExactQty() && sender.mayRest(instrument, missingMicros(attempt, leg));
            }
        }
        return false;
    }

    /** Tops up the next leg that is short, sized to what the legs before it have; after the last one settles anew. */
    void topUpNext(Attempt attempt, long nowNs) {
        for (int place = attempt.place + 1; place < attempt.legs; place++) {
            int leg = attempt.legAt(place);
            if (!isShort(attempt, leg)) {
                continue;
            }
            int missing = missing(attempt, place);
            long cap = capMicros(attempt, leg, place, missing);
            Instrument instrument = attempt.instrument(leg);
            long qty = LegSender.orderable(instrument, cap, dueMicros(attempt, place));
            if (qty == 0) {
                continue;
            }
            boolean first = attempt.place < 0;
            attempt.place = place;
            if (!first && attempts.move(attempt, AttemptEvent.NEXT_LEG, nowNs) != AttemptState.REHEDGING) {
                return;
            }
            long best = instrument.bestBuyMicros(attempt.outcome[leg]);
            boolean rests = (best == OrderBook.NO_PRICE || best > cap)
                    && instrument.hasExactQty()
                    && sender.mayRest(instrument, qty);
            answered(attempt, sender.buy(attempt, leg, cap, qty, rests, nowNs), nowNs);
            return;
        }
        settle(attempt, nowNs);
    }

    /** What the legs that are as full as they will be have beyond a leg that is topped up at a place. */
    private static long dueMicros(Attempt attempt, int at) {
        long least = Long.MAX_VALUE;
        for (int place = 0; place < attempt.legs; place++) {
            int leg = attempt.legAt(place);
            if (place < at || !isShort(attempt, leg)) {
                least = Math.min(least, attempt.heldMicros[leg]);
            }
        }
        return least - attempt.heldMicros[attempt.legAt(at)];
    }

    /** What follows from the answer to a purchase that was due. */
    void answered(Attempt attempt, LegSender.Answer answer, long nowNs) {
        switch (answer) {
            case SENT -> attempt.dueNs = 0;
            case LATER -> attempt.dueNs = nowNs + Unwind.PAUSE_NS;
            case UNABLE -> waitOrSell(attempt, nowNs);
            case REFUSED -> unwind.begin(attempt, AttemptEvent.SHORT_UNWIND, nowNs);
            case NOT_PERMITTED -> attempts.move(attempt, AttemptEvent.NOT_PERMITTED, nowNs);
            default -> throw new IllegalStateException("answer " + answer);
        }
    }

    /**
     * The venue of a leg cannot be used. Sold at once the others lose no more than the loss cap; waiting ends, at the bound
     * on naked age, in the same ladder, from whatever price there is then. So they are sold where somebody buys inside the
     * cap, and held, up to that bound, where nobody does.
     */
    private void waitOrSell(Attempt attempt, long nowNs) {
        if (settings.maxNakedNs() == 0 || sender.canSellAll(attempt)) {
            unwind.begin(attempt, AttemptEvent.SHORT_UNWIND, nowNs);
        } else {
            attempt.dueNs = nowNs + Unwind.PAUSE_NS;
        }
    }
}
