package io.parallax.app.simulate.world;

import io.parallax.codecs.sbe.Venue;
import io.parallax.sim.core.Account;
import io.parallax.sim.core.Exchange;
import io.parallax.sim.core.Fill;
import io.parallax.sim.core.Market;
import io.parallax.sim.core.Order;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What a venue truly knows of our account; the engine sees none of it but through the venue's protocols. */
public interface VenueTruth {
    /** The venue. */
    Venue venue();

    /** Its matching core. */
    Exchange exchange();

    /** Our account there. */
    Account account();

    /** The market behind an instrument, or null when it is not of this venue. */
    Market market(int instrumentId);

    /** YES contracts held. */
    long yesMicros(int instrumentId);

    /** NO contracts held. */
    long noMicros(int instrumentId);

    /** Money, reservations of resting orders included. */
    long cashMicros();

    /** Orders of the account that rest. */
    Collection<Order> openOrders();

    /** Fills of the account, oldest first, those that failed to settle included. */
    List<Fill> fills();

    /** Trades of ours, by trade id, that are matched and may still fail to settle. Empty at Kalshi. */
    Set<String> unsettledTrades();

    /** Trades of ours, by trade id, that failed to settle and were taken back. */
    Set<String> failedTrades();

    /**
     * The order behind an engine's order, or null when the venue never accepted it.
     *
     * @param sessionId of the session that sent it
     */
    Order order(long sessionId, long orderId);
}
