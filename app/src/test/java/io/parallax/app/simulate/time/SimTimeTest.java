package io.parallax.app.simulate.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SimTimeTest {
    private final SimTime time = new SimTime();
    private final SimLoop first = new SimLoop(time, () -> null);
    private final SimLoop second = new SimLoop(time, () -> null);
    private final List<String> happened = new ArrayList<>();

    private void in(SimLoop loop, long ns, String what) {
        loop.schedule(() -> happened.add(what + "@" + time.nanoTime()), ns, TimeUnit.NANOSECONDS);
    }

    @Test
    void shouldLetWhatIsDueFirstHappenFirstAndTiesInOrderOfPlanning() {
        in(second, 20, "c");
        in(first, 10, "a");
        in(first, 20, "b");
        in(first, 10, "a2");

        time.runUntil(100);

        assertThat(happened).containsExactly("a@10", "a2@10", "b@20", "c@20");
        assertThat(time.nanoTime()).isEqualTo(100);
    }

    @Test
    void shouldHoldAFrozenLoopBackAndLetTheOthersGoOn() {
        in(first, 10, "frozen");
        in(second, 20, "free");
        first.freezeUntil(50);

        time.runUntil(100);

        assertThat(happened).containsExactly("free@20", "frozen@50");
    }

    @Test
    void shouldForgetWhatAKilledLoopHadPlanned() {
        in(first, 10, "never");
        first.execute(() -> happened.add("nor this"));
        first.kill();
        in(second, 20, "free");

        time.runUntil(100);

        assertThat(happened).containsExactly("free@20");
    }

    @Test
    void shouldStepUntilAClaimHolds() {
        in(second, 30, "it");

        assertThat(first.stepUntil(() -> !happened.isEmpty(), 1_000)).isTrue();
        assertThat(time.nanoTime()).isEqualTo(30);
        assertThat(first.stepUntil(() -> false, 500)).isFalse();
        assertThat(time.nanoTime()).isEqualTo(530);
    }

    @Test
    void shouldNotSwallowWhatAPlannedTaskThrows() {
        first.schedule(
                () -> {
                    throw new IllegalStateException("a bug");
                },
                5,
                TimeUnit.NANOSECONDS);

        assertThatThrownBy(() -> time.runUntil(10)).hasRootCauseMessage("a bug");
    }

    @Test
    void shouldDrawTheSameForAConcernWhateverOthersDraw() {
        Seeds seeds = new Seeds(9);
        long drawn = seeds.of("a").nextLong();
        seeds.of("b").nextLong();

        assertThat(new Seeds(9).of("a").nextLong()).isEqualTo(drawn);
        assertThat(new Seeds(9).of("b").nextLong()).isNotEqualTo(drawn);
        assertThat(new Seeds(10).of("a").nextLong()).isNotEqualTo(drawn);
    }
}
