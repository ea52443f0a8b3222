package io.parallax.gateway.event;

import io.parallax.codecs.sbe.BalanceEncoder;
import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.FeedStatusEncoder;
import io.parallax.codecs.sbe.FeesChangedEncoder;
import io.parallax.codecs.sbe.FillEncoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.InstrumentDefinedEncoder;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.MarketStatusEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.MetaEncoder;
import io.parallax.codecs.sbe.OpenOrderSeenEncoder;
import io.parallax.codecs.sbe.OrderAcceptedEncoder;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.OrderBuiltEncoder;
import io.parallax.codecs.sbe.OrderDoneEncoder;
import io.parallax.codecs.sbe.OrderRejectedEncoder;
import io.parallax.codecs.sbe.OrderUnknownEncoder;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.PositionEncoder;
import io.parallax.codecs.sbe.ReconcileBeginEncoder;
import io.parallax.codecs.sbe.ReconcileEndEncoder;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.SettledEncoder;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.TickSizeChangedEncoder;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionEncoder;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.codecs.schema.Unset;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.reference.InstrumentDefinition;
import io.parallax.gateway.reference.TickBand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Events of one venue that may use the whole ring: own orders, account, feed status, instruments. */
public final class EventWriter {
    /** Longest request that is told. */
    public static final int MAX_REQUEST_LENGTH = 2_048;

    /** Bytes of venue text kept in an event. */
    public static final int MAX_TEXT_LENGTH = 256;

