package io.parallax.sim.polymarket.account;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One trader's approvals and standing. Written by the event loop. */
public final class AccountState {
    /** What a wallet approves when it approves without limit. */
    public static final BigInteger UNLIMITED = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);

    /** No balance is frozen. */
    public static final long NOT_FROZEN = -1;

    private final Map<String, BigInteger> collateral = new HashMap<>();
    private final Map<String, BigInteger> tokens = new HashMap<>();
    private boolean closedOnly;
    private boolean banned;
    private long frozenCashMicros = NOT_FROZEN;
    private long stuckMicros;

    /** How much collateral a contract may take, in millionths. */
    public BigInteger collateralAllowance(String contract) {
        return collateral.getOrDefault(key(contract), UNLIMITED);
    }

    /** Whether a contract may take outcome tokens: {@link #UNLIMITED} or zero. */
    public BigInteger tokenAllowance(String contract) {
        return tokens.getOrDefault(key(contract), UNLIMITED);
    }

    /** Approves this much collateral. */
    public void approveCollateral(String contract, BigInteger amount) {
        collateral.put(key(contract), amount);
    }

    /** Approves outcome tokens, all or none. */
    public void approveTokens(String contract, boolean all) {
        tokens.put(key(contract), all ? UNLIMITED : BigInteger.ZERO);
    }

    /** Whether it may only reduce what it holds. */
    public boolean closedOnly() {
        return closedOnly;
    }

    /** Sets whether it may only reduce. */
    public void closedOnly(boolean only) {
        closedOnly = only;
    }

    /** Whether it may not trade at all. */
    public boolean banned() {
        return banned;
    }

    /** Sets whether it may not trade. */
    public void banned(boolean isBanned) {
        banned = isBanned;
    }

    /** The collateral the matching engine believes in while its cache lags, or {@link #NOT_FROZEN}. */
    public long frozenCashMicros() {
        return frozenCashMicros;
    }

    /** From now on the engine believes in this balance, until it is refreshed. */
    public void freeze(long cashMicros) {
        frozenCashMicros = cashMicros;
    }

    /** Reads the chain again: nothing is frozen and nothing sticks. */
    public void refresh() {
        frozenCashMicros = NOT_FROZEN;
        stuckMicros = 0;
    }

    /** Whether the engine believes in something else than the wallet. */
    public boolean lags() {
        return frozenCashMicros != NOT_FROZEN || stuckMicros != 0;
    }

    /** The sum of matched orders that stuck after a failed settlement. */
    public long stuckMicros() {
        return stuckMicros;
    }

    /** Makes a sum stick until the balance is refreshed. */
    public void stick(long micros) {
        stuckMicros = micros;
    }

    private static String key(String contract) {
        return contract.toLowerCase(Locale.ROOT);
    }
}
