package io.parallax.sim.core;

import java.math.BigInteger;

/** What one account holds of one market, and what that cost. Written by the exchange. */
public final class Holding {
    private long yesMicros;
    private long noMicros;
    private long feesMicros;
    private long tradedMicros;
    private long volumeMicros;
    private long exposureMicros;
    private long realizedMicros;
    private long updatedNs;

    Holding() {}

    /** YES contracts. */
    public long yesMicros() {
        return yesMicros;
    }

    /** NO contracts. */
    public long noMicros() {
        return noMicros;
    }

    /** YES minus NO. */
    public long netMicros() {
        return yesMicros - noMicros;
    }

    /** Fees paid. */
    public long feesMicros() {
        return feesMicros;
    }

    /** Dollars traded, both directions, own-leg. */
    public long tradedMicros() {
        return tradedMicros;
    }

    /** Contracts traded. */
    public long volumeMicros() {
        return volumeMicros;
    }

    /** Cost of what is held now, by average cost. */
    public long exposureMicros() {
        return exposureMicros;
    }

    /** Profit of what was closed, before fees. */
    public long realizedMicros() {
        return realizedMicros;
    }

    /** Last change, epoch ns. */
    public long updatedNs() {
        return updatedNs;
    }

    void add(Outcome outcome, long qtyMicros) {
        if (outcome == Outcome.YES) {
            yesMicros += qtyMicros;
        } else {
            noMicros += qtyMicros;
        }
    }

    long of(Outcome outcome) {
        return outcome == Outcome.YES ? yesMicros : noMicros;
    }

    /** Cancels pairs of YES and NO out. @return pairs, each worth a dollar */
    long net() {
        long pairs = Math.max(0, Math.min(yesMicros, noMicros));
        yesMicros -= pairs;
        noMicros -= pairs;
        return pairs;
    }

    void opened(long costMicros) {
        exposureMicros += costMicros;
    }

    /** Takes the share of {@code qtyMicros} of {@code heldMicros} out of the cost and books the difference. */
    void closed(long qtyMicros, long heldMicros, long proceedsMicros) {
        long share = heldMicros <= 0 ? 0 : share(exposureMicros, qtyMicros, heldMicros);
        exposureMicros -= share;
        realizedMicros += proceedsMicros - share;
    }

    /** {@code amountMicros x partMicros / wholeMicros}, rounded down. */
    static long share(long amountMicros, long partMicros, long wholeMicros) {
        return BigInteger.valueOf(amountMicros)
                .multiply(BigInteger.valueOf(partMicros))
                .divide(BigInteger.valueOf(wholeMicros))
                .longValueExact();
    }

    void traded(long ownCostMicros, long qtyMicros, long feeMicros, long timestampNs) {
        tradedMicros += ownCostMicros;
        volumeMicros += qtyMicros;
        feesMicros += feeMicros;
        updatedNs = timestampNs;
    }
}
