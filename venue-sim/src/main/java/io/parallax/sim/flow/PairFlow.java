package io.parallax.sim.flow;

import io.parallax.codecs.units.Micros;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Action;
import io.parallax.sim.core.BookSide;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.OrderRequest;
import io.parallax.sim.core.Outcome;
import io.parallax.sim.core.TimeInForce;
import io.parallax.sim.core.Trade;
import java.util.SplittableRandom;

/**
 * Flow of one pair. The fair value walks; each venue's makers follow with their own lag, random takers trade. Now and
 * then news moves one venue so far that the other is an arbitrage after fees, until its makers catch up. When an outside
 * account fills on one venue, makers of the other may walk away before the hedge.
 */
final class PairFlow {
    static final long MILLIS = 1_000_000L;
    /** The opening of a pair from which makers always walk away, so that even a short run sees it happen. */
    private static final int CERTAIN_OPENING = 2;

    private static final long LOW_MICROS = 120_000;
    private static final long HIGH_MICROS = 880_000;
    private static final long CONTRACT = Micros.ONE;

    private final Agenda agenda;
    private final Maker first;
    private final Maker second;
    private final SplittableRandom random;
    private final SplittableRandom adverseRandom;
    private final int adversePercent;
    private long fairMicros;
    /** While above now, the makers do not follow the fair value: news is being digested. */
    private long holdUntilNs;

    private boolean inAdverse;
    private int openings;
    private long adverseCount;

    PairFlow(Agenda agenda, Maker first, Maker second, long fairMicros, SplittableRandom random, int adversePercent) {
        this.agenda = agenda;
        this.first = first;
        this.second = second;
        this.fairMicros = fairMicros;
        this.random = random.split();
        this.adverseRandom = random.split();
        this.adversePercent = adversePercent;
        first.exchange().listen(event -> onEvent(event, first, second));
        second.exchange().listen(event -> onEvent(event, second, first));
    }

    void start() {
        first.requote(agenda.nowNs());
        second.requote(agenda.nowNs());
        agenda.in(wait(60), () -> follow(first, 90));
        agenda.in(wait(60), () -> follow(second, 140));
        agenda.in(wait(300), () -> take(first, 420));
        agenda.in(wait(300), () -> take(second, 650));
        agenda.in(wait(50), this::walk);
    }

    /** Times a maker walked away from a hedge. */
    long adverseCount() {
        return adverseCount;
    }

    private void walk() {
        fairMicros = clamp(fairMicros + (random.nextInt(3) - 1) * 1_500L);
        agenda.in(40 * MILLIS, this::walk);
    }

    private void follow(Maker maker, int meanMillis) {
        if (agenda.nowNs() >= holdUntilNs) {
            long pull = fairMicros - maker.viewMicros();
            maker.moveTo(clamp(maker.viewMicros() + pull / 2), agenda.nowNs());
        }
        agenda.in(wait(meanMillis), () -> follow(maker, meanMillis));
    }

    private void take(Maker maker, int meanMillis) {
        BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
        long best = maker.market().bestMicros(side);
        long qtyMicros = (1 + random.nextInt(15)) * CONTRACT;
        if (best != Market.NO_PRICE && best > 0 && best < Micros.ONE) {
            boolean buy = side == BookSide.ASK;
            maker.exchange()
                    .submit(
                            OrderRequest.of(
                                    maker.market().id(),
                                    maker.exchange().house(),
                                    buy ? Outcome.YES : Outcome.NO,
                                    Action.BUY,
                                    buy ? best : Micros.ONE - best,
                                    qtyMicros,
                                    TimeInForce.IOC),
                            agenda.nowNs());
        }
        agenda.in(wait(meanMillis), () -> take(maker, meanMillis));
    }

    /** News reaches one venue first: it moves past the other by both fees and one to four cents. */
    void news() {
        long nowNs = agenda.nowNs();
        if (nowNs < holdUntilNs) {
            return;
        }
        boolean firstLeads = random.nextBoolean();
        Maker leader = firstLeads ? first : second;
        Maker laggard = firstLeads ? second : first;
        long edgeMicros = 10_000L + random.nextInt(30_001);
        long lastsNs = (50 + random.nextInt(951)) * MILLIS;
        boolean up = laggard.viewMicros() < 350_000 || laggard.viewMicros() < 650_000 && random.nextBoolean();
        long target = leadingView(leader, laggard, up, edgeMicros);
        holdUntilNs = agenda.after(lastsNs);
        laggard.requote(nowNs);
        leader.moveTo(target, nowNs);
        fairMicros = random.nextInt(10) < 7 ? target : laggard.viewMicros();
        agenda.in(lastsNs, () -> cure(leader, laggard));
    }

