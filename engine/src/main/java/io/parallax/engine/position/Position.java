package io.parallax.engine.position;

import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;

/**
 * Holdings in one instrument with their cost. Costs exclude fees, which are kept apart; cost, proceeds and realised
 * profit are rounded against us. A sale of what is not held is, economically, a purchase of the other outcome, and is
 * booked as one. Where the venue does not net, contracts sold before their purchase was told are set off against it when it is.
 *
 * <p>Each booking returns the change of the venue's cash, so that cash + cost + fees = deposits + realised holds exactly.
 */
public final class Position {
    private final boolean netting;
    private long yesQtyMicros;
    private long noQtyMicros;
    private long yesCostMicros;
    private long noCostMicros;
    private long realisedMicros;
    private long feesMicros;
    private long openedYesMicros;
    private long openedNoMicros;
    private long soldAheadMicros;
    private long paidYesMicros;
    private long paidNoMicros;
    private boolean opened;
    private boolean claim;

    /** @param netting the venue keeps one signed position: YES and NO held together pay back a dollar at once */
    public Position(boolean netting) {
        this.netting = netting;
    }

    public boolean isNetting() {
        return netting;
    }

    /** Books a purchase. @return change of cash, negative */
    public long buy(Outcome outcome, long priceMicros, long qtyMicros, long feeMicros) {
        long cost = Micros.mulCeil(priceMicros, qtyMicros);
        feesMicros += feeMicros;
        return add(outcome, qtyMicros, cost) - cost - feeMicros;
    }

    /** @return cash that comes back because YES is set off against NO */
    private long add(Outcome outcome, long qtyMicros, long cost) {
        if (outcome == Outcome.YES) {
            yesQtyMicros += qtyMicros;
            yesCostMicros += cost;
        } else {
            noQtyMicros += qtyMicros;
            noCostMicros += cost;
        }
        return net();
    }

    /** Books a sale. @return change of cash */
    public long sell(Outcome outcome, long priceMicros, long qtyMicros, long feeMicros) {
        long heldMicros = qtyMicros(outcome);
        long soldMicros = Math.min(heldMicros, qtyMicros);
        long proceeds = Micros.mulFloor(priceMicros, soldMicros);
        long cash = 0;
        if (soldMicros > 0) {
            realisedMicros += proceeds - takeCost(outcome, soldMicros);
            cash += proceeds;
        }
        feesMicros += feeMicros;
        cash -= feeMicros;
        long excessMicros = qtyMicros - soldMicros;
        if (excessMicros > 0) {
            soldAheadMicros += netting ? 0 : excessMicros;
            Outcome other = outcome == Outcome.YES ? Outcome.NO : Outcome.YES;
            // Both parts together bring what the whole sale does: it is rounded once.
            long cost = excessMicros - (Micros.mulFloor(priceMicros, qtyMicros) - proceeds);
            cash += add(other, excessMicros, cost) - cost;
        }
        return cash;
    }

    /**
     * Takes back a purchase whose settlement failed: cash and holdings become what they would be without it. What of it was
     * sold on is owed, which is a holding of the other outcome that a dollar was paid for; at a venue that does not net that
     * sale must fail as well, and sets it off. What of it the venue paid for is gone already, and its payment is the venue's
     * to take back.
     *
     * @return change of cash
     */
    public long reverseBuy(Outcome outcome, long priceMicros, long qtyMicros, long feeMicros) {
        long paid = Micros.mulCeil(priceMicros, qtyMicros);
        long heldMicros = Math.min(qtyMicros(outcome), qtyMicros);
        realisedMicros += paid - takeCost(outcome, heldMicros);
        feesMicros -= feeMicros;
        long owedMicros = qtyMicros - heldMicros - takePaid(outcome, qtyMicros - heldMicros);
        if (owedMicros <= 0) {
            return paid + feeMicros;
        }
        soldAheadMicros += netting ? 0 : owedMicros;
        Outcome other = outcome == Outcome.YES ? Outcome.NO : Outcome.YES;
        return paid + feeMicros + add(other, owedMicros, owedMicros) - owedMicros;
    }

