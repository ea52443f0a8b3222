package io.parallax.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command against every official row, and against the venue vectors where they lie beside the project. */
class FeeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path VENUES = Path.of(System.getProperty("parallax.root"), "..", "shared", "venues");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Main.commandLine(Map.of());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(args);
    }

    private JsonNode fee(List<String> args) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("fee", "-o", "json"));
        all.addAll(args);
        assertThat(run(all.toArray(String[]::new))).as(all + " " + err).isZero();
        return JSON.readTree(out.toString());
    }

    private JsonNode fee(String args) throws IOException {
        return fee(Arrays.asList(args.split(" ")));
    }

    /** Rows the venues print or really charged: options, key, amount, decimals compared after rounding up or half up. */
    @ParameterizedTest
    @CsvFileSource(resources = "/fees/official.csv", delimiter = '|', numLinesToSkip = 1)
    void shouldTellEveryOfficialRow(String options, String key, String amount) throws IOException {
        JsonNode answer = fee(options);
        BigDecimal told = new BigDecimal(answer.at(key).asText());
        BigDecimal official = new BigDecimal(amount);
        if (told.scale() > official.scale() && key.equals("/feeExact")) {
            told = told.setScale(official.scale(), java.math.RoundingMode.HALF_UP); // published in cents
        }
        assertThat(told).as(options).isEqualByComparingTo(official);
    }

    @Test
    void shouldTellEveryRowOfPolymarketsVectors() throws IOException {
        int rows = 0;
        for (JsonNode row : vectors("polymarket/vectors/fees.json").get("vectors")) {
            String id = row.get("id").asText();
            String category = row.get("category").asText();
            List<String> base = new ArrayList<>(List.of("--venue", "polymarket", "--price", text(row, "price")));
            base.addAll(
                    row.has("amountCollateral")
                            ? List.of("--amount", text(row, "amountCollateral"))
                            : List.of("--qty", text(row, "shares")));
            List<String> byRate = new ArrayList<>(base);
            byRate.addAll(
                    List.of("--rate", text(row, "rate"), "--exponent", text(row, "exponent"), "--at", "2026-10-07"));
            checkPolymarket(id, row, fee(byRate));
            List<String> byCategory = new ArrayList<>(base);
            byCategory.addAll(List.of("--category", category(category), "--at", day(category)));
            checkPolymarket(id + " by category", row, fee(byCategory));
            List<String> maker = new ArrayList<>(byCategory);
            maker.addAll(List.of("--liquidity", "maker"));
            assertThat(fee(maker).get("fee").asText()).as(id + " maker").isEqualTo("0");
            rows++;
        }
        assertThat(rows).isEqualTo(61);
    }

    private static String category(String words) {
        if (words.startsWith("sports, NFL")) {
            return "nfl";
        }
        return words.split("[ ,]")[0];
    }

    private static String day(String words) {
        return switch (words) {
            case "sports until 2026-07-10", "sports market created before 2026-07-10 keeps its schedule" ->
                "2026-07-09";
            case "crypto until the 0.07 rate" -> "2026-04-15";
            default -> "2026-10-07";
        };
    }

    private static void checkPolymarket(String id, JsonNode row, JsonNode answer) {
        JsonNode expected = row.get("expected");
        if (row.has("amountCollateral")) { // shares that are no whole number of micros
            assertThat(decimal(answer.at("/fills/0/fee")))
                    .as(id)
                    .isEqualByComparingTo(decimal(expected.get("feeExact")));
            return;
        }
        assertThat(decimal(answer.get("feeExact"))).as(id).isEqualByComparingTo(decimal(expected.get("feeExact")));
        assertThat(decimal(answer.get("fee"))).as(id).isEqualByComparingTo(decimal(expected.get("fee5dpHalfUp")));
        assertThat(decimal(answer.at("/fills/0/feeDown")))
                .as(id)
                .isEqualByComparingTo(decimal(expected.get("fee5dpFloor")));
        assertThat(decimal(answer.get("reserve"))).as(id).isEqualByComparingTo(decimal(expected.get("fee5dpCeil")));
    }

    @Test
    void shouldTellEveryRowOfPolymarketsMultiFillVectors() throws IOException {
        for (JsonNode row : vectors("polymarket/vectors/fees_multi_fill.json").get("vectors")) {
            List<String> args = new ArrayList<>(
                    List.of("--venue", "polymarket", "--rate", text(row, "rate"), "--exponent", text(row, "exponent")));
            for (JsonNode fill : row.get("fills")) {
                args.addAll(List.of("--fill", text(fill, "price") + "x" + text(fill, "shares")));
            }
            JsonNode answer = fee(args);
            JsonNode expected = row.get("expected");
            assertThat(decimal(answer.get("feeExact"))).isEqualByComparingTo(decimal(expected.get("feeExactSum")));
            assertThat(decimal(answer.get("feeAtAveragePrice")))
                    .isEqualByComparingTo(decimal(expected.get("feeExactOnAveragePrice")));
            assertThat(decimal(answer.get("reserve")))
                    .isGreaterThanOrEqualTo(decimal(expected.get("feeExactOnAveragePrice")));
        }
    }

    @Test
    void shouldTellEveryRowOfTheFirstContractsVectors() throws IOException {
        for (JsonNode row : vectors("polymarket/vectors/fees_v1_onchain.json").get("vectors")) {
            boolean buy = text(row, "side").equals("BUY");
            long dollars = row.get(buy ? "makerAmount" : "takerAmount").asLong();
            JsonNode answer = fee(List.of(
                    "--venue",
                    "polymarket",
                    "--onchain-bps",
                    text(row, "feeRateBps"),
                    "--action",
                    buy ? "buy" : "sell",
                    "--amount",
                    micros(dollars),
                    "--order-qty",
                    micros(row.get(buy ? "takerAmount" : "makerAmount").asLong()),
                    "--qty",
                    micros(row.get("outcomeTokens").asLong())));
            assertThat(decimal(answer.get("onChainCap")))
                    .as(text(row, "id"))
                    .isEqualByComparingTo(micros(row.at("/expected/fee").asLong()));
            assertThat(answer.get("unit").asText()).isEqualTo(buy ? "shares" : "cash");
        }
    }

    @Test
    void shouldTellEveryRowOfTheAdjustmentVectors() throws IOException {
        for (JsonNode row :
                vectors("polymarket/vectors/buy_amount_fee_adjustment.json").get("vectors")) {
            JsonNode affordable = fee(List.of(
                            "--venue",
                            "polymarket",
                            "--rate",
                            text(row, "rate"),
                            "--exponent",
                            text(row, "exponent"),
                            "--price",
                            text(row, "price"),
                            "--amount",
                            text(row, "amount"),
                            "--balance",
                            text(row, "balance"),
                            "--builder-rate",
                            text(row, "builderTakerRate")))
                    .get("affordable");
            String id = text(row, "id");
            assertThat(decimal(affordable.get("exact")))
                    .as(id)
                    .isEqualByComparingTo(decimal(row.at("/expected/pythonV2")));
            assertThat(decimal(affordable.get("bySubtraction")))
                    .as(id)
                    .isEqualByComparingTo(decimal(row.at("/expected/typescriptV2")));
            assertThat(decimal(affordable.get("amount")))
                    .as(id)
                    .isLessThanOrEqualTo(decimal(row.at("/expected/pythonV2")));
        }
    }

    @Test
    void shouldTellEverySingleFillOfKalshisVectors() throws IOException {
        int rows = 0;
        for (JsonNode row : vectors("kalshi/vectors/fees.json").get("single")) {
            for (String rule : new String[] {"current", "centicentRule"}) {
                for (String member : new String[] {"direct", "nonDirect"}) {
                    JsonNode answer = fee(kalshi(row, rule, member, List.of(row)));
                    String id = text(row, "id") + " " + rule + " " + member;
                    checkKalshi(id, row.at("/expect/" + rule + "/" + member), answer.at("/fills/0"));
                    assertThat(decimal(answer.get("feeExact")))
                            .as(id)
                            .isEqualByComparingTo(decimal(row.at("/expect/modelFee")));
                }
            }
            JsonNode cent = fee(kalshi(row, "centRule", "direct", List.of(row)));
            assertThat(decimal(cent.get("fee")))
                    .as(text(row, "id") + " cent")
                    .isEqualByComparingTo(decimal(row.at("/expect/centRule")));
            rows++;
        }
        assertThat(rows).isEqualTo(78);
    }

    @Test
    void shouldTellEveryOrderOfKalshisVectors() throws IOException {
        int fills = 0;
        for (JsonNode order : vectors("kalshi/vectors/fees.json").get("orders")) {
            List<JsonNode> parts = new ArrayList<>();
            order.get("fills").forEach(parts::add);
            for (String rule : new String[] {"current", "centicentRule"}) {
                for (String member : new String[] {"direct", "nonDirect"}) {
                    JsonNode expected = order.at("/expect/" + rule + "/" + member);
                    if (expected.isMissingNode()) {
                        continue;
                    }
                    JsonNode answer = fee(kalshi(order, rule, member, parts));
                    String id = text(order, "id") + " " + rule + " " + member;
                    for (int i = 0; i < parts.size(); i++) {
                        checkKalshi(id + " fill " + i, expected.get("fills").get(i), answer.at("/fills/" + i));
                        fills++;
                    }
                    assertThat(decimal(answer.get("fee")))
                            .as(id)
                            .isEqualByComparingTo(decimal(expected.get("totalNetFee")));
                }
            }
        }
        assertThat(fills).isGreaterThan(100);
    }

    @Test
    void shouldTellKalshisPrintedTableAndExamples() throws IOException {
        JsonNode vectors = vectors("kalshi/vectors/fees.json");
        for (JsonNode row : vectors.at("/officialTable/rows")) {
            String base =
                    "--venue kalshi --series KXBTC15M --price " + text(row, "price") + " --qty " + text(row, "count");
            for (String way : new String[] {" --at 2026-03-01", " --at 2026-10-15 --account broker"}) {
                assertThat(decimal(fee(base + way).get("fee")))
                        .as(row + way)
                        .isEqualByComparingTo(decimal(row.get("feeDollars")));
            }
        }
        for (JsonNode row : vectors.get("officialExamples")) {
            String member = text(row, "memberClass");
            if (row.has("price")) {
                JsonNode answer = fee(kalshi(row, "current", member, List.of(row)));
                assertThat(decimal(answer.get("fee"))).isEqualByComparingTo(decimal(row.at("/expect/netFee")));
                assertThat(decimal(answer.get("feeExact"))).isEqualByComparingTo(decimal(row.at("/expect/modelFee")));
            } else { // fills whose rounding is 0.004 each
                JsonNode answer =
                        fee("--venue kalshi --fee-type quadratic --multiplier 1 --at 2026-10-15 --account broker"
                                + " --model-fee 0.016 --fill 0.50x1 --fill 0.50x1 --fill 0.50x1");
                for (int i = 0; i < 3; i++) {
                    assertThat(decimal(answer.at("/fills/" + i + "/rebate")))
                            .isEqualByComparingTo(decimal(row.at("/expect/rebates/" + i)));
                }
                assertThat(decimal(answer.at("/fills/2/accumulator")))
                        .isEqualByComparingTo(decimal(row.at("/expect/accumulatorAfter")));
            }
        }
    }

    @Test
    void shouldTellEverySettlementOfKalshisVectors() throws IOException {
        for (JsonNode row : vectors("kalshi/vectors/fees.json").get("settlement")) {
            JsonNode answer = fee(List.of(
                    "--venue",
                    "kalshi",
                    "--settle",
                    text(row, "yesSettlementValue"),
                    "--qty",
                    text(row, "yesCount"),
                    "--no-qty",
                    text(row, "noCount"),
                    "--account",
                    text(row, "memberPrecision").equals("0.01") ? "broker" : "direct"));
            for (String key : new String[] {"gross", "payout", "settlementFee"}) {
                assertThat(decimal(answer.get(key)))
                        .as(text(row, "id") + " " + key)
                        .isEqualByComparingTo(decimal(row.at("/expect/" + key)));
            }
        }
    }

    private static List<String> kalshi(JsonNode row, String rule, String member, List<JsonNode> fills) {
        List<String> args = new ArrayList<>(List.of(
                "--venue",
                "kalshi",
                "--fee-type",
                text(row, "feeType"),
                "--multiplier",
                text(row, "multiplier"),
                "--at",
                "2026-10-15",
                "--rounding",
                rule.equals("current") ? "micro" : rule.replace("Rule", ""),
                "--account",
                member.equals("direct") ? "direct" : "broker"));
        if (row.has("givenModelFee")) {
            args.addAll(List.of("--model-fee", text(row, "givenModelFee")));
        }
        for (JsonNode fill : fills) {
            String way = text(fill, "cashFlow").equals("pay") ? "buy" : "sell";
            args.addAll(List.of(
                    "--fill", text(fill, "price") + "x" + text(fill, "count") + ":" + text(fill, "role") + ":" + way));
        }
        return args;
    }

    private static void checkKalshi(String name, JsonNode expected, JsonNode fill) {
        String[][] keys = {
            {"tradeFee", "tradeFee"},
            {"roundingFee", "roundingFee"},
            {"rebate", "rebate"},
            {"netFee", "fee"},
            {"accumulatorAfter", "accumulator"},
            {"balanceChange", "balanceChange"}
        };
        for (String[] key : keys) {
            assertThat(decimal(fill.get(key[1])))
                    .as(name + " " + key[0])
                    .isEqualByComparingTo(decimal(expected.get(key[0])));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--category crypto --qty 1 | --price: missing",
                "--category crypto --price 2 --qty 1 | --price=2: must be from 0 to 1",
                "--category crypto --price 0.5 | --qty or --amount: exactly one",
                "--category crypto --price 0.5 --qty 1 --amount 1 | exactly one",
                "--category crypto --price 0.5 --qty 0 | --qty=0: must be from 0.000001",
                "--category crypto --price 0.5 --qty 1 --liquidity both | --liquidity=both: must be one of taker, maker",
                "--category crypto --price 0.5 --qty 1 --at today | --at=today: must be a day such as",
                "--category cricket --price 0.5 --qty 1 --at 2026-10-07 | category cricket: not in fees/polymarket.yaml",
                "--price 0.5 --qty 1 | neither category nor rate told: name one of college_football, crypto",
                "--category crypto --price 0.5 --qty 1 --at 2026-03-15 | crypto_march",
                "--series KXFED --price 0.5 --qty 1 | --series=KXFED: is of kalshi only",
                "--category crypto --price 0.5 --qty 1 --exponent 3 | exponent 3: no formula is known",
                "--category crypto --fill 0.5 | --fill=0.5: must be price x quantity",
                "--category crypto --price 0.5 --qty 1 --account broker | --account=broker: is of kalshi only",
            })
    void shouldSayWhatIsWrongInOneLine(String options, String words) {
        int code = run(("fee --venue polymarket " + options).split(" "));
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains(words);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldShowTheWorking() {
        assertThat(run("fee --venue polymarket --category politics --price 0.30 --qty 100 --at 2026-10-07".split(" ")))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "fees/polymarket.yaml version 2026-10-07, read 2026-10-07, good for 90 days",
                        "category politics: schedule four_percent",
                        "from 2026-03-30",
                        "taker rate 0.04 x 100 x (0.3 x (1 - 0.3)) = 0.84",
                        "charged in cash, on top",
                        "makers share 25 % of the takers' fees afterwards",
                        "tradable  yes",
                        "fee       0.84 (exact 0.84, reserve 0.84)");
    }

    @Test
    void shouldTellSharesWhereTheVenueTookShares() throws IOException {
        String options = "--venue polymarket --category crypto --price 0.5 --qty 100 --at 2026-04-01";
        JsonNode buy = fee(options).at("/fills/0");
        assertThat(buy.get("fee").asText()).isEqualTo("1.8");
        assertThat(buy.get("feeShares").asText()).isEqualTo("3.6");
        assertThat(buy.get("balanceChange").asText()).isEqualTo("-50");
        JsonNode sell = fee(options + " --action sell").at("/fills/0");
        assertThat(sell.get("feeShares").isNull()).isTrue();
        assertThat(sell.get("balanceChange").asText()).isEqualTo("48.2");
    }

    @Test
    void shouldSayThatTheTableIsTooOldToTradeOn() throws IOException {
        JsonNode old = fee("--venue kalshi --series KXFED --price 0.5 --qty 1 --at 2027-06-01");
        assertThat(old.get("tradable").asBoolean()).isFalse();
        assertThat(old.get("notTradable").asText()).contains("read on 2026-10-15 and is good for 90 days");
        assertThat(old.get("fee").asText()).isEqualTo("0.0175");
    }

    @Test
    void shouldTakeAUsersOwnTable(@TempDir Path directory) throws IOException {
        String shipped;
        try (InputStream in = FeeCommandTest.class.getResourceAsStream("/fees/polymarket.yaml")) {
            shipped = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        Path own = Files.writeString(directory.resolve("own.yaml"), shipped.replace("taker: 0.07\n", "taker: 0.08\n"));
        String options = " --category crypto --price 0.5 --qty 100 --at 2026-10-07 --fees " + own;
        assertThat(fee("--venue polymarket" + options).get("fee").asText()).isEqualTo("2");
        assertThat(run(("fee --venue kalshi --series KXFED --price 0.5 --qty 1 --fees " + own).split(" ")))
                .isEqualTo(ExitCode.USAGE.code());
        Files.writeString(own, shipped.replace("taker: 0.07\n", "taker: many\n").replace("maxAge: 90d", "maxAge: x"));
        err.getBuffer().setLength(0);
        assertThat(run(("fee --venue polymarket" + options).split(" "))).isEqualTo(ExitCode.CONFIG.code());
        assertThat(err.toString().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("own.yaml:11: maxAge=x"))
                .anyMatch(line -> line.contains("taker=many"));
    }

    private static JsonNode vectors(String name) throws IOException {
        Path file = VENUES.resolve(name).normalize();
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return JSON.readTree(file.toFile());
    }

    private static String text(JsonNode row, String key) {
        return row.get(key).asText();
    }

    private static BigDecimal decimal(JsonNode value) {
        return new BigDecimal(value.asText());
    }

    private static String micros(long micros) {
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }
}
