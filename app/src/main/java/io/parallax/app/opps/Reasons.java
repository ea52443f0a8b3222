package io.parallax.app.opps;

import io.parallax.codecs.sbe.ReasonCode;

/** What each reason code means, in a sentence for a person. */
public final class Reasons {
    private Reasons() {}

    /** Why an evaluation ended so, and what would change it. */
    public static String text(ReasonCode code) {
        return switch (code) {
            case FIRED -> "taken: the engine opened an attempt";
            case EDGE_BELOW_MIN -> "after fees no contract earns risk.minEdge";
            case NET_BELOW_MIN -> "the whole attempt earns less than risk.minNet";
            case RETURN_BELOW_MIN -> "it earns less a year on the locked capital than risk.minAnnualReturn";
            case RESOLUTION_UNKNOWN -> "risk.minAnnualReturn is set and nobody said when the pair resolves";
            case SIZE_BELOW_MIN -> "the size that pays is below a venue's smallest order";
            case DEPTH_BELOW_MIN -> "the books hold less than a venue's smallest order";
            case BOOK_NOT_LIVE -> "a book is not whole: no decision reads it";
            case BOOK_STALE -> "a book is older than risk.maxBookAge";
            case PAIR_NOT_APPROVED -> "no person approved the pair as it is, or it is switched off";
            case VERDICT_EXPIRED -> "the review of the pair has expired: review it again";
            case PAIR_FROZEN -> "the pair is frozen: see its PairStateChanged record, and enable it when resolved";
            case CONFIRMING -> "an edge too good to be true waits for two confirmed snapshots of each book";
            case EDGE_IMPLAUSIBLE -> "the edge is beyond risk.maxPlausibleEdge: an alarm, the pair is frozen";
            case NOT_EXECUTABLE -> "one attempt cannot hold that many legs";
            case ATTEMPT_IN_FLIGHT -> "an attempt of the pair, or in one of its legs, is under way";
            case COOLING_DOWN -> "the last attempt of the pair failed less than risk.attemptCooldown ago";
            case CAPACITY -> "every order slot is in use";
            case FEE_UNKNOWN -> "the fee of a leg cannot be told";
            case FEE_TOO_OLD -> "the fee of a leg was read longer than risk.maxFeeAge ago";
            case FEE_DISPUTED -> "a fill of that venue was charged another fee than the model's: look, then resume";
            case MARKET_NOT_ACTIVE -> "a market is paused, closed or resolved";
            case CLOSING_SOON -> "a market closes within risk.stopBeforeClose";
            case VENUE_CLOSED -> "a line of the venue waits for its budget of reconnects";
            case NOT_RUNNING -> "the engine is starting, paused or draining";
            case HALTED -> "the engine is halted";
            case LIMIT_ORDER -> "risk.maxOrderNotional leaves no room";
            case LIMIT_PAIR -> "risk.maxPairNotional, or the pair's own maxContracts, leaves no room";
            case LIMIT_VENUE -> "risk.maxVenueNotional leaves no room";
            case LIMIT_TOTAL -> "risk.maxTotalNotional leaves no room";
            case LIMIT_CASH -> "cash less risk.cashBuffer leaves no room at a venue";
            case LIMIT_LOSS -> "the day's loss has reached risk.maxDailyLoss";
            case LIMIT_DIRECTIONAL -> "risk.maxDirectionalNotional leaves no room";
            case LIMIT_ATTEMPTS -> "attempts.maxAttempts are under way";
            case LIMIT_GAP -> "exposure.maxGapNotional leaves no room: so much is lost if the legs settle apart";
            case LIMIT_GROUP -> "exposure.maxGroupGapNotional leaves no room over the pairs of the event";
            case LIMIT_PROVISIONAL -> "exposure.maxProvisionalNotional leaves no room: fills wait for their settlement";
            case LIMIT_RATE -> "the orders a second of a venue, or attempts.maxPairAttempts, are used up";
            case PRICE_COLLAR -> "a limit would be further than exposure.maxCollar from the best price it meets";
            case SPREAD_TOO_WIDE -> "a book is wider than exposure.maxSpread";
            case LIMIT_DUST ->
                "exposure.maxDust or maxTotalDust is reached: what is below minimum sizes must be closed first";
            case VENUE_PAUSED -> "a venue is paused or halted: see its VenueStateChanged record";
            case LIMIT_EXPOSURE -> "exposure.maxNet or maxTotalNet leaves no room for what may stay without a hedge";
            case LIMIT_FAILURES -> "too many attempts failed lately";
            case TRADE_TOO_OLD -> "the last trade is too old";
            case NO_TRADE_SEEN -> "no trade was seen yet";
            case CATEGORY_EXCLUDED -> "the market's category is not wanted";
            case TOO_FAR_FROM_END -> "the market ends too late";
            case TRADE_TOO_SMALL -> "the last trade is too small to say anything";
            case TRADE_DIVERGES -> "the last trade is too far from the book";
            case BLOCKED -> "the market is on the block-list, or in use by a pair";
            case DUPLICATE_MARKET -> "the same market is listed twice";
            case PRICE_BELOW_ENTRY -> "the price is below the entry band";
            case PRICE_ABOVE_ENTRY -> "the price is above the entry band";
            case HELD_ALREADY -> "the strategy holds or orders it already";
            case PROFIT_TARGET -> "sold: the profit target is reached";
            case STOP -> "sold: the stop is reached";
            case HOLDING -> "held: neither target nor stop is reached";
            case HELD_TOO_SHORT -> "held: the minimum hold is not over";
            case NULL_VAL -> "no reason was recorded";
        };
    }
}
