package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import java.util.Map;
import java.util.TreeMap;

/**
 * Money and contracts at one paper venue. Rounds as the engine's positions do: what is paid up, what is received down. At a
 * venue that nets, a sale of what is not held is a purchase of the other outcome.
 */
final class PaperAccount {
    private final Map<Integer, Holding> holdings = new TreeMap<>();
    private long cashMicros;

    PaperAccount(long cashMicros) {
        this.cashMicros = cashMicros;
    }

    /** Contracts of one instrument. */
    private static final class Holding {
        private long yesMicros;
        private long noMicros;

        private long of(Outcome outcome) {
            return outcome == Outcome.YES ? yesMicros : noMicros;
        }

        private void add(Outcome outcome, long qtyMicros) {
            if (outcome == Outcome.YES) {
                yesMicros += qtyMicros;
            } else {
                noMicros += qtyMicros;
            }
        }
    }

    long cashMicros() {
        return cashMicros;
    }

    long heldMicros(int instrumentId, Outcome outcome) {
        Holding holding = holdings.get(instrumentId);
        return holding == null ? 0 : holding.of(outcome);
    }

    /** Books a fill. */
    void fill(
            PaperMarket market, Outcome outcome, OrderAction action, long priceMicros, long qtyMicros, long feeMicros) {
        Holding holding = holdings.computeIfAbsent(market.instrumentId(), id -> new Holding());
        cashMicros -= feeMicros;
        if (action == OrderAction.BUY) {
            buy(market, holding, outcome, priceMicros, qtyMicros);
            return;
        }
        long soldMicros = Math.min(holding.of(outcome), qtyMicros);
        holding.add(outcome, -soldMicros);
        cashMicros += Micros.mulFloor(priceMicros, soldMicros);
        if (qtyMicros > soldMicros) {
            buy(market, holding, other(outcome), Micros.ONE - priceMicros, qtyMicros - soldMicros);
        }
    }

    private void buy(PaperMarket market, Holding holding, Outcome outcome, long priceMicros, long qtyMicros) {
        holding.add(outcome, qtyMicros);
        cashMicros -= Micros.mulCeil(priceMicros, qtyMicros);
        if (market.rules().netting()) {
            long pairsMicros = Math.min(holding.yesMicros, holding.noMicros);
            holding.yesMicros -= pairsMicros;
            holding.noMicros -= pairsMicros;
            cashMicros += pairsMicros;
        }
    }

    /**
     * Takes a fill back whose settlement failed.
     *
     * @return false, with nothing changed, when what it brought is no longer there
     */
    boolean reverse(
            PaperMarket market, Outcome outcome, OrderAction action, long priceMicros, long qtyMicros, long feeMicros) {
        Holding holding = holdings.computeIfAbsent(market.instrumentId(), id -> new Holding());
        if (action == OrderAction.BUY) {
            if (holding.of(outcome) < qtyMicros) {
                return false;
            }
            holding.add(outcome, -qtyMicros);
            cashMicros += Micros.mulCeil(priceMicros, qtyMicros) + feeMicros;
            return true;
        }
        long backMicros = Micros.mulFloor(priceMicros, qtyMicros) - feeMicros;
        if (cashMicros < backMicros) {
            return false;
        }
        cashMicros -= backMicros;
        holding.add(outcome, qtyMicros);
        return true;
    }

    static Outcome other(Outcome outcome) {
        return outcome == Outcome.YES ? Outcome.NO : Outcome.YES;
    }
}
