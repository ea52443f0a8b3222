package io.parallax.sim.polymarket.sign;

import java.math.BigInteger;

/**
 * The typed data by which an account shows that it holds its key, without a verifying contract; it asks for API keys with it.
 */
public final class ClobAuth {
    private static final byte[] DOMAIN_TYPE_HASH =
            Words.keccakOf("EIP712Domain(string name,string version,uint256 chainId)");
    private static final byte[] TYPE_HASH =
            Words.keccakOf("ClobAuth(address address,string timestamp,uint256 nonce,string message)");
    private static final String MESSAGE = "This message attests that I control the given wallet";

    private ClobAuth() {}

    /**
     * Who signed, lower case with 0x, or {@link OrderSignature#NOBODY}.
     *
     * @param address the account that is claimed, 0x and 40 hex digits
     * @param timestampSeconds the text of the timestamp header
     * @param nonce not negative
     * @param signature 0x and 130 hex digits
     */
    public static String recover(
            long chainId, String address, String timestampSeconds, BigInteger nonce, String signature) {
        byte[] structHash = new Words(5)
                .word(TYPE_HASH)
                .address(address)
                .word(Words.keccakOf(timestampSeconds))
                .number(nonce)
                .word(Words.keccakOf(MESSAGE))
                .keccak();
        return OrderSignature.recover(Words.digest(separator(chainId), structHash), signature);
    }

    private static byte[] separator(long chainId) {
        return new Words(4)
                .word(DOMAIN_TYPE_HASH)
                .word(Words.keccakOf("ClobAuthDomain"))
                .word(Words.keccakOf("1"))
                .number(chainId)
                .keccak();
    }
}