    /** Whether taking back a purchase of so much takes back what the venue has paid for. */
    public boolean wasPaid(Outcome outcome, long qtyMicros) {
        return qtyMicros > qtyMicros(outcome) && (outcome == Outcome.YES ? paidYesMicros : paidNoMicros) > 0;
    }

    private long takePaid(Outcome outcome, long mostMicros) {
        boolean yes = outcome == Outcome.YES;
        long takenMicros = Math.min(mostMicros, yes ? paidYesMicros : paidNoMicros);
        paidYesMicros -= yes ? takenMicros : 0;
        paidNoMicros -= yes ? 0 : takenMicros;
        return takenMicros;
    }

    /** Takes back a sale whose settlement failed. @return change of cash */
    public long reverseSell(Outcome outcome, long priceMicros, long qtyMicros, long feeMicros) {
        feesMicros -= feeMicros;
        long proceeds = Micros.mulFloor(priceMicros, qtyMicros);
        if (outcome == Outcome.YES) {
            yesQtyMicros += qtyMicros;
            yesCostMicros += proceeds;
        } else {
            noQtyMicros += qtyMicros;
            noCostMicros += proceeds;
        }
        return net() - proceeds + feeMicros;
    }

    /**
     * Takes the venue's word at reconciliation, before any fill of the session. What it cost is not known, so the worst is
     * assumed: a dollar a contract, which no limit is ever kinder to than the truth.
     */
    public void open(long yesQtyMicros, long noQtyMicros) {
        this.yesQtyMicros = yesQtyMicros;
        this.noQtyMicros = noQtyMicros;
        yesCostMicros = yesQtyMicros;
        noCostMicros = noQtyMicros;
        openedYesMicros = yesQtyMicros;
        openedNoMicros = noQtyMicros;
        opened = true;
        soldAheadMicros = 0; // whatever was told before, the venue's word has it in it
    }

    /**
     * The market is resolved and what it pays is final: the holdings are a claim of that much from now on, rounded down. Said
     * again with another payout, the difference is realised.
     *
     * @return change of cash: none, the venue has not paid
     */
    public long resolve(long yesPayoutMicros) {
        long yesValue = Micros.mulFloor(yesQtyMicros, yesPayoutMicros);
        long noValue = Micros.mulFloor(noQtyMicros, Micros.ONE - yesPayoutMicros);
        realisedMicros += yesValue + noValue - costMicros();
        yesCostMicros = yesValue;
        noCostMicros = noValue;
        claim = true;
        return 0;
    }

    /**
     * The venue paid, or took back what it had paid: contracts are gone and cash is there.
     *
     * @param yesGoneMicros at most what is held, as {@code noGoneMicros}
     * @return change of cash
     */
    public long settle(long yesGoneMicros, long noGoneMicros, long paidMicros, long feeMicros) {
        long worth = (yesGoneMicros == 0 ? 0 : takeCost(Outcome.YES, yesGoneMicros))
                + (noGoneMicros == 0 ? 0 : takeCost(Outcome.NO, noGoneMicros));
        paidYesMicros += yesGoneMicros;
        paidNoMicros += noGoneMicros;
        realisedMicros += paidMicros - worth;
        feesMicros += feeMicros;
        return paidMicros - feeMicros;
    }

    /** The venue has said what was held before the session. */
    public boolean isOpened() {
        return opened;
    }

    /** The market is resolved: its cost is what it pays. */
    public boolean isClaim() {
        return claim;
    }

    /** What of an outcome was held before the session, at most; what it cost is not known. */
    public long openedMicros(Outcome outcome) {
        return Math.min(qtyMicros(outcome), outcome == Outcome.YES ? openedYesMicros : openedNoMicros);
    }

