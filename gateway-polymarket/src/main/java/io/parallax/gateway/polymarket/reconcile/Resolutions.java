package io.parallax.gateway.polymarket.reconcile;

import io.netty.channel.EventLoop;
import io.parallax.codecs.sbe.MarketState;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.json.DecodeFault;
import io.parallax.gateway.json.JsonCursor;
import io.parallax.gateway.json.TextMap;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * What a market pays, and when that is final. The market channel tells a result, which may still be disputed: it is told as
 * not final. It is final when the order book's own record has the market closed with its winner, {@code GET
 * /markets/{conditionId}}: the winner is entered when the oracle's answer is settled on the chain. A result without a winner
 * pays one half for either, when the record shows both at exactly that.
 *
 * <p>Not known here: a dispute under way (only the catalogue has {@code umaResolutionStatus}), and any later change of
 * what the chain has settled. Source: docs "Resolution", CLOB {@code /markets}, read 2026-10. Event loop only.
 */
public final class Resolutions {
    private static final long FIRST_LOOK_MS = 2_000;
    private static final long NEXT_LOOK_MS = 30_000;
    private static final long HALF = Micros.ONE / 2;
    private static final int CLOSED = 0;
    private static final int TOKENS = 1;
    private static final TextMap FIELDS = TextMap.of("closed", "tokens");
    private static final int TOKEN_ID = 0;
    private static final int PRICE = 1;
    private static final int WINNER = 2;
    private static final TextMap ROW = TextMap.of("token_id", "price", "winner");

    private final Reads reads;
    private final MarketTable markets;
    private final EventLoop loop;
    private final EpochClock clock;
    private final EventWriter events;
    private final JsonCursor json = new JsonCursor();
    private final Set<Integer> told = new HashSet<>();
    private final Map<Integer, Long> finalPayouts = new HashMap<>();
    private final boolean[] winner = new boolean[2];
    private final long[] price = new long[2];

    /** @param reads public or private: the record needs no key */
    public Resolutions(Reads reads, MarketTable markets, EventLoop loop, EpochClock clock, EventWriter events) {
        this.reads = reads;
        this.markets = markets;
        this.loop = loop;
        this.clock = clock;
        this.events = events;
    }

    /** The market channel told a result; on several lines, so more than once. */
    public void onTold(int slot) {
        if (told.add(slot)) {
            loop.schedule(() -> look(slot), FIRST_LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Looks whether a market of which nothing was told has its result. */
    void look(int slot) {
        if (finalPayouts.containsKey(slot)) {
            return;
        }
        reads.get(
                "/markets/" + markets.market(slot).conditionId(),
                (body, offset, length, epochNs) -> {
                    long payout = payout(slot, body, offset, length);
                    if (payout == Micros.NULL) {
                        lookLater(slot);
                    } else if (finalPayouts.put(slot, payout) == null) {
                        events.stamp(epochNs, 0, clock.nanoTime());
                        events.marketStatus(markets.instrumentId(slot), MarketState.RESOLVED, payout, true);
                    }
                },
                () -> lookLater(slot));
    }

    private void lookLater(int slot) {
        if (told.contains(slot)) {
            loop.schedule(() -> look(slot), NEXT_LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the result is final. */
    boolean isFinal(int slot) {
        return finalPayouts.containsKey(slot);
    }

    /** What a YES of a market pays whose result {@link #isFinal}. */
    long payoutMicros(int slot) {
        return finalPayouts.get(slot);
    }

    /** What YES pays by the venue's record of the market, {@link Micros#NULL} while that is not said. */
    private long payout(int slot, DirectBuffer body, int offset, int length) {
        boolean closed = false;
        winner[0] = false;
        winner[1] = false;
        price[0] = JsonCursor.ABSENT;
        price[1] = JsonCursor.ABSENT;
        json.wrap(body, offset, length);
        if (json.enterObject()) {
            for (int key; (key = json.nextField(FIELDS)) >= 0; ) {
                switch (key) {
                    case CLOSED -> closed = json.bool();
                    case TOKENS -> {
                        if (json.enterArray()) {
                            while (json.nextItem()) {
                                token(slot);
                            }
                        }
                    }
                    default -> json.skip();
                }
            }
        }
        if (json.end() != DecodeFault.NONE || !closed) {
            return Micros.NULL;
        }
        if (winner[0] != winner[1]) {
            return winner[0] ? Micros.ONE : 0;
        }
        boolean tied = !winner[0] && price[0] == HALF && price[1] == HALF && told.contains(slot);
        return tied ? HALF : Micros.NULL;
    }

    private void token(int slot) {
        int token = MarketTable.ABSENT;
        boolean wins = false;
        long shown = JsonCursor.ABSENT;
        if (json.enterObject()) {
            for (int key; (key = json.nextField(ROW)) >= 0; ) {
                switch (key) {
                    case TOKEN_ID -> {
                        if (json.string()) {
                            token = markets.token(json.buffer(), json.textOffset(), json.textLength());
                        }
                    }
                    case PRICE -> shown = json.decimalMicros();
                    case WINNER -> wins = json.bool();
                    default -> json.skip();
                }
            }
        }
        if (token >= 0 && token >> 1 == slot) {
            winner[token & 1] = wins;
            price[token & 1] = shown;
        }
    }
}
