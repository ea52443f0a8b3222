package io.parallax.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.app.fee.FeeExtras;
import io.parallax.app.fee.FeeFill;
import io.parallax.app.fee.FeeQuestion;
import io.parallax.app.fee.FeeRendering;
import io.parallax.app.fee.FeeReport;
import io.parallax.app.fee.FeeWork;
import io.parallax.app.fee.UnknownFee;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.FeeRounding;
import io.parallax.config.fee.MarketFees;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows how a fee comes about. */
@Command(
        name = "fee",
        mixinStandardHelpOptions = true,
        versionProvider = ParallaxCommand.Version.class,
        description =
                "Tells the fee of an order and shows the working: table row, formula, every rounding, what is charged.")
final class FeeCommand implements Callable<Integer> {
    private static final long MAX_QTY_MICROS = 9_000_000 * Micros.ONE;
    private static final long MAX_USD_MICROS = 9_000_000 * Micros.ONE;
    private static final String MAX_RATE = "100";

    @Spec
    private CommandSpec spec;

    @Mixin
    private VenueOption venue;

    @Option(names = "--category", paramLabel = "NAME", description = "Polymarket: category or name of a fee schedule")
    private String category;

    @Option(names = "--series", paramLabel = "TICKER", description = "Kalshi: series")
    private String series;

    @Option(
            names = "--fee-type",
            paramLabel = "TYPE",
            description = "Kalshi: the market's own fee type; wins over the table")
    private String feeType;

    @Option(
            names = "--multiplier",
            paramLabel = "M",
            description = "Kalshi: the market's own multiplier; wins over the table")
    private String multiplier;

    @Option(names = "--rate", paramLabel = "R", description = "the market's own rate for takers; wins over the table")
    private String rate;

    @Option(
            names = "--maker-rate",
            paramLabel = "R",
            description = "the market's own rate for makers; wins over the table")
    private String makerRate;

    @Option(names = "--exponent", paramLabel = "E", description = "the market's own exponent; wins over the table")
    private String exponent;

    @Option(names = "--price", paramLabel = "P", description = "price of the leg traded, 0 to 1")
    private String price;

    @Option(names = "--qty", paramLabel = "Q", description = "contracts")
    private String qty;

    @Option(names = "--amount", paramLabel = "USD", description = "dollars spent at the price, in the place of --qty")
    private String amount;

