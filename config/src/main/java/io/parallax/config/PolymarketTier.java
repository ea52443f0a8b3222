package io.parallax.config;

/** What a signer may do at Polymarket, by its volume of 30 days. Source: Polymarket docs "Rate limits", read October 2026. */
public enum PolymarketTier {
    /** Every signer. */
    STANDARD(40, 60, 80, 120),
    COPPER(60, 90, 120, 180),
    BRONZE(80, 120, 160, 240),
    SILVER(200, 300, 400, 600),
    GOLD(400, 600, 800, 1_200),
    PLATINUM(450, 675, 900, 1_350),
    DIAMOND(525, 787, 1_050, 1_575),
    ELITE(600, 900, 1_200, 1_800);

    private final int ordersPerSecond;
    private final int orderBurst;
    private final int cancelsPerSecond;
    private final int cancelBurst;

    PolymarketTier(int ordersPerSecond, int orderBurst, int cancelsPerSecond, int cancelBurst) {
        this.ordersPerSecond = ordersPerSecond;
        this.orderBurst = orderBurst;
        this.cancelsPerSecond = cancelsPerSecond;
        this.cancelBurst = cancelBurst;
    }

    public int ordersPerSecond() {
        return ordersPerSecond;
    }

    /** Orders at once. */
    public int orderBurst() {
        return orderBurst;
    }

    public int cancelsPerSecond() {
        return cancelsPerSecond;
    }

    /** Cancels at once. */
    public int cancelBurst() {
        return cancelBurst;
    }
}
