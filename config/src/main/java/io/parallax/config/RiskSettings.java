package io.parallax.config;

/**
 * What the engine may do: the whole of the {@code Settings} event. No field has a default, since each can lose money.
 *
 * @param minEdgeMicros smallest edge per contract after fees
 * @param maxPlausibleEdgeMicros edge per contract after fees beyond which a price is taken for an error
 * @param maxBookAgeNs oldest book that is traded on
 * @param maxOrderNotionalMicros most one order may cost
 * @param maxPairNotionalMicros worst-case cost in one pair
 * @param maxVenueNotionalMicros worst-case cost at one venue
 * @param maxTotalNotionalMicros worst-case cost of everything
 * @param maxDailyLossMicros realised loss, fees and unwinds included, that halts
 * @param cashBufferMicros cash never spent, per venue
 * @param ackDeadlineNs time a venue has to answer an order
 * @param hedgeLossMicros loss per contract accepted by one re-price of the hedge
 * @param unwindStepMicros how much further each step of an unwind reaches
 * @param unwindMaxSteps steps of an unwind before the pair is frozen
 * @param unwindLossMicros loss cap per contract of an unwind
 * @param maxFeeAgeNs oldest fee schedule that is traded on
 * @param attemptCooldownNs pause of a pair after an attempt that did not hedge
 * @param failFreezeCount failed attempts within the window that freeze a pair
 * @param failFreezeWindowNs that window
 * @param minNetMicros least money one attempt earns, after fees and the unwind reserve
 * @param minAnnualReturnMicros return a year demanded of capital locked to resolution, 100,000 = 10 %; 0 = none
 * @param unwindChanceMicros share of attempts taken to end in an unwind of the lead leg
 * @param stopBeforeCloseNs nothing is opened this long before the earliest close of a pair's legs
 * @param maxParityNs how long prices may say that outcomes are swapped; 0 = not judged
 * @param parityBandMicros how near to the swapped price is near
 * @param confirmQtyMicros largest quantity on an edge that two snapshots confirmed; 0 = none is taken
 * @param maxDirectionalNotionalMicros all that strategies hold without a hedge by intent
 */
public record RiskSettings(
        long minEdgeMicros,
        long maxPlausibleEdgeMicros,
        long maxBookAgeNs,
        long maxOrderNotionalMicros,
        long maxPairNotionalMicros,
        long maxVenueNotionalMicros,
        long maxTotalNotionalMicros,
        long maxDailyLossMicros,
        long cashBufferMicros,
        long ackDeadlineNs,
        long hedgeLossMicros,
        long unwindStepMicros,
        int unwindMaxSteps,
        long unwindLossMicros,
        long maxFeeAgeNs,
        long attemptCooldownNs,
        int failFreezeCount,
        long failFreezeWindowNs,
        long minNetMicros,
        long minAnnualReturnMicros,
        long unwindChanceMicros,
        long stopBeforeCloseNs,
        long maxParityNs,
        long parityBandMicros,
        long confirmQtyMicros,
        long maxDirectionalNotionalMicros) {}
