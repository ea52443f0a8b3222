package io.parallax.app.simulate.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.app.simulate.defect.PlantedProgram.Finding;
import io.parallax.app.simulate.judge.Invariant;
import io.parallax.app.simulate.world.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants every defect of the list, each alone, and lets the judges look for it. A third of them is looked for each day, all
 * with {@code -Ddefects=all}, and one or more by name with {@code -Ddefects=NAME,NAME}.
 */
class PlantedDefectsTest {
    private static final long DURATION_NS = 360_000_000_000L;
    private static final int SHARES = 3;
    private static final int AT_A_TIME = 2;

    private final List<Defect> all = Defects.all();
    private final Path root = Path.of(System.getProperty("parallax.root", ".."));

    @Test
    void shouldListAtLeastTwentyFiveDefectsEachWithItsOwnNameAndKnownInvariants() {
        assertThat(all).hasSizeGreaterThanOrEqualTo(25);
        assertThat(all).extracting(Defect::name).doesNotHaveDuplicates();
        Set<String> known = new HashSet<>();
        Arrays.stream(Invariant.values()).forEach(each -> known.add(each.name()));
        assertThat(all).allSatisfy(defect -> {
            assertThat(known).contains(defect.invariant().split("\\|"));
            assertThat(Arrays.stream(Profile.values()).map(Profile::label)).contains(defect.profile());
            assertThat(defect.meaning()).isNotBlank().doesNotContain("\n");
            assertThat(defect.seeds()).isBetween(1, 60);
        });
    }

    @Test
    void shouldPrintTheListInTheDocumentation() throws IOException {
        assertThat(Files.readString(root.resolve("docs/simulation.md"))).contains(DefectList.markdown(all));
    }

    @Test
    void shouldFindTheTextOfEachDefectExactlyOnceInItsSource() throws IOException {
        for (Defect defect : all) {
            String source = Files.readString(root.resolve(defect.file()));
            assertThat(PlantedBuild.plant(defect, source)).as(defect.name()).isNotEqualTo(source);
        }
    }

    @Test
    void shouldCompileEachDefectAndFindItBySomeSeedAndOneOfItsInvariants() throws Exception {
        List<Defect> chosen = chosen();
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Future<String>> running = new ArrayList<>();
            chosen.forEach(defect -> running.add(pool.submit(() -> whyNotFound(defect))));
            List<String> complaints = new ArrayList<>();
            for (Future<String> each : running) {
                if (each.get() != null) {
                    complaints.add(each.get());
                }
            }
            assertThat(complaints).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Defect> chosen() {
        String wish = System.getProperty("defects", "");
        if (wish.equals("all")) {
            return all;
        }
        if (!wish.isEmpty()) {
            List<String> names = List.of(wish.split(","));
            return all.stream().filter(each -> names.contains(each.name())).toList();
        }
        int share = (int) (LocalDate.now().toEpochDay() % SHARES);
        return IntStream.range(0, all.size())
                .filter(place -> place % SHARES == share)
                .mapToObj(all::get)
                .toList();
    }

    /** @return null when it was found by one of its invariants, none of which its seed breaks without it */
    private String whyNotFound(Defect defect) throws IOException {
        List<String> others = new ArrayList<>();
        try (PlantedProgram program = PlantedBuild.load(defect, root)) {
            for (long seed = 1; seed <= defect.seeds(); seed++) {
                Optional<Finding> found = program.judge(seed, DURATION_NS, defect.profile());
                if (found.isPresent()) {
                    boolean expected = defect.breaks(found.get().invariant());
                    if (expected && holdsWithout(defect, seed)) {
                        return null;
                    }
                    others.add(found.get().message());
                }
            }
        }
        return "defect " + defect.name() + " was not found as " + defect.invariant() + " by seeds 1.." + defect.seeds()
                + " of " + defect.profile() + (others.isEmpty() ? "" : ", only as " + others);
    }

    private static boolean holdsWithout(Defect defect, long seed) {
        String[] broken = PlantedRun.judge(seed, DURATION_NS, defect.profile().toUpperCase(Locale.ROOT));
        return broken == null || !defect.breaks(broken[0]);
    }

    @Test
    void shouldSayWhatIsWrongWithADefectThatCannotBePlanted(@TempDir Path project) throws IOException {
        Path source = project.resolve("Some.java");
        Defect lost = new Defect("lost", "J1", 1, "none", "Some.java", "x", "int a", "int b");
        assertThatThrownBy(() -> PlantedBuild.load(lost, project))
                .isInstanceOf(UnusableDefect.class)
                .hasMessageContaining("defect lost")
                .hasMessageContaining("Some.java is not there");
        Files.writeString(source, "class Some {}");
        assertThatThrownBy(() -> PlantedBuild.load(lost, project)).hasMessageContaining("its text is not in Some.java");
        Files.writeString(source, "class Some { int a; int ab; }");
        assertThatThrownBy(() -> PlantedBuild.load(lost, project)).hasMessageContaining("more than once");
        Files.writeString(source, "class Some { int a }");
        assertThatThrownBy(() -> PlantedBuild.load(lost, project)).hasMessageContaining("does not compile");
    }
}
