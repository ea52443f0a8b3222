package io.parallax.app.fee;

import io.parallax.codecs.sbe.Liquidity;
import io.parallax.codecs.sbe.OrderAction;

/** One fill whose fee is asked for; the price is that of the leg traded, 0 to 1,000,000 micros. */
public record FeeFill(long priceMicros, long qtyMicros, Liquidity liquidity, OrderAction action) {}
