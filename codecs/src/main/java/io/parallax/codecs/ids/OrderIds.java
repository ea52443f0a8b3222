package io.parallax.codecs.ids;

/**
 * Order identities that replay reproduces: an order is named by the event that caused it and its place among that
 * event's orders.
 *
 * <pre>
 *   63                          4 3    0
 *   +----------------------------+------+
 *   | ring sequence of the event | leg  |   orderId &gt; 0 because the first event (SessionStart) sends nothing
 *   +----------------------------+------+
 * </pre>
 */
public final class OrderIds {
    /** Orders one event may cause. */
    public static final int MAX_LEGS = 16;

    private OrderIds() {}

    /** Order id of the {@code leg}-th order caused by the event at {@code sequence}. */
    public static long orderId(long sequence, int leg) {
        if (leg < 0 || leg >= MAX_LEGS) {
            throw new IllegalArgumentException("leg " + leg + " outside 0.." + (MAX_LEGS - 1));
        }
        return sequence << 4 | leg;
    }

    /** Ring sequence of the event that caused the order. */
    public static long sequence(long orderId) {
        return orderId >>> 4;
    }

    /**
     * The name given to venues that take one ("px-" + 16 hex digits of the session + "-" + order id in hex): unique per
     * account for ever because session ids are.
     */
    public static String clientOrderId(long sessionId, long orderId) {
        return String.format("px-%016x-%x", sessionId, orderId);
    }

    /** Order id inside a {@link #clientOrderId} of this session, or 0 when the text is not one. */
    public static long parseClientOrderId(long sessionId, CharSequence text) {
        String prefix = String.format("px-%016x-", sessionId);
        String value = text.toString();
        if (!value.startsWith(prefix) || value.length() == prefix.length() || value.length() > prefix.length() + 16) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(value.substring(prefix.length()), 16);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** A well-mixed 53-bit number for venues that want a numeric salt; a function of session and order only. */
    public static long salt53(long sessionId, long orderId) {
        long z = sessionId * 0x9E3779B97F4A7C15L + orderId;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (z ^ z >>> 31) >>> 11;
    }
}
