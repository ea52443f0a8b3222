package io.parallax.engine.strategy;

import static io.parallax.codecs.sbe.OrderAction.BUY;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.Outcome;
import io.parallax.codecs.units.Micros;
import io.parallax.engine.book.OrderBook;
import io.parallax.engine.fee.FeeSchedule;
import io.parallax.engine.instrument.Instrument;

/**
 * Walks the depth of both legs at once, best prices first, as long as the next slice still earns the minimum edge after
 * the fees of both venues. Results stay in fields until the next walk; nothing is allocated.
 */
final class DepthWalk {
    long qtyMicros;
    long firstLimitMicros;
    long secondLimitMicros;
    long firstCostMicros;
    long secondCostMicros;
    long feesMicros;
    private long firstFeesMicros;
    private long secondFeesMicros;
    /** The walk ended because the next slice did not earn enough, not because depth or room ran out. */
    boolean endedByEdge;

    /** Walks up to {@code roomMicros} contracts in multiples of {@code lotMicros}. */
    void walk(
            Instrument first,
            Outcome firstOutcome,
            Instrument second,
            Outcome secondOutcome,
            long roomMicros,
            long lotMicros,
            long minEdgeMicros) {
        collect(first, firstOutcome, second, secondOutcome, roomMicros, lotMicros, minEdgeMicros);
        if (qtyMicros > 0) {
            // A venue may charge the sweep at its average price instead of level by level: the dearer way is assumed.
            feesMicros = Math.max(firstFeesMicros, first.fees().averagePriceFeeCeil(BUY, firstCostMicros, qtyMicros))
                    + Math.max(secondFeesMicros, second.fees().averagePriceFeeCeil(BUY, secondCostMicros, qtyMicros));
        }
    }

    private void collect(
            Instrument first,
            Outcome firstOutcome,
            Instrument second,
            Outcome secondOutcome,
            long roomMicros,
            long lotMicros,
            long minEdgeMicros) {
        qtyMicros = 0;
        firstLimitMicros = OrderBook.NO_PRICE;
        secondLimitMicros = OrderBook.NO_PRICE;
        firstCostMicros = 0;
        secondCostMicros = 0;
        feesMicros = 0;
        firstFeesMicros = 0;
        secondFeesMicros = 0;
        endedByEdge = false;
        OrderBook firstBook = first.book();
        OrderBook secondBook = second.book();
        BookSide firstSide = Instrument.sideToBuy(firstOutcome);
        BookSide secondSide = Instrument.sideToBuy(secondOutcome);
        FeeSchedule firstFees = first.fees();
        FeeSchedule secondFees = second.fees();
        int i = firstBook.bestIndex(firstSide);
        int j = secondBook.bestIndex(secondSide);
        long firstLeft = i < 0 ? 0 : firstBook.qtyMicros(firstSide, i);
        long secondLeft = j < 0 ? 0 : secondBook.qtyMicros(secondSide, j);
        long depthMicros = 0; // matched depth so far, before rounding to the lot
        while (i >= 0 && j >= 0 && qtyMicros < roomMicros) {
            long firstPrice = Instrument.ownPrice(firstOutcome, firstBook.priceMicros(i));
            long secondPrice = Instrument.ownPrice(secondOutcome, secondBook.priceMicros(j));
            long matched = Math.min(firstLeft, secondLeft);
            depthMicros += matched;
            long slice = Micros.floorToStep(Math.min(depthMicros, roomMicros), lotMicros) - qtyMicros;
            if (slice > 0) {
                long firstFee = firstFees.takerFeeCeil(firstPrice, slice);
                long secondFee = secondFees.takerFeeCeil(secondPrice, slice);
                long gainMicros = Micros.mulFloor(Micros.ONE - firstPrice - secondPrice - minEdgeMicros, slice)
                        - firstFee
                        - secondFee;
                if (gainMicros < 0) {
                    endedByEdge = true;
                    return;
                }
                qtyMicros += slice;
                firstCostMicros += Micros.mulCeil(firstPrice, slice);
                secondCostMicros += Micros.mulCeil(secondPrice, slice);
                firstFeesMicros += firstFee;
                secondFeesMicros += secondFee;
                firstLimitMicros = firstPrice;
                secondLimitMicros = secondPrice;
            }
            firstLeft -= matched;
            secondLeft -= matched;
            if (firstLeft == 0) {
                i = firstBook.nextIndex(firstSide, i);
                firstLeft = i < 0 ? 0 : firstBook.qtyMicros(firstSide, i);
            }
            if (secondLeft == 0) {
                j = secondBook.nextIndex(secondSide, j);
                secondLeft = j < 0 ? 0 : secondBook.qtyMicros(secondSide, j);
            }
        }
    }

    /** Net edge of the whole walk per contract, rounded down. */
    long netEdgeMicros() {
        long netMicros = qtyMicros - firstCostMicros - secondCostMicros - feesMicros;
        return Math.floorDiv(Math.multiplyExact(netMicros, Micros.ONE), qtyMicros);
    }
}
