package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.order.Orders;
import io.parallax.engine.position.Account;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.NetExposure;
import io.parallax.engine.state.HaltWish;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.state.StateLadder;
import java.util.Arrays;

/**
 * Holds what a venue says of cash and positions against the ledger. Before trading its word is taken. Afterwards a word
 * counts only when it was asked for after the last own event there and nothing of ours is under way; a difference acts when it
 * is seen twice, at least two seconds apart. It narrows what is permitted; no order is ever sent to remove it.
 *
 * <pre>
 *   difference that two reads agree on            what follows
 *   cash, within a cent and a micro a fill        none: venues round
 *   cash too much, or too little by no more       opening pauses at the venue, CASH_BREAK
 *     than the fees booked there explain
 *   cash too little by more: a withdrawal         halt, RECONCILE_BREAK
 *   position                                      halt, RECONCILE_BREAK; both readings count as possible
 * </pre>
 */
final class Reconciliation {
    /** Between the two reads of a difference. */
    static final long AGAIN_NS = 2_000_000_000L;

    /** Cash is asked for so often when nothing happens. */
    static final long CASH_EVERY_NS = 60_000_000_000L;

    /** A question that is not answered by then will not be. */
    static final long LOST_NS = 30_000_000_000L;

    private static final long CENT_MICROS = 10_000L;
    private static final long NEVER = Long.MIN_VALUE;
    static final Venue[] VENUES = {Venue.POLYMARKET, Venue.KALSHI};

    /** What is known of one venue's cash; what is compared are sequences of events, {@code Ns} are instants. */
    private static final class CashState {
        long lastOwn = NEVER;
        long oldestAsk = NEVER;
        long begin = NEVER;
        int asks;
        long oldestAskNs = NEVER;
        long lastAskNs = NEVER;
        int fills;
        long feesMicros;
        long seenMicros;
        long seenNs = NEVER;
        boolean told;

        long stateHash(long hash) {
            long h = StateHash.mix(StateHash.mix(hash, lastOwn), oldestAsk);
            h = StateHash.mix(StateHash.mix(h, begin), asks);
            h = StateHash.mix(StateHash.mix(h, oldestAskNs), lastAskNs);
            h = StateHash.mix(h, fills);
            h = StateHash.mix(StateHash.mix(h, feesMicros), seenMicros);
            return StateHash.mix(StateHash.mix(h, seenNs), told ? 1 : 0);
        }
    }

    private final StateLadder ladder;
    private final Instruments instruments;
    private final Orders orders;
    private final VenueCash cash;
    private final Exposure exposure;
    private final Bookkeeper books;
    private final VenueBrake brake;
    private final HaltWish halts;
    private final CommandWriter writer;
    private final CashState polymarket = new CashState();
    private final CashState kalshi = new CashState();
    private long[] lastOwn = new long[0];
    private long[] seenNetMicros = new long[0];
    private long[] seenGrossMicros = new long[0];
    private long[] seenNs = new long[0];

    Reconciliation(
            StateLadder ladder,
            Instruments instruments,
            Orders orders,
            VenueCash cash,
            Exposure exposure,
            Bookkeeper books,
            VenueBrake brake,
            HaltWish halts,
            CommandWriter writer) {
        this.ladder = ladder;
        this.instruments = instruments;
        this.orders = orders;
        this.cash = cash;
        this.exposure = exposure;
        this.books = books;
        this.brake = brake;
        this.halts = halts;
        this.writer = writer;
    }

    private CashState of(Venue venue) {
        return venue == Venue.POLYMARKET ? polymarket : kalshi;
    }

    /** The venue has yet to say what of an instrument the session begins with. */
    boolean awaitsPosition(Instrument instrument) {
        return !ladder.isStarted() && !instrument.position().isOpened();
    }

    /** Something of ours happened at a venue: what was asked before is about another state. */
    void onOwn(Venue venue, int instrumentId) {
        of(venue).lastOwn = writer.sequence();
        grow(instrumentId);
        lastOwn[instrumentId] = writer.sequence();
    }

    /** A fill was booked, for what it cost. */
    void onFee(Venue venue, long feeMicros) {
        CashState state = of(venue);
        state.fills++;
        state.feesMicros += Math.abs(feeMicros);
    }

    private void grow(int instrumentId) {
        int known = lastOwn.length;
        if (instrumentId >= known) {
            int grown = Math.max(instruments.size(), instrumentId + 1);
            lastOwn = Arrays.copyOf(lastOwn, grown);
            seenNetMicros = Arrays.copyOf(seenNetMicros, grown);
            seenGrossMicros = Arrays.copyOf(seenGrossMicros, grown);
            seenNs = Arrays.copyOf(seenNs, grown);
            Arrays.fill(lastOwn, known, grown, NEVER);
            Arrays.fill(seenNs, known, grown, NEVER);
        }
    }

    /** The venue's cash was asked for behind this event. */
    void onAsked(Venue venue, long nowNs) {
        CashState state = of(venue);
        if (state.asks == 0 || nowNs - state.oldestAskNs > LOST_NS) {
            state.oldestAsk = writer.sequence();
            state.oldestAskNs = nowNs;
            state.asks = 0;
        }
        state.asks++;
        state.lastAskNs = nowNs;
    }

    void onBegin(Venue venue) {
        of(venue).begin = writer.sequence();
    }

    void onEnd(Venue venue) {
        of(venue).begin = NEVER;
    }

