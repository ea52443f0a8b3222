package io.parallax.gateway.kalshi.market;

import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeBook;
import java.util.ArrayList;
import java.util.List;

/**
 * What the fee of each market is made of, so that an override of its event can come and go. Told by the reference read, asked
 * on the event loop; both are rare.
 */
public final class EventFees {
    /**
     * Where a market's fee comes from when its event overrides nothing.
     *
     * @param event ticker of the event, empty when not told
     * @param type fee type of the series
     * @param multiplierMicros of the series, negative when not told
     * @param waived the market has a waiver that ends at an instant no message announces: its fee stays unknown
     * @param book says what a fee type means
     */
    public record Basis(String event, String type, long multiplierMicros, boolean waived, FeeBook book) {
        /** @param typeOverride null = none; @param multiplierOverrideMicros {@link Micros#NULL} = none */
        public MarketFee with(String typeOverride, long multiplierOverrideMicros) {
            if (waived) {
                return MarketFee.UNKNOWN;
            }
            return MarketFee.of(
                    book,
                    typeOverride == null ? type : typeOverride,
                    multiplierOverrideMicros == Micros.NULL ? multiplierMicros : multiplierOverrideMicros);
        }
    }

    private final List<Basis> byMarket = new ArrayList<>();

    /** Keeps the basis of a market. */
    public synchronized void put(int market, Basis basis) {
        while (byMarket.size() <= market) {
            byMarket.add(null);
        }
        byMarket.set(market, basis);
    }

    /** Basis of a market when it belongs to the event, else null. */
    synchronized Basis of(int market, String event) {
        Basis basis = market < byMarket.size() ? byMarket.get(market) : null;
        return basis != null && !event.isEmpty() && basis.event().equals(event) ? basis : null;
    }
}
