package io.parallax.engine.core;

import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.DayBeganDecoder;
import io.parallax.codecs.sbe.MarketStatusDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.SettledDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instruments;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.Valuation;
import io.parallax.engine.state.StateHash;

/** Takes what events say of money, other than fills, to those who know what it means; and after each event lets the books be held against each other. */
final class MoneyEvents {
    private final Instruments instruments;
    private final Exposure exposure;
    private final Valuation valuation;
    private final Bookkeeper books;
    private final Settlements settlements;
    private final Reconciliation reconciliation;
    private final Breakers breakers;
    private final MoneyReport report;
    private final CommandWriter writer;
    private int active;

    MoneyEvents(
            Instruments instruments,
            Exposure exposure,
            Valuation valuation,
            Bookkeeper books,
            Settlements settlements,
            Reconciliation reconciliation,
            Breakers breakers,
            MoneyReport report,
            CommandWriter writer) {
        this.instruments = instruments;
        this.exposure = exposure;
        this.valuation = valuation;
        this.books = books;
        this.settlements = settlements;
        this.reconciliation = reconciliation;
        this.breakers = breakers;
        this.report = report;
        this.writer = writer;
    }

    void onBalance(BalanceDecoder event, long nowNs) {
        reconciliation.onBalance(event.venue(), event.cashMicros(), nowNs);
    }

    void onPosition(PositionDecoder event, long nowNs) {
        reconciliation.onPosition(event.instrumentId(), event.yesQtyMicros(), event.noQtyMicros(), nowNs);
        valuation.touch(event.instrumentId());
    }

    void onReconcileBegin(Venue venue) {
        reconciliation.onBegin(venue);
    }

    void onReconcileEnd(Venue venue) {
        reconciliation.onEnd(venue);
    }

    void onStatus(MarketStatusDecoder event) {
        settlements.onStatus(event);
    }

    void onSettled(SettledDecoder event) {
        settlements.onSettled(event);
        reconciliation.onOwn(instruments.get(event.instrumentId()).venue(), event.instrumentId());
    }

    /** The loss and the failures of another day, or of this one in earlier sessions, are what counts from now on. */
    void onDay(DayBeganDecoder event) {
        exposure.dayBegan(event.lossMicros(), event.failedAttempts());
        breakers.onDay();
    }

    /** A person resumed. */
    void onResume() {
        reconciliation.accept();
    }

    void onTimer(long nowNs) {
        breakers.onTimer(nowNs);
        reconciliation.onTimer(nowNs);
        report.onTimer(nowNs);
    }

    /** The last thing of every event. @param activeAttempts under way after it */
    void afterEvent(int activeAttempts, long nowNs) {
        for (Venue venue : Reconciliation.VENUES) {
            if (writer.hasAskedCash(venue)) {
                reconciliation.onAsked(venue, nowNs);
            }
        }
        breakers.onLoss();
        books.audit();
        if (activeAttempts < active) {
            report.onAttemptEnded(nowNs);
        }
        active = activeAttempts;
    }

    long stateHash(long hash) {
        long h = breakers.stateHash(reconciliation.stateHash(settlements.stateHash(hash)));
        return StateHash.mix(report.stateHash(h), active);
    }
}
