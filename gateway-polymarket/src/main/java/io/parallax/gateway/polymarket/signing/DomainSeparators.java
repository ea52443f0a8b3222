package io.parallax.gateway.polymarket.signing;

import java.nio.charset.StandardCharsets;

/** EIP-712 domain separators of one chain, computed once and, on Polygon, compared with the published ones. */
final class DomainSeparators {
    static final String TYPE = "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";

    private static final String NAME = "Polymarket CTF Exchange";

    /** Polygon, in order of {@link ExchangeDomain}. */
    private static final String[] PUBLISHED = {
        "0x3264e159346253e26a64e00b69032db0e7d32f94628de3e6eecb50304d7af3d2",
        "0x9b858f53327b0bd13af8ec14cfb35234fb9eb7b0504d1a4e61f433840d30e81a",
        "0x466c63910185bbd55e8679264200c4e0abdcbb0c6264eb3d41d13326022e095b"
    };

    private final byte[][] separators;

    DomainSeparators(long chainId) {
        ExchangeDomain[] domains = ExchangeDomain.values();
        separators = new byte[domains.length][];
        for (ExchangeDomain domain : domains) {
            byte[] separator = compute(domain.version(), chainId, domain.verifyingContract(chainId));
            if (chainId == ExchangeDomain.POLYGON && !Words.hex(separator).equals(PUBLISHED[domain.ordinal()])) {
                throw new IllegalStateException("domain separator of " + domain + " is " + Words.hex(separator)
                        + ", published is " + PUBLISHED[domain.ordinal()]);
            }
            separators[domain.ordinal()] = separator;
        }
    }

    /** The 32 bytes themselves; not to be written to. */
    byte[] of(ExchangeDomain domain) {
        return separators[domain.ordinal()];
    }

    static byte[] compute(String version, long chainId, String verifyingContract) {
        byte[] words = new byte[5 * Words.LENGTH];
        put(words, 0, hashOf(TYPE));
        put(words, 1, hashOf(NAME));
        put(words, 2, hashOf(version));
        Words.putLong(words, 3 * Words.LENGTH, chainId);
        put(words, 4, Words.ofAddress(Words.ofHex("verifyingContract", verifyingContract, Words.ADDRESS_LENGTH)));
        return Keccak256.of(words);
    }

    static byte[] hashOf(String text) {
        return Keccak256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static void put(byte[] words, int index, byte[] word) {
        System.arraycopy(word, 0, words, index * Words.LENGTH, Words.LENGTH);
    }
}
