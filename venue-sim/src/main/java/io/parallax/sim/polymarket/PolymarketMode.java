package io.parallax.sim.polymarket;

import io.parallax.sim.polymarket.account.AccountState;
import io.parallax.sim.polymarket.key.ApiKey;
import io.parallax.sim.polymarket.limit.Policy;
import io.parallax.sim.polymarket.limit.Tier;
import java.math.BigInteger;
import java.util.function.Consumer;

/**
 * What the venue is like, on demand: what it accepts, where it takes us to be, what it holds against our account. Whatever
 * concerns an account concerns every trader the venue was started with.
 */
public final class PolymarketMode {
    private final PolymarketServer server;
    private final Consumer<Runnable> loop;

    /** @param loop runs its argument on the simulator's loop and waits */
    public PolymarketMode(PolymarketServer server, Consumer<Runnable> loop) {
        this.server = server;
        this.loop = loop;
    }

    /** What is accepted from now on. */
    public void trading(TradingMode mode) {
        loop.accept(() -> server.setMode(mode));
    }

    /** The engine restarts now: 425, then resting orders only, then everything again. */
    public void restart(long restartMs, long postOnlyMs) {
        loop.accept(() -> {
            server.setMode(TradingMode.RESTARTING);
            server.later(restartMs, () -> server.setMode(TradingMode.POST_ONLY));
            server.later(restartMs + postOnlyMs, () -> server.setMode(TradingMode.NORMAL));
        });
    }

    /** Where it takes us to be; orders from a blocked place get the edge's page. */
    public void place(Geoblock place) {
        loop.accept(() -> server.conditions().geoblock(place));
    }

    /** The venue's clock is this much ahead of the true time. */
    public void clockAhead(long offsetMs) {
        loop.accept(() -> server.conditions().clockOffsetMs(offsetMs));
    }

    /** Rows of a page of orders and trades. */
    public void pageSize(int rows) {
        loop.accept(() -> server.conditions().pageSize(rows));
    }

    /** Whether orders of plain accounts (signature type 0) are refused. */
    public void refusePlainAccounts(boolean refused) {
        loop.accept(() -> server.conditions().plainAccountsRefused(refused));
    }

    /** Limits of orders and cancels per signer. */
    public void limitSigners(Policy policy, Tier tier) {
        loop.accept(() -> server.conditions().signers().become(policy, tier));
    }

    /** Whether the limits per address at the edge are in force. */
    public void limitAddress(boolean on) {
        loop.accept(() -> server.conditions().edge().enforce(on));
    }

    /** Orders of a market that would match are delayed; 0 ends that. */
    public void delayOrders(String conditionId, long delayMs) {
        loop.accept(() -> server.delay(conditionId, delayMs));
    }

    /** How matches settle from now on. */
    public void settleBy(Settlement.Rule rule) {
        loop.accept(() -> server.settleBy(rule));
    }

    /** How the next match settles, whatever the rule says. */
    public void settleNext(Settlement way) {
        loop.accept(() -> server.conditions().nextSettlement(way));
    }

    /** The account may only reduce what it holds. */
    public void closedOnly(boolean only) {
        states(state -> state.closedOnly(only));
    }

    /** The account may not trade. */
    public void banned(boolean banned) {
        states(state -> state.banned(banned));
    }

    /** Approves this much collateral to an exchange contract, in micros; 0 takes the approval back. */
    public void approveCollateral(String contract, long micros) {
        states(state -> state.approveCollateral(contract, BigInteger.valueOf(micros)));
    }

    /** Approves outcome tokens to an exchange contract, all or none. */
    public void approveTokens(String contract, boolean all) {
        states(state -> state.approveTokens(contract, all));
    }

    /** The matching engine believes in the collateral of now until the balance is refreshed. */
    public void freezeBalance() {
        loop.accept(() -> server.accounts().all().forEach(account -> server.accounts()
                .state(account)
                .freeze(account.funds().cashMicros())));
    }

    /** A sum of matched orders sticks until the balance is refreshed. */
    public void stickMatched(long micros) {
        states(state -> state.stick(micros));
    }

    /** Whether tokens are sold only once the match that brought them is confirmed. */
    public void sellOnlySettled(boolean only) {
        loop.accept(() -> server.conditions().sellOnlySettled(only));
    }

    /** Moves collateral into the wallets from outside, or out of them below zero. */
    public void deposit(long micros) {
        loop.accept(() -> server.deposit(micros));
    }

    /**
     * Somebody else with access to the first trader's account rests or takes with an order, through a key of its own.
     *
     * @param priceMicros of the token
     * @return id of the order
     * @throws IllegalArgumentException when the venue refuses it
     */
    public String foreignOrder(String tokenId, boolean buy, long priceMicros, long qtyMicros) {
        String[] id = new String[1];
        loop.accept(() -> id[0] = server.foreignOrder(tokenId, buy, priceMicros, qtyMicros));
        return id[0];
    }

    /** An API key is gone. */
    public void revoke(String apiKey) {
        loop.accept(() -> server.accounts().keys().delete(apiKey));
    }

    /** An API key may only read. */
    public void restrict(String apiKey, boolean readOnly) {
        loop.accept(() -> {
            ApiKey key = server.accounts().keys().find(apiKey);
            if (key == null) {
                throw new IllegalArgumentException(apiKey + ": no such API key at the simulated venue");
            }
            server.accounts().keys().restrict(apiKey, readOnly);
        });
    }

    private void states(Consumer<AccountState> change) {
        loop.accept(() -> server.accounts()
                .all()
                .forEach(account -> change.accept(server.accounts().state(account))));
    }
}
