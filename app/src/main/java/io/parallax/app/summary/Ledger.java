package io.parallax.app.summary;

import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.InstrumentDefinedDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.PairListedDecoder;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.pair.PayoffMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Cash, positions and what they are worth at least, as the journal tells them. Micros throughout. */
public final class Ledger {
    private record PairOf(Relation relation, List<Integer> legs, PayoffMatrix payoffs) {}

    private record Holding(long yesMicros, long noMicros, long realisedMicros, long feesMicros) {
        static final Holding NONE = new Holding(0, 0, 0, 0);

        long netMicros() {
            return Math.subtractExact(yesMicros, noMicros);
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinedDecoder instrument = new InstrumentDefinedDecoder();
    private final PairListedDecoder pair = new PairListedDecoder();
    private final BalanceDecoder balance = new BalanceDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();

    private final Map<Integer, Venue> venueOf = new HashMap<>();
    private final Map<Integer, Long> lotOf = new HashMap<>();
    private final List<PairOf> pairs = new ArrayList<>();
    private final Map<Venue, Long> cashAtStart = new EnumMap<>(Venue.class);
    private final Map<Venue, Long> cash = new EnumMap<>(Venue.class);
    private final Map<Integer, Holding> holdings = new TreeMap<>();

    void onEvent(DirectBuffer buffer, int offset) {
        switch (header.wrap(buffer, offset).templateId()) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                instrument.wrapAndApplyHeader(buffer, offset, header);
                venueOf.put(instrument.instrumentId(), instrument.venue());
                lotOf.put(instrument.instrumentId(), Math.max(1, instrument.qtyStepMicros()));
            }
            case PairListedDecoder.TEMPLATE_ID -> {
                pair.wrapAndApplyHeader(buffer, offset, header);
                pairs.add(pairOf(pair));
            }
            case BalanceDecoder.TEMPLATE_ID -> {
                balance.wrapAndApplyHeader(buffer, offset, header);
                cashAtStart.putIfAbsent(balance.venue(), balance.cashMicros());
                cash.putIfAbsent(balance.venue(), balance.cashMicros());
            }
            default -> {
                // says nothing about money
            }
        }
    }

    private static PairOf pairOf(PairListedDecoder told) {
        Relation relation = told.relation();
        List<Integer> legs = new ArrayList<>();
        for (PairListedDecoder.LegsDecoder leg : told.legs()) {
            legs.add(leg.instrumentId());
        }
        PairListedDecoder.PayoffsDecoder rows = told.payoffs();
        long[] payouts = new long[rows.count()];
        for (int i = 0; i < payouts.length; i++) {
            payouts[i] = rows.next().yesPayoutMicros();
        }
        return new PairOf(relation, legs, new PayoffMatrix(legs.size(), payouts));
    }

    void onCommand(DirectBuffer buffer, int offset) {
        if (header.wrap(buffer, offset).templateId() == PositionChangedDecoder.TEMPLATE_ID) {
            position.wrapAndApplyHeader(buffer, offset, header);
            holdings.put(
                    position.instrumentId(),
                    new Holding(
                            position.yesQtyMicros(),
                            position.noQtyMicros(),
                            position.realisedMicros(),
                            position.feesMicros()));
            cash.put(venueOf.get(position.instrumentId()), position.cashMicros());
        }
    }

    private Holding of(int instrumentId) {
        return holdings.getOrDefault(instrumentId, Holding.NONE);
    }

    /** YES contracts of an instrument, 0 when it was never traded. */
    public long yesMicros(int instrumentId) {
        return of(instrumentId).yesMicros();
    }

    /** NO contracts of an instrument, 0 when it was never traded. */
    public long noMicros(int instrumentId) {
        return of(instrumentId).noMicros();
    }

    /** Cash at a venue: its first word, then our own bookings; 0 when it never said. */
    public long cashMicros(Venue venue) {
        return cash.getOrDefault(venue, 0L);
    }

    /** Fees paid. */
    public long feesMicros() {
        return holdings.values().stream().mapToLong(Holding::feesMicros).sum();
    }

