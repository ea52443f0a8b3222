package io.parallax.engine.strategy.threshold;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.state.StateHash;
import io.parallax.engine.strategy.api.HoldingView;
import io.parallax.engine.strategy.api.Intents;
import io.parallax.engine.strategy.api.MarketView;
import io.parallax.engine.strategy.api.OwnOrder;
import io.parallax.engine.strategy.api.Strategy;
import io.parallax.engine.strategy.api.StrategyViews;
import java.util.Arrays;

/**
 * Buys at the best offer, of YES or by the mirrored book of NO, what is priced within the band, and sells all of it at the
 * best bid once that gives the target or loses the stop. What it holds it reads from the engine; it remembers only when its
 * last order of a market ended.
 */
final class ThresholdStrategy implements Strategy {
    /** Markets looked at on one timer: what time alone changes is seen within a second among six thousand. */
    static final int SWEPT_PER_TIMER = 64;

    private final ThresholdSettings settings;
    private final EntryFilters filters;
    private final StrategyViews views;
    private long[] orderEndedNs = new long[16];
    private int cursor;

    ThresholdStrategy(ThresholdSettings settings, StrategyViews views) {
        this.settings = settings;
        this.filters = new EntryFilters(settings);
        this.views = views;
    }

    @Override
    public void onBook(int instrumentId, Intents intents) {
        decide(instrumentId, intents);
    }

    @Override
    public void onTrade(int instrumentId, OrderAction takerAction, long priceMicros, long qtyMicros, Intents intents) {
        decide(instrumentId, intents);
    }

    @Override
    public void onTimer(long nowNs, Intents intents) {
        int size = views.marketCount();
        for (int left = Math.min(SWEPT_PER_TIMER, size); left > 0; left--) {
            cursor = cursor >= size ? 0 : cursor;
            decide(cursor++, intents);
        }
    }

    @Override
    public void onOrder(OwnOrder order, Intents intents) {
        if (order.isEnded()) {
            while (order.instrumentId() >= orderEndedNs.length) {
                orderEndedNs = Arrays.copyOf(orderEndedNs, orderEndedNs.length * 2);
            }
            orderEndedNs[order.instrumentId()] = views.nowNs();
        }
    }

    private void decide(int instrumentId, Intents intents) {
        HoldingView holding = views.holding(instrumentId);
        if (holding.hasLiveOrder()) {
            return; // what becomes of it decides what is next
        }
        MarketView market = views.market(instrumentId);
        long lotMicros = Math.max(1, market.qtyStepMicros()); // less than a lot cannot be sold
        if (holding.qtyMicros(Outcome.YES) >= lotMicros) {
            exit(market, holding, Outcome.YES, intents);
        } else if (holding.qtyMicros(Outcome.NO) >= lotMicros) {
            exit(market, holding, Outcome.NO, intents);
        } else {
            enter(market, intents);
        }
    }

    private void enter(MarketView market, Intents intents) {
        int id = market.instrumentId();
        long nowNs = views.nowNs();
        ReasonCode excluded = filters.ofMarket(market, nowNs);
        if (excluded != null) {
            intents.ignore(id, excluded);
            return;
        }
        if (!market.isLive()) {
            intents.watch(id, ReasonCode.BOOK_NOT_LIVE);
            return;
        }
        if (market.bestBidMicros() == MarketView.NO_PRICE || market.bestAskMicros() == MarketView.NO_PRICE) {
            intents.watch(id, ReasonCode.DEPTH_BELOW_MIN);
            return;
        }
        boolean yes = market.bestBuyMicros(Outcome.YES) >= settings.minPriceMicros();
        boolean no = market.bestBuyMicros(Outcome.NO) >= settings.minPriceMicros();
        // A band that reaches below a half may hold both; the dearer one is what the market believes.
        boolean takeNo = no && (!yes || market.bestBuyMicros(Outcome.NO) > market.bestBuyMicros(Outcome.YES));
        Outcome outcome = takeNo ? Outcome.NO : Outcome.YES;
        ReasonCode doubt = filters.ofTrade(market, outcome, nowNs);
        if (doubt != null) {
            intents.ignore(id, doubt);
        } else if (!yes && !no) {
            intents.watch(id, ReasonCode.PRICE_BELOW_ENTRY);
        } else if (market.bestBuyMicros(outcome) > settings.maxPriceMicros()) {
            intents.watch(id, ReasonCode.PRICE_ABOVE_ENTRY);
        } else if (isResting(id, nowNs, settings.retryPauseNs())) {
            intents.watch(id, ReasonCode.COOLING_DOWN);
        } else {
            long priceMicros = market.bestBuyMicros(outcome);
            intents.buy(id, outcome, priceMicros, qtyMicros(priceMicros), ReasonCode.FIRED);
        }
    }

    private boolean isResting(int instrumentId, long nowNs, long pauseNs) {
        return instrumentId < orderEndedNs.length
                && orderEndedNs[instrumentId] != 0
                && nowNs - orderEndedNs[instrumentId] < pauseNs;
    }

    /** As much as both quantity and notional allow, rounded down. */
    private long qtyMicros(long priceMicros) {
        long notional = settings.notionalMicros();
        long affordable = notional / priceMicros * Micros.ONE + notional % priceMicros * Micros.ONE / priceMicros;
        return Math.min(settings.qtyMicros(), affordable);
    }

    private void exit(MarketView market, HoldingView holding, Outcome outcome, Intents intents) {
        int id = market.instrumentId();
        long bidMicros = market.isLive() ? market.bestSaleMicros(outcome) : MarketView.NO_PRICE;
        if (bidMicros == MarketView.NO_PRICE) {
            intents.watch(id, ReasonCode.BOOK_NOT_LIVE);
            return;
        }
        if (isResting(id, views.nowNs(), settings.exitPauseNs())) {
            return; // the book shows soon what the last order left
        }
        long qty = holding.qtyMicros(outcome);
        long cost = holding.costMicros(outcome);
        // Compared as money, so that an average price is never rounded.
        boolean loses = Micros.mulFloor(bidMicros + settings.stopMicros(), qty) <= cost;
        boolean gains = Micros.mulFloor(bidMicros - settings.profitTargetMicros(), qty) >= cost;
        if (loses) {
            intents.sell(id, outcome, bidMicros, qty, ReasonCode.STOP);
        } else if (!gains) {
            intents.watch(id, ReasonCode.HOLDING);
        } else if (views.nowNs() - holding.heldSinceNs() < settings.minHoldNs()) {
            intents.watch(id, ReasonCode.HELD_TOO_SHORT);
        } else {
            intents.sell(id, outcome, bidMicros, qty, ReasonCode.PROFIT_TARGET);
        }
    }

    @Override
    public long stateHash(long hash) {
        long h = StateHash.mix(hash, cursor);
        for (int i = 0; i < orderEndedNs.length; i++) {
            if (orderEndedNs[i] != 0) {
                h = StateHash.mix(StateHash.mix(h, i), orderEndedNs[i]);
            }
        }
        return h;
    }
}
