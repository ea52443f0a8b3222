package io.parallax.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.app.doctor.StubVenue;
import io.parallax.app.live.Rehearsal;
import io.parallax.app.live.Rehearsal.Said;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileTest {
    @TempDir
    private Path directory;

    @Test
    void shouldFindNothingAfterASessionAndEachPlantedDifferenceWithBothSources() throws IOException {
        try (Rehearsal rehearsal = new Rehearsal(directory);
                StubVenue kalshi = new StubVenue()) {
            Said none = rehearsal.run("reconcile", "--config", "CONFIG");
            assertThat(none.code()).isEqualTo(4);
            assertThat(none.err()).contains("no session").hasLineCount(1);
            Said run = rehearsal.run("run", "--config", "CONFIG", "--mode", "shadow", "--seconds", "2");
            assertThat(run.code()).as(run.all()).isZero();
            Said equal = rehearsal.run("reconcile", "--config", "CONFIG");
            assertThat(equal.code()).as(equal.all()).isZero();
            assertThat(equal.out()).contains("0 differ");

            String ticker = rehearsal.sim().kalshiListings().get(0).ticker();
            String base = "GET /trade-api/v2";
            kalshi.answer(base + "/exchange/status", 200, "{\"exchange_active\":true,\"trading_active\":true}");
            kalshi.answer(base + "/portfolio/balance", 200, "{\"balance_dollars\":\"9994.2000\"}");
            kalshi.answer(
                    base + "/portfolio/positions",
                    200,
                    "{\"cursor\":\"\",\"market_positions\":[{\"ticker\":\"" + ticker
                            + "\",\"position_fp\":\"-10.00\"}]}");
            kalshi.answer(
                    base + "/portfolio/fills",
                    200,
                    "{\"cursor\":\"\",\"fills\":[{\"ticker\":\"" + ticker
                            + "\",\"count_fp\":\"10.00\",\"book_side\":\"ask\"}]}");
            kalshi.answer(
                    base + "/portfolio/orders",
                    200,
                    "{\"cursor\":\"\",\"orders\":[{\"order_id\":\"o-1\",\"ticker\":\"" + ticker
                            + "\",\"remaining_count_fp\":\"5.00\"}]}");
            rehearsal.edit(text ->
                    text.replace("rest: http://127.0.0.1:" + rehearsal.kalshi().port(), "rest: " + kalshi.address()));
            Said differs = rehearsal.run("reconcile", "--config", "CONFIG", "-o", "json");
            assertThat(differs.code()).as(differs.all()).isEqualTo(21);
            JsonNode differences = new ObjectMapper().readTree(differs.out()).get("differences");
            assertThat(differences).hasSize(4);
            assertThat(differences.findValuesAsText("what"))
                    .containsExactly(
                            "cash KALSHI",
                            "position KALSHI " + ticker + " net YES",
                            "fills KALSHI " + ticker + " net YES",
                            "order KALSHI o-1 of " + ticker + " rests");
            JsonNode cash = differences.get(0);
            assertThat(cash.at("/journal/value").asText()).isEqualTo("10000");
            assertThat(cash.at("/journal/source").asText()).matches("\\d{8}-\\d{6}-[0-9a-f]+ #\\d+");
            assertThat(cash.at("/venue/value").asText()).isEqualTo("9994.2");
            assertThat(cash.at("/venue/source").asText()).matches("GET /trade-api/v2/portfolio/balance at \\d{4}-.*Z");
            assertThat(kalshi.requests()).allMatch(request -> request.startsWith("GET "));
            assertThat(rehearsal.writes()).isEmpty();
        }
    }
}
