package io.parallax.sim.kalshi.shard;

import io.parallax.sim.core.Account;
import io.parallax.sim.core.EngineEvent;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.ExchangeListener;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Purses;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * One customer's cash per shard. At the start all of it is on shard 0; what a market's trades and payments move stays on the
 * market's shard.
 */
public final class ShardCash implements Purses, ExchangeListener {
    private final Exchange exchange;
    private final Account account;
    private final ToIntFunction<Market> shards;
    private final Map<Integer, Long> cashMicros = new TreeMap<>();
    private final Map<Integer, Integer> targets = new LinkedHashMap<>();
    private long knownMicros;

    /** @param shards the shard of a market */
    public ShardCash(Exchange exchange, Account account, ToIntFunction<Market> shards) {
        this.exchange = exchange;
        this.account = account;
        this.shards = shards;
        this.knownMicros = account.cashMicros();
        cashMicros.put(0, knownMicros);
    }

    @Override
    public void onEvent(EngineEvent event) {
        moved(event.market());
    }

    @Override
    public void onPaid(Account paid, Market market, long yesMicros, long noMicros, long yesPayoutMicros) {
        moved(market);
    }

    private void moved(Market market) {
        long deltaMicros = account.cashMicros() - knownMicros;
        if (deltaMicros != 0) {
            knownMicros = account.cashMicros();
            cashMicros.merge(shards.applyAsInt(market), deltaMicros, Math::addExact);
        }
    }

    @Override
    public long cashMicros(Account of, Market market) {
        return of == account ? cashMicros(shards.applyAsInt(market)) : of.cashMicros();
    }

    @Override
    public boolean share(Market one, Market other) {
        return shards.applyAsInt(one) == shards.applyAsInt(other);
    }

    /** Cash on a shard, reservations included. */
    public long cashMicros(int shard) {
        return cashMicros.getOrDefault(shard, 0L);
    }

    /** Cash on a shard that resting orders do not hold back. */
    public long availableMicros(int shard) {
        return cashMicros(shard) - exchange.reservedMicros(account, market -> shards.applyAsInt(market) == shard);
    }

    /** Moves free cash. @return whether there was enough */
    public boolean transfer(int from, int to, long micros) {
        if (micros <= 0 || availableMicros(from) < micros) {
            return false;
        }
        cashMicros.merge(from, -micros, Math::addExact);
        cashMicros.merge(to, micros, Math::addExact);
        return true;
    }

    /** Moves cash into a shard, or out of it below zero, by no trade. */
    public void deposit(int shard, long micros) {
        exchange.deposit(account, micros);
        knownMicros = account.cashMicros();
        cashMicros.merge(shard, micros, Math::addExact);
    }

    /** Percent of the free cash a shard should have, by shard; empty for no plan. */
    public Map<Integer, Integer> targets() {
        return Map.copyOf(targets);
    }

    /** Plans how free cash is divided. @param percents by shard, 100 in total */
    public void plan(Map<Integer, Integer> percents) {
        targets.clear();
        targets.putAll(percents);
    }

    /** Divides free cash as planned; what does not divide stays on the first shard of the plan. */
    public void rebalance() {
        if (targets.isEmpty()) {
            return;
        }
        long freeMicros = 0;
        for (int shard : Map.copyOf(cashMicros).keySet()) {
            long micros = Math.max(0, availableMicros(shard));
            cashMicros.merge(shard, -micros, Math::addExact);
            freeMicros += micros;
        }
        long leftMicros = freeMicros;
        for (Map.Entry<Integer, Integer> target : targets.entrySet()) {
            long micros = freeMicros / 100 * target.getValue();
            cashMicros.merge(target.getKey(), micros, Math::addExact);
            leftMicros -= micros;
        }
        cashMicros.merge(targets.keySet().iterator().next(), leftMicros, Math::addExact);
    }
}
