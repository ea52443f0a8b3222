package io.parallax.app.simulate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.app.simulate.fault.Fault;
import io.parallax.app.simulate.fault.FaultPlan;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kinds of fault of each group really happen, and the world outlives them. */
class FaultKindsTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int COMMON_SECONDS = 180;
    private static Hush hush;

    @BeforeAll
    static void silence() {
        hush = new Hush();
    }

    @AfterAll
    static void speak() {
        hush.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"FEED", "ORDERS", "FILLS", "CLOCK", "DISK"})
    void shouldLetCommonKindsOfAGroupHappen(Profile group) {
        SimResult result = Simulation.run(new SimPlan(group.ordinal(), 6 * MINUTE_NS, group), List.of());

        TreeSet<String> common = new TreeSet<>();
        TreeSet<String> happened = new TreeSet<>(result.faults().keySet());
        for (Fault fault : FaultPlan.catalogue()) {
            if (fault.group() == group && fault.meanSeconds() <= COMMON_SECONDS) {
                common.add(fault.name());
            }
        }
        assertThat(result.broken()).isNull();
        assertThat(result.simulatedNs()).isGreaterThanOrEqualTo(6 * MINUTE_NS);
        happened.retainAll(common);
        assertThat(happened.size()).as("%s of %s", happened, common).isGreaterThanOrEqualTo(common.size() / 2);
    }
}
