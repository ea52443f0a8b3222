package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.DoneReason;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.RejectCode;
import io.parallax.codecs.sbe.Settlement;
import io.parallax.codecs.sbe.SubmitOrderDecoder;
import io.parallax.codecs.sbe.TimeInForce;
import io.parallax.codecs.sbe.UnknownCause;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.VenueConditionKind;
import io.parallax.codecs.units.Micros;
import io.parallax.config.PaperModel;
import io.parallax.engine.port.EventPublisher;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.paper.Draws.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders of one paper venue, from their leaving to their settlement. */
final class PaperDesk {
    /** Orders remembered, live and ended; beyond it the oldest ended one is forgotten, or a new one is not taken. */
    static final int MAX_ORDERS = 4_096;

    /** Tasks under way; about 960 orders at a time may cause what they can. */
    private static final int MAX_TASKS = 1 << 17;

    private final Venue venue;
    private final PaperModel model;
    private final Draws draws;
    private final PaperMarkets markets;
    private final PaperAccount account;
    private final Agenda agenda = new Agenda(MAX_TASKS);
    private final EventWriter events;
    private final Map<Long, PaperOrder> known = new LinkedHashMap<>();
    private final Map<Long, PaperOrder> live = new LinkedHashMap<>();
    private VenueConditionKind condition = VenueConditionKind.OPEN;
    private long nowNs = Long.MIN_VALUE;
    private long balanceQuestions;
    private long taken;
    private int unheard;
    private long fillCount;
    private long feesMicros;

    PaperDesk(
            Venue venue, PaperModel model, long seed, long cashMicros, PaperMarkets markets, EventPublisher publisher) {
        this.venue = venue;
        this.model = model;
        this.markets = markets;
        draws = new Draws(seed, venue);
        account = new PaperAccount(cashMicros);
        events = new EventWriter(publisher, venue);
    }

    void advance(long toNs) {
        while (agenda.nextNs() <= toNs) {
            nowNs = Math.max(nowNs, agenda.nextNs());
            agenda.runNext();
        }
        nowNs = Math.max(nowNs, toNs);
    }

    long nextDueNs() {
        return agenda.nextNs();
    }

    int pending() {
        return agenda.size();
    }

    int liveOrders() {
        return live.size();
    }

    long orders() {
        return taken;
    }

    int unheard() {
        return unheard;
    }

    long fillCount() {
        return fillCount;
    }

    long feesMicros() {
        return feesMicros;
    }

    PaperAccount account() {
        return account;
    }

    /** An order leaves: at its arrival it meets the book of then. */
    void submit(SubmitOrderDecoder command) {
        advance(command.timestampNs());
        long orderId = command.orderId();
        if (known.containsKey(orderId)) {
            return;
        }
        PaperMarket market = markets.find(command.instrumentId());
        if (market == null || !agenda.hasRoom(live.size()) || !makeRoom()) {
            events.stamp(nowNs, 0, 0);
            events.rejected(
                    orderId,
                    RejectCode.NOT_SENT,
                    market == null
                            ? "instrument " + command.instrumentId() + " is not defined here"
                            : "not sent: too many orders without an end");
            return;
        }
        PaperOrder order = new PaperOrder(command, market, fate(orderId), model.racing());
        order.arrivalNs = Math.max(
                nowNs,
                Math.addExact(command.timestampNs(), draws.delayNs(model.toVenueNs(), orderId, Purpose.TO_VENUE, 0)));
        known.put(orderId, order);
        live.put(orderId, order);
        taken++;
        noteRefusal(order);
        agenda.at(order.arrivalNs, () -> arrive(order));
        advance(nowNs);
    }

    private PaperOrder.Fate fate(long orderId) {
        long share = draws.share(orderId, Purpose.FATE);
        long refused = model.rejectMicros();
        long lost = refused + model.lostMicros();
        if (share < refused) {
            return PaperOrder.Fate.REFUSED;
        }
        if (share < lost) {
            return PaperOrder.Fate.LOST;
        }
        return share < lost + model.unknownMicros() ? PaperOrder.Fate.UNTOLD : PaperOrder.Fate.ORDINARY;
    }

    /** Forgets the oldest ended order when the table is full. @return false when every order lives */
    private boolean makeRoom() {
        if (known.size() < MAX_ORDERS) {
            return true;
        }
        for (Long orderId : known.keySet()) {
            if (!live.containsKey(orderId)) {
                known.remove(orderId);
                return true;
            }
        }
        return false;
    }

