package io.parallax.gateway.polymarket.reconcile;

import io.netty.channel.EventLoop;
import io.parallax.codecs.units.Micros;
import io.parallax.gateway.event.EventWriter;
import io.parallax.gateway.net.EpochClock;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Tokens of a market whose result is final, and which are gone from the account in two reads two seconds apart, were redeemed:
 * they are told as settled for what they pay. Whether the cash came cannot be seen here, since other things move cash as
 * well: the engine holds the venue's cash against its ledger, and misses it. Tokens that were redeemed before they
 * were ever read, or after a fill and before the next read, are not told: the position then differs, which halts.
 * Event loop only.
 */
public final class Payouts {
    private static final long AGAIN_MS = 2_000;
    private static final long UNREAD = -1;

    private final Holdings holdings;
    private final Resolutions resolutions;
    private final MarketTable markets;
    private final EventLoop loop;
    private final EpochClock clock;
    private final EventWriter events;
    private long[] yesMicros = new long[0];
    private long[] noMicros = new long[0];
    private final Deque<Integer> suspects = new ArrayDeque<>();

    public Payouts(
            Holdings holdings,
            Resolutions resolutions,
            MarketTable markets,
            EventLoop loop,
            EpochClock clock,
            EventWriter events) {
        this.holdings = holdings;
        this.resolutions = resolutions;
        this.markets = markets;
        this.loop = loop;
        this.clock = clock;
        this.events = events;
    }

    private void grow(int slot) {
        int known = yesMicros.length;
        if (slot >= known) {
            int grown = Math.max(markets.size(), slot + 1);
            yesMicros = Arrays.copyOf(yesMicros, grown);
            noMicros = Arrays.copyOf(noMicros, grown);
            Arrays.fill(yesMicros, known, grown, UNREAD);
        }
    }

    /** Traded: what was read of the market before does not hold any more. */
    public void onFill(int slot) {
        grow(slot);
        yesMicros[slot] = UNREAD;
    }

    /** Whether the market held tokens when it was last read. */
    boolean isHeld(int slot) {
        return slot < yesMicros.length && yesMicros[slot] != UNREAD && yesMicros[slot] + noMicros[slot] > 0;
    }

    /** Visits every market that held tokens and has no final result yet. */
    void forEachOpen(IntConsumer visitor) {
        for (int slot = 0; slot < yesMicros.length; slot++) {
            if (isHeld(slot) && !resolutions.isFinal(slot)) {
                visitor.accept(slot);
            }
        }
    }

    /** Tokens of a market were read. What is gone of a final one stays suspect until {@link #confirm}. */
    void onRead(int slot, long yes, long no) {
        grow(slot);
        if (isGone(slot, yes, no)) {
            if (!suspects.contains(slot)) {
                suspects.add(slot);
            }
            return;
        }
        yesMicros[slot] = yes;
        noMicros[slot] = no;
    }

    /** Whether tokens of the market are gone by one read alone. */
    boolean isSuspect(int slot) {
        return suspects.contains(slot);
    }

    private boolean isGone(int slot, long yes, long no) {
        return resolutions.isFinal(slot)
                && isHeld(slot)
                && yes <= yesMicros[slot]
                && no <= noMicros[slot]
                && yes + no < yesMicros[slot] + noMicros[slot];
    }

    /** Reads what is suspect once more, tells what was paid, and goes on; at once where nothing is suspect. */
    void confirm(Runnable then) {
        if (suspects.isEmpty()) {
            then.run();
        } else {
            loop.schedule(() -> next(then), AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void next(Runnable then) {
        Integer slot = suspects.poll();
        if (slot == null) {
            then.run();
            return;
        }
        holdings.market(
                slot,
                (its, yes, no, epochNs) -> {
                    if (isGone(its, yes, no)) {
                        settle(its, yes, no, epochNs);
                    }
                    next(then);
                },
                () -> next(then));
    }

    private void settle(int slot, long yes, long no, long epochNs) {
        long yesGone = yesMicros[slot] - yes;
        long noGone = noMicros[slot] - no;
        long payout = resolutions.payoutMicros(slot);
        long cash = Math.addExact(Micros.mulFloor(payout, yesGone), Micros.mulFloor(Micros.ONE - payout, noGone));
        yesMicros[slot] = yes;
        noMicros[slot] = no;
        events.stamp(epochNs, 0, clock.nanoTime());
        events.settled(markets.instrumentId(slot), yesGone, noGone, cash, 0);
        events.position(markets.instrumentId(slot), yes, no);
    }

    /** Reads the tokens of every market that waits to be redeemed, tells what was paid, and goes on. */
    void check(Runnable then) {
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int slot = 0; slot < yesMicros.length; slot++) {
            if (isHeld(slot) && resolutions.isFinal(slot)) {
                waiting.add(slot);
            }
        }
        check(waiting, then);
    }

    private void check(Deque<Integer> waiting, Runnable then) {
        Integer slot = waiting.poll();
        if (slot == null) {
            confirm(then);
            return;
        }
        holdings.market(
                slot,
                (its, yes, no, epochNs) -> {
                    onRead(its, yes, no);
                    check(waiting, then);
                },
                () -> check(waiting, then));
    }
}