    @Option(
            names = "--liquidity",
            paramLabel = "SIDE",
            defaultValue = "taker",
            description = "taker or maker; default ${DEFAULT-VALUE}")
    private String liquidity;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            defaultValue = "buy",
            description = "buy or sell; default ${DEFAULT-VALUE}")
    private String action;

    @Option(
            names = "--fill",
            paramLabel = "PxQ[:SIDE][:ACTION]",
            description =
                    "one fill of an order of several, in order, such as 0.50x100:maker; in the place of --price and --qty")
    private List<String> fills = List.of();

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description =
                    "day or instant of the trade, at Polymarket of the market's creation; default today, or the day "
                            + "the table was read where that is later")
    private String at;

    @Option(
            names = "--account",
            paramLabel = "KIND",
            defaultValue = "direct",
            description = "Kalshi: direct or broker; default ${DEFAULT-VALUE}")
    private String account;

    @Option(
            names = "--rounding",
            paramLabel = "RULE",
            description = "Kalshi: cent, centicent or micro, in the place of the rule of the day")
    private String rounding;

    @Option(
            names = "--model-fee",
            paramLabel = "USD",
            description = "Kalshi: model fee of each fill, in the place of the formula")
    private String modelFee;

    @Option(
            names = "--balance",
            paramLabel = "USD",
            description = "Polymarket, with --amount: what of it the balance affords")
    private String balance;

    @Option(
            names = "--builder-rate",
            paramLabel = "R",
            defaultValue = "0",
            description = "Polymarket, with --balance: builder fee as a share of the amount")
    private String builderRate;

    @Option(
            names = "--onchain-bps",
            paramLabel = "N",
            description =
                    "Polymarket, with --qty and --amount: the most its first contract could charge for this signed rate")
    private Long onChainBps;

    @Option(
            names = "--order-qty",
            paramLabel = "Q",
            description =
                    "Polymarket, with --onchain-bps: shares of the whole order, which --amount is for; default --qty")
    private String orderQty;

    @Option(names = "--settle", paramLabel = "VALUE", description = "Kalshi: what settling costs when YES pays this")
    private String settle;

    @Option(names = "--no-qty", paramLabel = "Q", description = "Kalshi, with --settle: NO contracts")
    private String noQty;

    @Option(names = "--fees", paramLabel = "FILE", description = "your own table of the venue, in the place of ours")
    private Path fees;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws IOException {
        belongsTo(Venue.POLYMARKET, "--category", category);
        belongsTo(Venue.POLYMARKET, "--balance", balance);
        belongsTo(Venue.POLYMARKET, "--onchain-bps", onChainBps);
        for (String[] option : new String[][] {
            {"--series", series},
            {"--fee-type", feeType},
            {"--multiplier", multiplier},
            {"--rounding", rounding},
            {"--model-fee", modelFee},
            {"--settle", settle}
        }) {
            belongsTo(Venue.KALSHI, option[0], option[1]);
        }
        if (onChainBps != null) {
            onChain();
        } else if (settle != null) {
            settlement();
        } else {
            fee();
        }
        return ExitCode.OK.code();
    }

    private void fee() throws IOException {
        FeeBook book = fees == null ? FeeBook.shipped() : FeeBook.shipped().with(Options.readable(fees));
        if (book.table(venue.venue()) == FeeBook.shipped().table(venue.venue()) && fees != null) {
            throw wrong("--fees=" + fees + ": is a table of another venue than --venue");
        }
        FeeQuestion question = new FeeQuestion(
                venue.venue(),
                name(),
                market(),
                instant(book),
                rounding == null
                        ? null
                        : word(
                                "--rounding",
                                rounding,
                                List.of(FeeRounding.CENT, FeeRounding.CENTICENT, FeeRounding.MICRO)),
                isBroker(),
                orNull("--model-fee", modelFee, MAX_USD_MICROS),
                fills());
        FeeReport report;
        try {
            report = FeeWork.answer(book, question);
        } catch (UnknownFee e) {
            throw new CliException(ExitCode.USAGE, e.getMessage(), e);
        }
        String text = FeeRendering.text(report);
        ObjectNode json = FeeRendering.json(report);
        if (balance != null) {
            if (amount == null || price == null) {
                throw wrong("--balance=" + balance + ": needs --amount and --price too");
            }
            long amountMicros = number("--amount", amount, 1, MAX_USD_MICROS);
            FeeExtras.Affordable affordable = FeeExtras.affordable(
                    amountMicros,
                    priceMicros(price),
                    number("--balance", balance, 0, MAX_USD_MICROS),
                    perShare(book, question),
                    number("--builder-rate", builderRate, 0, Micros.ONE));
            json.putObject("affordable")
                    .put("amount", Micros.format(affordable.amountMicros()))
                    .put("exact", affordable.exact().toPlainString())
                    .put("bySubtraction", affordable.bySubtraction().toPlainString());
            text += System.lineSeparator() + "affords   " + Micros.format(affordable.amountMicros())
                    + " of the amount, with its fees, from a balance of " + balance;
        }
        output.print(text, json);
    }

    /** Exact model fee of one share, whatever was asked. */
    private BigDecimal perShare(FeeBook book, FeeQuestion asked) {
        FeeFill one = new FeeFill(priceMicros(price), Micros.ONE, side(liquidity), action(action));
        FeeQuestion question = new FeeQuestion(
                asked.venue(), asked.name(), asked.market(), asked.at(), null, false, Micros.NULL, List.of(one));
        return FeeWork.answer(book, question).totalModelFee();
    }

    private void onChain() {
        if (qty == null || amount == null) {
            throw wrong("--onchain-bps=" + onChainBps + ": needs --qty (shares) and --amount (dollars)");
        }
        if (onChainBps < 0 || onChainBps > 10_000) {
            throw wrong("--onchain-bps=" + onChainBps + ": must be from 0 to 10000");
        }
        OrderAction side = action(action);
        long qtyMicros = number("--qty", qty, 1, MAX_QTY_MICROS);
        long fee = FeeExtras.onChainCap(
                side,
                number("--amount", amount, 0, MAX_USD_MICROS),
                orderQty == null ? qtyMicros : number("--order-qty", orderQty, 1, MAX_QTY_MICROS),
                qtyMicros,
                onChainBps);
        String unit = side == OrderAction.BUY ? "shares" : "cash";
        output.print(
                "the first contract could take " + Micros.format(fee) + " in " + unit
                        + "; what is above the schedule's fee came back",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("onChainCap", Micros.format(fee))
                        .put("unit", unit));
    }

    private void settlement() {
        long value = number("--settle", settle, 0, Micros.ONE);
        if (qty == null && noQty == null) {
            throw wrong("--settle=" + settle + ": give what is held, --qty of YES or --no-qty of NO");
        }
        long yes = qty == null ? 0 : number("--qty", qty, 0, MAX_QTY_MICROS);
        long no = noQty == null ? 0 : number("--no-qty", noQty, 0, MAX_QTY_MICROS);
        FeeExtras.Settled settled = FeeExtras.settled(value, yes, no, isBroker() ? 10_000 : 100);
        output.print(
                "pays " + settled.payout().toPlainString() + " of "
                        + settled.gross().toPlainString() + ", fee "
                        + settled.fee().toPlainString(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("gross", settled.gross().toPlainString())
                        .put("payout", settled.payout().toPlainString())
                        .put("settlementFee", settled.fee().toPlainString()));
    }

    private String name() {
        if (category != null) {
            return category.trim().toLowerCase(Locale.ROOT).replace(' ', '_');
        }
        if (series == null) {
            return null;
        }
        int dash = series.indexOf('-');
        return (dash < 0 ? series : series.substring(0, dash)).trim().toUpperCase(Locale.ROOT);
    }

    private MarketFees market() {
        long most = Micros.parse(MAX_RATE);
        return new MarketFees(
                feeType,
                orNull("--multiplier", multiplier, most),
                orNull("--rate", rate, most),
                orNull("--maker-rate", makerRate, most),
                orNull("--exponent", exponent, most));
    }

    private Instant instant(FeeBook book) {
        if (at == null) {
            Instant now = Instant.now();
            Instant read = book.table(venue.venue())
                    .read()
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return now.isBefore(read) ? read : now;
        }
        try {
            return at.contains("T")
                    ? Instant.parse(at)
                    : LocalDate.parse(at).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong("--at=" + at + ": must be a day such as 2026-07-10 or an instant such as 2026-07-10T12:00:00Z");
        }
    }

    private boolean isBroker() {
        return switch (account) {
            case "direct" -> false;
            case "broker" -> {
                belongsTo(Venue.KALSHI, "--account", account);
                yield true;
            }
            default -> throw wrong("--account=" + account + ": must be direct or broker");
        };
    }

    private List<FeeFill> fills() {
        if (!fills.isEmpty()) {
            if (price != null || qty != null || amount != null) {
                throw wrong("--fill stands in the place of --price, --qty and --amount");
            }
            List<FeeFill> asked = new ArrayList<>();
            fills.forEach(text -> asked.add(fill(text)));
            return asked;
        }
        if (price == null) {
            throw wrong("--price: missing; give a price from 0 to 1, or fills with --fill");
        }
        if (qty == null == (amount == null)) {
            throw wrong("--qty or --amount: exactly one of them is needed");
        }
        long priceMicros = priceMicros(price);
        return List.of(new FeeFill(priceMicros, quantity(priceMicros), side(liquidity), action(action)));
    }

    private long quantity(long priceMicros) {
        if (qty != null) {
            return number("--qty", qty, 1, MAX_QTY_MICROS);
        }
        if (priceMicros == 0) {
            throw wrong("--price=0: no amount buys a number of shares at it; give --qty");
        }
        long micros = number("--amount", amount, 1, MAX_USD_MICROS) * Micros.ONE / priceMicros;
        if (micros > MAX_QTY_MICROS) {
            throw wrong("--amount=" + amount + ": more than " + Micros.format(MAX_QTY_MICROS) + " shares at " + price);
        }
        return micros;
    }

    private FeeFill fill(String text) {
        String[] parts = text.split(":");
        String[] numbers = parts[0].split("x");
        if (numbers.length != 2) {
            throw wrong("--fill=" + text + ": must be price x quantity, such as 0.50x100 or 0.50x100:maker:sell");
        }
        String side = liquidity;
        String way = action;
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            switch (part) {
                case "taker", "maker" -> side = part;
                case "buy", "sell" -> way = part;
                default -> throw wrong("--fill=" + text + ": '" + part + "' is none of taker, maker, buy, sell");
            }
        }
        return new FeeFill(
                number("--fill=" + text + ": price", numbers[0], 0, Micros.ONE),
                number("--fill=" + text + ": quantity", numbers[1], 1, MAX_QTY_MICROS),
                side(side),
                action(way));
    }

    private long priceMicros(String text) {
        return number("--price", text, 0, Micros.ONE);
    }

    private Liquidity side(String text) {
        return word("--liquidity", text, List.of(Liquidity.TAKER, Liquidity.MAKER));
    }

    private OrderAction action(String text) {
        return word("--action", text, List.of(OrderAction.BUY, OrderAction.SELL));
    }

    private <E extends Enum<E>> E word(String option, String text, List<E> known) {
        for (E value : known) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
                return value;
            }
        }
        throw wrong(option + "=" + text + ": must be one of "
                + known.stream()
                        .map(value -> value.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private long orNull(String option, String text, long max) {
        return text == null ? Micros.NULL : number(option, text, 0, max);
    }

    private long number(String option, String text, long min, long max) {
        long micros;
        try {
            micros = Micros.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(option + "=" + text + ": must be a decimal of at most six places");
        }
        if (micros < min || micros > max) {
            throw wrong(option + "=" + text + ": must be from " + Micros.format(min) + " to " + Micros.format(max));
        }
        return micros;
    }

    private void belongsTo(Venue owner, String option, Object value) {
        if (value != null && venue.venue() != owner) {
            throw wrong(option + "=" + value + ": is of " + owner.name().toLowerCase(Locale.ROOT) + " only");
        }
    }

    private ParameterException wrong(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
