package io.parallax.app.simulate.judge;

import io.parallax.app.simulate.world.VenueTruth;
import io.parallax.app.simulate.world.World;
import io.parallax.codecs.sbe.BalanceDecoder;
import io.parallax.codecs.sbe.ControlDecoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.EngineStateChangedDecoder;
import io.parallax.codecs.sbe.MoneyChangedDecoder;
import io.parallax.codecs.sbe.PositionChangedDecoder;
import io.parallax.codecs.sbe.PositionDecoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.MarketState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** The end: what we believe is what the venues have, and nothing is under way. */
final class RestJudge extends Judge {
    private final BalanceDecoder balance = new BalanceDecoder();
    private final PositionDecoder opening = new PositionDecoder();
    private final Map<Integer, long[]> positions = new HashMap<>();
    private final EnumMap<Venue, Long> paid = new EnumMap<>(Venue.class);
    private final EnumMap<Venue, Long> cash = new EnumMap<>(Venue.class);
    private final ControlDecoder control = new ControlDecoder();
    private EngineState state = EngineState.STARTING;
    private boolean begun;

    RestJudge(Verdicts verdicts) {
        super(verdicts);
    }

    @Override
    public void onSessionBegin(World world) {
        positions.clear();
        cash.clear();
        state = EngineState.STARTING;
        begun = false;
        paid.clear();
    }

    /** No message of a venue tells us yet that it paid: cash may be more by as much until the next session begins. */
    @Override
    public void onSettled(World world, int instrumentId, long payoutMicros, long yesMicros, long noMicros) {
        long micros = Micros.mulCeil(payoutMicros, yesMicros) + Micros.mulCeil(Micros.ONE - payoutMicros, noMicros);
        paid.merge(world.venueOf(instrumentId), micros, Long::sum);
    }

    @Override
    void onEvent(Slot slot) {
        if (slot.templateId == ControlDecoder.TEMPLATE_ID) {
            begun |= control.wrapAndApplyHeader(slot.event, slot.offset, slot.header())
                            .kind()
                    == ControlKind.START;
        }
        if (begun) {
            return; // what is told from here on is compared, not taken
        }
        if (slot.templateId == BalanceDecoder.TEMPLATE_ID) {
            balance.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
            cash.put(balance.venue(), balance.cashMicros());
        } else if (slot.templateId == PositionDecoder.TEMPLATE_ID) {
            opening.wrapAndApplyHeader(slot.event, slot.offset, slot.header());
            positions.put(opening.instrumentId(), new long[] {opening.yesQtyMicros(), opening.noQtyMicros()});
        }
    }

    @Override
    void onEngineState(Slot slot, EngineStateChangedDecoder change) {
        state = change.to();
    }

    @Override
    void onPosition(Slot slot, PositionChangedDecoder position) {
        positions.put(position.instrumentId(), new long[] {position.yesQtyMicros(), position.noQtyMicros()});
        cash.put(slot.world.venueOf(position.instrumentId()), position.cashMicros());
    }

    @Override
    void onMoney(Slot slot, MoneyChangedDecoder money) {
        cash.put(Venue.POLYMARKET, money.polymarketCashMicros());
        cash.put(Venue.KALSHI, money.kalshiCashMicros());
    }

    @Override
    public void atRest(World world) {
        if (world.engine() == null || !begun) {
            return;
        }
        for (int instrumentId = 0; instrumentId < world.instruments(); instrumentId++) {
            position(world, instrumentId);
        }
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            VenueTruth truth = world.truth(venue);
            long ours = cash.getOrDefault(venue, 0L);
            long slackMicros = venue == Venue.POLYMARKET ? truth.fills().size() + 1L : 0;
            verdicts.hold(
                    Invariant.V2,
                    truth.cashMicros() - ours >= -slackMicros
                            && truth.cashMicros() - ours <= slackMicros + paid.getOrDefault(venue, 0L),
                    () -> "at " + venue + " we count " + Micros.format(ours) + ", the venue "
                            + Micros.format(truth.cashMicros()));
            verdicts.hold(
                    Invariant.V3,
                    truth.openOrders().isEmpty(),
                    () -> "at " + venue + " rest " + truth.openOrders().size() + " orders");
        }
        verdicts.hold(
                Invariant.V3, world.openIntents().isEmpty(), () -> "orders without an end: " + world.openIntents());
        verdicts.hold(
                Invariant.L1,
                world.engine().activeAttempts() == 0,
                () -> world.engine().activeAttempts() + " attempts are under way");
    }

    private void position(World world, int instrumentId) {
        VenueTruth truth = world.truth(world.venueOf(instrumentId));
        Market market = truth.market(instrumentId);
        if (market.state() == MarketState.CLOSED) {
            return;
        }
        long[] ours = positions.getOrDefault(instrumentId, new long[2]);
        long netOurs = ours[0] - ours[1];
        long netTheirs = truth.yesMicros(instrumentId) - truth.noMicros(instrumentId);
        verdicts.hold(
                Invariant.V1,
                netOurs == netTheirs,
                () -> "instrument " + instrumentId + ": we have " + Micros.format(netOurs) + " YES net, the venue "
                        + Micros.format(netTheirs));
    }
}
