package io.parallax.app.run;

import io.parallax.app.control.DayStore;
import io.parallax.app.control.Latch;
import io.parallax.codecs.sbe.ControlEncoder;
import io.parallax.codecs.sbe.ControlKind;
import io.parallax.codecs.sbe.DayBeganEncoder;
import io.parallax.codecs.sbe.Flag;
import io.parallax.codecs.sbe.LatchCause;
import io.parallax.codecs.sbe.LatchScope;
import io.parallax.codecs.sbe.LatchStandingEncoder;
import io.parallax.codecs.sbe.MessageHeaderEncoder;
import io.parallax.codecs.sbe.PairListedEncoder;
import io.parallax.codecs.sbe.SessionEndEncoder;
import io.parallax.codecs.sbe.SessionStartEncoder;
import io.parallax.codecs.sbe.SettingsEncoder;
import io.parallax.codecs.sbe.StrategyListedEncoder;
import io.parallax.codecs.sbe.Venue;
import io.parallax.codecs.schema.Unset;
import io.parallax.config.ArmingSettings;
import io.parallax.config.AttemptSettings;
import io.parallax.config.ExposureSettings;
import io.parallax.config.FeedSettings;
import io.parallax.config.RiskSettings;
import io.parallax.config.SigningSettings;
import io.parallax.config.pair.JointPayoffs;
import io.parallax.config.pair.PairSettings;
import io.parallax.engine.port.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/** Publishes the events that the process itself makes. One instance, one thread. */
public final class SessionEvents {
    private static final int MAX_TEXT_BYTES = 500;
    private static final int HASH_LENGTH = SettingsEncoder.configHashLength();

