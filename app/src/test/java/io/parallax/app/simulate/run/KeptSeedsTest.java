package io.parallax.app.simulate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.simulate.run.KeptSeeds.UnusableKeptSeeds;
import io.parallax.app.simulate.world.InvariantBroken;
import io.parallax.app.simulate.world.Profile;
import io.parallax.app.simulate.world.SimPlan;
import io.parallax.app.simulate.world.SimResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSeedsTest {
    private static final long TENTH_HOUR_NS = 360_000_000_000L;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("kept.txt");
    }

    private static SimResult result(long seed, Profile profile, String broken) {
        return new SimResult(
                new SimPlan(seed, TENTH_HOUR_NS, profile),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new TreeMap<>(),
                new TreeMap<>(),
                0,
                0,
                broken == null ? null : new InvariantBroken(broken, seed, "two is not three"));
    }

    @Test
    void shouldKeepWhatBrokeOnce() throws IOException {
        Files.writeString(file, "# runs that broke once\n82 0.1 all # V1\n\n");

        assertThat(KeptSeeds.add(
                        file,
                        List.of(
                                result(1, Profile.ALL, null),
                                result(82, Profile.ALL, "V1"),
                                result(82, Profile.ORDERS, "O3"),
                                result(140, Profile.ALL, "X2"))))
                .isEqualTo(2);

        assertThat(KeptSeeds.read(file))
                .containsExactly(
                        new SimPlan(82, TENTH_HOUR_NS, Profile.ALL),
                        new SimPlan(82, TENTH_HOUR_NS, Profile.ORDERS),
                        new SimPlan(140, TENTH_HOUR_NS, Profile.ALL));
        assertThat(file).content().endsWith("82 0.1 orders # O3\n140 0.1 all # X2\n");
    }

    @Test
    void shouldBeginAListThatIsNotThere() throws IOException {
        assertThat(KeptSeeds.read(file)).isEmpty();
        assertThat(KeptSeeds.add(file, List.of(result(3, Profile.ALL, null)))).isZero();
        assertThat(file).doesNotExist();
        KeptSeeds.add(file, List.of(result(3, Profile.ALL, "D1")));
        assertThat(KeptSeeds.read(file)).hasSize(1);
    }

    @Test
    void shouldNameTheLineThatIsNone() throws IOException {
        for (String line : List.of("82 0.1", "82 0.1 everything", "x 0.1 all", "82 0 all", "82 0.1 all more")) {
            Files.writeString(file, "1 0.1 all\n" + line + "\n");
            assertThatThrownBy(() -> KeptSeeds.read(file))
                    .isInstanceOf(UnusableKeptSeeds.class)
                    .hasMessageContaining("kept.txt:2: '" + line + "': must be SEED HOURS PROFILE");
        }
    }
}
