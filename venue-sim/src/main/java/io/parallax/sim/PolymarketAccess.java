package io.parallax.sim;

/**
 * Who may trade at the simulated Polymarket.
 *
 * @param apiKey L2 key
 * @param apiSecret L2 secret, base64
 * @param apiPassphrase L2 passphrase
 * @param signer address that signs orders, {@code 0x…}
 * @param funder address that holds the funds; equals the signer for signature type 0
 * @param signatureType 0 EOA, 1 proxy, 2 Safe
 * @param chainId chain of the order domain
 */
public record PolymarketAccess(
        String apiKey,
        String apiSecret,
        String apiPassphrase,
        String signer,
        String funder,
        int signatureType,
        long chainId) {
    @Override
    public String toString() {
        return "PolymarketAccess[apiKey=" + apiKey + ", signer=" + signer + ", funder=" + funder + "]";
    }
}