    /** Numbers of a band in {@link #tickSize(int, long[], int)}. */
    public static final int BAND_FIELDS = 3;

    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final EventPublisher publisher;
    private final Venue venue;
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(EventPublisher.MAX_EVENT_LENGTH));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentDefinedEncoder instrument = new InstrumentDefinedEncoder();
    private final TickSizeChangedEncoder tickSize = new TickSizeChangedEncoder();
    private final FeesChangedEncoder feesChanged = new FeesChangedEncoder();
    private final MarketStatusEncoder marketStatus = new MarketStatusEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final OrderRejectedEncoder rejected = new OrderRejectedEncoder();
    private final OrderUnknownEncoder unknown = new OrderUnknownEncoder();
    private final OrderDoneEncoder done = new OrderDoneEncoder();
    private final FillEncoder fill = new FillEncoder();
    private final BalanceEncoder balance = new BalanceEncoder();
    private final PositionEncoder position = new PositionEncoder();
    private final ReconcileBeginEncoder reconcileBegin = new ReconcileBeginEncoder();
    private final ReconcileEndEncoder reconcileEnd = new ReconcileEndEncoder();
    private final VenueConditionEncoder venueCondition = new VenueConditionEncoder();
    private final SettledEncoder settled = new SettledEncoder();
    private final OrderBuiltEncoder orderBuilt = new OrderBuiltEncoder();
    private final OpenOrderSeenEncoder openOrderSeen = new OpenOrderSeenEncoder();

    private long timestampNs;
    private long venueTimeNs;
    private long receivedNanos;

    public EventWriter(EventPublisher publisher, Venue venue) {
        this.publisher = publisher;
        this.venue = venue;
    }

    /** Sets the times of the events that follow. */
    public void stamp(long receivedEpochNs, long venueNs, long receivedMonotonicNanos) {
        timestampNs = receivedEpochNs;
        venueTimeNs = venueNs;
        receivedNanos = receivedMonotonicNanos;
    }

    public void instrument(InstrumentDefinition of) {
        instrument
                .wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(of.instrumentId())
                .venue(venue)
                .state(of.state())
                .netting(of.netting() ? Flag.YES : Flag.NO)
                .feeKind(of.feeKind())
                .feeRateMicros(of.feeRateMicros())
                .makerFeeRateMicros(of.makerFeeRateMicros())
                .feeExponentMicros(of.feeExponentMicros())
                .feeReadAtNs(of.feeReadAtNs())
                .minQtyMicros(of.minQtyMicros())
                .qtyStepMicros(of.qtyStepMicros())
                .minNotionalMicros(of.minNotionalMicros())
                .notionalStepMicros(of.notionalStepMicros())
                .closeTimeNs(of.closeTimeNs())
                .resolutionTimeNs(
                        of.resolutionTimeNs() == 0
                                ? InstrumentDefinedEncoder.resolutionTimeNsNullValue()
                                : of.resolutionTimeNs());
        meta(instrument.meta());
        InstrumentDefinedEncoder.BandsEncoder bands =
                instrument.bandsCount(of.bands().size());
        for (TickBand band : of.bands()) {
            bands.next()
                    .startMicros(band.startMicros())
                    .endMicros(band.endMicros())
                    .stepMicros(band.stepMicros());
        }
        byte[] symbol = cap(of.symbol());
        byte[] title = cap(of.title());
        instrument.putSymbol(symbol, 0, symbol.length);
        instrument.putTitle(title, 0, title.length);
        byte[] category = cap(of.category());
        instrument.putCategory(category, 0, category.length);
        publish(instrument.encodedLength());
    }

    public void tickSize(int instrumentId, List<TickBand> grid) {
        tickSize.wrapAndApplyHeader(scratch, 0, header).instrumentId(instrumentId);
        meta(tickSize.meta());
        TickSizeChangedEncoder.BandsEncoder bands = tickSize.bandsCount(grid.size());
        for (TickBand band : grid) {
            bands.next()
                    .startMicros(band.startMicros())
                    .endMicros(band.endMicros())
                    .stepMicros(band.stepMicros());
        }
        publish(tickSize.encodedLength());
    }

    /** As {@link #tickSize(int, List)}; start, end and step of {@code count} bands stand one behind the other. */
    public void tickSize(int instrumentId, long[] grid, int count) {
        tickSize.wrapAndApplyHeader(scratch, 0, header).instrumentId(instrumentId);
        meta(tickSize.meta());
        TickSizeChangedEncoder.BandsEncoder bands = tickSize.bandsCount(count);
        for (int i = 0; i < BAND_FIELDS * count; i += BAND_FIELDS) {
            bands.next().startMicros(grid[i]).endMicros(grid[i + 1]).stepMicros(grid[i + 2]);
        }
        publish(tickSize.encodedLength());
    }

    /** The fee schedule of an instrument from now on, as told just now; rates hold the multiplier, 70,000 = 0.07. */
    public void feesChanged(
            int instrumentId, FeeKind kind, long rateMicros, long makerRateMicros, long exponentMicros) {
        feesChanged
                .wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .feeKind(kind)
                .feeRateMicros(rateMicros)
                .makerFeeRateMicros(makerRateMicros)
                .feeExponentMicros(exponentMicros)
                .feeReadAtNs(timestampNs);
        meta(feesChanged.meta());
        publish(feesChanged.encodedLength());
    }

    /** @param payoutMicros what YES pays once resolved, {@link io.parallax.codecs.units.Micros#NULL} before */
    public void marketStatus(int instrumentId, MarketState state, long payoutMicros) {
        marketStatus
                .wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .state(state)
                .payoutMicros(payoutMicros);
        Unset.finality(marketStatus);
        meta(marketStatus.meta());
        publish(marketStatus.encodedLength());
    }

    /** The same once resolved. @param isFinal false = the payout may still be amended */
    public void marketStatus(int instrumentId, MarketState state, long payoutMicros, boolean isFinal) {
        marketStatus
                .wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .state(state)
                .payoutMicros(payoutMicros)
                .finality(isFinal ? Flag.YES : Flag.NO);
        meta(marketStatus.meta());
        publish(marketStatus.encodedLength());
    }

    /**
     * @param instrumentId -1 = every instrument of the line
     * @param faultCode decode fault when the state is FAULT, else 0
     */
    public void feedStatus(int line, FeedState state, int epoch, int instrumentId, int faultCode) {
        feedStatus
                .wrapAndApplyHeader(scratch, 0, header)
                .venue(venue)
                .line((short) line)
                .state(state)
                .epoch(epoch)
                .instrumentId(instrumentId)
                .faultCode(faultCode);
        meta(feedStatus.meta());
        publish(feedStatus.encodedLength());
    }

    public void accepted(long orderId, String venueOrderId) {
        accepted.wrapAndApplyHeader(scratch, 0, header).orderId(orderId);
        meta(accepted.meta());
        byte[] id = cap(venueOrderId);
        accepted.putVenueOrderId(id, 0, id.length);
        publish(accepted.encodedLength());
    }

    /** @param text the venue's words, capped here */
    public void rejected(long orderId, RejectCode code, String text) {
        rejected.wrapAndApplyHeader(scratch, 0, header).orderId(orderId).code(code);
        meta(rejected.meta());
        byte[] words = cap(text);
        rejected.putText(words, 0, words.length);
        publish(rejected.encodedLength());
    }

    public void unknown(long orderId, UnknownCause cause) {
        unknown.wrapAndApplyHeader(scratch, 0, header).orderId(orderId).cause(cause);
        meta(unknown.meta());
        publish(unknown.encodedLength());
    }

    /** @param filledQtyMicros the venue's total for the order */
    public void done(long orderId, DoneReason reason, long filledQtyMicros) {
        done.wrapAndApplyHeader(scratch, 0, header)
                .orderId(orderId)
                .reason(reason)
                .filledQtyMicros(filledQtyMicros);
        meta(done.meta());
        publish(done.encodedLength());
    }

    /**
     * One fill of one own order.
     *
     * @param orderId 0 when no order of ours is known for it
     * @param part bucket or maker index within the trade
     * @param priceMicros own-leg trade price
     * @param feeMicros charged fee, {@link io.parallax.codecs.units.Micros#NULL} when not told
     */
    public void fill(
            long orderId,
            int instrumentId,
            Outcome outcome,
            OrderAction action,
            Settlement settlement,
            Liquidity liquidity,
            int part,
            long tradeIdHigh,
            long tradeIdLow,
            long priceMicros,
            long qtyMicros,
            long feeMicros) {
        fill.wrapAndApplyHeader(scratch, 0, header)
                .orderId(orderId)
                .instrumentId(instrumentId)
                .venue(venue)
                .outcome(outcome)
                .action(action)
                .settlement(settlement)
                .liquidity(liquidity)
                .part(part)
                .tradeIdHigh(tradeIdHigh)
                .tradeIdLow(tradeIdLow)
                .priceMicros(priceMicros)
                .qtyMicros(qtyMicros)
                .feeMicros(feeMicros);
        meta(fill.meta());
        publish(fill.encodedLength());
    }

    public void balance(long cashMicros) {
        balance.wrapAndApplyHeader(scratch, 0, header).venue(venue).cashMicros(cashMicros);
        meta(balance.meta());
        publish(balance.encodedLength());
    }

    public void position(int instrumentId, long yesQtyMicros, long noQtyMicros) {
        position.wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .yesQtyMicros(yesQtyMicros)
                .noQtyMicros(noQtyMicros);
        meta(position.meta());
        publish(position.encodedLength());
    }

    public void reconcileBegin() {
        reconcileBegin.wrapAndApplyHeader(scratch, 0, header).venue(venue);
        meta(reconcileBegin.meta());
        publish(reconcileBegin.encodedLength());
    }

    public void reconcileEnd(boolean complete) {
        reconcileEnd.wrapAndApplyHeader(scratch, 0, header).venue(venue).complete(complete ? Flag.YES : Flag.NO);
        meta(reconcileEnd.meta());
        publish(reconcileEnd.encodedLength());
    }

    /** What the venue lets us do now. @param untilNs not asked again before, epoch nanoseconds; 0 = not said */
    public void venueCondition(VenueConditionKind kind, long untilNs) {
        venueCondition
                .wrapAndApplyHeader(scratch, 0, header)
                .venue(venue)
                .kind(kind)
                .untilNs(untilNs == 0 ? VenueConditionEncoder.untilNsNullValue() : untilNs);
        meta(venueCondition.meta());
        publish(venueCondition.encodedLength());
    }

    /** Holdings that became cash. @param cashMicros paid for both; negative when an amended result takes back */
    public void settled(int instrumentId, long yesQtyMicros, long noQtyMicros, long cashMicros, long feeMicros) {
        settled.wrapAndApplyHeader(scratch, 0, header)
                .instrumentId(instrumentId)
                .yesQtyMicros(yesQtyMicros)
                .noQtyMicros(noQtyMicros)
                .cashMicros(cashMicros)
                .feeMicros(feeMicros);
        meta(settled.meta());
        publish(settled.encodedLength());
    }

    /**
     * A request stands ready for the venue.
     *
     * @param identity what the venue would know the order by
     * @param request body as it would be sent, at most {@link #MAX_REQUEST_LENGTH} bytes; never a credential
     */
    public void orderBuilt(long orderId, String identity, byte[] request, int length) {
        if (length > MAX_REQUEST_LENGTH) {
            throw new IllegalArgumentException("request of " + length + " bytes, at most " + MAX_REQUEST_LENGTH);
        }
        byte[] name = cap(identity);
        orderBuilt
                .wrapAndApplyHeader(scratch, 0, header)
                .orderId(orderId)
                .venue(venue)
                .putIdentity(name, 0, name.length)
                .putRequest(request, 0, length);
        meta(orderBuilt.meta());
        publish(orderBuilt.encodedLength());
    }

    /**
     * An order rests in the venue's book, by its list.
     *
     * @param orderId ours of this session, or {@link Micros#NULL} when no order of this session has its identity
     * @param instrumentId -1 when it is none of ours
     */
    public void openOrderSeen(long orderId, int instrumentId, long remainingQtyMicros, String venueOrderId) {
        byte[] name = cap(venueOrderId);
        openOrderSeen
                .wrapAndApplyHeader(scratch, 0, header)
                .venue(venue)
                .orderId(orderId == Micros.NULL ? OpenOrderSeenEncoder.orderIdNullValue() : orderId)
                .instrumentId(instrumentId)
                .remainingQtyMicros(remainingQtyMicros)
                .putVenueOrderId(name, 0, name.length);
        meta(openOrderSeen.meta());
        publish(openOrderSeen.encodedLength());
    }

    private void meta(MetaEncoder meta) {
        meta.timestampNs(timestampNs).venueTimeNs(venueTimeNs);
    }

    private void publish(int encodedLength) {
        publisher.publish(scratch, 0, HEADER + encodedLength, receivedNanos);
    }

    /** UTF-8 of at most {@link #MAX_TEXT_LENGTH} bytes, cut between characters. */
    private static byte[] cap(String text) {
        if (text == null) {
            return new byte[0];
        }
        int end = Math.min(text.length(), MAX_TEXT_LENGTH);
        byte[] bytes = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        while (bytes.length > MAX_TEXT_LENGTH) {
            end = end - 1 - (bytes.length - MAX_TEXT_LENGTH) / 4;
            bytes = text.substring(0, end).getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }
}
