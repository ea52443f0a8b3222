package io.parallax.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.config.PaperLevel;
import io.parallax.config.PaperSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders on paper beside the market data of the simulated venues, from sockets to journal to replay. */
class PaperDemoTest {
    @TempDir
    private Path sessions;

    @Test
    void shouldTradeOnPaperWithoutAnOrderAtAVenue() {
        ParallaxSettings settings =
                SettingsLoader.profile("sim").withPaper(Optional.of(PaperSettings.of(PaperLevel.NEUTRAL, 7)));
        DemoReport report = Demo.run(new DemoPlan(settings, sessions, 6, 7, List.of()), line -> {});
        assertThat(report.failures()).as(DemoRendering.text(report)).isEmpty();
        ObjectNode json = DemoRendering.json(report);
        assertThat(json.get("fillModel").asText()).isEqualTo("neutral");
        assertThat(json.get("venueOrders").asLong()).isZero();
        for (String key : List.of("orders", "fills", "hedgedPairs")) {
            assertThat(json.get(key).asLong()).as(key).isPositive();
        }
        assertThat(json.at("/venueTruth/cashEqual").asBoolean()).isTrue();
        assertThat(json.at("/replay/identical").asBoolean()).isTrue();
        assertThat(DemoRendering.text(report)).contains("paper, neutral: modelled, no order reached a venue");
    }
}