    /** When the word just received was asked for at the earliest; what nobody asked for is as old as can be. */
    private static long asked(CashState state) {
        long asked = state.asks > 0 ? state.oldestAsk : NEVER;
        if (state.begin != NEVER) {
            return asked == NEVER ? state.begin : Math.min(asked, state.begin);
        }
        return asked;
    }

    void onBalance(Venue venue, long cashMicros, long nowNs) {
        CashState state = of(venue);
        if (!ladder.isStarted()) {
            books.openCash(venue, cashMicros);
            return;
        }
        long asked = asked(state);
        state.asks = Math.max(0, state.asks - 1);
        cash.report(venue, cashMicros);
        if (asked == NEVER) {
            return;
        }
        // A question behind an own event is of the state after it.
        if (asked < state.lastOwn || !isQuiet(venue)) {
            state.seenNs = NEVER;
            return;
        }
        long difference = cashMicros - cash.cashMicros(venue);
        if (Math.abs(difference) <= CENT_MICROS + state.fills) {
            state.seenNs = NEVER;
            state.told = false;
            cash.missing(venue, 0);
            return;
        }
        if (state.seenNs == NEVER || state.seenMicros != difference) {
            state.seenNs = nowNs;
            state.seenMicros = difference;
        } else if (nowNs - state.seenNs >= AGAIN_NS && !state.told) {
            state.told = true;
            broken(venue, state, difference);
        }
    }

    private void broken(Venue venue, CashState state, long difference) {
        cash.missing(venue, Math.max(0, -difference));
        if (-difference > CENT_MICROS + state.fills + state.feesMicros) {
            writer.alert(AlertCode.RECONCILE_BREAK, -1, -1, 0, difference);
            halts.raise(LatchCause.POSITION_BREAK, "cash is gone that no event of ours explains");
        } else {
            writer.alert(AlertCode.CASH_BREAK, -1, -1, 0, difference);
            brake.pause(venue, "cash differs from the ledger by more than a cent");
        }
    }

    /** Nothing of ours can move the venue's cash now: no order is live or owes fills, no fill may vanish. */
    private boolean isQuiet(Venue venue) {
        return exposure.reservedMicros(venue) == 0
                && exposure.provisionalMicros(venue) == 0
                && !orders.isUnderWay(venue);
    }

    void onPosition(int instrumentId, long yesMicros, long noMicros, long nowNs) {
        Instrument instrument = instruments.get(instrumentId);
        if (!ladder.isStarted()) {
            books.begin(instrument).open(yesMicros, noMicros);
            books.endOpening();
            exposure.net().open(instrumentId, instrument.position().netYesMicros());
            return;
        }
        grow(instrumentId);
        NetExposure net = exposure.net();
        long asked = of(instrument.venue()).begin;
        if (asked == NEVER || asked < lastOwn[instrumentId] || !isQuiet(instrument.venue())) {
            seenNs[instrumentId] = NEVER;
            return;
        }
        long reported = yesMicros - noMicros;
        boolean same = reported == instrument.position().netYesMicros()
                && (instrument.position().isNetting()
                        || yesMicros == instrument.position().yesQtyMicros());
        net.report(instrumentId, reported);
        if (same) {
            seenNs[instrumentId] = NEVER;
        } else if (seenNs[instrumentId] == NEVER
                || seenNetMicros[instrumentId] != reported
                || seenGrossMicros[instrumentId] != yesMicros) {
            seenNs[instrumentId] = nowNs;
            seenNetMicros[instrumentId] = reported;
            seenGrossMicros[instrumentId] = yesMicros;
        } else if (nowNs - seenNs[instrumentId] >= AGAIN_NS) {
            long difference = reported - instrument.position().netYesMicros();
            writer.alert(AlertCode.RECONCILE_BREAK, -1, instrumentId, 0, difference);
            halts.raise(LatchCause.POSITION_BREAK, "a position that no event of ours explains");
            seenNs[instrumentId] = NEVER;
        }
    }

    /** Asks for cash when nothing else did for a while, and again for a difference seen once. */
    void onTimer(long nowNs) {
        if (!ladder.isStarted()) {
            return;
        }
        for (Venue venue : VENUES) {
            CashState state = of(venue);
            if (state.lastAskNs == NEVER) {
                state.lastAskNs = nowNs;
            }
            long sinceAskNs = nowNs - state.lastAskNs;
            boolean again = state.seenNs != NEVER && !state.told && sinceAskNs >= AGAIN_NS;
            if ((again || sinceAskNs >= CASH_EVERY_NS) && isQuiet(venue) && writer.hasRoom()) {
                writer.refreshBalance(venue);
            }
        }
    }

    /** A person resumed: what the venue says it has is what there is from now on. */
    void accept() {
        for (Venue venue : VENUES) {
            CashState state = of(venue);
            if (state.told) {
                long difference = state.seenMicros;
                Account account =
                        Math.abs(difference) <= CENT_MICROS + state.fills ? Account.ROUNDING : Account.DEPOSITS;
                books.acceptCash(venue, account, difference);
                cash.missing(venue, 0);
                state.told = false;
                state.seenNs = NEVER;
            }
        }
    }

    long stateHash(long hash) {
        long h = kalshi.stateHash(polymarket.stateHash(hash));
        h = StateHash.mix(h, lastOwn, lastOwn.length);
        h = StateHash.mix(h, seenNetMicros, seenNetMicros.length);
        h = StateHash.mix(h, seenGrossMicros, seenGrossMicros.length);
        return StateHash.mix(h, seenNs, seenNs.length);
    }
}
