package io.parallax.sim.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.sim.SimFeed;
import io.parallax.sim.SimSettings;
import io.parallax.sim.VenueSim;
import io.parallax.sim.script.FaultScript;
import io.parallax.sim.script.RandomFaults;
import io.parallax.sim.venue.Venue;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RandomFaultsTest {
    @Test
    void shouldDrawTheSameScriptFromTheSameSeed() {
        String script = RandomFaults.script(7, Duration.ofSeconds(5), 2).toString();
        assertThat(RandomFaults.script(7, Duration.ofSeconds(5), 2).toString()).isEqualTo(script);
        assertThat(RandomFaults.script(8, Duration.ofSeconds(5), 2).toString()).isNotEqualTo(script);
    }

    @Test
    void shouldReachEveryKindOfFaultOverSomeSeeds() {
        Set<Fault.Kind> seen = EnumSet.noneOf(Fault.Kind.class);
        for (long seed = 0; seed < 200; seed++) {
            RandomFaults.script(seed, Duration.ofSeconds(2), 2)
                    .steps()
                    .forEach(step -> seen.add(step.fault().kind()));
        }
        assertThat(seen).containsExactlyInAnyOrder(Fault.Kind.values());
    }

    @Test
    void shouldSurviveARandomScriptAndServeNewClients() {
        SimSettings settings = SimSettings.defaults(1).withFeed(SimFeed.DEFAULT);
        try (VenueSim sim = VenueSim.start(settings)) {
            for (int i = 0; i < 2; i++) {
                RawClient.kalshi(sim)
                        .send("{'id':1,'cmd':'subscribe','params':{'channels':['orderbook_delta'],'market_tickers':['"
                                + sim.kalshiListings().get(0).ticker() + "']}}");
            }
            FaultScript script = RandomFaults.script(11, Duration.ofMillis(500), 2);
            sim.play(script);
            Await.until("a fault", () -> List.of(Fault.Kind.values()).stream()
                    .anyMatch(kind -> sim.lines(Venue.KALSHI).hitCount(kind) > 0));
            sim.lines(Venue.KALSHI).cureAll();
            assertThat(sim.failure()).isNull();
        }
    }
}
