package io.parallax.bench.signing;

import io.parallax.gateway.polymarket.signing.ClobOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;
import org.web3j.crypto.Sign.SignatureData;
import org.web3j.crypto.StructuredDataEncoder;

/** An order by web3j alone: EIP-712 typed data as JSON, hashed by its encoder and signed by its curve. */
final class Web3jTypedData {
    private static final String TYPES =
            """
            {"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"version","type":"string"},\
            {"name":"chainId","type":"uint256"},{"name":"verifyingContract","type":"address"}],\
            "Order":[{"name":"salt","type":"uint256"},{"name":"maker","type":"address"},\
            {"name":"signer","type":"address"},{"name":"tokenId","type":"uint256"},\
            {"name":"makerAmount","type":"uint256"},{"name":"takerAmount","type":"uint256"},\
            {"name":"side","type":"uint8"},{"name":"signatureType","type":"uint8"},\
            {"name":"timestamp","type":"uint256"},{"name":"metadata","type":"bytes32"},\
            {"name":"builder","type":"bytes32"}]},"primaryType":"Order",\
            "domain":{"name":"Polymarket CTF Exchange","version":"2","chainId":137,\
            "verifyingContract":"0xE111180000d2663C0091e4f400237545B87B996B"},"message":{""";

    private static final String ZERO = "0x" + "0".repeat(64);

    private final ECKeyPair keys;
    private final String account;

    Web3jTypedData(byte[] key, String account) {
        keys = ECKeyPair.create(new BigInteger(1, key));
        this.account = account;
    }

    SignatureData sign(ClobOrder order) {
        return Sign.signMessage(hash(order), keys, false);
    }

    byte[] hash(ClobOrder order) {
        String message = TYPES + "\"salt\":\"" + order.salt() + "\",\"maker\":\"" + account + "\",\"signer\":\""
                + account
                + "\",\"tokenId\":\"" + new BigInteger(1, order.tokenId()) + "\",\"makerAmount\":\""
                + order.makerAmountMicros() + "\",\"takerAmount\":\"" + order.takerAmountMicros() + "\",\"side\":"
                + (order.isSell() ? 1 : 0) + ",\"signatureType\":0,\"timestamp\":\"" + order.timestampMs()
                + "\",\"metadata\":\"" + ZERO + "\",\"builder\":\"" + ZERO + "\"}}";
        try {
            return new StructuredDataEncoder(message).hashStructuredData();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