    private void arrive(PaperOrder order) {
        if (order.fate == PaperOrder.Fate.LOST) {
            order.doneReason = DoneReason.KILLED;
            end(order, PaperOrder.State.ENDED);
            tellDoubt(order);
            return;
        }
        noteRefusal(order);
        if (order.rejectCode != null) {
            reject(order);
            return;
        }
        List<DepthWalk.Take> takes = DepthWalk.takes(order, model.goneMicros());
        order.arrived();
        if (!Funds.suffice(account, live.values(), order, takes)) {
            reject(order, RejectCode.INSUFFICIENT_FUNDS, "not enough balance");
        } else if (condition == VenueConditionKind.POST_ONLY
                && (order.timeInForce != TimeInForce.GTC || !takes.isEmpty())) {
            reject(order, RejectCode.POST_ONLY, "the venue takes resting orders only");
        } else if (takes.isEmpty() && isRefusedUnfilled(order)) {
            reject(order, RejectCode.NOT_FILLABLE, "nothing, or not enough, to match");
        } else {
            execute(order, takes);
        }
    }

    /** Polymarket refuses an immediate order that meets nothing; Kalshi takes an immediate-or-cancel one and ends it empty. */
    private boolean isRefusedUnfilled(PaperOrder order) {
        return order.timeInForce == TimeInForce.FOK
                || order.timeInForce == TimeInForce.IOC && venue == Venue.POLYMARKET;
    }

    private void execute(PaperOrder order, List<DepthWalk.Take> takes) {
        for (DepthWalk.Take take : takes) {
            order.market.book().take(order.takes(), take.yesPriceMicros(), take.qtyMicros());
            fill(order, order.own(take.yesPriceMicros()), take.qtyMicros(), Liquidity.TAKER);
        }
        if (order.timeInForce != TimeInForce.GTC) {
            boolean whole = order.spends() ? order.filledMicros >= order.qtyMicros : order.remainingMicros() == 0;
            order.doneReason = whole ? DoneReason.FILLED : DoneReason.KILLED;
            end(order, PaperOrder.State.ENDED);
            answer(order);
        } else if (order.remainingMicros() == 0) {
            order.doneReason = DoneReason.FILLED;
            end(order, PaperOrder.State.ENDED);
            answer(order);
        } else {
            order.state = PaperOrder.State.RESTING;
            if (order.market.book().isKnown()) {
                order.queue.join(order.market.book().shownMicros(order.rests(), order.yesPriceMicros()));
            } else {
                order.queue.joinUnseen();
            }
            answer(order);
            if (order.expiryNs > 0) {
                agenda.at(Math.max(nowNs, order.expiryNs), () -> drop(order, DoneReason.EXPIRED));
            }
        }
    }

    private void fill(PaperOrder order, long priceMicros, long qtyMicros, Liquidity liquidity) {
        long feeMicros = order.charge.fill(liquidity, order.action, priceMicros, qtyMicros);
        account.fill(order.market, order.outcome, order.action, priceMicros, qtyMicros, feeMicros);
        order.filledMicros += qtyMicros;
        int part = order.fills++;
        boolean settles = venue == Venue.POLYMARKET;
        PaperFill fill = new PaperFill(
                order, part, draws.id(order.orderId, part), priceMicros, qtyMicros, feeMicros, liquidity, nowNs);
        long heardNs = nowNs + draws.delayNs(model.backNs(), order.orderId, Purpose.NEWS, 0);
        unheard++;
        fillCount++;
        feesMicros += feeMicros;
        agenda.at(heardNs, () -> hear(fill, settles ? Settlement.PROVISIONAL : Settlement.CONFIRMED));
        if (settles) {
            long settledNs = heardNs + draws.delayNs(model.settleNs(), order.orderId, Purpose.SETTLE, 0);
            agenda.at(settledNs, () -> settle(fill));
        }
    }

    /** All fills of an order settle alike: they are one transaction more often than not. */
    private void settle(PaperFill fill) {
        PaperOrder order = fill.order();
        boolean fails = draws.share(order.orderId, Purpose.SETTLEMENT) < model.failedMicros()
                && account.reverse(
                        order.market,
                        order.outcome,
                        order.action,
                        fill.priceMicros(),
                        fill.qtyMicros(),
                        fill.feeMicros());
        tell(fill, fails ? Settlement.FAILED : Settlement.CONFIRMED);
    }

    private void hear(PaperFill fill, Settlement settlement) {
        unheard--;
        tell(fill, settlement);
    }

    /** Polymarket tells no fee with a fill. */
    private void tell(PaperFill fill, Settlement settlement) {
        PaperOrder order = fill.order();
        events.stamp(nowNs, fill.matchedNs(), 0);
        events.fill(
                order.orderId,
                order.market.instrumentId(),
                order.outcome,
                order.action,
                settlement,
                fill.liquidity(),
                fill.part(),
                fill.tradeId(),
                order.orderId,
                fill.priceMicros(),
                fill.qtyMicros(),
                venue == Venue.POLYMARKET ? Micros.NULL : fill.feeMicros());
    }

