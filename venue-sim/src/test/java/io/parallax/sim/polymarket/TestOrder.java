package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HexFormat;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

/** An order written and signed the way a client does it, by web3j's own typed-data encoder. */
final class TestOrder {
    private static final String EXCHANGE = "0xE111180000d2663C0091e4f400237545B87B996B";
    private static final String ZERO = "0x" + "00".repeat(32);
    private static final String[][] FIELDS = {
        {"salt", "uint256"},
        {"maker", "address"},
        {"signer", "address"},
        {"tokenId", "uint256"},
        {"makerAmount", "uint256"},
        {"takerAmount", "uint256"},
        {"side", "uint8"},
        {"signatureType", "uint8"},
        {"timestamp", "uint256"},
        {"metadata", "bytes32"},
        {"builder", "bytes32"}
    };

    private static long salts = 1_000_000;

    private String tokenId = VenueFixture.YES;
    private String key = VenueFixture.KEY;
    private String domainVersion = "2";
    private String contract = EXCHANGE;
    private String owner = VenueFixture.API_KEY;
    private String maker = VenueFixture.ADDRESS;
    private int signatureType;
    private String type = "GTC";
    private boolean buy = true;
    private boolean postOnly;
    private long makerMicros;
    private long takerMicros;
    private long expiration;
    private final long salt = ++salts;
    private String id;

    static TestOrder buy(String type, String collateral, String shares) {
        TestOrder order = new TestOrder();
        order.type = type;
        order.makerMicros = micros(collateral);
        order.takerMicros = micros(shares);
        return order;
    }

    static TestOrder sell(String type, String shares, String collateral) {
        TestOrder order = buy(type, shares, collateral);
        order.buy = false;
        return order;
    }

    TestOrder token(String token) {
        tokenId = token;
        return this;
    }

    TestOrder key(String otherKey) {
        key = otherKey;
        return this;
    }

    TestOrder domain(String version, String verifyingContract) {
        domainVersion = version;
        contract = verifyingContract;
        return this;
    }

    TestOrder owner(String apiKey) {
        owner = apiKey;
        return this;
    }

    TestOrder wallet(String address, int walletType) {
        maker = address;
        signatureType = walletType;
        return this;
    }

    TestOrder postOnly() {
        postOnly = true;
        return this;
    }

    TestOrder expiration(long seconds) {
        expiration = seconds;
        return this;
    }

    /** The digest as the signer computed it; known once the body was made. */
    String id() {
        return id;
    }

    /** The signed body of POST /order. */
    String body() throws Exception {
        ObjectNode order = VenueFixture.JSON.createObjectNode();
        order.put("salt", salt);
        order.put("maker", maker);
        order.put("signer", Credentials.create(key).getAddress());
        order.put("tokenId", tokenId);
        order.put("makerAmount", Long.toString(makerMicros));
        order.put("takerAmount", Long.toString(takerMicros));
        order.put("side", buy ? "BUY" : "SELL");
        order.put("signatureType", signatureType);
        order.put("timestamp", "1790769966322");
        order.put("expiration", Long.toString(expiration));
        order.put("metadata", ZERO);
        order.put("builder", ZERO);
        order.put("signature", sign(order));
        ObjectNode body = VenueFixture.JSON.createObjectNode();
        body.put("deferExec", false).put("postOnly", postOnly);
        body.set("order", order);
        return body.put("owner", owner).put("orderType", type).toString();
    }

    private String sign(ObjectNode order) throws Exception {
        ObjectNode typed = VenueFixture.JSON.createObjectNode();
        ObjectNode types = typed.putObject("types");
        var domainType = types.putArray("EIP712Domain");
        domainType.addObject().put("name", "name").put("type", "string");
        domainType.addObject().put("name", "version").put("type", "string");
        domainType.addObject().put("name", "chainId").put("type", "uint256");
        domainType.addObject().put("name", "verifyingContract").put("type", "address");
        var orderType = types.putArray("Order");
        ObjectNode message = VenueFixture.JSON.createObjectNode();
        for (String[] field : FIELDS) {
            orderType.addObject().put("name", field[0]).put("type", field[1]);
            message.put(
                    field[0],
                    field[0].equals("side")
                            ? (buy ? "0" : "1")
                            : order.get(field[0]).asText());
        }
        typed.put("primaryType", "Order");
        typed.putObject("domain")
                .put("name", "Polymarket CTF Exchange")
                .put("version", domainVersion)
                .put("chainId", 137)
                .put("verifyingContract", contract);
        typed.set("message", message);
        byte[] digest = new StructuredDataEncoder(typed.toString()).hashStructuredData();
        id = "0x" + HexFormat.of().formatHex(digest);
        Sign.SignatureData signature =
                Sign.signMessage(digest, Credentials.create(key).getEcKeyPair(), false);
        return "0x" + HexFormat.of().formatHex(signature.getR())
                + HexFormat.of().formatHex(signature.getS()) + HexFormat.of().formatHex(signature.getV());
    }

    private static long micros(String decimal) {
        return new BigDecimal(decimal).movePointRight(6).longValueExact();
    }
}
