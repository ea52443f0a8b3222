package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.control.ControlDirectory;
import io.parallax.app.control.OfflineResume;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.RuntimeSettings;
import io.parallax.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole system over loopback sockets, from frames to fills to journal to replay. */
class DemoTest {
    private static final Path SHARED = Path.of(System.getProperty("parallax.root"), "..", "shared");
    private static final long SEED = 7;

    @TempDir
    private Path sessions;

    private DemoReport run(int seconds, RuntimeSettings.Layout layout, List<Path> captures) {
        ParallaxSettings settings = SettingsLoader.profile("sim");
        settings = settings.withRuntime(settings.runtime().withLayout(layout));
        return Demo.run(new DemoPlan(settings, sessions, seconds, SEED, captures), line -> {});
    }

    @Test
    void shouldHedgeUnwindAndReplayToSameBytes() {
        DemoReport report = run(8, RuntimeSettings.Layout.COMPACT, List.of());
        assertThat(report.failures()).as(DemoRendering.text(report)).isEmpty();
        ObjectNode json = DemoRendering.json(report);
        for (String key : List.of("events", "opportunities", "orders", "fills", "hedgedPairs", "unwinds")) {
            assertThat(json.get(key).asLong()).as(key).isPositive();
        }
        assertThat(json.get("unhedgedContracts").decimalValue()).isZero();
        assertThat(json.at("/replay/identical").asBoolean()).isTrue();
        assertThat(json.at("/venueTruth/positionsEqual").asBoolean()).isTrue();
        assertThat(json.at("/venueTruth/cashEqual").asBoolean()).isTrue();
        assertThat(json.at("/latencyMicros/engine/count").asLong())
                .isEqualTo(report.summary().events());
        assertThat(json.at("/latencyMicros/answerToEngine/count").asLong()).isPositive();
    }

    @Test
    void shouldFreezeAPairAndLatchAHaltThatAResumeRefusesUntilThePairIsNamed() {
        ParallaxSettings settings = SettingsLoader.profile("sim");
        DemoReport report = Demo.run(new DemoPlan(settings, sessions, 12, SEED, List.of(), 5), line -> {});
        assertThat(report.failures()).as(DemoRendering.text(report)).isEmpty();
        assertThat(report.summary().closedPairs()).hasSize(1);
        String pair = report.summary().closedPairs().keySet().iterator().next();
        assertThat(DemoRendering.text(report)).contains("frozen pair      " + pair, "latched halt ");

        ControlDirectory directory = ControlDirectory.of(sessions);
        OfflineResume refused = new OfflineResume(directory);
        assertThat(refused.resume(LatchScope.ENGINE, Venue.NULL_VAL, "", true)).isFalse();
        assertThat(refused.checks().stream().filter(check -> !check.green()))
                .singleElement()
                .satisfies(check -> assertThat(check.remedy()).contains(pair));
        assertThat(new OfflineResume(directory).resume(LatchScope.PAIR, Venue.NULL_VAL, pair, true))
                .isTrue();
        assertThat(new OfflineResume(directory).resume(LatchScope.ENGINE, Venue.NULL_VAL, "", false))
                .as("not confirmed")
                .isFalse();
        assertThat(new OfflineResume(directory).resume(LatchScope.ENGINE, Venue.NULL_VAL, "", true))
                .isTrue();
        assertThat(new OfflineResume(directory).standing()).isEmpty();
    }

    @Test
    void shouldRunOneThreadARole() {
        DemoReport report = run(3, RuntimeSettings.Layout.PINNED, List.of());
        assertThat(report.replay().isIdentical()).isTrue();
        assertThat(report.summary().orders()).isPositive();
    }

    /** Together these are every recording of a market channel; those of one run have no market in common. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kalshi/samples/ws/prod_mlb_wnba_12_markets_20260807.jsonl"
                        + " kalshi/samples/ws/demo_tennis_use_yes_price_false.jsonl"
                        + " kalshi/samples/ws/prod_kxbtc_hourly_20260418.jsonl"
                        + " polymarket/samples/ws_market_recording_2026_09_30.jsonl"
                        + " polymarket/samples/ws_market_recording_2024_12.jsonl",
                "kalshi/samples/ws/prod_kxbtc15m_first5000_20260514.jsonl"
                        + " kalshi/samples/ws/demo_tennis_use_yes_price_true.jsonl"
                        + " polymarket/samples/ws_market_protocol_v2_recording.jsonl"
                        + " polymarket/samples/ws_market_two_books_2024_12.jsonl"
                        + " polymarket/samples/ws_rest_hash_recording_2025_10.jsonl",
                "kalshi/samples/ws/prod_kxbtc15m_full_20260514.jsonl.gz"
                        + " polymarket/samples/ws_market_several_trades_2024_12.jsonl"
                        + " polymarket/samples/synthetic_stream_a.jsonl",
            })
    void shouldEndRecordedBooksEqualToReference(String recordings) {
        List<Path> files = Arrays.stream(recordings.split(" "))
                .map(name -> SHARED.resolve("venues").resolve(name))
                .toList();
        for (Path file : files) {
            Assumptions.assumeTrue(Files.isRegularFile(file), file + " is not at hand");
        }
        DemoReport report = run(4, RuntimeSettings.Layout.COMPACT, files);
        assertThat(report.captures()).extracting(CaptureCheck::file).isEqualTo(files);
        assertThat(report.captures()).allSatisfy(capture -> {
            assertThat(capture.instruments()).isPositive();
            assertThat(capture.differences()).as(capture.file().toString()).isEmpty();
        });
        assertThat(report.replay().isIdentical()).isTrue();
    }

    @Test
    void shouldRefuseRecordingWithoutMarketData() throws IOException {
        Path file = Files.writeString(sessions.resolve("none.jsonl"), "{\"meta\":{}}\n");
        assertThatThrownBy(() -> run(1, RuntimeSettings.Layout.COMPACT, List.of(file)))
                .isInstanceOf(UnusableCapture.class)
                .hasMessageContaining("none.jsonl");
    }
}
