package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final long MS = 1_000_000L;

    private long progress;
    private boolean waiting = true;
    private boolean crowded;
    private long nowNs;
    private final List<String> told = new ArrayList<>();
    private final Watchdog dog = new Watchdog(() -> crowded, new Watchdog.Alarm() {
                @Override
                public void onStall(String evidence) {
                    told.add("stall");
                }

                @Override
                public void onCrowded(String evidence) {
                    told.add("crowded");
                }
            })
            .role("engine", 1_000 * MS, () -> progress, () -> waiting);

    private void run(int cycles, long everyMs) {
        for (int i = 0; i < cycles; i++) {
            nowNs += everyMs * MS;
            dog.judge(nowNs);
        }
    }

    @Test
    void shouldTellAStallOnceItLastedForItsBound() {
        run(50, 20);
        assertThat(told).isEmpty();
        run(2, 20);
        assertThat(told).containsExactly("stall");
        run(500, 20);
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldTakeARoleWithoutWorkForAlive() {
        waiting = false;
        run(500, 20);
        waiting = true;
        run(49, 20);
        progress++;
        run(50, 20);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldNotTakeAMachineThatStoodStillForAThreadThatDoes() {
        run(1, 20);
        run(9, 60_000);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellARingThatStaysCrowded() {
        waiting = false;
        crowded = true;
        run(51, 20);
        assertThat(told).isEmpty();
        run(100, 20);
        assertThat(told).containsExactly("crowded");
        crowded = false;
        run(1, 20);
        crowded = true;
        run(60, 20);
        assertThat(told).containsExactly("crowded", "crowded");
    }
}
