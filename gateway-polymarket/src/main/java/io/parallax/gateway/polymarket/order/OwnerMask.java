package io.parallax.gateway.polymarket.order;

import java.nio.charset.StandardCharsets;

/** Takes the API key, which the venue wants as an order's owner, out of a request that is told to others. */
final class OwnerMask {
    private static final byte[] OWNER = "\"owner\":\"".getBytes(StandardCharsets.US_ASCII);

    private OwnerMask() {}

    /** The request, as long as before, with stars in the place of its owner. */
    static byte[] of(byte[] request) {
        byte[] masked = request.clone();
        for (int at = 0; at + OWNER.length < masked.length; at++) {
            if (isOwner(masked, at)) {
                for (int i = at + OWNER.length; i < masked.length && masked[i] != '"'; i++) {
                    masked[i] = '*';
                }
            }
        }
        return masked;
    }

    private static boolean isOwner(byte[] request, int at) {
        for (int i = 0; i < OWNER.length; i++) {
            if (request[at + i] != OWNER[i]) {
                return false;
            }
        }
        return true;
    }
}
