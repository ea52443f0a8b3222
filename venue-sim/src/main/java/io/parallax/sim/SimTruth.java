package io.parallax.sim;

import java.util.Map;

/**
 * What is true inside the simulator at one moment, to hold a client's books against.
 *
 * @param kalshi one venue
 * @param polymarket other venue
 */
public record SimTruth(VenueTruth kalshi, VenueTruth polymarket) {
    /**
     * What one venue knows of the one customer.
     *
     * @param initialCashMicros money at the start
     * @param cashMicros money now, reservations included
     * @param availableMicros money not held back by resting orders
     * @param feesMicros fees charged
     * @param orderCount orders accepted
     * @param fillCount fills
     * @param openOrderCount orders resting
     * @param positions holdings by market id, those ever traded only
     */
    public record VenueTruth(
            long initialCashMicros,
            long cashMicros,
            long availableMicros,
            long feesMicros,
            long orderCount,
            long fillCount,
            long openOrderCount,
            Map<String, Position> positions) {
        public VenueTruth {
            positions = Map.copyOf(positions);
        }

        /** YES minus NO of a market, 0 when it was never traded. */
        public long netMicros(String marketId) {
            Position position = positions.get(marketId);
            return position == null ? 0 : position.yesMicros() - position.noMicros();
        }
    }

    /**
     * Holding of one market.
     *
     * @param yesMicros YES contracts
     * @param noMicros NO contracts
     * @param feesMicros fees paid in this market
     */
    public record Position(long yesMicros, long noMicros, long feesMicros) {}
}
