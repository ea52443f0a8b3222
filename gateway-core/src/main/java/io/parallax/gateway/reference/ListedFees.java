package io.parallax.gateway.reference;

import io.parallax.config.fee.MarketFees;
import java.time.Instant;

/**
 * What a venue says of the fees of one market, before anybody made rates of it.
 *
 * @param told by the market itself, or by its event or series; {@link MarketFees#NONE} = nothing
 * @param contradictory what was told cannot be believed: another shape than documented, two words that differ, or a waiver whose
 *     end no message announces
 * @param name under which the fee table has it: category (Polymarket) or series (Kalshi); empty = not told
 * @param since when the schedule was given to it, where a market keeps the one it was created with; null = it has the venue's of now
 */
public record ListedFees(MarketFees told, boolean contradictory, String name, Instant since) {}
