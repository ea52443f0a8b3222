package io.parallax.app.pairs;

import io.netty.channel.EventLoop;
import io.parallax.config.pair.Leg;
import io.parallax.gateway.reference.MarketListing;

/** Tells what the venues say of a market now. Blocks the caller; not on an event loop. */
public interface ListingSource extends AutoCloseable {
    /** @throws io.parallax.gateway.reference.ReferenceException when it cannot be read */
    MarketListing read(Leg leg);

    @Override
    void close();

    /** Opens a source whose connections run on an event loop. */
    @FunctionalInterface
    interface Plan {
        ListingSource open(EventLoop loop);
    }
}
