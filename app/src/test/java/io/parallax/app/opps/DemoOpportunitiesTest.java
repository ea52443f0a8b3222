package io.parallax.app.opps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.demo.Demo;
import io.parallax.app.demo.DemoPlan;
import io.parallax.app.demo.DemoReport;
import io.parallax.app.opps.Explanation.Level;
import io.parallax.app.opps.Explanation.Moment;
import io.parallax.app.opps.OpportunityLife.Leg;
import io.parallax.app.opps.OpportunityLife.Point;
import io.parallax.codecs.sbe.ReasonCode;
import io.parallax.codecs.units.Micros;
import io.parallax.config.SettingsLoader;
import io.parallax.engine.book.BookHealth;
import io.parallax.journal.SessionReader;
import io.parallax.journal.Verdict;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opportunities as they are told afterwards, of one real session. */
class DemoOpportunitiesTest {
    private static final long SEED = 7;
    private static final int SECONDS = 6;

    @TempDir
    private static Path sessions;

    private static DemoReport report;
    private static OpportunityTracker tracker;
    private static List<Explanation> explanations;

    @BeforeAll
    static void trade() {
        report = Demo.run(new DemoPlan(SettingsLoader.profile("sim"), sessions, SECONDS, SEED, List.of()), line -> {});
        tracker = new OpportunityTracker();
        try (SessionReader reader = SessionReader.open(report.session())) {
            while (reader.next()) {
                tracker.take(reader);
            }
            assertThat(reader.verdict().isClean()).isTrue();
        }
        explanations = new ArrayList<>();
        for (OpportunityLife life : tracker.lives()) {
            Explanation.Answer answer = Explanation.of(report.session(), life.id());
            assertThat(answer.journal().status()).isEqualTo(Verdict.Status.CLEAN);
            explanations.add(answer.explanation().orElseThrow());
        }
    }

    private static List<Moment> moments() {
        return explanations.stream().flatMap(e -> e.moments().stream()).toList();
    }

    private static List<Moment> fired() {
        List<Moment> fired = moments().stream()
                .filter(moment -> moment.point().reason() == ReasonCode.FIRED)
                .toList();
        assertThat(fired).as("attempts of seed " + SEED).isNotEmpty();
        return fired;
    }

    @Test
    void shouldCountEachOpportunityUnderTheReasonOfTheSummary() {
        Map<String, Long> reasons = new TreeMap<>();
        tracker.lives().forEach(life -> reasons.merge(life.reason().name(), 1L, Long::sum));
        assertThat(reasons).isEqualTo(report.summary().opportunitiesByReason());
        assertThat((long) tracker.lives().size())
                .isEqualTo(report.summary().opportunities())
                .isEqualTo(reasons.values().stream().mapToLong(Long::longValue).sum());
        assertThat(tracker.lives().stream()
                        .filter(life -> life.closing().isEmpty())
                        .count())
                .isEqualTo(report.summary().openOpportunities());
    }

    @Test
    void shouldTellALifeInOrderAndItsBestNoWorseThanAnyRecord() {
        for (OpportunityLife life : tracker.lives()) {
            assertThat(life.points()).extracting(Point::sequence).isSorted();
            assertThat(life.points()).allSatisfy(point -> {
                assertThat(point.netMicros()).isLessThanOrEqualTo(life.best().netMicros());
                assertThat(point.grossEdgeMicros())
                        .as("told only while it is positive")
                        .isPositive();
            });
            life.closing().ifPresent(end -> {
                assertThat(end.lastReason()).isEqualTo(life.last().reason());
                assertThat(end.sequence()).isGreaterThan(life.last().sequence());
                assertThat(end.evaluations())
                        .isGreaterThanOrEqualTo(life.points().size());
            });
        }
    }

    /** What is bought of a leg is walked over the levels that are shown, best first, up to its limit. */
    @Test
    void shouldShowTheLevelsThatWereWalked() {
        for (Moment moment : fired()) {
            Point point = moment.point();
            for (int i = 0; i < point.legs().size(); i++) {
                Leg leg = point.legs().get(i);
                Explanation.Side side = moment.sides().get(i);
                assertThat(side.instrumentId()).isEqualTo(leg.instrumentId());
                assertThat(side.health()).isEqualTo(BookHealth.State.LIVE);
                assertThat(side.ageNs()).isNotNegative();
                BigDecimal costMicros = BigDecimal.ZERO;
                long openMicros = point.qtyMicros();
                long worstMicros = 0;
                for (Level level : side.levels()) {
                    long taken = Math.min(openMicros, level.qtyMicros());
                    openMicros -= taken;
                    worstMicros = taken > 0 ? level.priceMicros() : worstMicros;
                    costMicros = costMicros.add(
                            BigDecimal.valueOf(taken).multiply(BigDecimal.valueOf(level.priceMicros(), 6)));
                }
                assertThat(openMicros).as("more than the levels hold").isZero();
                assertThat(leg.priceMicros()).isEqualTo(worstMicros);
                assertThat(BigDecimal.valueOf(leg.costMicros()).subtract(costMicros))
                        .as("rounded up, at most a micro a level")
                        .isBetween(
                                BigDecimal.ZERO,
                                BigDecimal.valueOf(side.levels().size()));
            }
        }
    }

