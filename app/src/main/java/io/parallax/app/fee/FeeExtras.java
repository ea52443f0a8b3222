package io.parallax.app.fee;

import io.parallax.codecs.sbe.OrderAction;
import io.parallax.codecs.units.Micros;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Sums that stand beside a fee: what a balance affords, what settling costs, what the first protocol could charge. */
public final class FeeExtras {
    private static final MathContext DIGITS = new MathContext(40);
    private static final BigInteger ONE_18 = BigInteger.TEN.pow(18);
    private static final BigInteger BPS = BigInteger.valueOf(10_000);

    private FeeExtras() {}

    /**
     * The most that a Polymarket buyer can spend so that amount and fees stay within a balance.
     *
     * @param exact by dividing the balance, nine decimals
     * @param bySubtraction what the venue's other client computes: the fee of the whole amount taken off the balance
     */
    public record Affordable(long amountMicros, BigDecimal exact, BigDecimal bySubtraction) {}

    /** @param feePerShare model fee of one share at {@code priceMicros}, dollars */
    public static Affordable affordable(
            long amountMicros, long priceMicros, long balanceMicros, BigDecimal feePerShare, long builderRateMicros) {
        BigDecimal amount = FeeWork.dollars(amountMicros);
        BigDecimal balance = FeeWork.dollars(balanceMicros);
        BigDecimal ratio =
                feePerShare.divide(FeeWork.dollars(priceMicros), DIGITS).add(FeeWork.dollars(builderRateMicros));
        BigDecimal fee = amount.multiply(ratio);
        if (amount.add(fee).compareTo(balance) <= 0) {
            BigDecimal whole = FeeWork.plain(amount);
            return new Affordable(amountMicros, whole, whole);
        }
        BigDecimal exact = balance.divide(BigDecimal.ONE.add(ratio), DIGITS);
        return new Affordable(
                exact.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact(),
                FeeWork.plain(exact.setScale(9, RoundingMode.HALF_UP)),
                FeeWork.plain(balance.subtract(fee).setScale(9, RoundingMode.HALF_UP)));
    }

    /**
     * What Kalshi pays at settlement: the payout is rounded down to the account's precision, the rest is booked as a fee.
     *
     * @param gross dollars
     */
    public record Settled(BigDecimal gross, BigDecimal payout, BigDecimal fee) {}

    /** @param valueMicros what YES pays, 0 to 1,000,000 */
    public static Settled settled(long valueMicros, long yesMicros, long noMicros, long precisionMicros) {
        BigDecimal gross = FeeWork.dollars(valueMicros)
                .multiply(FeeWork.dollars(yesMicros))
                .add(FeeWork.dollars(Micros.ONE - valueMicros).multiply(FeeWork.dollars(noMicros)));
        BigDecimal precision = FeeWork.dollars(precisionMicros);
        BigDecimal payout = gross.divide(precision, 0, RoundingMode.FLOOR).multiply(precision);
        return new Settled(FeeWork.plain(gross), FeeWork.plain(payout), FeeWork.plain(gross.subtract(payout)));
    }

    /**
     * The most that Polymarket's first contract could charge for a signed rate, in millionths of a share for a buyer and of a
     * dollar for a seller. What it took above the schedule came back.
     *
     * @param amountMicros dollars of the signed order
     * @param orderQtyMicros shares of the signed order
     * @param qtyMicros shares of the fill
     */
    public static long onChainCap(
            OrderAction action, long amountMicros, long orderQtyMicros, long qtyMicros, long rateBps) {
        BigInteger qty = BigInteger.valueOf(qtyMicros);
        BigInteger price = BigInteger.valueOf(amountMicros).multiply(ONE_18).divide(BigInteger.valueOf(orderQtyMicros));
        if (price.signum() == 0 || price.compareTo(ONE_18) > 0) {
            return 0;
        }
        BigInteger fee = BigInteger.valueOf(rateBps)
                .multiply(price.min(ONE_18.subtract(price)))
                .multiply(qty);
        return fee.divide(BPS.multiply(action == OrderAction.BUY ? price : ONE_18))
                .longValueExact();
    }
}
