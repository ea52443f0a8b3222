package io.parallax.sim.core;

/** Divides the cash of an account among markets: an order can spend only what is in its market's purse. */
public interface Purses {
    /** One purse for everything. */
    Purses ONE = new Purses() {
        @Override
        public long cashMicros(Account account, Market market) {
            return account.cashMicros();
        }

        @Override
        public boolean share(Market one, Market other) {
            return true;
        }
    };

    /** Cash in the purse of a market, reservations included. */
    long cashMicros(Account account, Market market);

    /** Whether two markets have the same purse. */
    boolean share(Market one, Market other);
}
