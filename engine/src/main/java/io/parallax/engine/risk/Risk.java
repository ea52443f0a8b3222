package io.parallax.engine.risk;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
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
    private final NetExposure net;
    private final RequestWindow polymarketRequests = new RequestWindow();
    private final RequestWindow kalshiRequests = new RequestWindow();
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
        this.net = exposure.net();
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
        room = tightenProvisional(room, Venue.POLYMARKET, polymarketMicros);
        room = tightenProvisional(room, Venue.KALSHI, kalshiMicros);
        room = tightenNet(room, pair, direction);
        room = tightenGap(room, pair, direction);
        boolean refused = !within(exposure.dayLossMicros() + 1, settings.maxDailyLossMicros(), ReasonCode.LIMIT_LOSS)
                || !spreadsWithin(pair);
        return refused ? 0 : room;
    }

    /**
     * @param qtyMicros contracts of the direction, as many as its orders may fill at most
     * @param costMicros for each leg what it costs at worst, fees included
     * @return whether an opening with these costs keeps every limit; if not, {@link #binding}
     */
    public boolean check(Pair pair, Direction direction, long qtyMicros, long[] costMicros) {
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
                && provisionalWithin(Venue.POLYMARKET, polymarketMicros)
                && provisionalWithin(Venue.KALSHI, kalshiMicros)
                && netWithin(pair, direction, qtyMicros)
                && gapWithin(pair, direction, qtyMicros)
                && within(exposure.dayLossMicros() + 1, settings.maxDailyLossMicros(), ReasonCode.LIMIT_LOSS)
                && spreadsWithin(pair);
    }

    /**
     * @param limitMicros own-leg limit of a purchase that opens
     * @return whether the limit is within the collar around the best offer it meets; if not, {@link #binding}. Without an
     *     offer there is no reference, and no order
     */
    public boolean keepsCollar(Instrument instrument, Outcome outcome, long limitMicros) {
        if (settings.maxCollarMicros() == Long.MAX_VALUE) {
            return true;
        }
        long sale = instrument.bestSaleMicros(outcome == Outcome.YES ? Outcome.NO : Outcome.YES);
        long distance = sale == OrderBook.NO_PRICE ? Long.MAX_VALUE : Math.abs(limitMicros - (Micros.ONE - sale));
        return within(distance, settings.maxCollarMicros(), ReasonCode.PRICE_COLLAR);
    }

    /**
     * Whether a hedge, an unwind or a flatten only shrinks: whatever of it fills, the pair's unhedged contracts grow by no
     * more than dust, and none of it goes through zero by more. Fills that are matched and not yet final count as filled,
     * otherwise the second part of a hedge could not follow the first; what a failed settlement then leaves is another
     * fault with an answer of its own.
     *
     * @param qtyMicros the most the order may fill
     */
    public boolean mayReduce(Pair pair, Instrument instrument, Outcome outcome, OrderAction action, long qtyMicros) {
        long room = net.reducibleMicros(pair, instrument, outcome, action);
        return within(qtyMicros, Math.addExact(room, NetExposure.DUST_MICROS), ReasonCode.LIMIT_EXPOSURE);
    }

    /**
     * Takes one of the venue's requests that change orders. Openings, that is what does not reduce, leave the share that is
     * kept for hedges, unwinds and cancels.
     *
     * @return whether it may be sent; if not, {@link #binding} is LIMIT_RATE
     */
    public boolean takeRequest(Venue venue, boolean reduces, long nowNs) {
        boolean polymarket = venue == Venue.POLYMARKET;
        long perSecond = polymarket ? settings.polymarketOrdersPerSecond() : settings.kalshiOrdersPerSecond();
        long most = reduces ? perSecond : openingsPerSecond(perSecond);
        if ((polymarket ? polymarketRequests : kalshiRequests).take(most, nowNs)) {
            return true;
        }
        binding = ReasonCode.LIMIT_RATE;
        valueMicros = most + 1;
        limitMicros = most;
        return false;
    }

    /** A cancel goes whatever the limit says, and counts: what follows it within the second has one request less. */
    public void countCancel(Venue venue, long nowNs) {
        (venue == Venue.POLYMARKET ? polymarketRequests : kalshiRequests).take(Long.MAX_VALUE, nowNs);
    }

    /** What openings may use of a venue's requests: the reserved share is rounded up. */
    private long openingsPerSecond(long perSecond) {
        if (perSecond == Long.MAX_VALUE) {
            return perSecond;
        }
        long most = Math.min(perSecond, RequestWindow.MAX_PER_SECOND);
        return most - Micros.mulCeil(settings.reservedShareMicros(), most);
    }

    /** What the worst of a pair may be so that the pair's limit and the one over all pairs hold. */
    private long netLimitMicros(Pair pair) {
        long total = settings.maxTotalNetMicros();
        long others = net.totalWorstMicros() - net.worstMicros(pair.pairId());
        return total == Long.MAX_VALUE ? settings.maxNetMicros() : Math.min(settings.maxNetMicros(), total - others);
    }

    private long tightenNet(long room, Pair pair, Direction direction) {
        long limit = netLimitMicros(pair);
        return limit == Long.MAX_VALUE
                ? room
                : tightenTo(
                        room,
                        net.worstRoomMicros(pair, direction, limit),
                        net.worstMicros(pair.pairId()),
                        limit,
                        ReasonCode.LIMIT_EXPOSURE);
    }

    private boolean netWithin(Pair pair, Direction direction, long qtyMicros) {
        long limit = netLimitMicros(pair);
        return limit == Long.MAX_VALUE
                || within(net.worstWithMicros(pair, direction, qtyMicros), limit, ReasonCode.LIMIT_EXPOSURE);
    }

    /** A matched contract is a dollar lost if the legs settle against each other. */
    private long tightenGap(long room, Pair pair, Direction direction) {
        long cap = settings.maxGapNotionalMicros();
        long matched = net.matchedMicros(pair.pairId());
        long within = cap == Long.MAX_VALUE
                ? room
                : tightenTo(room, net.matchedRoomMicros(pair, direction, cap), matched, cap, ReasonCode.LIMIT_GAP);
        if (!isGroupCapped(pair)) {
            return within;
        }
        long left = settings.maxGroupGapNotionalMicros() - net.othersMatchedMicros(pair.pairId());
        return tightenTo(within, net.matchedRoomMicros(pair, direction, left), matched, left, ReasonCode.LIMIT_GROUP);
    }

    private boolean gapWithin(Pair pair, Direction direction, long qtyMicros) {
        if (settings.maxGapNotionalMicros() == Long.MAX_VALUE && !isGroupCapped(pair)) {
            return true;
        }
        long matched = Math.max(net.matchedMicros(pair.pairId()), net.matchedWithMicros(pair, direction, qtyMicros));
        return within(matched, settings.maxGapNotionalMicros(), ReasonCode.LIMIT_GAP)
                && (!isGroupCapped(pair)
                        || within(
                                matched + net.othersMatchedMicros(pair.pairId()),
                                settings.maxGroupGapNotionalMicros(),
                                ReasonCode.LIMIT_GROUP));
    }

    private boolean isGroupCapped(Pair pair) {
        return settings.maxGroupGapNotionalMicros() != Long.MAX_VALUE && net.isGrouped(pair.pairId());
    }

    /** What may become provisional counts with what is: every live order, sales too, and the hedges to come. */
    private long provisionalLeftMicros(Venue venue) {
        long cap = settings.maxProvisionalNotionalMicros();
        return cap == Long.MAX_VALUE
                ? cap
                : cap
                        - exposure.provisionalMicros(venue)
                        - exposure.reservedMicros(venue)
                        - exposure.sellingMicros(venue);
    }

    private long tightenProvisional(long room, Venue venue, long costMicros) {
        return costMicros == 0
                ? room
                : tighten(room, provisionalLeftMicros(venue), costMicros, ReasonCode.LIMIT_PROVISIONAL);
    }

    private boolean provisionalWithin(Venue venue, long costMicros) {
        return costMicros == 0 || within(costMicros, provisionalLeftMicros(venue), ReasonCode.LIMIT_PROVISIONAL);
    }

    /** A book of one side has no spread, and what has none is not narrow. */
    private boolean spreadsWithin(Pair pair) {
        long limit = settings.maxSpreadMicros();
        if (limit == Long.MAX_VALUE) {
            return true;
        }
        for (int leg = 0; leg < pair.legCount(); leg++) {
            OrderBook book = pair.leg(leg).book();
            long bid = book.bestBidMicros();
            long ask = book.bestAskMicros();
            long spread = bid == OrderBook.NO_PRICE || ask == OrderBook.NO_PRICE ? Micros.ONE : ask - bid;
            if (!within(spread, limit, ReasonCode.SPREAD_TOO_WIDE)) {
                return false;
            }
        }
        return true;
    }

    private long tightenTo(long room, long contracts, long value, long limit, ReasonCode code) {
        if (contracts >= room) {
            return room;
        }
        binding = code;
        valueMicros = value;
        limitMicros = limit;
        return contracts;
    }

    /** Folds what has been taken of the venues' request limits into {@code hash}. */
    public long stateHash(long hash) {
        return kalshiRequests.stateHash(polymarketRequests.stateHash(hash));
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
