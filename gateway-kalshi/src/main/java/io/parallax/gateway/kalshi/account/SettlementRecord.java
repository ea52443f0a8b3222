package io.parallax.gateway.kalshi.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.reference.ReferenceException;
import io.parallax.gateway.reference.RestReader;

/**
 * One row of {@code GET /portfolio/settlements} as money.
 *
 * @param ticker of the market
 * @param yesQtyMicros YES contracts that were paid for, as {@code noQtyMicros}
 * @param cashMicros what they are worth, before rounding
 * @param feeMicros what rounding to the account's precision kept of it. The record's own {@code fee_cost} is all trade fees of
 *     the market, which were charged with their fills, and is none of this
 */
record SettlementRecord(String ticker, long yesQtyMicros, long noQtyMicros, long cashMicros, long feeMicros) {
    /** A hundredth of a cent: what the balance of a direct member counts in. */
    private static final long PRECISION_MICROS = 100;

    private static final long CENT_MICROS = 10_000;

    /**
     * Reads a record.
     *
     * @param knownPayoutMicros what YES pays by the market's own record, {@link Micros#NULL} when not known: the settlement
     *     names it in whole cents only
     * @throws ReferenceException when a field is absent or no number
     */
    static SettlementRecord read(JsonNode row, long knownPayoutMicros) {
        String result = RestReader.text(row, "market_result");
        long yes = RestReader.micros(row, "yes_count_fp");
        long no = RestReader.micros(row, "no_count_fp");
        if (yes < 0 || no < 0) {
            throw new ReferenceException("settlement of negative contracts: " + row);
        }
        long payout =
                switch (result) {
                    case "yes" -> Micros.ONE;
                    case "no" -> 0;
                    default ->
                        knownPayoutMicros != Micros.NULL
                                ? knownPayoutMicros
                                : RestReader.micros(row, "value") / Micros.ONE * CENT_MICROS;
                };
        if (payout < 0 || payout > Micros.ONE) {
            throw new ReferenceException("settlement at " + payout + " micros a contract: " + row);
        }
        long worth = Micros.mulFloor(yes, payout) + Micros.mulFloor(no, Micros.ONE - payout);
        long paid = Math.floorDiv(worth, PRECISION_MICROS) * PRECISION_MICROS;
        return new SettlementRecord(RestReader.text(row, "ticker"), yes, no, worth, worth - paid);
    }

    long paidMicros() {
        return cashMicros - feeMicros;
    }
}
