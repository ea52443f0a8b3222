package io.parallax.sim.polymarket.key;

/**
 * Credentials of private calls.
 *
 * @param id uuid
 * @param secret base64, either alphabet
 * @param address the account they belong to, 0x and 40 hex digits
 * @param readOnly whether they may only read
 */
public record ApiKey(String id, String secret, String passphrase, String address, boolean readOnly) {
    /** Masks what must not reach a log. */
    @Override
    public String toString() {
        return "ApiKey[" + id + ", address=" + address + (readOnly ? ", read-only]" : "]");
    }
}
