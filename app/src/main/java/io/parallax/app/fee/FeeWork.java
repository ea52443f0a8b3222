package io.parallax.app.fee;

import io.parallax.codecs.sbe.FeeKind;
import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.units.Micros;
import io.parallax.config.fee.FeeAnswer;
import io.parallax.config.fee.FeeBook;
import io.parallax.config.fee.FeeCollection;
import io.parallax.config.fee.FeeRounding;
import io.parallax.config.fee.FeeTerms;
import io.parallax.engine.fee.FeeAccumulator;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.fee.KalshiRounding;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Works a fee out, step by step. */
public final class FeeWork {
    private static final long CENT_MICROS = 10_000;
    private static final MathContext DIGITS = new MathContext(40);

    private final FeeQuestion question;
    private final FeeTerms terms;
    private final FeeSchedule schedule;
    private final FeeRounding rounding;
    private final long precisionMicros;
    private final FeeAccumulator accumulator;

    private FeeWork(FeeQuestion question, FeeTerms terms) {
        this.question = question;
        this.terms = terms;
        this.schedule = FeeSchedule.of(
                terms.kind(), terms.takerRateMicros(), terms.makerRateMicros(), terms.exponentMicros(), 0);
        if (!schedule.isKnown()) {
            throw new UnknownFee("rate " + Micros.format(terms.takerRateMicros()) + " for takers, "
                    + Micros.format(terms.makerRateMicros()) + " for makers, exponent "
                    + Micros.format(terms.exponentMicros())
                    + ": no formula is known for it; rates are from 0 to 1, the exponent is 1"
                    + (terms.venue() == Venue.POLYMARKET ? ", 0.5 or 2" : ""));
        }
        this.rounding = question.rounding() == null ? terms.rounding().rule() : question.rounding();
        this.precisionMicros = switch (rounding) {
            case HALF_UP_5, CENT -> 0;
            case CENTICENT, MICRO ->
                question.broker() ? KalshiRounding.BROKER_PRECISION_MICROS : KalshiRounding.DIRECT_PRECISION_MICROS;
        };
        this.accumulator = new FeeAccumulator(
                rounding == FeeRounding.CENTICENT ? KalshiRounding.CENTICENT : KalshiRounding.CURRENT,
                Math.max(1, precisionMicros));
    }

    /** @throws UnknownFee when the book does not know the fee */
    public static FeeReport answer(FeeBook book, FeeQuestion question) {
        FeeAnswer answer = book.resolve(question.venue(), question.name(), question.market(), question.at());
        if (answer instanceof FeeAnswer.Unknown unknown) {
            throw new UnknownFee(unknown.reason());
        }
        FeeTerms terms = ((FeeAnswer.Known) answer).terms();
        return new FeeWork(question, terms).report(book);
    }

    private FeeReport report(FeeBook book) {
        List<FeeReport.Fill> fills = new ArrayList<>();
        BigDecimal model = BigDecimal.ZERO;
        long fee = 0;
        long reserve = 0;
        for (FeeFill asked : question.fills()) {
            FeeReport.Fill fill = question.venue() == Venue.POLYMARKET ? polymarket(asked) : kalshi(asked);
            fills.add(fill);
            model = model.add(fill.modelFee());
            fee = Math.addExact(fee, fill.feeMicros());
            reserve = Math.addExact(reserve, fill.reserveMicros());
        }
        BigDecimal average = averagePriceFee();
        if (average != null) {
            reserve = Math.max(reserve, averagePriceReserve());
        }
        return new FeeReport(
                question,
                book.table(question.venue()),
                terms,
                rounding,
                precisionMicros,
                List.copyOf(fills),
                plain(model),
                fee,
                reserve,
                average);
    }

