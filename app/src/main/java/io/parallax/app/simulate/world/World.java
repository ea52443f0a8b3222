package io.parallax.app.simulate.world;

import io.parallax.app.run.SessionPlan.PlannedPair;
import io.parallax.codecs.sbe.EngineState;
import io.parallax.codecs.sbe.Venue;
import io.parallax.config.FeedSettings;
import io.parallax.config.ParallaxSettings;
import io.parallax.config.RiskSettings;
import io.parallax.engine.core.Engine;
import io.parallax.engine.port.TradingGate;
import java.util.Collection;
import java.util.List;

/** A simulated run as it stands, for those who judge it. Reading changes nothing. */
public interface World {
    /** What is run. */
    SimPlan plan();

    /** True simulated time, epoch nanoseconds; the process's own clock may differ. */
    long nowNs();

    /** Half of the run. */
    Phase phase();

    /** Rows of the catalogue that happened. */
    Marks marks();

    /** Engine of the session at hand, null while the process is down. */
    Engine engine();

    /** State the engine last told; STARTING while the process is down. */
    EngineState engineState();

    /** Gate of the session at hand, null while the process is down. */
    TradingGate gate();

    /** Id of the session at hand, 0 before the first. */
    long sessionId();

    /** Sessions begun. */
    long sessions();

    /** Journal of the session at hand. */
    JournalView journal();

    /** Journals of all sessions, the one at hand last. */
    List<? extends JournalView> journals();

    /** The whole configuration of every session. */
    ParallaxSettings settings();

    /** Limits the engine works with. */
    RiskSettings risk();

    /** Bounds of market data the engine works with. */
    FeedSettings feed();

    /** Pairs, in order of their ids. */
    List<PlannedPair> pairs();

    /** Number of instruments; ids are dense from 0. */
    int instruments();

    /** Venue of an instrument. */
    Venue venueOf(int instrumentId);

    /** What a venue truly knows. */
    VenueTruth truth(Venue venue);

    /** Orders the engine of this session decided to send and did not yet see end, by order id. */
    Collection<SentOrder> openIntents();

    /** Every order decided in any session, in order. */
    Collection<SentOrder> intents();

    /** The intent of an order of a session, or null. */
    SentOrder intent(long sessionId, long orderId);
}
