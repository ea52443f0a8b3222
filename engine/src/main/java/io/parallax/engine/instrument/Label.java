package io.parallax.engine.instrument;

import io.parallax.engine.state.StateHash;

/**
 * What the venue calls a market.
 *
 * @param symbol its own market id: ticker or condition id
 * @param category its words, separated by comma; empty = not told
 */
public record Label(String symbol, String category) {
    long stateHash(long hash) {
        return fold(fold(hash, symbol), category);
    }

    private static long fold(long hash, String text) {
        long h = StateHash.mix(hash, text.length());
        for (int i = 0; i < text.length(); i++) {
            h = StateHash.mix(h, text.charAt(i));
        }
        return h;
    }
}
