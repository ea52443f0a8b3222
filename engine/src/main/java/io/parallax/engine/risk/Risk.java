package io.parallax.engine.risk;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
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
     * Contracts that may be opened, at the own-leg prices given.
     *
     * @param firstCostMicros price plus fee of one contract on the first instrument, above 0
     * @param secondCostMicros the same on the second
     */
    public long roomMicros(
            Pair pair,
            Instrument first,
            Instrument second,
            Direction direction,
            long firstCostMicros,
            long secondCostMicros) {
        long room = Long.MAX_VALUE;
        binding = ReasonCode.LIMIT_PAIR;
        long netFirst = first.position().netYesMicros();
        long held = direction.outcome(0) == Outcome.YES ? netFirst : -netFirst;
        room = Math.min(room, Math.max(0, pair.maxQtyMicros() - held));
        long bothMicros = firstCostMicros + secondCostMicros;
        long dearer = Math.max(firstCostMicros, secondCostMicros);
        room = tighten(room, settings.maxOrderNotionalMicros(), dearer, ReasonCode.LIMIT_ORDER);
        room = tighten(
                room,
                settings.maxPairNotionalMicros() - pairNotionalMicros(pair, first, second),
                bothMicros,
                ReasonCode.LIMIT_PAIR);
        room = tighten(
                room,
                settings.maxVenueNotionalMicros() - exposure.venueMicros(first.venue()),
                firstCostMicros,
                ReasonCode.LIMIT_VENUE);
        room = tighten(
                room,
                settings.maxVenueNotionalMicros() - exposure.venueMicros(second.venue()),
                secondCostMicros,
                ReasonCode.LIMIT_VENUE);
        room = tighten(
                room, settings.maxTotalNotionalMicros() - exposure.totalMicros(), bothMicros, ReasonCode.LIMIT_TOTAL);
        room = tighten(
                room,
                cash.freeMicros(first.venue()) - settings.cashBufferMicros(),
                firstCostMicros,
                ReasonCode.LIMIT_CASH);
        room = tighten(
                room,
                cash.freeMicros(second.venue()) - settings.cashBufferMicros(),
                secondCostMicros,
                ReasonCode.LIMIT_CASH);
        if (exposure.lossMicros() >= settings.maxDailyLossMicros()) {
            binding = ReasonCode.LIMIT_LOSS;
            valueMicros = exposure.lossMicros();
            limitMicros = settings.maxDailyLossMicros();
            return 0;
        }
        return room;
    }

    /** @return whether an opening with these worst-case costs (fees included) keeps every limit; if not, {@link #binding} */
    public boolean check(Pair pair, Instrument first, Instrument second, long firstCostMicros, long secondCostMicros) {
        long pairMicros = pairNotionalMicros(pair, first, second) + firstCostMicros + secondCostMicros;
        return within(
                        Math.max(firstCostMicros, secondCostMicros),
                        settings.maxOrderNotionalMicros(),
                        ReasonCode.LIMIT_ORDER)
                && within(pairMicros, settings.maxPairNotionalMicros(), ReasonCode.LIMIT_PAIR)
                && within(
                        exposure.venueMicros(first.venue()) + firstCostMicros,
                        settings.maxVenueNotionalMicros(),
                        ReasonCode.LIMIT_VENUE)
                && within(
                        exposure.venueMicros(second.venue()) + secondCostMicros,
                        settings.maxVenueNotionalMicros(),
                        ReasonCode.LIMIT_VENUE)
                && within(
                        exposure.totalMicros() + firstCostMicros + secondCostMicros,
                        settings.maxTotalNotionalMicros(),
                        ReasonCode.LIMIT_TOTAL)
                && within(
                        firstCostMicros,
                        cash.freeMicros(first.venue()) - settings.cashBufferMicros(),
                        ReasonCode.LIMIT_CASH)
                && within(
                        secondCostMicros,
                        cash.freeMicros(second.venue()) - settings.cashBufferMicros(),
                        ReasonCode.LIMIT_CASH)
                && within(exposure.lossMicros() + 1, settings.maxDailyLossMicros(), ReasonCode.LIMIT_LOSS);
    }

    /** A hedge or unwind shrinks exposure, so only money can stand in its way. */
    public boolean canPay(Instrument instrument, long costMicros) {
        return within(costMicros, cash.freeMicros(instrument.venue()), ReasonCode.LIMIT_CASH);
    }

    private long pairNotionalMicros(Pair pair, Instrument first, Instrument second) {
        return first.position().costMicros()
                + second.position().costMicros()
                + exposure.pairReservedMicros(pair.pairId());
    }

    private long tighten(long room, long budgetMicros, long costMicros, ReasonCode code) {
        long contracts = budgetMicros <= 0 ? 0 : contractsFloor(budgetMicros, costMicros);
        if (contracts < room) {
            binding = code;
            valueMicros = costMicros;
            limitMicros = budgetMicros;
            return contracts;
        }
        return room;
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
