package io.parallax.engine.risk;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.pair.Direction;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.settings.EngineSettings;

/**
 * Limits. {@link #roomMicros} says how many contracts of a direction every limit still allows and remembers which limit
 * was the tightest; {@link #check} asks again with the final orders, before anything is reserved or sent.
 */
public final class Risk {
    private final EngineSettings settings;
    private final Exposure exposure;
    private final VenueCash cash;
    private ReasonCode binding;
    private long valueMicros;
    private long limitMicros;

    /** Sums over the legs of the last question. */
    private long dearestMicros;

    private long totalMicros;
    private long polymarketMicros;
    private long kalshiMicros;

    public Risk(EngineSettings settings, Exposure exposure, VenueCash cash) {
        this.settings = settings;
        this.exposure = exposure;
        this.cash = cash;
    }

    /** The limit that was tightest in the last {@link #roomMicros}, or that refused in the last {@link #check}. */
    public ReasonCode binding() {
        return binding;
    }

    /** What the refused limit was compared with. */
    public long valueMicros() {
        return valueMicros;
    }

    public long limitMicros() {
        return limitMicros;
    }

    /**
     * Contracts of a direction that may be opened, at the costs given.
     *
     * @param costMicros for each leg price plus fee of one contract, above 0
     */
    public long roomMicros(Pair pair, Direction direction, long[] costMicros) {
        binding = ReasonCode.LIMIT_PAIR;
        long held = Long.MIN_VALUE;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            long netYes = pair.leg(leg).position().netYesMicros();
            held = Math.max(held, direction.outcome(leg) == Outcome.YES ? netYes : -netYes);
        }
        add(pair, costMicros);
        long room = Math.max(0, pair.maxQtyMicros() - held);
        room = tighten(room, settings.maxOrderNotionalMicros(), dearestMicros, ReasonCode.LIMIT_ORDER);
        room = tighten(
                room, settings.maxPairNotionalMicros() - pairNotionalMicros(pair), totalMicros, ReasonCode.LIMIT_PAIR);
        room = tightenVenue(room, Venue.POLYMARKET, polymarketMicros);
        room = tightenVenue(room, Venue.KALSHI, kalshiMicros);
        room = tighten(
                room, settings.maxTotalNotionalMicros() - exposure.totalMicros(), totalMicros, ReasonCode.LIMIT_TOTAL);
        room = tightenCash(room, Venue.POLYMARKET, polymarketMicros);
        room = tightenCash(room, Venue.KALSHI, kalshiMicros);
        if (exposure.lossMicros() >= settings.maxDailyLossMicros()) {
            binding = ReasonCode.LIMIT_LOSS;
            valueMicros = exposure.lossMicros();
            limitMicros = settings.maxDailyLossMicros();
            return 0;
        }
        return room;
    }

    /**
     * @param costMicros for each leg what it costs at worst, fees included
     * @return whether an opening with these costs keeps every limit; if not, {@link #binding}
     */
    public boolean check(Pair pair, long[] costMicros) {
        add(pair, costMicros);
        return within(dearestMicros, settings.maxOrderNotionalMicros(), ReasonCode.LIMIT_ORDER)
                && within(
                        pairNotionalMicros(pair) + totalMicros, settings.maxPairNotionalMicros(), ReasonCode.LIMIT_PAIR)
                && venueWithin(Venue.POLYMARKET, polymarketMicros)
                && venueWithin(Venue.KALSHI, kalshiMicros)
                && within(
                        exposure.totalMicros() + totalMicros, settings.maxTotalNotionalMicros(), ReasonCode.LIMIT_TOTAL)
                && cashWithin(Venue.POLYMARKET, polymarketMicros)
                && cashWithin(Venue.KALSHI, kalshiMicros)
                && within(exposure.lossMicros() + 1, settings.maxDailyLossMicros(), ReasonCode.LIMIT_LOSS);
    }

    /**
     * @param qtyMicros contracts of the direction, as many as the orders may fill at most
     * @param costMicros for each leg what it costs at worst, fees included
     * @return whether an opening with these costs keeps every limit; if not, {@link #binding}
     */
    public boolean check(Pair pair, Direction direction, long qtyMicros, long[] costMicros) {
        return check(pair, costMicros);
    }

    /** Whether a hedge or unwind of this quantity can only shrink what is unhedged. */
    public boolean mayReduce(Pair pair, Instrument instrument, Outcome outcome, OrderAction action, long qtyMicros) {
        return true;
    }

    /** Takes a request that changes orders from what a venue permits. @param reduces it hedges, unwinds or cancels */
    public boolean takeRequest(Venue venue, boolean reduces, long nowNs) {
        return true;
    }

    /** Legs of one venue share its limit and its cash. */
    private void add(Pair pair, long[] costMicros) {
        dearestMicros = 0;
        totalMicros = 0;
        polymarketMicros = 0;
        kalshiMicros = 0;
        for (int leg = 0; leg < pair.legCount(); leg++) {
            long cost = costMicros[leg];
            dearestMicros = Math.max(dearestMicros, cost);
            totalMicros += cost;
            if (pair.leg(leg).venue() == Venue.POLYMARKET) {
                polymarketMicros += cost;
            } else {
                kalshiMicros += cost;
            }
        }
    }

    private long tightenVenue(long room, Venue venue, long costMicros) {
        return costMicros == 0
                ? room
                : tighten(
                        room,
                        settings.maxVenueNotionalMicros() - exposure.venueMicros(venue),
                        costMicros,
                        ReasonCode.LIMIT_VENUE);
    }

    private long tightenCash(long room, Venue venue, long costMicros) {
        return costMicros == 0
                ? room
                : tighten(
                        room, cash.freeMicros(venue) - settings.cashBufferMicros(), costMicros, ReasonCode.LIMIT_CASH);
    }

    private boolean venueWithin(Venue venue, long costMicros) {
        return costMicros == 0
                || within(
                        exposure.venueMicros(venue) + costMicros,
                        settings.maxVenueNotionalMicros(),
                        ReasonCode.LIMIT_VENUE);
    }

    private boolean cashWithin(Venue venue, long costMicros) {
        return costMicros == 0
                || within(costMicros, cash.freeMicros(venue) - settings.cashBufferMicros(), ReasonCode.LIMIT_CASH);
    }

    /** A hedge or unwind shrinks exposure, so only money can stand in its way. */
    public boolean canPay(Instrument instrument, long costMicros) {
        return within(costMicros, cash.freeMicros(instrument.venue()), ReasonCode.LIMIT_CASH);
    }

    private long pairNotionalMicros(Pair pair) {
        long held = exposure.pairReservedMicros(pair.pairId());
        for (int leg = 0; leg < pair.legCount(); leg++) {
            held += pair.leg(leg).position().costMicros();
        }
        return held;
    }

    private long tighten(long room, long budgetMicros, long costMicros, ReasonCode code) {
        if (budgetMicros > 0 && affords(budgetMicros, room, costMicros)) {
            return room;
        }
        long contracts = budgetMicros <= 0 ? 0 : contractsFloor(budgetMicros, costMicros);
        if (contracts < room) {
            binding = code;
            valueMicros = costMicros;
            limitMicros = budgetMicros;
            return contracts;
        }
        return room;
    }

    /** Whether a budget certainly buys this quantity: a product says it sooner than a division where no limit binds. */
    private static boolean affords(long budgetMicros, long qtyMicros, long costMicros) {
        long picos = qtyMicros * costMicros;
        return Math.multiplyHigh(qtyMicros, costMicros) == 0
                && picos >= 0
                && (budgetMicros > Long.MAX_VALUE / Micros.ONE || picos <= budgetMicros * Micros.ONE);
    }

    /** Whole and fractional contracts that a budget buys, rounded down; saturates instead of overflowing. */
    private static long contractsFloor(long budgetMicros, long costMicros) {
        return budgetMicros > Long.MAX_VALUE / Micros.ONE ? Long.MAX_VALUE : budgetMicros * Micros.ONE / costMicros;
    }

    private boolean within(long value, long limit, ReasonCode code) {
        if (value <= limit) {
            return true;
        }
        binding = code;
        valueMicros = value;
        limitMicros = limit;
        return false;
    }
}
