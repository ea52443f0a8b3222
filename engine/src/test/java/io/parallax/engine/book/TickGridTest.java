package io.parallax.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TickGridTest {
    @Test
    void shouldNumberTheCentsFromOneToNinetyNine() {
        TickGrid grid = Grids.CENT;
        assertThat(grid.size()).isEqualTo(99);
        assertThat(grid.priceMicros(0)).isEqualTo(10_000);
        assertThat(grid.priceMicros(98)).isEqualTo(990_000);
        assertThat(grid.indexOf(500_000)).isEqualTo(49);
        assertThat(grid.indexOf(505_000)).isEqualTo(-1);
        assertThat(grid.indexOf(0)).isEqualTo(-1);
        assertThat(grid.indexOf(1_000_000)).isEqualTo(-1);
        assertThat(grid.indexOf(Long.MIN_VALUE)).isEqualTo(-1);
        assertThat(grid.indexOf(Long.MAX_VALUE)).isEqualTo(-1);
    }

    @Test
    void shouldCountASharedBandEndOnce() {
        TickGrid grid = Grids.TAPERED;
        assertThat(grid.size()).isEqualTo(100 + 80 + 99);
        assertThat(grid.priceMicros(99)).isEqualTo(100_000);
        assertThat(grid.priceMicros(100)).isEqualTo(110_000);
        assertThat(grid.priceMicros(179)).isEqualTo(900_000);
        assertThat(grid.priceMicros(180)).isEqualTo(901_000);
        assertThat(grid.indexOf(105_000)).isEqualTo(-1);
        assertThat(grid.floorToGrid(109_999)).isEqualTo(100_000);
        assertThat(grid.ceilToGrid(100_001)).isEqualTo(110_000);
    }

    @Test
    void shouldTakeBandsThatLeaveOutTheEnds() {
        TickGrid grid = TickGrid.of(new long[] {10_000}, new long[] {990_000}, new long[] {10_000});
        assertThat(grid.hasSamePrices(Grids.CENT)).isTrue();
        assertThat(grid.hasSamePrices(Grids.DECI_CENT)).isFalse();
    }

    @Test
    void shouldKnowNoPriceInTheHoleBetweenTwoBands() {
        TickGrid grid =
                TickGrid.of(new long[] {0, 800_000}, new long[] {200_000, 1_000_000}, new long[] {100_000, 100_000});
        assertThat(grid.size()).isEqualTo(4);
        assertThat(grid.indexOf(500_000)).isEqualTo(-1);
        assertThat(grid.floorToGrid(500_000)).isEqualTo(200_000);
        assertThat(grid.ceilToGrid(500_000)).isEqualTo(800_000);
    }

    @Test
    void shouldAgreeWithASortedSetOnEveryMicroOfEveryGrid() {
        for (TickGrid grid : Grids.ALL) {
            TreeSet<Long> prices = new TreeSet<>();
            for (int index = 0; index < grid.size(); index++) {
                assertThat(grid.indexOf(grid.priceMicros(index))).isEqualTo(index);
                prices.add(grid.priceMicros(index));
            }
            assertThat(prices).hasSize(grid.size());
            Long floor = null;
            for (long price = -3; price <= Micros.ONE + 3; price++) {
                boolean valid = prices.contains(price);
                floor = valid ? Long.valueOf(price) : floor;
                if (grid.isValid(price) != valid || grid.floorToGrid(price) != (floor == null ? -1 : floor)) {
                    throw new AssertionError("at " + price + " of a grid of " + grid.size());
                }
            }
            Long ceil = null;
            for (long price = Micros.ONE + 3; price >= -3; price--) {
                ceil = prices.contains(price) ? Long.valueOf(price) : ceil;
                if (grid.ceilToGrid(price) != (ceil == null ? -1 : ceil)) {
                    throw new AssertionError("ceil at " + price + " of a grid of " + grid.size());
                }
            }
        }
    }

    @Test
    void shouldRefuseBandsThatAreNoGrid() {
        assertThatThrownBy(() -> TickGrid.of(new long[] {}, new long[] {}, new long[] {}))
                .hasMessageContaining("at least one band");
        assertThatThrownBy(() -> TickGrid.uniform(0)).hasMessageContaining("band 0");
        assertThatThrownBy(() -> TickGrid.uniform(30_000)).hasMessageContaining("whole steps");
        assertThatThrownBy(() -> TickGrid.uniform(1)).hasMessageContaining("exceed");
        assertThatThrownBy(() -> TickGrid.uniform(1_000_000)).hasMessageContaining("no price");
        assertThatThrownBy(() -> TickGrid.of(
                        new long[] {0, 400_000}, new long[] {500_000, 1_000_000}, new long[] {100_000, 100_000}))
                .hasMessageContaining("band 1");
        assertThatThrownBy(() -> Grids.CENT.priceMicros(99)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldAnswerEveryProbeOfTheVenuesGrids() throws IOException {
        Path vectors = Path.of(System.getProperty("parallax.root"), "../shared/venues/kalshi/vectors/price_grid.json");
        assumeTrue(Files.isRegularFile(vectors), "no venue vectors beside the repository");
        int probes = 0;
        for (JsonNode grids : new ObjectMapper().readTree(vectors.toFile()).get("cases")) {
            TickGrid grid = Grids.of(grids.get("priceRanges"));
            assertThat(grid.size()).isEqualTo(grids.get("validPriceCount").asInt());
            for (JsonNode probe : grids.get("probes")) {
                long price = Micros.parse(probe.get("price").asText());
                String name = grids.get("priceLevelStructure").asText() + " at " + price;
                assertThat(grid.isValid(price))
                        .as(name)
                        .isEqualTo(probe.get("valid").asBoolean());
                assertThat(grid.floorToGrid(price)).as(name).isEqualTo(price(probe.get("floor")));
                assertThat(grid.ceilToGrid(price)).as(name).isEqualTo(price(probe.get("ceil")));
                assertThat(grid.ceilToGrid(price + 1)).as(name).isEqualTo(price(probe.get("nextUp")));
                assertThat(grid.floorToGrid(price - 1)).as(name).isEqualTo(price(probe.get("nextDown")));
                probes++;
            }
        }
        assertThat(probes).isGreaterThan(200);
    }

    private static long price(JsonNode price) {
        return price.isNull() ? TickGrid.NO_PRICE : Micros.parse(price.asText());
    }
}