    /** Keeps the first reason why the venue would not take the order; in a race any moment on the way counts. */
    private void noteRefusal(PaperOrder order) {
        if (order.rejectCode != null || order.fate == PaperOrder.Fate.LOST) {
            return;
        }
        boolean here = nowNs >= order.arrivalNs;
        if (!here && !model.racing()) {
            return;
        }
        if (order.fate == PaperOrder.Fate.REFUSED) {
            note(order, RejectCode.OTHER, "refused by the paper venue");
        } else if (!PaperVenue.takesOrders(condition)) {
            note(order, RejectCode.VENUE_UNAVAILABLE, "the venue is " + condition);
        } else if (order.market.state() != MarketState.ACTIVE) {
            note(order, RejectCode.MARKET_CLOSED, "the market is " + order.market.state());
        } else if (!order.market.fees().isKnown()) {
            note(order, RejectCode.OTHER, "the fee of the market is not known");
        } else if (!order.market.isOnGrid(order.yesPriceMicros())) {
            note(order, RejectCode.BAD_TICK, "price " + Micros.format(order.ownPriceMicros) + " is not on the grid");
        } else {
            noteSize(order);
        }
    }

    private static void noteSize(PaperOrder order) {
        PaperMarket.Rules rules = order.market.rules();
        boolean badLot = order.spends()
                ? order.spendMicros <= 0
                : order.qtyMicros <= 0 || order.qtyMicros % rules.qtyStepMicros() != 0;
        if (badLot) {
            note(order, RejectCode.BAD_SIZE, "size " + Micros.format(order.qtyMicros) + " is no whole number of lots");
        } else if (order.timeInForce == TimeInForce.GTC && order.qtyMicros < rules.minQtyMicros()) {
            note(order, RejectCode.BAD_SIZE, "size lower than the minimum: " + Micros.format(rules.minQtyMicros()));
        } else if (order.spends() && order.spendMicros < rules.minNotionalMicros()) {
            note(order, RejectCode.BAD_SIZE, "min size: $" + Micros.format(rules.minNotionalMicros()));
        }
    }

    private static void note(PaperOrder order, RejectCode code, String text) {
        order.rejectCode = code;
        order.rejectText = text;
    }

    private void reject(PaperOrder order, RejectCode code, String text) {
        note(order, code, text);
        reject(order);
    }

    private void reject(PaperOrder order) {
        end(order, PaperOrder.State.REJECTED);
        answer(order);
    }

    private void end(PaperOrder order, PaperOrder.State state) {
        order.state = state;
        live.remove(order.orderId);
    }

    /** The answer to the call that sent the order. */
    private void answer(PaperOrder order) {
        if (order.fate == PaperOrder.Fate.UNTOLD) {
            tellDoubt(order);
            return;
        }
        boolean rests = order.state == PaperOrder.State.RESTING;
        agenda.at(backNs(order, 0), () -> {
            if (rests) {
                tellAccepted(order);
            } else {
                tellStanding(order);
            }
        });
    }

    private void tellDoubt(PaperOrder order) {
        agenda.at(nowNs + model.unknownNs(), () -> {
            events.stamp(nowNs, 0, 0);
            events.unknown(order.orderId, UnknownCause.TIMEOUT);
        });
    }

    private long backNs(PaperOrder order, long turn) {
        return nowNs + draws.delayNs(model.backNs(), order.orderId, Purpose.ANSWER, turn);
    }

    private void tellAccepted(PaperOrder order) {
        events.stamp(nowNs, 0, 0);
        events.accepted(order.orderId, "paper-" + Long.toHexString(order.orderId));
    }

    /** What the venue knows of the order now. */
    private void tellStanding(PaperOrder order) {
        events.stamp(nowNs, 0, 0);
        switch (order.state) {
            case RESTING -> tellAccepted(order);
            case REJECTED -> events.rejected(order.orderId, order.rejectCode, order.rejectText);
            case ENDED -> events.done(order.orderId, order.doneReason, order.filledMicros);
            default ->
                throw new IllegalStateException(
                        "order " + order.orderId + " is " + order.state + ", it has not arrived");
        }
    }

    /** A resting order ends with what it has. */
    private void drop(PaperOrder order, DoneReason reason) {
        if (order.state != PaperOrder.State.RESTING) {
            return;
        }
        order.doneReason = reason;
        end(order, PaperOrder.State.ENDED);
        agenda.at(backNs(order, ++order.questions), () -> tellStanding(order));
    }

    /** Asks for the cancel of one order; whatever it meets, the order's standing is told. */
    void cancel(long orderId) {
        PaperOrder order = known.get(orderId);
        if (order == null || !order.isLive() || !agenda.hasRoom(0)) {
            return;
        }
        order.questions++;
        long dueNs = askNs(order, Purpose.CANCEL);
        agenda.at(dueNs, () -> drop(order, DoneReason.CANCELLED));
        advance(nowNs);
    }

