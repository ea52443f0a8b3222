package io.parallax.app.fee;

import io.parallax.config.fee.FeeRounding;
import io.parallax.config.fee.FeeTable;
import io.parallax.config.fee.FeeTerms;
import java.math.BigDecimal;
import java.util.List;

/**
 * A fee with its working. Dollars unless the name says otherwise.
 *
 * @param precisionMicros of the account's balance; 0 = balances are not aligned
 * @param totalReserveMicros the most the order can be charged
 * @param averagePriceFee model fee of all fills at their average price, where a venue may charge that; else null
 */
public record FeeReport(
        FeeQuestion question,
        FeeTable table,
        FeeTerms terms,
        FeeRounding rounding,
        long precisionMicros,
        List<Fill> fills,
        BigDecimal totalModelFee,
        long totalFeeMicros,
        long totalReserveMicros,
        BigDecimal averagePriceFee) {
    /**
     * One fill.
     *
     * @param formula with its numbers
     * @param modelFee exact
     * @param tradeFeeMicros after the first rounding
     * @param feeFloor the fee if the venue rounded down; null where the direction is known
     * @param feeMicros charged, or expected to be where the venue does not say how it rounds
     * @param feeShares what is kept back in shares; null where the fee is taken in cash
     * @param balanceMicros change of the balance, cost or proceeds included
     */
    public record Fill(
            FeeFill asked,
            String formula,
            BigDecimal modelFee,
            long tradeFeeMicros,
            long roundingFeeMicros,
            long rebateMicros,
            long accumulatorMicros,
            BigDecimal feeFloor,
            long reserveMicros,
            long feeMicros,
            BigDecimal feeShares,
            long balanceMicros,
            List<String> steps) {}
}