    private void cure(Maker leader, Maker laggard) {
        leader.moveTo(fairMicros, agenda.nowNs());
        laggard.moveTo(fairMicros, agenda.nowNs());
    }

    /** View of the leader at which buying at the laggard and selling at the leader nets {@code edgeMicros}. */
    private static long leadingView(Maker leader, Maker laggard, boolean up, long edgeMicros) {
        long view = laggard.viewMicros();
        BookSide leaderSide = up ? BookSide.BID : BookSide.ASK;
        long there = laggard.bestOf(up ? BookSide.ASK : BookSide.BID, view);
        long target = view;
        long step = up ? leader.tickMicros() : -leader.tickMicros();
        while (target > 50_000 && target < 950_000) {
            long here = leader.bestOf(leaderSide, target);
            long grossMicros = up ? here - there : there - here;
            if (grossMicros - fees(leader, here) - fees(laggard, there) >= edgeMicros) {
                return target;
            }
            target += step;
        }
        return target;
    }

    private static long fees(Maker maker, long yesPriceMicros) {
        return maker.market().spec().fees().reserveMicros(yesPriceMicros, CONTRACT);
    }

    private void onEvent(EngineEvent event, Maker here, Maker there) {
        if (inAdverse || event.market() != here.market()) {
            return;
        }
        Fill outside = outsideFill(event);
        if (outside == null || adversePercent == 0 || isHedged(outside, here, there)) {
            return;
        }
        boolean byChance = adverseRandom.nextInt(100) < adversePercent;
        if (++openings != CERTAIN_OPENING && !byChance) {
            return;
        }
        inAdverse = true;
        try {
            walkAway(outside, here, there, event.timestampNs());
        } finally {
            inAdverse = false;
        }
    }

    private static Fill outsideFill(EngineEvent event) {
        for (Trade trade : event.trades()) {
            if (!trade.taker().order().account().isUnlimited()) {
                return trade.taker();
            }
            if (!trade.maker().order().account().isUnlimited()) {
                return trade.maker();
            }
        }
        return null;
    }

    /** The venue that filled keeps its quotes; the other moves past any profitable hedge at once. */
    private void walkAway(Fill fill, Maker here, Maker there, long timestampNs) {
        boolean boughtYes = fill.order().side() == BookSide.BID;
        adverseCount++;
        long shiftMicros = 30_000L + adverseRandom.nextInt(30_001);
        // A hedge of bought YES sells YES to the other venue's bids: those go below what was paid here.
        long target = boughtYes ? fill.yesPriceMicros() - shiftMicros : fill.yesPriceMicros() + shiftMicros;
        BookSide hedgeSide = boughtYes ? BookSide.BID : BookSide.ASK;
        there.pull(hedgeSide, timestampNs);
        there.moveTo(clamp(target), timestampNs);
        holdUntilNs = Math.max(holdUntilNs, agenda.after(timestampNs - agenda.nowNs() + 1_500 * MILLIS));
        fairMicros = clamp(here.viewMicros() / 2 + there.viewMicros() / 2);
    }

    private static boolean isHedged(Fill fill, Maker here, Maker there) {
        Account account = fill.order().account();
        long hereNet = account.holding(here.market().id()).netMicros();
        long thereNet = 0;
        for (Account other : there.exchange().accounts()) {
            thereNet += other.holding(there.market().id()).netMicros();
        }
        return Math.abs(hereNet + thereNet) < CONTRACT;
    }

    private long wait(int meanMillis) {
        double unit = random.nextDouble();
        return Math.max(1, (long) (-Math.log1p(-unit) * meanMillis * MILLIS));
    }

    private static long clamp(long micros) {
        return Math.max(LOW_MICROS, Math.min(HIGH_MICROS, micros));
    }
}
