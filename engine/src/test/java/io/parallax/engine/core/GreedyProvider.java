package io.parallax.engine.core;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.strategy.api.Intents;
import io.parallax.engine.strategy.api.OwnOrder;
import io.parallax.engine.strategy.api.Parameter;
import io.parallax.engine.strategy.api.Parameters;
import io.parallax.engine.strategy.api.Strategy;
import io.parallax.engine.strategy.api.StrategyProvider;
import io.parallax.engine.strategy.api.StrategyViews;
import java.util.List;

/**
 * Found by name in tests only: a strategy that asks for everything, always, sensible or not, of every market and pair, and
 * keeps its sink to ask when nobody called.
 */
public final class GreedyProvider implements StrategyProvider {
    private static final long[] LIMITS = {
        -1, 0, 1, 500_000, 990_000, 999_999, Micros.ONE, 5 * Micros.ONE, Long.MAX_VALUE, Long.MIN_VALUE
    };

    @Override
    public String name() {
        return "greedy";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.contracts("quantity", "0", "100000000000", "10", "asked for of everything"));
    }

    @Override
    public Strategy create(Parameters parameters, StrategyViews views) {
        return new Greedy(parameters.number("quantity"), views);
    }

    private static final class Greedy implements Strategy {
        private final long qtyMicros;
        private final StrategyViews views;
        private Intents kept;
        private int turn;

        Greedy(long qtyMicros, StrategyViews views) {
            this.qtyMicros = qtyMicros;
            this.views = views;
        }

        @Override
        public void onBook(int instrumentId, Intents intents) {
            grab(intents);
        }

        @Override
        public void onTrade(
                int instrumentId, OrderAction takerAction, long priceMicros, long qtyMicros, Intents intents) {
            grab(intents);
        }

        @Override
        public void onTimer(long nowNs, Intents intents) {
            grab(intents);
        }

        @Override
        public void onOrder(OwnOrder order, Intents intents) {
            grab(intents);
        }

        private void grab(Intents intents) {
            kept = intents;
            turn++;
            for (int id = -1; id <= views.marketCount(); id++) {
                Outcome outcome = (turn + id & 1) == 0 ? Outcome.YES : Outcome.NO;
                long limit = LIMITS[Math.floorMod(turn * 7 + id, LIMITS.length)];
                long qty = turn % 11 == 0 ? Long.MAX_VALUE : turn % 13 == 0 ? -5 : qtyMicros;
                if (turn % 3 == 0) {
                    intents.sell(id, outcome, limit, qty, ReasonCode.STOP);
                } else {
                    intents.buy(id, outcome, limit, qty, ReasonCode.FIRED);
                }
                intents.take(id, turn & 3);
            }
            intents.buy(0, null, 500_000, qtyMicros, ReasonCode.FIRED);
            intents.buy(2, Outcome.NULL_VAL, 500_000, qtyMicros, ReasonCode.FIRED);
            intents.sell(2, Outcome.YES, 500_000, qtyMicros, null);
        }

        @Override
        public long stateHash(long hash) {
            if (kept != null && kept.buy(2, Outcome.YES, 990_000, qtyMicros, ReasonCode.FIRED) == ReasonCode.FIRED) {
                throw new AssertionError("an order was sent while the hash was taken");
            }
            return hash * 31 + turn;
        }
    }
}
