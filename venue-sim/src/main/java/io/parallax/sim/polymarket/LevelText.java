package io.parallax.sim.polymarket;

import java.util.List;

/** Writes level arrays in one of the venue's two spacings. */
enum LevelText {
    /** Snapshots, REST answers and the hashed text: no white space. */
    COMPACT(","),
    /** Every later socket frame: a space after each comma, none after a colon. */
    SPACED(", ");

    private final String separator;

    LevelText(String separator) {
        this.separator = separator;
    }

    StringBuilder append(StringBuilder out, List<TokenBook.Level> levels) {
        out.append('[');
        for (int i = 0; i < levels.size(); i++) {
            if (i > 0) {
                out.append(separator);
            }
            TokenBook.Level level = levels.get(i);
            Decimals.append(out.append("{\"price\":\""), level.priceMicros());
            Decimals.append(out.append('"').append(separator).append("\"size\":\""), level.qtyMicros())
                    .append("\"}");
        }
        return out.append(']');
    }
}
