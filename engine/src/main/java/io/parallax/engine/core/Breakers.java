package io.parallax.engine.core;

import io.parallax.codecs.sbe.AlertCode;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.book.TickGrid;
import io.parallax.engine.command.CommandWriter;
import io.parallax.engine.instrument.Instrument;
import io.parallax.engine.order.Order;
import io.parallax.engine.position.FillTable;
import io.parallax.engine.position.SettlementQueue;
import io.parallax.engine.risk.Exposure;
import io.parallax.engine.risk.RevertCount;
import io.parallax.engine.settings.EngineSettings;
import io.parallax.engine.state.HaltWish;
import io.parallax.engine.state.StateHash;

/**
 * What fills and their settlement say about a venue, and losses about the day: too many that vanish, one dearer than its limit
 * by more than a tick pause the venue; one that does not settle calls a person; the loss of the day halts.
 */
final class Breakers {
    /** How long a fill may be provisional before a person is told. */
    static final long AGEING_NS = 30_000_000_000L;

    private final EngineSettings settings;
    private final FillTable fills;
    private final Exposure exposure;
    private final VenueBrake brake;
    private final HaltWish halts;
    private final CommandWriter writer;
    private final SettlementQueue unsettled;
    private final RevertCount polymarket = new RevertCount();
    private final RevertCount kalshi = new RevertCount();
    private long haltedAtLossMicros;

    Breakers(
            EngineSettings settings,
            FillTable fills,
            Exposure exposure,
            VenueBrake brake,
            HaltWish halts,
            CommandWriter writer) {
        this.settings = settings;
        this.fills = fills;
        this.exposure = exposure;
        this.brake = brake;
        this.halts = halts;
        this.writer = writer;
        this.unsettled = new SettlementQueue(fills.capacity());
    }

    private RevertCount counts(Venue venue) {
        return venue == Venue.POLYMARKET ? polymarket : kalshi;
    }

    /** A fill was booked. @return its number among those of its venue */
    int onFill(Venue venue) {
        return counts(venue).filled();
    }

    /** A fill in the table may still vanish. */
    void onProvisional(int fill, long nowNs) {
        unsettled.add(fill, nowNs);
    }

    /** A fill vanished. */
    void onReverted(Venue venue, int number, long nowNs) {
        RevertCount counts = counts(venue);
        counts.reverted(number, nowNs);
        boolean tooMany = counts.within(settings.revertPauseCount(), settings.revertPauseWindowNs(), nowNs);
        boolean tooLarge = counts.shareMicros() > settings.revertPauseShareMicros();
        if (tooMany || tooLarge) {
            writer.alert(AlertCode.REVERT_RATE, -1, -1, 0, counts.shareMicros());
            brake.pause(
                    venue, tooMany ? "too many fills failed to settle" : "too large a share of fills failed to settle");
        }
    }

    /** Holds the price of a fill against the limit of its order; it is booked as charged either way. */
    void onPrice(Order order, Instrument instrument, long priceMicros) {
        boolean buys = order.action == OrderAction.BUY;
        long worseMicros = buys ? priceMicros - order.priceMicros : order.priceMicros - priceMicros;
        if (worseMicros > 0 && worseMicros > tickMicros(instrument, order.priceMicros)) {
            writer.alert(AlertCode.VENUE_PAUSED, order.pairId, instrument.instrumentId(), order.orderId(), worseMicros);
            brake.pause(instrument.venue(), "a fill was worse than its limit by more than a tick");
        }
    }

    /** Distance of an own-leg price to the next one on the grid; a leg of NO lies on the mirrored grid. */
    private static long tickMicros(Instrument instrument, long priceMicros) {
        TickGrid grid = instrument.slot().grid();
        long above = grid.ceilToGrid(Math.min(Micros.ONE - 1, priceMicros + 1));
        long below = grid.floorToGrid(Math.max(1, priceMicros - 1));
        long up = above == OrderBook.NO_PRICE ? 0 : above - priceMicros;
        long down = below == OrderBook.NO_PRICE ? 0 : priceMicros - below;
        return Math.max(up, down);
    }

    void onTimer(long nowNs) {
        int fill = writer.hasRoom() ? unsettled.due(fills, nowNs - AGEING_NS) : SettlementQueue.NONE;
        while (fill != SettlementQueue.NONE) {
            writer.alert(
                    AlertCode.SETTLEMENT_AGEING,
                    fills.pairId(fill),
                    fills.instrumentId(fill),
                    fills.orderId(fill),
                    fills.qtyMicros(fill));
            fill = writer.hasRoom() ? unsettled.due(fills, nowNs - AGEING_NS) : SettlementQueue.NONE;
        }
    }

    /** After each event: what is lost for good reached the limit of the day, or went on after it had. */
    void onLoss() {
        long lost = exposure.lossMicros();
        long limit = settings.maxDailyLossMicros();
        if (lost > haltedAtLossMicros && lost >= limit && limit > 0) {
            haltedAtLossMicros = lost;
            writer.alert(AlertCode.LOSS_LIMIT, -1, -1, 0, lost);
            halts.raise(LatchCause.LOSS_LIMIT, "the loss of the day reached its limit");
        }
    }

    /** What a day brings with it halts nobody again: a latch that stands does, and openings are refused. */
    void onDay() {
        haltedAtLossMicros = exposure.lossMicros();
    }

    /** Whether a settlement undoes a fill. */
    static boolean undoes(Settlement settlement) {
        return settlement == Settlement.FAILED || settlement == Settlement.BUSTED;
    }

    long stateHash(long hash) {
        long h = unsettled.stateHash(kalshi.stateHash(polymarket.stateHash(hash)));
        return StateHash.mix(h, haltedAtLossMicros);
    }
}
