package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.FreezeCause;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.SettledDecoder;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.execution.PairGate;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.pair.Pair;
import io.parallax.engine.pair.Pairs;
import io.parallax.engine.position.Position;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.state.HaltWish;
import io.parallax.engine.state.StateHash;
import java.util.Arrays;

/**
 * From the result of a market to its money. A payout that may still be amended changes no figure; a final one makes
 * holdings a claim of what they pay; cash is there when the venue says so, and not before. Results of a pair's legs that no
 * admissible outcome explains close the pair, and are booked as they are.
 */
final class Settlements {
    private static final long UNKNOWN = -1;

    private final Instruments instruments;
    private final Pairs pairs;
    private final PairGate gate;
    private final Bookkeeper books;
    private final Exposure exposure;
    private final HaltWish halts;
    private final CommandWriter writer;

    /** What YES of an instrument pays, by its id; {@link #UNKNOWN} before anybody said. */
    private long[] payoutMicros = new long[0];

    private int size;

    Settlements(
            Instruments instruments,
            Pairs pairs,
            PairGate gate,
            Bookkeeper books,
            Exposure exposure,
            HaltWish halts,
            CommandWriter writer) {
        this.instruments = instruments;
        this.pairs = pairs;
        this.gate = gate;
        this.books = books;
        this.exposure = exposure;
        this.halts = halts;
        this.writer = writer;
    }

    void onStatus(MarketStatusDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        MarketState state = event.state();
        instrument.state(state);
        if (state != MarketState.RESOLVED) {
            return;
        }
        long told = event.payoutMicros();
        if (told != MarketStatusDecoder.payoutMicrosNullValue()) {
            if (told < 0 || told > Micros.ONE) {
                writer.alert(AlertCode.POSITION_BREAK, -1, instrument.instrumentId(), 0, told);
                halts.raise(LatchCause.CONTRADICTION, "a market pays what no contract pays");
                return;
            }
            result(instrument, told);
        }
        long payout = payoutOf(instrument.instrumentId());
        if (event.finality() != Flag.NO && payout != UNKNOWN) {
            Position position = books.begin(instrument);
            books.end(position.resolve(payout));
        }
    }

    private void result(Instrument instrument, long payout) {
        int id = instrument.instrumentId();
        if (id >= size) {
            int grown = Math.max(id + 1, instruments.size());
            payoutMicros = Arrays.copyOf(payoutMicros, grown);
            Arrays.fill(payoutMicros, size, grown, UNKNOWN);
            size = grown;
        }
        payoutMicros[id] = payout;
        for (int pairId : pairs.of(id)) {
            Pair pair = pairs.get(pairId);
            boolean fractional = payout != 0 && payout != Micros.ONE;
            boolean contradicts = !isAdmissible(pair);
            if (contradicts) {
                writer.alert(AlertCode.SETTLED_DIFFERENTLY, pairId, id, 0, payout);
            }
            if (contradicts || fractional) {
                gate.freeze(pairId, FreezeCause.SETTLEMENT);
            }
        }
    }

    /** Some joint outcome that was reviewed pays on each leg what is known of it. */
    private boolean isAdmissible(Pair pair) {
        for (int row = 0; row < pair.payoffs().rows(); row++) {
            boolean fits = true;
            for (int leg = 0; leg < pair.legCount() && fits; leg++) {
                long payout = payoutOf(pair.leg(leg).instrumentId());
                fits = payout == UNKNOWN || payout == pair.payoffs().yesPayoutMicros(row, leg);
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }

    private long payoutOf(int instrumentId) {
        return instrumentId < size ? payoutMicros[instrumentId] : UNKNOWN;
    }

    /** The venue paid or took back: more contracts than are held cannot have been paid for. */
    void onSettled(SettledDecoder event) {
        Instrument instrument = instruments.get(event.instrumentId());
        Position position = books.begin(instrument);
        long yesMicros = gone(event.yesQtyMicros(), position.qtyMicros(Outcome.YES));
        long noMicros = gone(event.noQtyMicros(), position.qtyMicros(Outcome.NO));
        if (yesMicros != event.yesQtyMicros() || noMicros != event.noQtyMicros()) {
            writer.alert(AlertCode.RECONCILE_BREAK, -1, instrument.instrumentId(), 0, event.cashMicros());
            halts.raise(LatchCause.POSITION_BREAK, "the venue settled contracts that are not held");
        }
        books.end(position.settle(yesMicros, noMicros, event.cashMicros(), event.feeMicros()));
        exposure.net().settled(instrument, pairs.of(instrument.instrumentId()));
    }

    private static long gone(long toldMicros, long heldMicros) {
        return Math.max(0, Math.min(toldMicros, heldMicros));
    }

    long stateHash(long hash) {
        return StateHash.mix(hash, payoutMicros, size);
    }
}
