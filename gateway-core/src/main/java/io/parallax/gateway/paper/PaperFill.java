package io.parallax.gateway.paper;

import io.parallax.codecs.sbe.Liquidity;

/**
 * One fill of one paper order.
 *
 * @param part counts the fills of the order, from 0
 * @param matchedNs when it was matched, epoch ns
 */
record PaperFill(
        PaperOrder order,
        int part,
        long tradeId,
        long priceMicros,
        long qtyMicros,
        long feeMicros,
        Liquidity liquidity,
        long matchedNs) {}
