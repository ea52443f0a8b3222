package io.parallax.sim.polymarket.limit;

/** What a signer may do a second, by its volume of thirty days. Source: Polymarket docs "Rate limits", read October 2026. */
public enum Tier {
    STANDARD(40, 60, 80, 120, true),
    COPPER(60, 90, 120, 180, true),
    BRONZE(80, 120, 160, 240, true),
    SILVER(200, 300, 400, 600, true),
    GOLD(400, 600, 800, 1_200, true),
    PLATINUM(450, 675, 900, 1_350, false),
    DIAMOND(525, 787, 1_050, 1_575, false),
    ELITE(600, 900, 1_200, 1_800, false);

    final int orders;
    final int orderBurst;
    final int cancels;
    final int cancelBurst;
    final boolean overdraft;

    Tier(int orders, int orderBurst, int cancels, int cancelBurst, boolean overdraft) {
        this.orders = orders;
        this.orderBurst = orderBurst;
        this.cancels = cancels;
        this.cancelBurst = cancelBurst;
        this.overdraft = overdraft;
    }
}
