package io.parallax.sim.polymarket;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.sim.polymarket.call.Refusal;
import io.parallax.sim.polymarket.sign.SignedOrder;
import java.math.BigInteger;

/**
 * The body of {@code POST /order} as parsed: types and ranges are right, nothing else is known yet.
 *
 * @param makerMicros and {@code takerMicros}: the signed amounts in micros
 * @param expirationSeconds 0 for none
 */
record OrderEnvelope(
        SignedOrder order,
        long makerMicros,
        long takerMicros,
        String owner,
        Type type,
        boolean postOnly,
        long expirationSeconds) {

    private static final int SALT_BITS = 53;
    private static final String FOREIGN_KEY = "00000000-0000-4000-8000-00000000f0e1";

    /** Time in force. */
    enum Type {
        GTC,
        GTD,
        FOK,
        FAK;

        /** Whether the amounts mean "spend" and nothing may rest. */
        boolean market() {
            return this == FOK || this == FAK;
        }
    }

    /** An order that was never sent to this API: good till cancelled, by a key nobody here has. */
    static OrderEnvelope foreign(
            PolymarketAccount account, String tokenId, boolean buy, long priceMicros, long qtyMicros, long salt) {
        long quoteMicros = Micros.mulFloor(priceMicros, qtyMicros);
        long makerMicros = buy ? quoteMicros : qtyMicros;
        long takerMicros = buy ? qtyMicros : quoteMicros;
        String nothing = "0x" + "0".repeat(64);
        SignedOrder order = new SignedOrder(
                BigInteger.valueOf(salt),
                account.wallet(),
                account.address(),
                new BigInteger(tokenId),
                BigInteger.valueOf(makerMicros),
                BigInteger.valueOf(takerMicros),
                buy,
                SignedOrder.EOA,
                BigInteger.ZERO,
                nothing,
                nothing,
                "0x");
        return new OrderEnvelope(order, makerMicros, takerMicros, FOREIGN_KEY, Type.GTC, false, 0);
    }

    /** Shares asked for, in micros. */
    long sharesMicros() {
        return order.buy() ? takerMicros : makerMicros;
    }

    /** Collateral offered (buy) or asked for (sell), in micros. */
    long quoteMicros() {
        return order.buy() ? makerMicros : takerMicros;
    }

    /** @throws Refusal when a field is missing, has another JSON type or is out of range */
    static OrderEnvelope parse(JsonNode body) {
        JsonNode order = field(body, "order");
        if (!order.isObject()) {
            throw Refusal.invalidPayload();
        }
        if (order.has("taker") || order.has("nonce") || order.has("feeRateBps") || !order.has("timestamp")) {
            throw Refusal.badRequest("order_version_mismatch");
        }
        SignedOrder signed = new SignedOrder(
                salt(field(order, "salt")),
                hex(order, "maker", 40),
                hex(order, "signer", 40),
                integer(order, "tokenId"),
                integer(order, "makerAmount"),
                integer(order, "takerAmount"),
                buy(text(order, "side")),
                signatureType(field(order, "signatureType")),
                integer(order, "timestamp"),
                hex(order, "metadata", 64),
                hex(order, "builder", 64),
                text(order, "signature"));
        long makerMicros = amount(signed.makerAmount());
        long takerMicros = amount(signed.takerAmount());
        return new OrderEnvelope(
                signed,
                makerMicros,
                takerMicros,
                text(body, "owner"),
                type(text(body, "orderType")),
                flag(body, "postOnly"),
                expiration(integer(order, "expiration")));
    }

    private static BigInteger salt(JsonNode salt) {
        if (!salt.isIntegralNumber()
                || salt.bigIntegerValue().signum() < 0
                || salt.bigIntegerValue().bitLength() > SALT_BITS) {
            throw Refusal.invalidPayload();
        }
        return salt.bigIntegerValue();
    }

    private static int signatureType(JsonNode type) {
        if (!type.isInt() || type.intValue() < SignedOrder.EOA || type.intValue() > SignedOrder.DEPOSIT_WALLET) {
            throw Refusal.badRequest("Invalid signature_type");
        }
        return type.intValue();
    }

    private static boolean buy(String side) {
        return switch (side) {
            case "BUY" -> true;
            case "SELL" -> false;
            default -> throw Refusal.badRequest("Invalid side");
        };
    }

    private static Type type(String name) {
        for (Type type : Type.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw Refusal.invalidPayload();
    }

    private static long amount(BigInteger amount) {
        if (amount.signum() <= 0 || amount.bitLength() >= Long.SIZE) {
            throw Refusal.invalidPayload();
        }
        return amount.longValueExact();
    }

    private static long expiration(BigInteger seconds) {
        if (seconds.bitLength() >= Integer.SIZE) {
            throw Refusal.badRequest("invalid expiration");
        }
        return seconds.longValueExact();
    }

    private static boolean flag(JsonNode parent, String name) {
        JsonNode value = parent.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Refusal.invalidPayload();
        }
        return value.asBoolean();
    }

    private static String hex(JsonNode parent, String name, int digits) {
        String value = text(parent, name);
        if (value.length() != digits + 2 || !value.matches("0x[0-9a-fA-F]+")) {
            throw Refusal.invalidPayload();
        }
        return value;
    }

    private static BigInteger integer(JsonNode parent, String name) {
        String value = text(parent, name);
        if (!value.matches("[0-9]{1,78}") || new BigInteger(value).bitLength() > 256) {
            throw Refusal.invalidPayload();
        }
        return new BigInteger(value);
    }

    private static String text(JsonNode parent, String name) {
        JsonNode value = field(parent, name);
        if (!value.isTextual()) {
            throw Refusal.invalidPayload();
        }
        return value.asText();
    }

    private static JsonNode field(JsonNode parent, String name) {
        JsonNode value = parent.get(name);
        if (value == null) {
            throw Refusal.invalidPayload();
        }
        return value;
    }
}