    private FeeReport.Fill polymarket(FeeFill asked) {
        List<String> steps = new ArrayList<>();
        boolean taker = asked.liquidity() == Liquidity.TAKER;
        BigDecimal model = model(rateMicros(asked), asked.priceMicros(), asked.qtyMicros());
        String formula = formula(asked, model);
        steps.add(formula);
        if (!taker && rateMicros(asked) == 0) {
            steps.add("makers pay nothing");
        }
        long fee = schedule.expectedFee(asked.liquidity(), asked.action(), asked.priceMicros(), asked.qtyMicros());
        long reserve = taker
                ? schedule.takerFeeCeil(asked.action(), asked.priceMicros(), asked.qtyMicros())
                : schedule.makerFeeCeil(asked.action(), asked.priceMicros(), asked.qtyMicros());
        BigDecimal floor = plain(model.setScale(5, RoundingMode.FLOOR));
        if (model.signum() != 0) {
            steps.add("five decimals, direction not published: expected half up " + Micros.format(fee) + ", down "
                    + floor.toPlainString() + ", reserved up " + Micros.format(reserve));
        }
        BigDecimal shares = null;
        long cost = cash(asked);
        if (terms.rounding().collection() == FeeCollection.SHARES_ON_BUY
                && asked.action() == OrderAction.BUY
                && fee > 0) {
            shares = plain(dollars(fee).divide(dollars(asked.priceMicros()), 6, RoundingMode.DOWN));
            steps.add("kept back in shares: " + Micros.format(fee) + " / " + Micros.format(asked.priceMicros()) + " = "
                    + shares.toPlainString() + " of " + Micros.format(asked.qtyMicros()) + " shares");
        } else {
            steps.add(
                    asked.action() == OrderAction.BUY
                            ? "charged in cash, on top"
                            : "charged in cash, from the proceeds");
        }
        long balance = shares == null ? cost - fee : cost;
        return new FeeReport.Fill(
                asked, formula, plain(model), fee, 0, 0, 0, floor, reserve, fee, shares, balance, List.copyOf(steps));
    }

    private FeeReport.Fill kalshi(FeeFill asked) {
        List<String> steps = new ArrayList<>();
        boolean given = question.modelFeeMicros() != Micros.NULL;
        BigDecimal model = given
                ? dollars(question.modelFeeMicros())
                : model(rateMicros(asked), asked.priceMicros(), asked.qtyMicros());
        String formula = given ? "model fee as given: " + plain(model).toPlainString() : formula(asked, model);
        steps.add(formula);
        long cash = cash(asked);
        long modelCeil =
                model.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
        if (rounding == FeeRounding.CENT) {
            long fee = Math.multiplyExact(-Math.floorDiv(-modelCeil, CENT_MICROS), CENT_MICROS);
            steps.add("up to the next cent, fill by fill: " + Micros.format(fee));
            return new FeeReport.Fill(
                    asked, formula, plain(model), fee, 0, 0, 0, null, fee, fee, null, cash - fee, List.copyOf(steps));
        }
        long net = given
                ? accumulator.onFill(question.modelFeeMicros(), asked.action(), asked.priceMicros(), asked.qtyMicros())
                : accumulator.onFill(
                        schedule, asked.liquidity(), asked.action(), asked.priceMicros(), asked.qtyMicros());
        long tradeFee = accumulator.tradeFeeMicros();
        steps.add("trade fee, up to " + (rounding == FeeRounding.MICRO ? "0.000001" : "0.0001") + ": "
                + Micros.format(tradeFee));
        steps.add("balance " + Micros.format(cash) + " - " + Micros.format(tradeFee) + " = "
                + Micros.format(cash - tradeFee) + ", down to a whole " + Micros.format(precisionMicros) + ": "
                + Micros.format(cash - tradeFee - accumulator.roundingFeeMicros()) + ", rounding fee "
                + Micros.format(accumulator.roundingFeeMicros()));
        steps.add("rebate " + Micros.format(accumulator.rebateMicros()) + ", carried to the next fill of the order "
                + Micros.format(accumulator.accumulatedMicros()));
        steps.add("net fee " + Micros.format(tradeFee) + " + " + Micros.format(accumulator.roundingFeeMicros()) + " - "
                + Micros.format(accumulator.rebateMicros()) + " = " + Micros.format(net)
                + (asked.action() == OrderAction.BUY ? ", in cash, on top" : ", in cash, from the proceeds"));
        long reserve = question.broker()
                ? Math.addExact(tradeFee, accumulator.roundingFeeMicros())
                : asked.liquidity() == Liquidity.MAKER
                        ? schedule.makerFeeCeil(asked.action(), asked.priceMicros(), asked.qtyMicros())
                        : schedule.takerFeeCeil(asked.action(), asked.priceMicros(), asked.qtyMicros());
        return new FeeReport.Fill(
                asked,
                formula,
                plain(model),
                tradeFee,
                accumulator.roundingFeeMicros(),
                accumulator.rebateMicros(),
                accumulator.accumulatedMicros(),
                null,
                reserve,
                net,
                null,
                cash - net,
                List.copyOf(steps));
    }

