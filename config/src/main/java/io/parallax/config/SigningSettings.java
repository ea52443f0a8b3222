package io.parallax.config;

/**
 * How orders are signed.
 *
 * @param limits beyond which nothing is signed
 * @param noncePairs nonces kept prepared for signatures in well below 2 us; 0 = none, every nonce is derived (RFC 6979). Read
 *     {@code docs/signing.md} before choosing another value: a copy of the running machine reveals the key
 * @param keptOrders most orders signed ahead at one time
 * @param arming which orders are
 */
public record SigningSettings(SigningLimits limits, int noncePairs, int keptOrders, ArmingSettings arming) {
    private static final int MOST_PAIRS = 4_096;
    private static final int MOST_ORDERS = 65_536;

    /** Checks every bound. */
    public SigningSettings {
        if (noncePairs < 0 || noncePairs > MOST_PAIRS) {
            throw new IllegalArgumentException("signing.noncePairs=" + noncePairs + ": must be 0 to " + MOST_PAIRS);
        }
        if (keptOrders < 1 || keptOrders > MOST_ORDERS) {
            throw new IllegalArgumentException("signing.keptOrders=" + keptOrders + ": must be 1 to " + MOST_ORDERS);
        }
    }

    /** Nothing is signed ahead. */
    public SigningSettings(SigningLimits limits, int noncePairs, int keptOrders) {
        this(limits, noncePairs, keptOrders, ArmingSettings.OFF);
    }

    /** No ceiling, no nonce pool: for simulations and tests, where nothing can be lost. */
    public static SigningSettings unlimited() {
        return new SigningSettings(SigningLimits.none(), 0, 1_024);
    }
}
