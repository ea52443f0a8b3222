package io.parallax.gateway.polymarket.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.EventLoop;
import io.parallax.gateway.polymarket.reference.MarketReader;
import io.parallax.gateway.polymarket.reference.MarketTable;
import io.parallax.gateway.reference.ReferenceException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a market's contract again after the venue refused an order's version, so that the next order is signed for the right
 * one. Nothing else of the market is touched: its grid is told by the market channel, and the engine has to hear of it.
 * Event loop only.
 */
public final class MovedMarkets {
    private static final Logger LOG = LoggerFactory.getLogger(MovedMarkets.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long REST_MS = 10_000;

    private final Reads reads;
    private final MarketTable markets;
    private final EventLoop loop;
    private final Set<Integer> resting = new HashSet<>();

    public MovedMarkets(Reads reads, MarketTable markets, EventLoop loop) {
        this.reads = reads;
        this.markets = markets;
        this.loop = loop;
    }

    /** Reads one market, unless it was read a moment ago. */
    public void read(int slot) {
        if (resting.add(slot)) {
            loop.schedule(() -> resting.remove(slot), REST_MS, TimeUnit.MILLISECONDS);
            String market = markets.market(slot).conditionId();
            reads.get(
                    "/clob-markets/" + market,
                    (body, offset, length, epochNs) -> {
                        byte[] bytes = new byte[length];
                        body.getBytes(offset, bytes);
                        onBody(slot, market, bytes);
                    },
                    () -> LOG.warn("polymarket: contract of {} not read", market));
        }
    }

    private void onBody(int slot, String market, byte[] body) {
        try {
            if (MarketReader.redefine(markets, slot, JSON.readTree(body))) {
                LOG.info("polymarket: {} trades on {} from now on", market, markets.domain(slot));
            } else {
                LOG.warn("polymarket: an order's version was refused, yet {} is on {}", market, markets.domain(slot));
            }
        } catch (IOException | ReferenceException e) {
            LOG.warn("polymarket: contract of {} not understood: {}", market, e.getMessage());
        }
    }
}
