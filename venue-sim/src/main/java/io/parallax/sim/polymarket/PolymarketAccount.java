package io.parallax.sim.polymarket;

import io.parallax.sim.core.Account;
import io.parallax.sim.polymarket.sign.SignedOrder;

/**
 * A trader the venue knows.
 *
 * @param apiKey uuid, also the {@code owner} of every order
 * @param secret base64, either alphabet
 * @param address the signing account, 0x and 40 hex digits
 * @param wallet where the funds are: the address itself, a proxy, a Safe or a deposit wallet
 * @param walletType signature type of that wallet, 0 to 3, or {@link #ANY_CONTRACT}
 * @param funds money, tokens and orders at the exchange
 */
public record PolymarketAccount(
        String apiKey, String secret, String passphrase, String address, String wallet, int walletType, Account funds) {
    /** A wallet that is some contract of the address: every signature type but 0 fits it. */
    public static final int ANY_CONTRACT = -1;

    /** A trader whose wallet is the address itself or any contract of it. */
    public PolymarketAccount(
            String apiKey, String secret, String passphrase, String address, String wallet, Account funds) {
        this(
                apiKey,
                secret,
                passphrase,
                address,
                wallet,
                wallet.equalsIgnoreCase(address) ? SignedOrder.EOA : ANY_CONTRACT,
                funds);
    }

    /** Whether orders of this signature type are backed by this trader's wallet. */
    boolean backs(int signatureType) {
        return walletType == ANY_CONTRACT ? signatureType != SignedOrder.EOA : signatureType == walletType;
    }

    /** Masks what must not reach a log. */
    @Override
    public String toString() {
        return "PolymarketAccount[" + apiKey + ", address=" + address + ", wallet=" + wallet + "]";
    }
}