    /** What the trade itself does to the balance, negative for a buyer; a fraction of a micro is against us. */
    private static long cash(FeeFill asked) {
        return asked.action() == OrderAction.BUY
                ? -Micros.mulCeil(asked.priceMicros(), asked.qtyMicros())
                : Micros.mulFloor(asked.priceMicros(), asked.qtyMicros());
    }

    private long rateMicros(FeeFill asked) {
        return asked.liquidity() == Liquidity.MAKER ? terms.makerRateMicros() : terms.takerRateMicros();
    }

    /** The model fee with every digit it has; with exponent 0.5, forty. */
    private BigDecimal model(long rateMicros, long priceMicros, long qtyMicros) {
        if (terms.kind() == FeeKind.NONE) {
            return BigDecimal.ZERO;
        }
        return dollars(rateMicros).multiply(dollars(qtyMicros)).multiply(variance(dollars(priceMicros)));
    }

    private BigDecimal variance(BigDecimal price) {
        BigDecimal variance = price.multiply(BigDecimal.ONE.subtract(price));
        if (terms.exponentMicros() == Micros.ONE) {
            return variance;
        }
        return terms.exponentMicros() == 2 * Micros.ONE ? variance.multiply(variance) : variance.sqrt(DIGITS);
    }

    private String formula(FeeFill asked, BigDecimal model) {
        if (terms.kind() == FeeKind.NONE) {
            return "no fee";
        }
        String side = asked.liquidity() == Liquidity.MAKER ? "maker" : "taker";
        String price = Micros.format(asked.priceMicros());
        return side + " rate " + Micros.format(rateMicros(asked)) + " x " + Micros.format(asked.qtyMicros()) + " x ("
                + price
                + " x (1 - " + price + "))"
                + (terms.exponentMicros() == Micros.ONE ? "" : " ^ " + Micros.format(terms.exponentMicros())) + " = "
                + plain(model).toPlainString();
    }

    private BigDecimal averagePriceFee() {
        if (terms.kind() != FeeKind.POLYMARKET_V2 || question.fills().size() < 2) {
            return null;
        }
        BigDecimal notional = BigDecimal.ZERO;
        BigDecimal qty = BigDecimal.ZERO;
        for (FeeFill fill : question.fills()) {
            notional = notional.add(dollars(fill.priceMicros()).multiply(dollars(fill.qtyMicros())));
            qty = qty.add(dollars(fill.qtyMicros()));
        }
        BigDecimal average = notional.divide(qty, DIGITS);
        return plain(dollars(terms.takerRateMicros())
                .multiply(qty)
                .multiply(variance(average))
                .setScale(10, RoundingMode.HALF_UP));
    }

    private long averagePriceReserve() {
        long notional = 0;
        long qty = 0;
        for (FeeFill fill : question.fills()) {
            notional = Math.addExact(notional, Micros.mulCeil(fill.priceMicros(), fill.qtyMicros()));
            qty = Math.addExact(qty, fill.qtyMicros());
        }
        return schedule.averagePriceFeeCeil(question.fills().get(0).action(), Math.min(notional, qty), qty);
    }

    static BigDecimal dollars(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }

    static BigDecimal plain(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
