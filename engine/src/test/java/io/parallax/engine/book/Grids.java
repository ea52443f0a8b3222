package io.parallax.engine.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parallax.codecs.units.Micros;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Grids both venues use, by what they look like. */
final class Grids {
    static final TickGrid CENT = TickGrid.uniform(10_000);
    static final TickGrid DECI_CENT = TickGrid.uniform(1_000);
    static final TickGrid CENTI_CENT = TickGrid.uniform(100);

    /** 0.001 below 0.10 and above 0.90, else 0.01. */
    static final TickGrid TAPERED = TickGrid.of(
            new long[] {0, 100_000, 900_000}, new long[] {100_000, 900_000, 1_000_000}, new long[] {1_000, 10_000, 1_000
            });

    static final TickGrid[] ALL = {CENT, DECI_CENT, CENTI_CENT, TAPERED, TickGrid.uniform(2_500)};

    /** Both venues' steps and every structure of the Kalshi vectors beside the repository, by name. */
    static Map<String, TickGrid> venues() throws IOException {
        Map<String, TickGrid> grids = new TreeMap<>();
        for (long step : new long[] {100_000, 10_000, 5_000, 2_500, 1_000, 100}) {
            grids.put("step " + step, TickGrid.uniform(step));
        }
        grids.put("tapered", TAPERED);
        Path vectors = Path.of(System.getProperty("parallax.root"), "../shared/venues/kalshi/vectors/price_grid.json");
        if (Files.isRegularFile(vectors)) {
            for (JsonNode each : new ObjectMapper().readTree(vectors.toFile()).get("cases")) {
                grids.put("kalshi " + each.get("priceLevelStructure").asText(), of(each.get("priceRanges")));
            }
        } else {
            System.out.println("no venue vectors beside the repository: " + vectors);
        }
        return grids;
    }

    /** A grid of price ranges as Kalshi writes them. */
    static TickGrid of(JsonNode ranges) {
        int bands = ranges.size();
        long[] start = new long[bands];
        long[] end = new long[bands];
        long[] step = new long[bands];
        for (int band = 0; band < bands; band++) {
            start[band] = Micros.parse(ranges.get(band).get("start").asText());
            end[band] = Micros.parse(ranges.get(band).get("end").asText());
            step[band] = Micros.parse(ranges.get(band).get("step").asText());
        }
        return TickGrid.of(start, end, step);
    }

    private Grids() {}
}
