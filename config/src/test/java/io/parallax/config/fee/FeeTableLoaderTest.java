package io.parallax.config.fee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.codecs.sbe.Venue;
import io.parallax.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeeTableLoaderTest {
    private static final String OWN =
            """
            venue: polymarket
            version: mine
            read: 2026-11-01
            maxAge: 30d
            source: my own reading
            rounding:
              - rule: half-up-5
                collect: cash
            schedules:
              - id: all
                names: [default]
                formula: polymarket-v2
                taker: 0.1
                maker: 0
                exponent: 1
            """;

    @Test
    void shouldReportEveryProblemWithItsLine() {
        String broken =
                """
                venue: nyse
                version: "1"
                read: yesterday
                maxAge: 90
                rounding:
                  - rule: half-up-5
                    collect: cash
                  - rule: half-up-5
                    collect: beads
                schedules:
                  - id: Twice
                    names: [sports]
                    formula: polymarket-v2
                    taker: 7
                    maker: 0
                    exponent: 3
                  - id: other
                    names: sports
                    formula: none
                    from: 2026-05-01
                    to: 2026-04-01
                    rate: 1
                """;
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> FeeTableLoader.read("fees.yaml", broken));
        assertThat(e.problems())
                .anyMatch(p -> p.startsWith("fees.yaml:1: venue=nyse: must be one of polymarket, kalshi"))
                .anyMatch(p -> p.startsWith("fees.yaml:3: read=yesterday: must be a day such as"))
                .anyMatch(p -> p.startsWith("fees.yaml:4: maxAge=90: a duration is written as"))
                .anyMatch(p -> p.contains("source: missing; add it, see fees/kalshi.yaml"))
                .anyMatch(p -> p.contains(":9: ") && p.contains("collect=beads: must be one of"))
                .anyMatch(p -> p.contains(":11: ") && p.contains("id=Twice: must be lower-case"))
                .anyMatch(p -> p.contains(":14: ") && p.contains("taker=7: must be from 0 to 1"))
                .anyMatch(p -> p.contains(":18: ") && p.contains("names: must be a list"))
                .anyMatch(p -> p.contains(":21: ") && p.contains("to: must be after from=2026-05-01"))
                .anyMatch(p -> p.contains("rate: unknown key"));
    }

    @Test
    void shouldRefuseTwoRowsOfANameOnOneDay() {
        String twice = OWN
                + """
                  - id: again
                    names: [default]
                    from: 2026-06-01
                    formula: none
                """;
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> FeeTableLoader.read("fees.yaml", twice));
        assertThat(e.problems()).singleElement().asString().contains("again: default has row all", "on the same days");
    }

    @Test
    void shouldRefuseAnExponentThatIsNotUnderstood() {
        String cubic = OWN.replace("exponent: 1", "exponent: 1.5");
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> FeeTableLoader.read("fees.yaml", cubic));
        assertThat(e.problems()).singleElement().asString().contains("exponent: must be 0.5, 1 or 2");
    }

    @Test
    void shouldReplaceTheTableOfOneVenueByAUsersFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("mine.yaml"), OWN);
        FeeBook own = FeeBook.shipped().with(file);
        FeeAnswer answer =
                own.resolve(Venue.POLYMARKET, "cricket", MarketFees.NONE, Instant.parse("2026-11-02T00:00:00Z"));
        assertThat(((FeeAnswer.Known) answer).terms().takerRateMicros()).isEqualTo(100_000);
        assertThat(own.table(Venue.KALSHI)).isSameAs(FeeBook.shipped().table(Venue.KALSHI));
    }

    @Test
    void shouldShipTablesThatSayWhereTheyComeFrom() {
        for (Venue venue : new Venue[] {Venue.POLYMARKET, Venue.KALSHI}) {
            FeeTable table = FeeBook.shipped().table(venue);
            assertThat(table.venue()).isEqualTo(venue);
            assertThat(table.version()).isNotEmpty();
            assertThat(table.source()).isNotEmpty();
            assertThat(table.maxAgeDays()).isEqualTo(90);
        }
    }
}
