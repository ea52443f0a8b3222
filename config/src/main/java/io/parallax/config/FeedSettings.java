package io.parallax.config;

/**
 * How market data is received and when it is no longer believed.
 *
 * @param lines independent connections that follow each instrument, 1 or 2
 * @param polymarketMarkets markets on one connection; each takes two tokens
 * @param kalshiMarkets markets on one connection
 * @param maxSilenceNs silence of a line that ends it while its twin speaks, 0 = not judged
 * @param maxSilenceAloneNs silence of a line that ends it otherwise, 0 = not judged
 * @param bookCheckNs how often each book is compared with the venue's copy by REST, 0 = never
 * @param maxClockGapNs time between two timers after which every book is stale, 0 = not judged
 * @param maxClockStepNs step back of the clock that pauses opening, 0 = not judged
 * @param reconnectsPerMinute attempts to connect of all lines of a venue together
 * @param backoffMinNs first pause before a new attempt
 * @param backoffMaxNs longest pause before a new attempt
 * @param compression whether permessage-deflate is offered to the venue
 * @param conflate whether changes that find the ring full are merged and sent later; else the books are fetched anew
 */
public record FeedSettings(
        int lines,
        int polymarketMarkets,
        int kalshiMarkets,
        long maxSilenceNs,
        long maxSilenceAloneNs,
        long bookCheckNs,
        long maxClockGapNs,
        long maxClockStepNs,
        int reconnectsPerMinute,
        long backoffMinNs,
        long backoffMaxNs,
        boolean compression,
        boolean conflate) {
    /** The same with another number of connections for each instrument. */
    public FeedSettings withLines(int count) {
        return new FeedSettings(
                count,
                polymarketMarkets,
                kalshiMarkets,
                maxSilenceNs,
                maxSilenceAloneNs,
                bookCheckNs,
                maxClockGapNs,
                maxClockStepNs,
                reconnectsPerMinute,
                backoffMinNs,
                backoffMaxNs,
                compression,
                conflate);
    }
}
