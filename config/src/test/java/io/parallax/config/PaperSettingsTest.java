package io.parallax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperSettingsTest {
    private static final String SECTION =
            """

            paper:
              level: pessimistic
              seed: 5
              polymarketCash: "$2000.00"
              kalshiCash: "$3000.00"
            """;

    private static ParallaxSettings read(String more) throws IOException {
        try (InputStream in = SettingsLoader.class.getResourceAsStream("/profiles/sim.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8) + more;
            return SettingsLoader.read("sim.yaml", yaml, Path.of(""), Map.of());
        }
    }

    @Test
    void shouldReadALevelAndLeaveItAsItIs() throws IOException {
        PaperSettings paper = read(SECTION).paper().orElseThrow();
        assertThat(paper.model()).isEqualTo(PaperModel.of(PaperLevel.PESSIMISTIC));
        assertThat(paper.hasOverrides()).isFalse();
        assertThat(paper.kalshiCashMicros()).isEqualTo(Micros.parse("3000"));
        assertThat(read("").paper()).isEmpty();
    }

    @Test
    void shouldOverrideEveryParameter() throws IOException {
        String all =
                """
                  overrides:
                    toVenue: 1ms
                    back: 2ms
                    settle: 3ms
                    gone: 1%
                    racing: false
                    refill: snapshot
                    queueCancel: 2%
                    reject: 3%
                    lost: 4%
                    unknown: 5%
                    unknownAfter: 4ms
                    failed: 6%
                """;
        PaperSettings paper = read(SECTION + all).paper().orElseThrow();
        assertThat(paper.hasOverrides()).isTrue();
        assertThat(paper.model())
                .isEqualTo(new PaperModel(
                        1_000_000,
                        2_000_000,
                        3_000_000,
                        10_000,
                        false,
                        PaperModel.Refill.SNAPSHOT,
                        20_000,
                        30_000,
                        40_000,
                        50_000,
                        4_000_000,
                        60_000));
    }

    @Test
    void shouldRefuseWhatIsNoShareAndWhatIsNotKnown() {
        assertRefused("  overrides:\n    gone: 101%\n", "paper.overrides.gone");
        assertRefused("  overrides:\n    luck: 1%\n", "paper.overrides.luck");
        assertRefused("  overrides:\n    reject: 60%\n    lost: 60%\n", "paper.overrides.reject");
    }

    private static void assertRefused(String overrides, String key) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> read(SECTION + overrides));
        assertThat(refused).as(overrides).isNotNull();
        assertThat(refused.problems()).anySatisfy(problem -> assertThat(problem).contains(key));
    }

    /** The order of the levels is what the tests of the paper venue rest on. */
    @Test
    void shouldNeverBeKinderInAnyParameterOfAnUnkinderLevel() {
        for (PaperLevel level : new PaperLevel[] {PaperLevel.NEUTRAL, PaperLevel.PESSIMISTIC}) {
            PaperModel kind = PaperModel.of(PaperLevel.values()[level.ordinal() - 1]);
            PaperModel unkind = PaperModel.of(level);
            assertThat(unkind.toVenueNs()).isGreaterThan(kind.toVenueNs());
            assertThat(unkind.backNs()).isGreaterThan(kind.backNs());
            assertThat(unkind.settleNs()).isGreaterThan(kind.settleNs());
            assertThat(unkind.goneMicros()).isGreaterThan(kind.goneMicros());
            assertThat(unkind.racing() || !kind.racing()).isTrue();
            assertThat(unkind.refill()).isGreaterThan(kind.refill());
            assertThat(unkind.queueCancelMicros()).isLessThan(kind.queueCancelMicros());
            assertThat(unkind.rejectMicros()).isGreaterThan(kind.rejectMicros());
            assertThat(unkind.lostMicros()).isGreaterThan(kind.lostMicros());
            assertThat(unkind.unknownMicros()).isGreaterThan(kind.unknownMicros());
            assertThat(unkind.unknownNs()).isGreaterThanOrEqualTo(kind.unknownNs());
            assertThat(unkind.failedMicros()).isGreaterThan(kind.failedMicros());
        }
    }
}
