package io.parallax.engine.core;

import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.position.Account;
import io.parallax.engine.position.Ledger;
import io.parallax.engine.position.Position;
import io.parallax.engine.position.VenueCash;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.state.HaltWish;

/**
 * Posts what a position did to its figures and the venue's cash: {@link #begin} before, {@link #end} after. The one place
 * where ledger, cash and exposure move together.
 */
final class Bookkeeper {
    private final Ledger ledger;
    private final VenueCash cash;
    private final Exposure exposure;
    private final HaltWish halts;
    private final CommandWriter writer;
    private Instrument instrument;
    private Account assets;
    private long costMicros;
    private long realisedMicros;
    private long feesMicros;

    Bookkeeper(Ledger ledger, VenueCash cash, Exposure exposure, HaltWish halts, CommandWriter writer) {
        this.ledger = ledger;
        this.cash = cash;
        this.exposure = exposure;
        this.halts = halts;
        this.writer = writer;
    }

    /** What follows is of this instrument. @return its position, to be changed */
    Position begin(Instrument booked) {
        instrument = booked;
        Position position = booked.position();
        assets = assets(position);
        costMicros = position.costMicros();
        realisedMicros = position.realisedMicros();
        feesMicros = position.feesMicros();
        return position;
    }

    private static Account assets(Position position) {
        return position.isClaim() ? Account.CLAIMS : Account.HOLDINGS;
    }

    /** Posts the change. @param cashMicros what the position said of the venue's cash. @return change of cost */
    long end(long cashMicros) {
        Position position = instrument.position();
        Venue venue = instrument.venue();
        cash.move(venue, cashMicros);
        ledger.post(venue, Account.CASH, cashMicros);
        ledger.post(venue, assets, -costMicros);
        ledger.post(venue, assets(position), position.costMicros());
        ledger.post(venue, Account.FEES, position.feesMicros() - feesMicros);
        ledger.post(venue, Account.REALISED, realisedMicros - position.realisedMicros());
        return told(position.costMicros() - costMicros);
    }

    /** Posts what was held before the session; cash is opened on its own. */
    void endOpening() {
        long change = instrument.position().costMicros() - costMicros;
        ledger.transfer(instrument.venue(), Account.OPENING, Account.HOLDINGS, change);
        exposure.costMoved(instrument.venue(), change);
    }

    private long told(long costChange) {
        exposure.costMoved(instrument.venue(), costChange);
        writer.positionChanged(instrument.instrumentId(), instrument.position(), cash.cashMicros(instrument.venue()));
        return costChange;
    }

    /** Realised by the position since {@link #begin}. */
    long realisedSinceMicros() {
        return instrument.position().realisedMicros() - realisedMicros;
    }

    /** The venue's word before trading. */
    void openCash(Venue venue, long micros) {
        ledger.transfer(venue, Account.OPENING, Account.CASH, micros - cash.cashMicros(venue));
        cash.open(venue, micros);
    }

    /** A person accepted that cash came or went. @param account where it came from, DEPOSITS or ROUNDING */
    void acceptCash(Venue venue, Account account, long changeMicros) {
        ledger.transfer(venue, account, Account.CASH, changeMicros);
        cash.move(venue, changeMicros);
    }

    /** Holds the books against each other after an event: a difference is a mistake of ours, and halts. */
    void audit() {
        if (ledger.imbalanceMicros() != 0) {
            halts.raise(LatchCause.CONTRADICTION, "the ledger's accounts do not add up to zero");
        } else if (differs(Venue.POLYMARKET) || differs(Venue.KALSHI)) {
            halts.raise(LatchCause.CONTRADICTION, "ledger, cash and cost of holdings differ");
        }
    }

    private boolean differs(Venue venue) {
        return ledger.balanceMicros(venue, Account.CASH) != cash.cashMicros(venue)
                || ledger.balanceMicros(venue, Account.HOLDINGS) + ledger.balanceMicros(venue, Account.CLAIMS)
                        != exposure.costMicros(venue);
    }
}
