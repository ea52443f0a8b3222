package io.parallax.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ConfigException;
import io.parallax.config.FeesSettings;
import io.parallax.config.KalshiSettings;
import io.parallax.config.Mode;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.Secret;
import io.parallax.config.SettingsLoader;
import io.parallax.config.fee.FeeBook;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionFeesTest {
    private static final Instant FRESH = Instant.parse("2026-11-02T12:00:00Z");
    private static final Instant STALE = Instant.parse("2027-11-02T12:00:00Z");

    @TempDir
    private Path directory;

    /** Trades Kalshi alone, where the mode needs an address. */
    private static ParallaxSettings settings(Mode mode) {
        ParallaxSettings sim = SettingsLoader.profile("sim");
        KalshiSettings kalshi = new KalshiSettings(
                URI.create("https://k/v2"), URI.create("wss://k/ws"), new Secret("id"), new Secret("pem"));
        return new ParallaxSettings(
                mode,
                sim.runtime(),
                sim.feed(),
                sim.risk(),
                sim.exposure(),
                sim.attempts(),
                Optional.empty(),
                mode == Mode.SIM ? Optional.empty() : Optional.of(kalshi),
                sim.pairs(),
                List.of(),
                sim.fees(),
                Optional.empty());
    }

    private Path table(String name, String from, String to) throws IOException {
        try (InputStream in = FeeBook.class.getResourceAsStream("/fees/kalshi.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains(from);
            return Files.writeString(directory.resolve(name), text.replace(from, to));
        }
    }

    private static ConfigException refused(ParallaxSettings settings, Instant at) {
        ConfigException problem = catchThrowableOfType(ConfigException.class, () -> SessionFees.open(settings, at));
        assertThat(problem).as("expected to be refused").isNotNull();
        return problem;
    }

    @Test
    void shouldNotStartLiveOnATableThatIsTooOld() {
        assertThat(refused(settings(Mode.LIVE), STALE).problems())
                .containsExactly("fee table fees/kalshi.yaml of kalshi was read on 2026-10-15 and is good for 90 days;"
                        + " read the venue's schedule again and name your table in fees.files");
        assertThat(SessionFees.open(settings(Mode.LIVE), FRESH)).isSameAs(FeeBook.shipped());
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, mode = EnumSource.Mode.EXCLUDE, names = "LIVE")
    void shouldOnlyWarnOfATableThatIsTooOldWhereNoMoneyIsAtStake(Mode mode) {
        assertThat(SessionFees.open(settings(mode), STALE)).isSameAs(FeeBook.shipped());
    }

    @Test
    void shouldTakeTheUsersTableInThePlaceOfOurs() throws IOException {
        Path mine = table("mine.yaml", "read: 2026-10-15", "read: 2027-10-15");
        ParallaxSettings settings = settings(Mode.LIVE).withFees(new FeesSettings(List.of(mine)));
        FeeBook book = SessionFees.open(settings, STALE);
        assertThat(book.table(Venue.KALSHI).file()).isEqualTo("mine.yaml");
        assertThat(book.table(Venue.POLYMARKET)).isSameAs(FeeBook.shipped().table(Venue.POLYMARKET));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void shouldRefuseATableThatIsNotThere(Mode mode) {
        Path none = directory.resolve("none.yaml");
        assertThat(refused(settings(mode).withFees(new FeesSettings(List.of(none))), FRESH)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("fees.files: " + none + ": there is no such file");
    }

    @Test
    void shouldRefuseTwoTablesOfOneVenueAndAWrongOne() throws IOException {
        Path one = table("one.yaml", "2026-10-15", "2026-10-16");
        Path two = table("two.yaml", "2026-10-15", "2026-10-17");
        Path wrong = table("wrong.yaml", "taker: 0.07", "taker: 7");
        assertThat(refused(settings(Mode.SIM).withFees(new FeesSettings(List.of(one, two))), FRESH)
                        .problems())
                .singleElement()
                .asString()
                .contains("two.yaml: a second table of kalshi");
        assertThat(refused(settings(Mode.SIM).withFees(new FeesSettings(List.of(wrong))), FRESH)
                        .problems())
                .allMatch(problem -> problem.startsWith("wrong.yaml:"));
    }
}
