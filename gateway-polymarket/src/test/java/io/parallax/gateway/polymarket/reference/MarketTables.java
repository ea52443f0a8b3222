package io.parallax.gateway.polymarket.reference;

import io.parallax.gateway.polymarket.signing.ExchangeDomain;
import java.util.List;

/** Tables of tests elsewhere. */
public final class MarketTables {
    private MarketTables() {}

    /** Markets that were read, on the ordinary contract with a tick of one cent. */
    public static MarketTable defined(PolymarketMarket... markets) {
        MarketTable table = new MarketTable(List.of(markets));
        for (int slot = 0; slot < markets.length; slot++) {
            table.define(slot, 10_000, ExchangeDomain.CTF_V2);
        }
        return table;
    }
}
