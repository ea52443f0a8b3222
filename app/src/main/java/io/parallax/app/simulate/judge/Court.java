package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.Observer;
import io.parallax.app.simulate.world.SentOrder;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.AlertDecoder;
import io.parallax.codecs.sbe.AttemptStateChangedDecoder;
import io.parallax.codecs.sbe.CancelAllDecoder;
import io.parallax.codecs.sbe.ClearLatchDecoder;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.LatchHaltDecoder;
import io.parallax.codecs.sbe.MessageHeaderDecoder;
import io.parallax.codecs.sbe.MoneyChangedDecoder;
import io.parallax.codecs.sbe.OpportunityDecoder;
import io.parallax.codecs.sbe.OrderStateChangedDecoder;
import io.parallax.codecs.sbe.PairStateChangedDecoder;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.SignAheadDecoder;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueStateChangedDecoder;
import io.parallax.engine.port.CommandBuffer;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Order;
import java.util.List;
import org.agrona.DirectBuffer;

/** All judges of one run: decodes each record once and tells every one of them. One court, one run. */
public final class Court implements Observer, CommandBuffer.Visitor {
    private final Verdicts verdicts = new Verdicts();
    private final List<Judge> judges;
    private final Slot slot = new Slot();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitOrderDecoder submit = new SubmitOrderDecoder();
    private final SignAheadDecoder signAhead = new SignAheadDecoder();
    private final CancelAllDecoder cancelAll = new CancelAllDecoder();
    private final OrderStateChangedDecoder order = new OrderStateChangedDecoder();
    private final AttemptStateChangedDecoder attempt = new AttemptStateChangedDecoder();
    private final EngineStateChangedDecoder engine = new EngineStateChangedDecoder();
    private final VenueStateChangedDecoder venueState = new VenueStateChangedDecoder();
    private final PairStateChangedDecoder pair = new PairStateChangedDecoder();
    private final LatchHaltDecoder latch = new LatchHaltDecoder();
    private final ClearLatchDecoder clear = new ClearLatchDecoder();
    private final AlertDecoder alert = new AlertDecoder();
    private final OpportunityDecoder opportunity = new OpportunityDecoder();
    private final PositionChangedDecoder position = new PositionChangedDecoder();
    private final MoneyChangedDecoder money = new MoneyChangedDecoder();

    public Court() {
        judges = List.of(
                new AheadJudge(verdicts),
                new IntentJudge(verdicts),
                new OrderJudge(verdicts),
                new LadderJudge(verdicts),
                new BookJudge(verdicts),
                new HedgeJudge(verdicts),
                new MoneyJudge(verdicts),
                new JournalJudge(verdicts),
                new RestJudge(verdicts));
    }

    /** What was judged, and how often. */
    public Verdicts verdicts() {
        return verdicts;
    }

    @Override
    public void onSessionBegin(World world) {
        verdicts.begin(world);
        judges.forEach(judge -> judge.onSessionBegin(world));
    }

    @Override
    public void beforeEvent(World world, long sequence, DirectBuffer event, int offset, int length) {
        judges.forEach(judge -> judge.beforeEvent(world, sequence, event, offset, length));
    }

    @Override
    public void afterEvent(
            World world,
            long sequence,
            DirectBuffer event,
            int offset,
            int length,
            DirectBuffer commands,
            int commandsOffset,
            int commandsLength) {
        slot.wrap(world, sequence, event, offset);
        for (Judge judge : judges) {
            judge.onEvent(slot);
        }
        if (commandsLength > 0) {
            CommandBuffer.forEach(commands, commandsOffset, commandsLength, this);
        }
        for (Judge judge : judges) {
            judge.onSlotEnd(slot);
        }
    }

    @Override
    public void onCommand(DirectBuffer buffer, int offset, int length) {
        switch (header.wrap(buffer, offset).templateId()) {
            case SubmitOrderDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onSubmit(slot, submit.wrapAndApplyHeader(buffer, offset, header)));
            case SignAheadDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onSignAhead(slot, signAhead.wrapAndApplyHeader(buffer, offset, header)));
            case CancelAllDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onCancelAll(slot, cancelAll.wrapAndApplyHeader(buffer, offset, header)));
            case OrderStateChangedDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onOrderState(slot, order.wrapAndApplyHeader(buffer, offset, header)));
            case AttemptStateChangedDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onAttemptState(slot, attempt.wrapAndApplyHeader(buffer, offset, header)));
            case EngineStateChangedDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onEngineState(slot, engine.wrapAndApplyHeader(buffer, offset, header)));
            case VenueStateChangedDecoder.TEMPLATE_ID ->
                judges.forEach(
                        judge -> judge.onVenueState(slot, venueState.wrapAndApplyHeader(buffer, offset, header)));
            case PairStateChangedDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onPairState(slot, pair.wrapAndApplyHeader(buffer, offset, header)));
            case LatchHaltDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onLatch(slot, latch.wrapAndApplyHeader(buffer, offset, header)));
            case ClearLatchDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onClear(slot, clear.wrapAndApplyHeader(buffer, offset, header)));
            case AlertDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onAlert(slot, alert.wrapAndApplyHeader(buffer, offset, header)));
            case OpportunityDecoder.TEMPLATE_ID ->
                judges.forEach(
                        judge -> judge.onOpportunity(slot, opportunity.wrapAndApplyHeader(buffer, offset, header)));
            case PositionChangedDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onPosition(slot, position.wrapAndApplyHeader(buffer, offset, header)));
            case MoneyChangedDecoder.TEMPLATE_ID ->
                judges.forEach(judge -> judge.onMoney(slot, money.wrapAndApplyHeader(buffer, offset, header)));
            default -> {
                // No judge asks for it.
            }
        }
    }

    @Override
    public void onAppend(World world, long sequence, DirectBuffer record, int offset, int length) {
        judges.forEach(judge -> judge.onAppend(world, sequence, record, offset, length));
    }

    @Override
    public void onOrderHanded(
            World world, Venue venue, SentOrder intent, DirectBuffer request, int offset, int length) {
        judges.forEach(judge -> judge.onOrderHanded(world, venue, intent, request, offset, length));
    }

    @Override
    public void onAccepted(World world, Venue venue, Order accepted, SentOrder intent) {
        judges.forEach(judge -> judge.onAccepted(world, venue, accepted, intent));
    }

    @Override
    public void onFilled(World world, Venue venue, Fill fill, SentOrder intent) {
        judges.forEach(judge -> judge.onFilled(world, venue, fill, intent));
    }

    @Override
    public void onCancelled(World world, Venue venue, Order cancelled, SentOrder intent) {
        judges.forEach(judge -> judge.onCancelled(world, venue, cancelled, intent));
    }

    @Override
    public void onFillFailed(World world, Venue venue, Fill fill, SentOrder intent) {
        judges.forEach(judge -> judge.onFillFailed(world, venue, fill, intent));
    }

    @Override
    public void onSettled(World world, int instrumentId, long payoutMicros, long yesMicros, long noMicros) {
        judges.forEach(judge -> judge.onSettled(world, instrumentId, payoutMicros, yesMicros, noMicros));
    }

    @Override
    public void onFault(World world, String kind) {
        judges.forEach(judge -> judge.onFault(world, kind));
    }

    @Override
    public void onCrash(World world) {
        judges.forEach(judge -> judge.onCrash(world));
    }

    @Override
    public void onQuiet(World world) {
        judges.forEach(judge -> judge.onQuiet(world));
    }

    @Override
    public void atRest(World world) {
        judges.forEach(judge -> judge.atRest(world));
    }
}
