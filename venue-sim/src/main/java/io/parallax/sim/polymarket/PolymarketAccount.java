package io.parallax.sim.polymarket;

import io.parallax.sim.core.Account;

/**
 * A trader the venue knows.
 *
 * @param apiKey uuid, also the {@code owner} of every order
 * @param secret base64, either alphabet
 * @param address the signing account, 0x and 40 hex digits
 * @param wallet where the funds are: the address itself, a proxy, a Safe or a deposit wallet
 * @param funds money, tokens and orders at the exchange
 */
public record PolymarketAccount(
        String apiKey, String secret, String passphrase, String address, String wallet, Account funds) {
    /** Whether orders of this signature type are backed by this trader's wallet. */
    boolean backs(int signatureType) {
        return (signatureType == 0) == wallet.equalsIgnoreCase(address);
    }

    /** Masks what must not reach a log. */
    @Override
    public String toString() {
        return "PolymarketAccount[" + apiKey + ", address=" + address + ", wallet=" + wallet + "]";
    }
}
