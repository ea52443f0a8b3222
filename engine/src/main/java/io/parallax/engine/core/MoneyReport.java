package io.parallax.engine.core;

import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.position.Account;
import io.parallax.engine.position.Ledger;
import io.parallax.engine.position.MoneyFigures;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Valuation;
import io.parallax.engine.state.StateHash;

/** Values holdings on every timer and writes what we have when it changed: once a second at most, and when an attempt ends. */
final class MoneyReport implements MoneyFigures {
    private static final long PAUSE_NS = 1_000_000_000L;

    private final Ledger ledger;
    private final VenueCash cash;
    private final Exposure exposure;
    private final Valuation valuation;
    private final CommandWriter writer;
    private long written;
    private long writtenNs;
    private boolean due;

    MoneyReport(Ledger ledger, VenueCash cash, Exposure exposure, Valuation valuation, CommandWriter writer) {
        this.ledger = ledger;
        this.cash = cash;
        this.exposure = exposure;
        this.valuation = valuation;
        this.writer = writer;
        this.written = figures();
    }

    void onTimer(long nowNs) {
        value();
        if (due || nowNs - writtenNs >= PAUSE_NS) {
            write(nowNs);
        }
    }

    void onAttemptEnded(long nowNs) {
        value();
        due = true;
        write(nowNs);
    }

    private void value() {
        valuation.value();
        exposure.unrealisedLoss(valuation.lossMicros());
    }

    private void write(long nowNs) {
        if (!writer.hasRoom()) {
            return; // the next timer has
        }
        due = false;
        long now = figures();
        if (now != written) {
            written = now;
            writtenNs = nowNs;
            writer.moneyChanged(this);
        }
    }

    /** Stands for all figures; two that differ are told apart as surely as states are. */
    private long figures() {
        long h = StateHash.mix(StateHash.SEED, realisedMicros());
        h = StateHash.mix(StateHash.mix(h, feesMicros()), lockedMicros());
        h = StateHash.mix(StateHash.mix(h, markedMicros()), dayLossMicros());
        h = StateHash.mix(StateHash.mix(h, unhedgedQtyMicros()), polymarketCashMicros());
        h = StateHash.mix(StateHash.mix(h, polymarketReservedMicros()), kalshiCashMicros());
        return StateHash.mix(StateHash.mix(h, kalshiReservedMicros()), lostMicros());
    }

    private long sum(Account account) {
        return ledger.balanceMicros(Venue.POLYMARKET, account) + ledger.balanceMicros(Venue.KALSHI, account);
    }

    @Override
    public long realisedMicros() {
        return -sum(Account.REALISED);
    }

    @Override
    public long feesMicros() {
        return sum(Account.FEES);
    }

    @Override
    public long lockedMicros() {
        return valuation.lockedMicros();
    }

    @Override
    public long markedMicros() {
        return valuation.markedMicros();
    }

    @Override
    public long dayLossMicros() {
        return exposure.dayLossMicros();
    }

    @Override
    public long lostMicros() {
        return exposure.lossMicros();
    }

    @Override
    public long unhedgedQtyMicros() {
        return exposure.net().totalWorstMicros();
    }

    @Override
    public long polymarketCashMicros() {
        return cash.cashMicros(Venue.POLYMARKET);
    }

    @Override
    public long polymarketReservedMicros() {
        return cash.reservedMicros(Venue.POLYMARKET);
    }

    @Override
    public long kalshiCashMicros() {
        return cash.cashMicros(Venue.KALSHI);
    }

    @Override
    public long kalshiReservedMicros() {
        return cash.reservedMicros(Venue.KALSHI);
    }

    long stateHash(long hash) {
        long h = StateHash.mix(StateHash.mix(hash, written), writtenNs);
        return StateHash.mix(valuation.stateHash(h), due ? 1 : 0);
    }
}
