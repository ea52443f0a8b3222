package io.parallax.gateway.polymarket.signing;

import io.parallax.config.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The venue's L1 authentication, {@code ClobAuth}: a wallet signs that it is controlled by us, to create or derive API
 * keys. Cold path.
 */
public final class WalletLogin implements AutoCloseable {
    private static final String DOMAIN_TYPE = "EIP712Domain(string name,string version,uint256 chainId)";
    private static final String TYPE = "ClobAuth(address address,string timestamp,uint256 nonce,string message)";
    private static final String MESSAGE = "This message attests that I control the given wallet";

    private final WalletKey key;
    private final byte[] separator;

    public WalletLogin(long chainId, Secret privateKey) {
        key = new WalletKey(privateKey);
        byte[] words = new byte[4 * Words.LENGTH];
        DomainSeparators.put(words, 0, DomainSeparators.hashOf(DOMAIN_TYPE));
        DomainSeparators.put(words, 1, DomainSeparators.hashOf("ClobAuthDomain"));
        DomainSeparators.put(words, 2, DomainSeparators.hashOf("1"));
        Words.putLong(words, 3 * Words.LENGTH, chainId);
        separator = Keccak256.of(words);
    }

    /** Headers of a call to {@code /auth/api-key} or {@code /auth/derive-api-key}. */
    public Map<String, String> headers(long timestampSeconds, long nonce) {
        byte[] signature = new byte[WalletKey.SIGNATURE_LENGTH];
        key.sign(digest(timestampSeconds, nonce), signature);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("POLY_ADDRESS", key.address());
        headers.put("POLY_SIGNATURE", Words.hex(signature));
        headers.put("POLY_TIMESTAMP", Long.toString(timestampSeconds));
        headers.put("POLY_NONCE", Long.toString(nonce));
        return headers;
    }

    /** Wipes the key. */
    @Override
    public void close() {
        key.close();
    }

    byte[] separator() {
        return separator;
    }

    byte[] digest(long timestampSeconds, long nonce) {
        byte[] words = new byte[5 * Words.LENGTH];
        DomainSeparators.put(words, 0, DomainSeparators.hashOf(TYPE));
        DomainSeparators.put(words, 1, Words.ofAddress(Words.ofHex("signer", key.address(), Words.ADDRESS_LENGTH)));
        DomainSeparators.put(words, 2, DomainSeparators.hashOf(Long.toString(timestampSeconds)));
        Words.putLong(words, 3 * Words.LENGTH, nonce);
        DomainSeparators.put(words, 4, DomainSeparators.hashOf(MESSAGE));
        byte[] envelope = new byte[2 + 2 * Words.LENGTH];
        envelope[0] = 0x19;
        envelope[1] = 0x01;
        System.arraycopy(separator, 0, envelope, 2, Words.LENGTH);
        System.arraycopy(Keccak256.of(words), 0, envelope, 2 + Words.LENGTH, Words.LENGTH);
        return Keccak256.of(envelope);
    }
}