    /** Realised profit, negative for a loss. */
    public long realisedMicros() {
        return holdings.values().stream().mapToLong(Holding::realisedMicros).sum();
    }

    /** Change of cash at both venues since their first balance. */
    public long cashChangeMicros() {
        long change = 0;
        for (Map.Entry<Venue, Long> start : cashAtStart.entrySet()) {
            change = Math.addExact(change, Math.subtractExact(cash.get(start.getKey()), start.getValue()));
        }
        return change;
    }

    private long worstPayoutMicros(PairOf pairOf) {
        long worst = Long.MAX_VALUE;
        for (int row = 0; row < pairOf.payoffs().rows(); row++) {
            long sum = 0;
            for (int leg = 0; leg < pairOf.legs().size(); leg++) {
                Holding holding = of(pairOf.legs().get(leg));
                long yes = pairOf.payoffs().yesPayoutMicros(row, leg);
                sum = Math.addExact(sum, Micros.mulFloor(yes, holding.yesMicros()));
                sum = Math.addExact(sum, Micros.mulFloor(Micros.ONE - yes, holding.noMicros()));
            }
            worst = Math.min(worst, sum);
        }
        return worst;
    }

    /** What all positions pay at least, whichever way each pair settles. */
    public long guaranteedPayoutMicros() {
        long payout = 0;
        Set<Integer> inPairs = new HashSet<>();
        for (PairOf each : pairs) {
            if (Collections.disjoint(inPairs, each.legs())) {
                inPairs.addAll(each.legs());
                payout = Math.addExact(payout, worstPayoutMicros(each));
            }
        }
        for (Map.Entry<Integer, Holding> holding : holdings.entrySet()) {
            if (!inPairs.contains(holding.getKey())) {
                payout = Math.addExact(
                        payout,
                        Math.min(
                                holding.getValue().yesMicros(),
                                holding.getValue().noMicros()));
            }
        }
        return payout;
    }

    /** Profit that is certain: change of cash, fees included, and the guaranteed payout. */
    public long lockedMicros() {
        return Math.addExact(cashChangeMicros(), guaranteedPayoutMicros());
    }

    /**
     * Contracts that pay only one way and could be traded away: the sum over pairs of what has no counterpart, each cut to
     * whole lots of the coarser venue. What is left over is {@link #dustMicros}.
     */
    public long unhedgedMicros() {
        return openMicros(true);
    }

    /** Contracts without counterpart that are less than one lot, so that no venue takes an order for them. */
    public long dustMicros() {
        return Math.subtractExact(openMicros(false), openMicros(true));
    }

    /** Contracts of a pair without counterpart: YES faces NO where facts agree, and YES faces YES where one excludes the others. */
    private long openMicros(PairOf pairOf) {
        boolean agree = pairOf.relation() == Relation.SAME || pairOf.relation() == Relation.IMPLIED;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int leg = 0; leg < pairOf.legs().size(); leg++) {
            long net = of(pairOf.legs().get(leg)).netMicros();
            long facing = agree && leg > 0 ? -net : net;
            least = Math.min(least, facing);
            most = Math.max(most, facing);
        }
        return Math.subtractExact(most, least);
    }

    private long openMicros(boolean wholeLots) {
        long open = 0;
        Set<Integer> inPairs = new HashSet<>();
        for (PairOf each : pairs) {
            inPairs.addAll(each.legs());
            long lot = 1;
            for (int leg : each.legs()) {
                lot = wholeLots ? Math.max(lot, lotOf.get(leg)) : 1;
            }
            open = Math.addExact(open, Micros.floorToStep(openMicros(each), lot));
        }
        for (Map.Entry<Integer, Holding> holding : holdings.entrySet()) {
            if (!inPairs.contains(holding.getKey())) {
                long lot = wholeLots ? lotOf.get(holding.getKey()) : 1;
                open = Math.addExact(
                        open, Micros.floorToStep(Math.abs(holding.getValue().netMicros()), lot));
            }
        }
        return open;
    }
}
