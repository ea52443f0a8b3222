package io.parallax.config.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.codecs.sbe.Relation;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.sbe.Verdict;
import io.parallax.config.ConfigException;
import io.parallax.config.Violations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairFilesTest {
    private static PairFiles.Answer answer(String yaml) {
        return PairFiles.parse("p.yaml", yaml, Examples.NOW_NS);
    }

    /** Number of the first line that holds the words, from 1. */
    private static int lineOf(String yaml, String words) {
        List<String> lines = yaml.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i + 1;
            }
        }
        throw new AssertionError("no line holds " + words + " in\n" + yaml);
    }

    private static String changed(String example, String from, String to) {
        String text = Examples.text(example);
        assertThat(text).as(example).containsPattern(from);
        return text.replaceFirst(from, to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "inverted", "implied", "complete-set", "basket"})
    void shouldReadEveryExample(String name) {
        PairSettings pair = Examples.pair(name);
        assertThat(pair.relation().name())
                .isEqualTo(name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        assertThat(pair.payoffs().legs()).isEqualTo(pair.legs().size());
    }

    @Test
    void shouldShowEveryExampleInTheDocument() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("parallax.root", ".."), "docs", "pairs.md"));
        for (String name : Examples.NAMES) {
            assertThat(document).as(name).contains("```yaml\n" + Examples.text(name) + "```\n");
        }
        int at = -1;
        int count = 0;
        while ((at = document.indexOf("```yaml\n", at + 1)) >= 0) {
            String yaml = document.substring(at + 8, document.indexOf("```", at + 8));
            assertThat(answer(yaml).problems()).as(yaml).isEmpty();
            count++;
        }
        assertThat(count).isEqualTo(Examples.NAMES.size());
    }

    @Test
    void shouldReadAllOfAPair() {
        PairSettings pair = Examples.pair("same");
        assertThat(pair.name()).isEqualTo("rain-capital");
        assertThat(pair.group()).isEqualTo("weather-capital-2026");
        assertThat(Examples.pair("implied").group()).isEqualTo("rain-700-800");
        assertThat(pair.review().verdict()).isEqualTo(Verdict.SAME);
        assertThat(pair.review().expiryNs()).isEqualTo(1_803_859_200_000_000_000L);
        assertThat(pair.maxQtyMicros()).isEqualTo(100_000_000L);
        assertThat(pair.resolutionTimeNs()).isGreaterThan(pair.closeTimeNs());
        assertThat(pair.legs()).extracting(Leg::venue).containsExactly(Venue.POLYMARKET, Venue.KALSHI);
        assertThat(pair.legs().get(1).marketId()).isEqualTo("KXRAIN-26-T800");
        assertThat(pair.payoffs()).hasToString("[[1000000, 1000000], [0, 0]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "same | relation: same | relation: alike | relation: alike | relation=alike: must be one of same, inverted, implied, complete-set, basket",
                "same | venue: kalshi | venue: nyse | venue: nyse | legs[1].venue=nyse: must be one of polymarket, kalshi",
                "same | verdict: same | verdict: sure | verdict: sure | verdict=sure: must be one of same, inverted, different, unreadable",
                "same | verdict: same | verdict: inverted | verdict: inverted | verdict=inverted: contradicts relation same, which is approved by same; correct one of them",
                "inverted | verdict: inverted | verdict: same | verdict: same | verdict=same: contradicts relation inverted, which is approved by inverted; correct one of them",
                "same | verdict: same | verdict: different | enabled: true | enabled=true: must be false: the verdict does not approve the pair",
                "same | verdict: same | verdict: unreadable | enabled: true | enabled=true: must be false: the verdict does not approve the pair",
                "same | (?s)      - venue: kalshi.* | | legs: | legs=1: this relation has 2 legs",
                "implied | \">= 700\" | \">= 900\" | \">= 900\" | legs[0].strike=>= 900: does not follow from >= 800 of the second leg",
                "implied | \">= 700\" | \"< 700\" | \"< 700\" | legs[0].strike=< 700: does not follow",
                "implied | \">= 700\" | \"about 700\" | \"about 700\" | legs[0].strike=about 700: a strike is written as \">= 800\"",
                "same | reviewed: 2026-11-01 | reviewed: 2026-12-24 | reviewed: | reviewed=2026-12-24: is after today, 2026-11-21; correct it",
                "same | reviewed: 2026-11-01 | reviewed: yesterday | reviewed: | reviewed=yesterday: must be a day such as 2026-11-01",
                "same | expires: 2027-03-01 | expires: 2026-10-01 | reviewed: | reviewed=2026-11-01: must be before expires",
                "same | expires: 2027-03-01T00:00:00Z | expires: soon | expires: | expires=soon: must be an instant such as",
                "same | resolves: 2027 | resolves: 2026 | resolves: | resolves=2026-01-04T12:00:00Z: must not be before close, 2026-12-31T23:59:00Z",
                "same | maxContracts: 100 | maxContracts: 0 | maxContracts: | maxContracts=0: must be from 0.000001 to",
                "same | reviewer: ann | reviewer: | reviewer: | reviewer: needs a value",
                "same | ticker: KXRAIN | ticker: KXSNOW | series: | legs[1].series=KXRAIN: is not the series of KXSNOW-26-T800; correct one of them",
                "same | void: excluded | void: never | void: never | outcomes.void=never: must be one of excluded, together, apart",
                "inverted | polymarket: 0.5 | polymarket: 0.3 | polymarket: 0.3 | outcomes.polymarket=0.3: Polymarket pays 0, 0.5 or 1, never a price; correct it",
                "inverted | polymarket: 0.5 | polymarket: last-price | polymarket: last-price | outcomes.polymarket=last-price: Polymarket pays 0, 0.5 or 1, never a price",
                "inverted | kalshi: last-price | kalshi: refund | kalshi: refund | outcomes.kalshi=refund: must be excluded, last-price or what YES pays, from 0 to 1",
                "inverted | kalshi: last-price | kalshi: 1.5 | kalshi: 1.5 | outcomes.kalshi=1.5: must be excluded, last-price or what YES pays, from 0 to 1",
                "inverted | kalshi: last-price | kalshi: excluded | kalshi: excluded | outcomes.kalshi=excluded: legs that are void together all pay something then; write void: apart",
                "inverted | void: together | void: apart | outcomes: | outcomes: whatever is held may pay 0 or less, so no price gains",
                "basket | 0.5, 0.5, 0\\] | 0.5, 1.5, 0] | 1.5 | outcomes.states[3]=[0.5, 1.5, 0]: 1.5 must be a payout of YES from 0 to 1",
                "basket | 0.5, 0.5, 0\\] | 0.5, -0.5, 0] | -0.5 | outcomes.states[3]=[0.5, -0.5, 0]: -0.5 must be a payout of YES from 0 to 1",
                "basket | 0.5, 0.5, 0\\] | 0.5, 0.5] | 0.5, 0.5] | outcomes.states[3]=[0.5, 0.5]: has 2 payouts where the pair has 3 legs",
                "basket | \\[0, 0, 1\\] | [0, 0, 0.9] | states: | outcomes.states: leaves out [0, 0, 1], which relation basket admits; add it",
                "basket | 0.5, 0.5, 0\\] | 0, 0, 1] | states: | outcomes.states: no row is of a void event; add its rows, or void: excluded and a reason",
                "basket | exhaustive: true | exhaustive: false | exhaustive: | exhaustive=false: a set of which none may pay is no set; leave the pair out",
            })
    void shouldNameTheFaultWithItsLineAndRemedy(String example, String from, String to, String line, String words) {
        String yaml = changed(example, from, to == null ? "" : to);
        String expected = "p.yaml:" + lineOf(yaml, line) + ": pairs[0]." + words;
        assertThat(answer(yaml).refusals())
                .extracting(Violations.Problem::toString)
                .anySatisfy(problem -> assertThat(problem).startsWith(expected));
        assertThat(answer(yaml).pairs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rulesHash", "conditionId", "slug", "yesTokenId", "noTokenId"})
    void shouldNameAKeyThatIsMissing(String key) {
        String yaml = changed("same", "\n +" + key + ": .*", "");
        assertThat(answer(yaml).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "- venue: polymarket") + ": pairs[0].legs[0]." + key
                        + ": missing; add it, see docs/pairs.md");
    }

    @Test
    void shouldRefuseAStrikeOfOneLegOnly() {
        String yaml = changed("implied", "\n +strike: \">= 800\"", "");
        assertThat(answer(yaml).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "strike:")
                        + ": pairs[0].legs[0].strike: is written of both legs or of none");
    }

    @Test
    void shouldKnowWhichStrikeIsImpliedByWhich() {
        String[][] implied = {
            {">= 700", ">= 800"}, {">= 700", "> 700"}, {"> 700", "> 700"}, {"< 8", "< 7.5"}, {"<= 8", "< 8"}
        };
        for (String[] pair : implied) {
            assertThat(Strike.parse(pair[0]).isImpliedBy(Strike.parse(pair[1])))
                    .as("%s by %s", pair[0], pair[1])
                    .isTrue();
        }
        String[][] not = {{">= 800", ">= 700"}, {"> 700", ">= 700"}, {"< 7", "< 8"}, {"< 8", "<= 8"}, {"> 7", "< 9"}};
        for (String[] pair : not) {
            assertThat(Strike.parse(pair[0]).isImpliedBy(Strike.parse(pair[1])))
                    .as("%s by %s", pair[0], pair[1])
                    .isFalse();
        }
    }

    @Test
    void shouldRefuseTheSameMarketTwice() {
        String yaml = Examples.text("implied");
        String twice = yaml.replaceFirst("(?s)      - venue: polymarket.*", leg(yaml, "kalshi"));
        PairFiles.Answer answer = answer(twice);
        int second = twice.lines().toList().lastIndexOf("        ticker: KXRAIN-26-T700") + 1;
        assertThat(answer.refusals())
                .singleElement()
                .hasToString("p.yaml:" + second
                        + ": pairs[0].legs[1].ticker=KXRAIN-26-T700: is leg 0 already; a market can be one leg only");
    }

    private static String leg(String yaml, String venue) {
        int from = yaml.indexOf("      - venue: " + venue);
        int to = yaml.indexOf("      - venue: ", from + 1);
        return to < 0 ? yaml.substring(from) : yaml.substring(from, to);
    }

    @Test
    void shouldRefuseATokenOfTwoLegs() {
        String yaml = Examples.text("complete-set");
        String first = yaml.split("yesTokenId: ")[1].lines().findFirst().orElseThrow();
        String second = yaml.split("yesTokenId: ")[2].lines().findFirst().orElseThrow();
        assertThat(answer(yaml.replace(second, first)).refusals())
                .singleElement()
                .asString()
                .contains("legs[1].yesTokenId=")
                .contains("is the token of leg 0 already");
    }

    @Test
    void shouldRefuseASideThatIsBothOutcomes() {
        String yaml = Examples.text("same");
        String yes = yaml.split("yesTokenId: ")[1].lines().findFirst().orElseThrow();
        String no = yaml.split("noTokenId: ")[1].lines().findFirst().orElseThrow();
        assertThat(answer(yaml.replace(no, yes)).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "yesTokenId") + ": pairs[0].legs[0].yesTokenId="
                        + yes.replace("\"", "") + ": must differ from noTokenId");
    }

    @Test
    void shouldRefuseACompleteSetOfTwoVenues() {
        String yaml = Examples.text("basket").replace("relation: basket", "relation: complete-set");
        assertThat(answer(yaml).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "venue: kalshi")
                        + ": pairs[0].legs[2].venue=kalshi: a complete set is of one venue; relation basket takes any");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Other", "Will another club win the cup?", "Team C", "None of the above", "Will Person B win?"})
    void shouldRefuseAPlaceholderOutcomeCountedAsACompleteSet(String title) {
        String yaml = Examples.text("complete-set").replace("Will Westham win the cup?", title);
        assertThat(answer(yaml).refusals())
                .singleElement()
                .asString()
                .startsWith("p.yaml:" + lineOf(yaml, title) + ": pairs[0].legs[2].title=" + title
                        + ": looks like a placeholder outcome, which no set can count; leave the pair out, or write"
                        + " placeholder: false");
        String denied =
                yaml.replace("        title: \"" + title, "        placeholder: false\n        title: \"" + title);
        assertThat(answer(denied).problems()).isEmpty();
        String admitted =
                yaml.replace("        title: \"" + title, "        placeholder: true\n        title: \"" + title);
        assertThat(answer(admitted).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(admitted, "placeholder:")
                        + ": pairs[0].legs[2].placeholder=true: a set cannot count a placeholder outcome; leave the pair"
                        + " out");
    }

    @Test
    void shouldRefuseAMarketThatPaysAnAmount() {
        String yaml = changed("same", "        series:", "        payout: scalar\n        series:");
        assertThat(answer(yaml).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "payout:")
                        + ": pairs[0].legs[1].payout=scalar: cannot be approved: only a market that pays 0 or 1 can; leave"
                        + " the pair out");
    }

    @Test
    void shouldRefuseVoidThatIsSaidTwice() {
        String yaml = changed(
                "basket",
                "    outcomes:\n",
                "    outcomes:\n      void: together\n      polymarket: 0.5\n      kalshi: 0\n");
        assertThat(answer(yaml).refusals())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "void:")
                        + ": pairs[0].outcomes.void=together: is said by states already; keep one of the two");
    }

    @Test
    void shouldKeepAPairClosedThatIsSilentAboutVoid() {
        String yaml = Examples.text("same").replaceFirst("    outcomes:.*\n.*\n.*\n", "");
        PairFiles.Answer answer = answer(yaml);
        assertThat(answer.refusals()).isEmpty();
        assertThat(answer.doubts())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "- name:")
                        + ": pairs[0].outcomes.void: missing; each venue is taken at its worst and the pair cannot gain: say"
                        + " how each treats void");
        JointPayoffs payoffs = answer.pairs().get(0).pair().payoffs();
        for (int mask : payoffs.directionMasks()) {
            assertThat(payoffs.worstPayoutMicros(mask)).isZero();
        }
    }

    @Test
    void shouldKeepAPairClosedWhoseVerdictHasExpired() {
        String yaml = changed("same", "expires: 2027-03-01", "expires: 2026-11-20");
        assertThat(answer(yaml).refusals()).isEmpty();
        assertThat(answer(yaml).doubts())
                .singleElement()
                .hasToString("p.yaml:" + lineOf(yaml, "expires:")
                        + ": pairs[0].expires=2026-11-20T00:00:00Z: the verdict has expired and the pair is not opened; read"
                        + " both rules again");
    }

    @Test
    void shouldRefuseASetThatDoesNotFitOneEvent() {
        StringBuilder yaml =
                new StringBuilder(Examples.text("complete-set").replaceFirst("(?s)    legs:.*", "    legs:\n"));
        for (int i = 0; i < 14; i++) {
            yaml.append("      - {venue: kalshi, ticker: KXCUP-")
                    .append(i)
                    .append(", rulesHash: ")
                    .append("ab".repeat(32))
                    .append("}\n");
        }
        String kalshi = yaml.toString().replace("polymarket: 0.5", "kalshi: 0.5");
        assertThat(answer(kalshi).refusals())
                .singleElement()
                .asString()
                .contains("pairs[0].legs=14: with")
                .contains("does not fit one event");
    }

    @Test
    void shouldTellAllFaultsAtOnce() {
        String yaml = Examples.text("same")
                .replace("relation: same", "relation: alike")
                .replace("reviewer: ann", "reviewers: ann")
                .replace("maxContracts: 100 ", "maxContracts: many ")
                .replace("venue: kalshi", "venue: nyse");
        assertThat(answer(yaml).refusals())
                .extracting(Violations.Problem::thing)
                .containsExactlyInAnyOrder(
                        "pairs[0].relation",
                        "pairs[0].reviewer",
                        "pairs[0].reviewers",
                        "pairs[0].maxContracts",
                        "pairs[0].legs[1].venue");
    }

    @Test
    void shouldRefuseTwoPairsOfOneNameInTwoFiles(@TempDir Path directory) throws IOException {
        Path first = Files.writeString(directory.resolve("a.yaml"), Examples.text("same"));
        Path second = Files.writeString(directory.resolve("b.yaml"), Examples.text("same"));
        Files.writeString(directory.resolve("notes.txt"), "no pair");
        ConfigException refused =
                catchThrowableOfType(ConfigException.class, () -> PairFiles.load(List.of(directory), Examples.NOW_NS));
        int line = lineOf(Examples.text("same"), "- name:");
        assertThat(refused.problems())
                .containsExactly(second + ":" + line + ": pairs[0].name=rain-capital: names a pair already, in " + first
                        + ":" + line + "; choose another");
        Files.delete(second);
        assertThat(PairFiles.load(List.of(directory), Examples.NOW_NS))
                .singleElement()
                .extracting(PairSettings::relation)
                .isEqualTo(Relation.SAME);
    }

    @Test
    void shouldNameTheLineThatIsNoText(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("p.yaml");
        Files.write(file, new byte[] {'p', ':', '\n', '#', (byte) 0xff, '\n'});
        PairFiles.Answer answer = PairFiles.read(List.of(file), Examples.NOW_NS);
        assertThat(answer.pairs()).isEmpty();
        assertThat(answer.refusals())
                .extracting(Violations.Problem::toString)
                .containsExactly(file + ":2: holds bytes that are no text; save the file as UTF-8, see docs/pairs.md");
    }

    @Test
    void shouldTellFaultsBehindAVoidThatCannotBeRead() {
        String yaml =
                changed("inverted", "void: together", "void: sometimes").replace("polymarket: 0.5", "polymarket: 1.5");
        assertThat(answer(yaml).refusals())
                .extracting(Violations.Problem::thing)
                .containsExactly("pairs[0].outcomes.void", "pairs[0].outcomes.polymarket");
    }

    @Test
    void shouldSayWhichFileIsNotYaml() {
        assertThat(answer("pairs: [1, 2\n").refusals())
                .singleElement()
                .asString()
                .startsWith("p.yaml:")
                .contains("not YAML");
        assertThat(answer("pair: []\n").refusals())
                .extracting(Violations.Problem::toString)
                .contains("p.yaml:1: pair: unknown key, did you mean pairs?");
    }
}