    @Test
    void shouldAddUpToTheMoneyOfTheAttempt() {
        for (Moment moment : fired()) {
            Point point = moment.point();
            long costs = point.legs().stream().mapToLong(Leg::costMicros).sum();
            long fees = point.legs().stream().mapToLong(Leg::feesMicros).sum();
            long paid = Micros.mulFloor(point.payoutMicros(), point.qtyMicros());
            assertThat(point.feesMicros()).isEqualTo(fees);
            assertThat(point.capitalMicros()).isEqualTo(costs + fees);
            assertThat(point.netMicros()).isEqualTo(paid - costs - fees - point.unwindReserveMicros());
            assertThat(point.netEdgeMicros())
                    .isEqualTo(Math.floorDiv((paid - costs - fees) * Micros.ONE, point.qtyMicros()));
            long best = moment.sides().stream()
                    .mapToLong(side -> side.levels().get(0).priceMicros())
                    .sum();
            assertThat(point.grossEdgeMicros()).isEqualTo(point.payoutMicros() - best);
        }
    }

    @Test
    void shouldTellWhatFollowedAnAttemptAndOnlyThen() {
        for (Explanation explained : explanations) {
            if (explained.life().reason() == ReasonCode.FIRED) {
                assertThat(explained.consequences().get(0)).startsWith("[AttemptStateChanged]");
                assertThat(explained.consequences()).anyMatch(line -> line.startsWith("[SubmitOrder]"));
            } else {
                assertThat(explained.consequences()).isEmpty();
            }
        }
    }

    @Test
    void shouldTellNoCostWhereNoSizeWasFound() {
        List<Moment> unsized = moments().stream()
                .filter(moment -> moment.point().qtyMicros() == 0)
                .toList();
        assertThat(unsized).isNotEmpty();
        assertThat(unsized).allSatisfy(moment -> {
            assertThat(moment.point().reason()).isNotEqualTo(ReasonCode.FIRED);
            assertThat(moment.point().feesMicros()).isEqualTo(Micros.NULL);
            assertThat(moment.point().legs())
                    .allSatisfy(leg -> assertThat(leg.costMicros()).isEqualTo(Micros.NULL));
        });
    }

    @Test
    void shouldSayTheSameToPeopleAndToPrograms() {
        for (Explanation explained : explanations) {
            String text = OpportunityRendering.text(explained);
            ObjectNode json = OpportunityRendering.json(explained);
            assertThat(text)
                    .contains(
                            explained.names().pair(explained.life().pairId()),
                            json.get("why").asText());
            assertThat(json.get("records")).hasSameSizeAs(explained.moments());
            for (JsonNode record : json.get("records")) {
                assertThat(text)
                        .contains(
                                "record " + record.get("sequence").asText(),
                                record.get("reason").asText());
                assertThat(record.get("legs")).hasSize(2).allSatisfy(leg -> assertThat(text)
                        .contains(leg.get("market").asText()));
            }
        }
    }

    @Test
    void shouldTellAfterWhatItSawThatTheJournalIsDamaged(@TempDir Path directory) throws IOException {
        Path copy = directory.resolve("damaged");
        try (Stream<Path> files = Files.walk(report.session())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(report.session().relativize(file).toString()));
            }
        }
        long first = tracker.lives().iterator().next().id();
        try (Stream<Path> files = Files.list(copy.resolve("queue"));
                RandomAccessFile queue = new RandomAccessFile(
                        files.filter(file -> file.toString().endsWith(".cq4"))
                                .findFirst()
                                .orElseThrow()
                                .toFile(),
                        "rw")) {
            long middle = queue.length() / 2;
            queue.seek(middle);
            int old = queue.read();
            queue.seek(middle);
            queue.write(~old);
        }
        Explanation.Answer answer = Explanation.of(copy, first);
        assertThat(answer.journal().status()).isEqualTo(Verdict.Status.CORRUPT);
        assertThat(answer.explanation()).isPresent();
    }

    @Test
    void shouldKnowNoOpportunityOfAnotherNumber() {
        assertThat(Explanation.of(report.session(), -1).explanation()).isEmpty();
    }
}
