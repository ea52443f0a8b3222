package io.parallax.sim;

import io.parallax.sim.catalog.DemoPairs;
import io.parallax.sim.catalog.SimPair;
import java.nio.file.Path;
import java.util.List;

/**
 * What a simulator is started with.
 *
 * @param kalshiPort port on 127.0.0.1, 0 = any free one
 * @param polymarketPort port on 127.0.0.1, 0 = any free one
 * @param seed source of everything random
 * @param speedPercent pace of generated flow and recordings, 100 = as recorded
 * @param pairs pairs of generated flow, may be empty
 * @param captures recordings to replay, may be empty
 * @param captureMaxNs above 0: a recording that would take longer is sped up to end within this time
 * @param adversePercent how often makers of the other venue walk away when an external order fills
 * @param kalshi who may trade at Kalshi
 * @param polymarket who may trade at Polymarket
 * @param kalshiCashMicros money at Kalshi
 * @param polymarketCashMicros collateral at Polymarket
 * @param feed manners of the market data
 */
public record SimSettings(
        int kalshiPort,
        int polymarketPort,
        long seed,
        int speedPercent,
        List<SimPair> pairs,
        List<Path> captures,
        long captureMaxNs,
        int adversePercent,
        KalshiAccess kalshi,
        PolymarketAccess polymarket,
        long kalshiCashMicros,
        long polymarketCashMicros,
        SimFeed feed) {
    public SimSettings {
        pairs = List.copyOf(pairs);
        captures = List.copyOf(captures);
        if (speedPercent <= 0) {
            throw new IllegalArgumentException("sim.speedPercent=" + speedPercent + ": must be positive");
        }
        if (adversePercent < 0 || adversePercent > 100) {
            throw new IllegalArgumentException("sim.adversePercent=" + adversePercent + ": must be 0 to 100");
        }
    }

    /** The demo: free ports, four generated pairs, test credentials, 10,000 dollars at each venue. */
    public static SimSettings defaults(long seed) {
        return new SimSettings(
                0,
                0,
                seed,
                100,
                DemoPairs.all(),
                List.of(),
                0,
                5,
                TestCredentials.kalshi(),
                TestCredentials.polymarket(),
                10_000_000_000L,
                10_000_000_000L,
                SimFeed.DEFAULT);
    }

    /** The same on these ports. */
    public SimSettings withPorts(int newKalshiPort, int newPolymarketPort) {
        return new SimSettings(
                newKalshiPort,
                newPolymarketPort,
                seed,
                speedPercent,
                pairs,
                captures,
                captureMaxNs,
                adversePercent,
                kalshi,
                polymarket,
                kalshiCashMicros,
                polymarketCashMicros,
                feed);
    }

    /** The same with these generated pairs. */
    public SimSettings withPairs(List<SimPair> newPairs) {
        return new SimSettings(
                kalshiPort,
                polymarketPort,
                seed,
                speedPercent,
                newPairs,
                captures,
                captureMaxNs,
                adversePercent,
                kalshi,
                polymarket,
                kalshiCashMicros,
                polymarketCashMicros,
                feed);
    }

    /** The same with these recordings, each ending within {@code newCaptureMaxNs} (0 = at recorded pace). */
    public SimSettings withCaptures(List<Path> newCaptures, long newCaptureMaxNs) {
        return new SimSettings(
                kalshiPort,
                polymarketPort,
                seed,
                speedPercent,
                pairs,
                newCaptures,
                newCaptureMaxNs,
                adversePercent,
                kalshi,
                polymarket,
                kalshiCashMicros,
                polymarketCashMicros,
                feed);
    }

    /** The same with another pace and chance of adverse makers. */
    public SimSettings withFlow(int newSpeedPercent, int newAdversePercent) {
        return new SimSettings(
                kalshiPort,
                polymarketPort,
                seed,
                newSpeedPercent,
                pairs,
                captures,
                captureMaxNs,
                newAdversePercent,
                kalshi,
                polymarket,
                kalshiCashMicros,
                polymarketCashMicros,
                feed);
    }

    /** The same with other manners of market data. */
    public SimSettings withFeed(SimFeed newFeed) {
        return new SimSettings(
                kalshiPort,
                polymarketPort,
                seed,
                speedPercent,
                pairs,
                captures,
                captureMaxNs,
                adversePercent,
                kalshi,
                polymarket,
                kalshiCashMicros,
                polymarketCashMicros,
                newFeed);
    }
}