    /** Sets YES off against NO: all where the venue does, else no more than stands for sales whose purchase was told later. */
    private long net() {
        long pairedMicros = Math.min(yesQtyMicros, noQtyMicros);
        long nettedMicros = netting ? pairedMicros : Math.min(pairedMicros, soldAheadMicros);
        if (nettedMicros <= 0) {
            return 0;
        }
        soldAheadMicros -= netting ? 0 : nettedMicros;
        long cost = takeCost(Outcome.YES, nettedMicros) + takeCost(Outcome.NO, nettedMicros);
        realisedMicros += nettedMicros - cost;
        return nettedMicros;
    }

    /** Removes quantity at average cost. */
    private long takeCost(Outcome outcome, long qtyMicros) {
        boolean yes = outcome == Outcome.YES;
        long heldMicros = yes ? yesQtyMicros : noQtyMicros;
        long costMicros = yes ? yesCostMicros : noCostMicros;
        long taken = qtyMicros >= heldMicros ? costMicros : mulDivCeil(costMicros, qtyMicros, heldMicros);
        if (yes) {
            yesQtyMicros = heldMicros - Math.min(qtyMicros, heldMicros);
            yesCostMicros = costMicros - taken;
        } else {
            noQtyMicros = heldMicros - Math.min(qtyMicros, heldMicros);
            noCostMicros = costMicros - taken;
        }
        return taken;
    }

    /** {@code value * numerator / denominator} rounded up, through 128 bits; numerator &lt;= denominator, all non-negative. */
    public static long mulDivCeil(long value, long numerator, long denominator) {
        long high = Math.multiplyHigh(value, numerator);
        long low = value * numerator;
        if (high == 0 && low >= 0) {
            return low / denominator + (low % denominator == 0 ? 0 : 1);
        }
        // Long division of the 128-bit product, bit by bit: the quotient fits because numerator <= denominator.
        long remainder = 0;
        long quotient = 0;
        for (int bit = 127; bit >= 0; bit--) {
            long next = bit >= 64 ? high >>> bit - 64 & 1 : low >>> bit & 1;
            remainder = remainder << 1 | next;
            quotient <<= 1;
            if (Long.compareUnsigned(remainder, denominator) >= 0) {
                remainder -= denominator;
                quotient |= 1;
            }
        }
        return remainder == 0 ? quotient : quotient + 1;
    }

    public long qtyMicros(Outcome outcome) {
        return outcome == Outcome.YES ? yesQtyMicros : noQtyMicros;
    }

    public long yesQtyMicros() {
        return yesQtyMicros;
    }

    public long noQtyMicros() {
        return noQtyMicros;
    }

    /** What pays on YES minus what pays on NO. */
    public long netYesMicros() {
        return yesQtyMicros - noQtyMicros;
    }

    public boolean isFlat() {
        return (yesQtyMicros | noQtyMicros) == 0;
    }

    /** What the holdings cost, fees excluded. */
    public long costMicros() {
        return yesCostMicros + noCostMicros;
    }

    /** What the holdings of one outcome cost, fees excluded. */
    public long costMicros(Outcome outcome) {
        return outcome == Outcome.YES ? yesCostMicros : noCostMicros;
    }

    public long realisedMicros() {
        return realisedMicros;
    }

    public long feesMicros() {
        return feesMicros;
    }

    /** Folds this state into {@code hash}. */
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, yesQtyMicros);
        h = StateHash.mix(h, noQtyMicros);
        h = StateHash.mix(h, yesCostMicros);
        h = StateHash.mix(h, noCostMicros);
        h = StateHash.mix(h, realisedMicros);
        h = StateHash.mix(StateHash.mix(h, openedYesMicros), openedNoMicros);
        h = StateHash.mix(StateHash.mix(h, paidYesMicros), paidNoMicros);
        h = StateHash.mix(StateHash.mix(h, soldAheadMicros), (claim ? 1 : 0) | (opened ? 2 : 0));
        return StateHash.mix(h, feesMicros);
    }
}