    private final EventPublisher publisher;
    private final EpochNanoClock clock;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventPublisher.MAX_EVENT_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    /** Events go out by {@code publisher} with the times of {@code clock}. */
    public SessionEvents(EventPublisher publisher, EpochNanoClock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    void sessionStart(SessionIdentity identity) {
        SessionStartEncoder event = new SessionStartEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        event.sessionId(identity.sessionId())
                .parentSessionId(0)
                .seed(identity.seed())
                .putSchemaHash(identity.schemaHash(), 0, HASH_LENGTH)
                .putBuildHash(identity.buildHash(), 0, HASH_LENGTH)
                .putConfigHash(identity.configHash(), 0, HASH_LENGTH);
        byte[] mode = text(identity.mode());
        byte[] build = text(identity.build());
        byte[] jvm = text(identity.jvm());
        byte[] host = text(identity.host());
        event.putMode(mode, 0, mode.length)
                .putBuild(build, 0, build.length)
                .putJvm(jvm, 0, jvm.length)
                .putHost(host, 0, host.length);
        publish(event.encodedLength());
    }

    /** The bounds the engine works with; nothing is signed ahead. */
    public void settings(
            RiskSettings risk,
            ExposureSettings exposure,
            AttemptSettings attempts,
            FeedSettings feed,
            byte[] configHash) {
        settings(risk, exposure, attempts, feed, SigningSettings.unlimited(), configHash);
    }

    /** The same with orders that are signed ahead. */
    public void settings(
            RiskSettings risk,
            ExposureSettings exposure,
            AttemptSettings attempts,
            FeedSettings feed,
            SigningSettings signing,
            byte[] configHash) {
        ArmingSettings arming = signing.arming();
        SettingsEncoder event = new SettingsEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        event.minEdgeMicros(risk.minEdgeMicros())
                .maxPlausibleEdgeMicros(risk.maxPlausibleEdgeMicros())
                .maxBookAgeNs(risk.maxBookAgeNs())
                .maxOrderNotionalMicros(risk.maxOrderNotionalMicros())
                .maxPairNotionalMicros(risk.maxPairNotionalMicros())
                .maxVenueNotionalMicros(risk.maxVenueNotionalMicros())
                .maxTotalNotionalMicros(risk.maxTotalNotionalMicros())
                .maxDailyLossMicros(risk.maxDailyLossMicros())
                .cashBufferMicros(risk.cashBufferMicros())
                .ackDeadlineNs(risk.ackDeadlineNs())
                .hedgeLossMicros(risk.hedgeLossMicros())
                .unwindStepMicros(risk.unwindStepMicros())
                .unwindMaxSteps(risk.unwindMaxSteps())
                .unwindLossMicros(risk.unwindLossMicros())
                .maxFeeAgeNs(risk.maxFeeAgeNs())
                .attemptCooldownNs(risk.attemptCooldownNs())
                .failFreezeCount(risk.failFreezeCount())
                .failFreezeWindowNs(risk.failFreezeWindowNs())
                .maxSilenceNs(feed.maxSilenceNs())
                .maxSilenceAloneNs(feed.maxSilenceAloneNs())
                .maxClockGapNs(feed.maxClockGapNs())
                .maxClockStepNs(feed.maxClockStepNs())
                .minNetMicros(risk.minNetMicros())
                .minAnnualReturnMicros(risk.minAnnualReturnMicros())
                .unwindChanceMicros(risk.unwindChanceMicros())
                .stopBeforeCloseNs(risk.stopBeforeCloseNs())
                .maxParityNs(risk.maxParityNs())
                .parityBandMicros(risk.parityBandMicros())
                .confirmQtyMicros(risk.confirmQtyMicros())
                .maxDirectionalNotionalMicros(risk.maxDirectionalNotionalMicros())
                .maxAttempts(attempts.maxAttempts())
                .maxGapNotionalMicros(exposure.maxGapNotionalMicros())
                .maxGroupGapNotionalMicros(exposure.maxGroupGapNotionalMicros())
                .maxProvisionalNotionalMicros(exposure.maxProvisionalNotionalMicros())
                .maxCollarMicros(exposure.maxCollarMicros())
                .maxSpreadMicros(exposure.maxSpreadMicros())
                .polymarketOrdersPerSecond(attempts.polymarketOrdersPerSecond())
                .kalshiOrdersPerSecond(attempts.kalshiOrdersPerSecond())
                .reservedShareMicros(attempts.reservedShareMicros())
                .maxNakedNs(attempts.maxNakedNs())
                .failHaltCount(attempts.failHaltCount())
                .failHaltWindowNs(attempts.failHaltWindowNs())
                .revertPauseCount(attempts.revertPauseCount())
                .revertPauseWindowNs(attempts.revertPauseWindowNs())
                .revertPauseShareMicros(attempts.revertPauseShareMicros())
                .maxDustMicros(exposure.maxDustMicros())
                .maxTotalDustMicros(exposure.maxTotalDustMicros())
                .maxPairAttempts(attempts.maxPairAttempts())
                .rejectFreezeCount(attempts.rejectFreezeCount())
                .restNs(attempts.restNs())
                .maxNetMicros(exposure.maxNetMicros())
                .maxTotalNetMicros(exposure.maxTotalNetMicros())
                .armNearMicros(arming.nearEdgeMicros())
                .armPrices(arming.prices())
                .armSizes(arming.sizes())
                .armValidNs(arming.validNs())
                .armPerSecond(arming.perSecond())
                .armKept(signing.keptOrders())
                .putConfigHash(configHash, 0, HASH_LENGTH);
        publish(event.encodedLength());
    }

    /** A pair of defined instruments, in the order of its legs. */
    public void pairListed(int pairId, List<Integer> instrumentIds, PairSettings pair) {
        PairListedEncoder event = new PairListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        byte[] name = text(pair.name());
        event.pairId(pairId)
                .relation(pair.relation())
                .verdict(pair.review().verdict())
                .enabled(pair.enabled() ? Flag.YES : Flag.NO)
                .maxQtyMicros(pair.maxQtyMicros())
                .verdictExpiryNs(pair.review().expiryNs())
                .resolutionTimeNs(
                        pair.resolutionTimeNs() == 0
                                ? PairListedEncoder.resolutionTimeNsNullValue()
                                : pair.resolutionTimeNs());
        Unset.group(event);
        PairListedEncoder.LegsEncoder legs = event.legsCount(pair.legs().size());
        for (int leg = 0; leg < pair.legs().size(); leg++) {
            byte[] hash =
                    HexFormat.of().parseHex(pair.legs().get(leg).reviewed().rulesHash());
            legs.next().instrumentId(instrumentIds.get(leg)).putRulesHash(hash, 0, HASH_LENGTH);
        }
        JointPayoffs payoffs = pair.payoffs();
        PairListedEncoder.PayoffsEncoder rows = event.payoffsCount(payoffs.rows() * payoffs.legs());
        for (int row = 0; row < payoffs.rows(); row++) {
            for (int leg = 0; leg < payoffs.legs(); leg++) {
                rows.next().yesPayoutMicros(payoffs.yesPayoutMicros(row, leg));
            }
        }
        event.putName(name, 0, name.length);
        publish(event.encodedLength());
    }

    /** A strategy that runs, or does not. */
    void strategyListed(int strategyId, PlannedStrategy strategy) {
        StrategyListedEncoder event = new StrategyListedEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        byte[] name = text(strategy.name());
        byte[] parameters = strategy.parameters().getBytes(StandardCharsets.UTF_8); // bounded when it was planned
        event.strategyId(strategyId)
                .enabled(strategy.enabled() ? Flag.YES : Flag.NO)
                .putName(name, 0, name.length)
                .putParameters(parameters, 0, parameters.length);
        publish(event.encodedLength());
    }

    /** A command of a person, or of the process in its place. */
    public void control(ControlKind kind, String principal, String reason) {
        ControlEncoder event = new ControlEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        byte[] who = text(principal);
        byte[] why = text(reason);
        Unset.scope(event.kind(kind)).putPrincipal(who, 0, who.length).putReason(why, 0, why.length);
        publish(event.encodedLength());
    }

    /**
     * A command about a part only, or with a cause of its own.
     *
     * @param venue with scope VENUE, else NULL_VAL
     * @param pairId with scope PAIR, else below 0
     * @param cause of a HALT, else NULL_VAL
     */
    public void control(
            ControlKind kind,
            LatchScope scope,
            Venue venue,
            int pairId,
            LatchCause cause,
            String principal,
            String reason) {
        ControlEncoder event = new ControlEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        byte[] who = text(principal);
        byte[] why = text(reason);
        event.kind(kind)
                .scope(scope)
                .venue(venue)
                .pairId(pairId < 0 ? ControlEncoder.pairIdNullValue() : pairId)
                .cause(cause)
                .putPrincipal(who, 0, who.length)
                .putReason(why, 0, why.length);
        publish(event.encodedLength());
    }

    /** A trading day; the first of a session carries what earlier sessions of the day lost. */
    void dayBegan(DayStore.Day day) {
        DayBeganEncoder event = new DayBeganEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        event.dayStartNs(day.startNs()).lossMicros(day.lossMicros()).failedAttempts(day.failedAttempts());
        publish(event.encodedLength());
    }

    /** A latch of an earlier session. @param pairId of this session, with scope PAIR, else below 0 */
    public void latchStanding(Latch latch, int pairId) {
        LatchStandingEncoder event = new LatchStandingEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        byte[] evidence = text(latch.evidence());
        event.latchId(latch.id())
                .scope(latch.scope())
                .venue(latch.venue())
                .pairId(pairId < 0 ? LatchStandingEncoder.pairIdNullValue() : pairId)
                .cause(latch.cause())
                .putEvidence(evidence, 0, evidence.length);
        publish(event.encodedLength());
    }

    void sessionEnd(String cause) {
        SessionEndEncoder event = new SessionEndEncoder().wrapAndApplyHeader(buffer, 0, header);
        event.meta().timestampNs(clock.nanoTime()).venueTimeNs(0);
        byte[] why = text(cause);
        event.putCause(why, 0, why.length);
        publish(event.encodedLength());
    }

    private void publish(int bodyLength) {
        publisher.publish(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, 0);
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= MAX_TEXT_BYTES ? bytes : Arrays.copyOf(bytes, MAX_TEXT_BYTES);
    }
}
