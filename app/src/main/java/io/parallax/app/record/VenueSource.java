package io.parallax.app.record;

import io.netty.channel.EventLoop;
import io.parallax.app.demo.SimMarkets;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.PolymarketSettings;
import io.parallax.config.pair.Leg;
import io.parallax.config.pair.PairFiles;
import io.parallax.gateway.kalshi.market.Markets;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.PolymarketMarket;
import io.parallax.gateway.ws.FrameTap;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the frames come from: the simulator, started for this, or the configured venue. */
final class VenueSource implements AutoCloseable {
    private final RecordPlan plan;
    private final VenueSim sim;
    private final SimMarkets simMarkets;

    private VenueSource(RecordPlan plan, VenueSim sim) {
        this.plan = plan;
        this.sim = sim;
        this.simMarkets = sim == null ? null : new SimMarkets(sim);
    }

    static VenueSource open(RecordPlan plan) {
        if (plan.settings().mode() != Mode.SIM) {
            return new VenueSource(plan, null);
        }
        VenueSim sim;
        try {
            sim = VenueSim.start(SimSettings.defaults(plan.seed()).withCaptures(plan.captures(), 0));
        } catch (IllegalArgumentException e) {
            throw new RecordFailure(RecordFailure.Kind.REQUEST, e.getMessage(), e);
        }
        try {
            return new VenueSource(plan, sim);
        } catch (RuntimeException e) {
            sim.close();
            throw new RecordFailure(RecordFailure.Kind.REQUEST, e.getMessage(), e);
        }
    }

    /** Lines that follow the markets of the plan. Blocking where tokens must be asked for; not on the loop. */
    VenueLines lines(EventLoop loop, EpochClock clock, FrameTap tap) {
        try {
            return plan.venue() == Venue.KALSHI ? kalshi(loop, clock, tap) : polymarket(loop, clock, tap);
        } catch (IllegalArgumentException e) {
            throw new RecordFailure(RecordFailure.Kind.REQUEST, e.getMessage(), e);
        }
    }

    private VenueLines kalshi(EventLoop loop, EpochClock clock, FrameTap tap) {
        ParallaxSettings settings = plan.settings();
        KalshiSettings kalshi = sim != null
                ? simMarkets.kalshiSettings()
                : settings.kalshi()
                        .orElseThrow(() -> missing("kalshi: rest, socket, keyId and privateKeyPem; its"
                                + " socket lets nobody in without a key, market data or not"));
        List<String> listed = sim != null
                ? simMarkets.kalshi().stream().map(Markets.Listing::ticker).toList()
                : listed(settings);
        return new KalshiLines(kalshi, settings.feed().withLines(plan.lines()), chosen(listed), loop, clock, tap);
    }

    private VenueLines polymarket(EventLoop loop, EpochClock clock, FrameTap tap) {
        ParallaxSettings settings = plan.settings();
        PolymarketSettings polymarket = sim != null
                ? simMarkets.polymarketSettings()
                : settings.polymarket().orElseThrow(() -> missing("polymarket: rest and marketSocket among others"));
        List<String> listed = sim != null
                ? simMarkets.polymarket().stream()
                        .map(PolymarketMarket::conditionId)
                        .toList()
                : listed(settings);
        List<PolymarketMarket> markets = MarketTokens.read(polymarket, chosen(listed), loop, clock);
        return new PolymarketLines(polymarket, settings.feed().withLines(plan.lines()), markets, loop, clock, tap);
    }

    /** The venue's markets of the configured pairs. */
    private List<String> listed(ParallaxSettings settings) {
        try {
            return PairFiles.load(settings.pairs().files(), EpochClock.system().epochNanos()).stream()
                    .flatMap(pair -> pair.legs().stream())
                    .filter(leg -> leg.venue() == plan.venue())
                    .map(Leg::marketId)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new RecordFailure(
                    RecordFailure.Kind.CONFIGURATION, "pairs.files: cannot be read: " + e.getMessage(), e);
        }
    }

    private List<String> chosen(List<String> listed) {
        List<String> markets = plan.markets().isEmpty() ? listed : plan.markets();
        if (markets.isEmpty()) {
            throw new RecordFailure(
                    RecordFailure.Kind.REQUEST,
                    "no market to record: name some with --market, or configure pairs",
                    null);
        }
        List<String> unknown = new ArrayList<>(markets);
        unknown.removeAll(listed);
        if (sim != null && !unknown.isEmpty()) {
            throw new RecordFailure(
                    RecordFailure.Kind.REQUEST,
                    "--market=" + unknown.get(0) + ": the simulator lists " + String.join(", ", listed),
                    null);
        }
        return markets;
    }

    private RecordFailure missing(String what) {
        return new RecordFailure(
                RecordFailure.Kind.CONFIGURATION,
                "mode " + plan.settings().mode().name().toLowerCase(Locale.ROOT) + " needs section " + what
                        + "; add it, or record the simulator with --sim",
                null);
    }

    /** @throws RecordFailure when the simulator has stopped */
    void check() {
        if (sim != null && sim.failure() != null) {
            throw new RecordFailure(
                    RecordFailure.Kind.VENUE,
                    "the simulator stopped: " + sim.failure().getMessage(),
                    sim.failure());
        }
    }

    @Override
    public void close() {
        if (sim != null) {
            sim.close();
        }
    }
}
