package io.parallax.app.live;

import io.parallax.app.pairs.VenueListings;
import io.parallax.app.run.PaperVenues;
import io.parallax.app.run.SessionPlan;
import io.parallax.app.run.SessionPlan.VenuePlan;
import io.parallax.app.run.Venues;
import io.parallax.config.ConfigException;
import io.parallax.config.FeedSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.gateway.order.OrderRoute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The session of a configuration whose venues are given.
 *
 * <pre>
 *   mode     who we are          orders                                    what can send
 *   paper    nobody              answered on paper                         is not made
 *   shadow   the account         built, signed, journaled as OrderBuilt    is not made
 *   live     the account         sent                                      is made, once LiveGuard has let it
 * </pre>
 */
final class SessionPlans {
    private SessionPlans() {}

    /** @throws ConfigException when the mode needs what the configuration does not have */
    static SessionPlan of(ParallaxSettings settings, Path sessions, ConfiguredMarkets markets) {
        require(settings);
        PolymarketSettings polymarket = settings.polymarket().orElseThrow();
        KalshiSettings kalshi = settings.kalshi().orElseThrow();
        return new SessionPlan(
                settings.mode() == Mode.PAPER ? settings : settings.withPaper(Optional.empty()),
                sessions,
                0,
                settings.mode() == Mode.PAPER
                        ? onPaper(settings, polymarket, kalshi, markets)
                        : asTheAccount(settings, polymarket, kalshi, markets),
                markets.pairs(),
                Optional.of(
                        VenueListings.of(polymarket, settings.pairs().gamma().orElseThrow(), kalshi)));
    }

    private static void require(ParallaxSettings settings) {
        List<String> missing = new ArrayList<>();
        String mode = settings.mode().name().toLowerCase(Locale.ROOT);
        if (settings.polymarket().isEmpty()) {
            missing.add("polymarket: mode " + mode + " needs this section");
        }
        if (settings.kalshi().isEmpty()) {
            missing.add("kalshi: mode " + mode + " needs this section");
        }
        if (settings.mode() == Mode.PAPER && settings.paper().isEmpty()) {
            missing.add("paper: mode paper needs this section: how much cash, and how orders are answered");
        }
        if (!missing.isEmpty()) {
            throw new ConfigException(missing);
        }
    }

    private static List<VenuePlan> onPaper(
            ParallaxSettings settings,
            PolymarketSettings polymarket,
            KalshiSettings kalshi,
            ConfiguredMarkets markets) {
        PaperVenues paper = new PaperVenues(settings.paper().orElseThrow());
        return List.of(
                paper.polymarket(polymarket, settings.feed(), markets.polymarket()),
                paper.kalshi(kalshi, settings.feed(), markets.kalshi()));
    }

    private static List<VenuePlan> asTheAccount(
            ParallaxSettings settings,
            PolymarketSettings polymarket,
            KalshiSettings kalshi,
            ConfiguredMarkets markets) {
        FeedSettings feed = settings.feed();
        OrderRoute route = route(settings.mode());
        return List.of(
                Venues.polymarket(polymarket, settings.signing(), feed, markets.polymarket(), route),
                Venues.kalshi(kalshi, feed, markets.kalshi(), route));
    }

    private static OrderRoute route(Mode mode) {
        return switch (mode) {
            case LIVE -> OrderRoute.VENUE;
            case SHADOW -> OrderRoute.SHADOW;
            default -> throw new IllegalArgumentException("mode " + mode + " has no account");
        };
    }
}
