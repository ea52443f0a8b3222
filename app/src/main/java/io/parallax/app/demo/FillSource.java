package io.parallax.app.demo;

import io.parallax.config.PaperSettings;
import io.parallax.sim.SimTruth;
import java.util.Locale;
import java.util.Optional;

/**
 * What the fills of a demo rest on.
 *
 * @param name {@code venue}: matched by the simulated venues; otherwise the level of the paper model
 * @param overridden whether parameters of the level are not its own
 * @param venueOrders orders that the simulated venues saw
 */
public record FillSource(String name, boolean overridden, long venueOrders) {
    static FillSource of(Optional<PaperSettings> paper, SimTruth sim) {
        long orders = sim.kalshi().orderCount() + sim.polymarket().orderCount();
        return new FillSource(
                paper.map(settings -> settings.level().name().toLowerCase(Locale.ROOT))
                        .orElse("venue"),
                paper.map(PaperSettings::hasOverrides).orElse(false),
                orders);
    }

    /** Whether no order left for a venue. */
    public boolean isPaper() {
        return !"venue".equals(name);
    }

    /** For a person. */
    String text() {
        return isPaper()
                ? "paper, " + name + (overridden ? " with overrides" : "") + ": modelled, no order reached a venue"
                : "matched by the simulated venues";
    }
}
