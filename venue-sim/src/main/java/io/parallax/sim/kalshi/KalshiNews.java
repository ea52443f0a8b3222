package io.parallax.sim.kalshi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parallax.sim.catalog.KalshiListing;
import io.parallax.sim.core.TickBand;
import java.util.List;
import java.util.function.Consumer;

/** News of markets on demand: each is sent to the followers of the lifecycle channel and takes effect where it can. */
public final class KalshiNews {
    private static final String LIFECYCLE = "market_lifecycle_v2";

    private final KalshiServer server;
    private final Consumer<Runnable> loop;

    /** @param loop runs its argument on the simulator's loop and waits */
    public KalshiNews(KalshiServer server, Consumer<Runnable> loop) {
        this.server = server;
        this.loop = loop;
    }

    /** The market is new. */
    public void created(String ticker) {
        tell(ticker, LIFECYCLE, listing -> KalshiLifecycle.created(listing, server.nowNs()));
    }

    /** The market closes at another time. */
    public void closeDateUpdated(String ticker, long closeNs) {
        tell(ticker, LIFECYCLE, listing -> KalshiLifecycle.closeDateUpdated(listing, closeNs));
    }

    /** The result is known: {@code yes}, {@code no} or {@code scalar} with the value of YES. */
    public void determined(String ticker, String result, long valueMicros) {
        tell(ticker, LIFECYCLE, listing -> KalshiLifecycle.determined(listing, result, valueMicros, server.nowNs()));
    }

    /** The market is paid. */
    public void settled(String ticker) {
        tell(ticker, LIFECYCLE, listing -> KalshiLifecycle.settled(listing, server.nowNs()));
    }

    /** The market closes, is determined and paid: {@code yesPayoutMicros} for one YES, the rest of a dollar for one NO. */
    public void paid(String ticker, long yesPayoutMicros) {
        loop.accept(() -> server.pay(ticker, yesPayoutMicros));
    }

    /** The market gets another grid, in force at once. */
    public void gridUpdated(String ticker, String structure, List<TickBand> bands) {
        loop.accept(() -> server.regrid(ticker, structure, bands));
        tell(ticker, LIFECYCLE, KalshiLifecycle::gridUpdated);
    }

    /** Titles change. */
    public void metadataUpdated(String ticker, String yesSubTitle) {
        tell(ticker, LIFECYCLE, listing -> KalshiLifecycle.metadataUpdated(listing, yesSubTitle));
    }

    /** The rule texts change, in force at once and told by nothing: only REST shows them. */
    public void rulesChanged(String ticker, String primary, String secondary) {
        loop.accept(() -> server.rewrite(ticker, primary, secondary));
    }

    /** The event of a market is new. */
    public void eventCreated(String ticker) {
        tell(ticker, "event_lifecycle", KalshiLifecycle::event);
    }

    /** Fees of the event of a market are overridden; null ends that. Told only: fills keep the listed fees. */
    public void feeOverride(String ticker, String feeType, Double multiplier) {
        tell(
                ticker,
                "event_fee_update",
                listing -> KalshiLifecycle.feeUpdate(listing.eventTicker(), feeType, multiplier));
    }

    /** What a message says of a market. */
    private interface Message {
        ObjectNode of(KalshiListing listing);
    }

    private void tell(String ticker, String type, Message message) {
        loop.accept(() -> server.tellLifecycle(ticker, type, message.of(server.listing(ticker))));
    }
}