    void cancelAll() {
        for (PaperOrder order : new ArrayList<>(live.values())) {
            cancel(order.orderId);
        }
    }

    void query(long orderId) {
        PaperOrder order = known.get(orderId);
        if (order == null || !agenda.hasRoom(live.size())) {
            return;
        }
        long turn = ++order.questions;
        agenda.at(askNs(order, Purpose.QUERY), () -> agenda.at(backNs(order, turn), () -> tellStanding(order)));
        advance(nowNs);
    }

    /** A question never overtakes its order. */
    private long askNs(PaperOrder order, Purpose purpose) {
        long dueNs = nowNs + draws.delayNs(model.toVenueNs(), order.orderId, purpose, order.questions);
        return Math.max(dueNs, order.arrivalNs);
    }

    void refreshBalance() {
        if (!agenda.hasRoom(live.size())) {
            return;
        }
        long turn = ++balanceQuestions;
        long delayNs = draws.delayNs(model.toVenueNs(), turn, Purpose.BALANCE, 0)
                + draws.delayNs(model.backNs(), turn, Purpose.BALANCE, 1);
        agenda.at(nowNs + delayNs, () -> {
            events.stamp(nowNs, 0, 0);
            events.balance(Funds.availableMicros(account, live.values()));
        });
        advance(nowNs);
    }

    void reconcile() {
        events.stamp(nowNs, 0, 0);
        events.reconcileBegin();
        events.balance(Funds.availableMicros(account, live.values()));
        for (PaperMarket market : markets.all()) {
            int id = market.instrumentId();
            events.position(id, account.heldMicros(id, Outcome.YES), account.heldMicros(id, Outcome.NO));
        }
        events.reconcileEnd(true);
    }

    /** The book of a market may be another one. */
    void onBook(PaperMarket market) {
        for (PaperOrder order : live.values()) {
            if (order.market != market) {
                continue;
            }
            if (order.state == PaperOrder.State.ON_ITS_WAY) {
                order.raceAgainst(market.book());
            } else if (market.book().isKnown()) {
                order.queue.onLevel(
                        market.book().shownMicros(order.rests(), order.yesPriceMicros()), model.queueCancelMicros());
            }
        }
    }

    /** State or grid of a market are others. */
    void onRules(PaperMarket market) {
        live.values().stream().filter(order -> order.market == market).forEach(this::noteOnWay);
    }

    void onCondition(VenueConditionKind kind) {
        condition = kind;
        live.values().forEach(this::noteOnWay);
    }

    private void noteOnWay(PaperOrder order) {
        if (order.state == PaperOrder.State.ON_ITS_WAY) {
            noteRefusal(order);
        }
    }

    void onClosed(PaperMarket market) {
        for (PaperOrder order : new ArrayList<>(live.values())) {
            if (order.market == market) {
                drop(order, DoneReason.CANCELLED);
            }
        }
    }

    /** A public trade took from this side: it reaches our orders by price, then by their own arrival, each contract once. */
    void onPrint(PaperMarket market, BookSide side, long yesPriceMicros, long qtyMicros) {
        List<PaperOrder> resting = new ArrayList<>();
        for (PaperOrder order : live.values()) {
            if (order.market == market && order.state == PaperOrder.State.RESTING && order.rests() == side) {
                resting.add(order);
            }
        }
        Comparator<PaperOrder> byPrice = Comparator.comparingLong(PaperOrder::yesPriceMicros);
        resting.sort((side == BookSide.ASK ? byPrice : byPrice.reversed()).thenComparingLong(order -> order.arrivalNs));
        long leftMicros = qtyMicros;
        for (PaperOrder order : resting) {
            int through = Long.compare(yesPriceMicros, order.yesPriceMicros()) * (side == BookSide.ASK ? 1 : -1);
            if (through < 0) {
                continue;
            }
            long reachesMicros = through > 0 ? leftMicros : Math.min(leftMicros, order.queue.onPrint(qtyMicros));
            long filledMicros = Math.min(reachesMicros, order.remainingMicros());
            if (filledMicros > 0 && agenda.hasRoom(live.size())) {
                leftMicros -= filledMicros;
                fill(order, order.ownPriceMicros, filledMicros, Liquidity.MAKER);
                finish(order);
            }
        }
    }

    /** Ends a resting order that is filled, or whose rest is less than a lot. */
    private void finish(PaperOrder order) {
        if (order.remainingMicros() == 0) {
            drop(order, DoneReason.FILLED);
        } else if (order.remainingMicros() < order.market.rules().qtyStepMicros()) {
            drop(order, DoneReason.CANCELLED);
        }
    }
}
