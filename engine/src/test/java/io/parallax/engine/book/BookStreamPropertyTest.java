package io.parallax.engine.book;

import static io.parallax.engine.book.BookEvents.BEGIN;
import static io.parallax.engine.book.BookEvents.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.engine.book.BookEvents.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Encoded streams as a venue could send them, lost and repeated parts included, against the obvious book. */
final class BookStreamPropertyTest {
    private static final int CHUNK = 60;

    private final PlainBook plain = new PlainBook();
    private final BookEvents events = new BookEvents();
    private BookSlot slot;
    private TickGrid grid;
    private Random random;
    private boolean whole;

    @Test
    void shouldEqualTheVenuesBookWheneverItIsLive() {
        long seed = System.nanoTime();
        random = new Random(seed);
        int live = 0;
        for (TickGrid each : Grids.ALL) {
            try {
                live += run(each);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", grid of " + each.size(), e);
            }
        }
        assertThat(live).as("steps that were compared, seed " + seed).isGreaterThan(500);
    }

    /** @return how many steps ended with a book to compare */
    private int run(TickGrid each) {
        grid = each;
        slot = new BookSlot(each);
        plain.clear();
        whole = false;
        events.epoch = 1;
        int live = 0;
        for (int step = 0; step < 2_000; step++) {
            int dice = random.nextInt(100);
            if (dice < 4 || !whole && dice < 40) {
                sendSnapshot();
            } else if (dice < 6) {
                loseSomething();
            } else {
                sendUpdate();
            }
            assertThat(slot.isLive()).isEqualTo(whole && !plain.isCrossed());
            if (slot.isLive()) {
                live++;
                plain.assertSameTop(slot.book());
                if (step % 20 == 0) {
                    plain.assertSame(slot.book());
                }
            }
        }
        return live;
    }

    /** The venue's whole book, in as many chunks as it needs. */
    private void sendSnapshot() {
        List<Change> levels = new ArrayList<>();
        for (BookSide side : new BookSide[] {BookSide.BID, BookSide.ASK}) {
            plain.side(side).forEach((price, qty) -> levels.add(new Change(LevelOp.SET, side, price, qty)));
        }
        int from = 0;
        do {
            int to = Math.min(levels.size(), from + CHUNK);
            int flags = (from == 0 ? BEGIN : 0) | (to == levels.size() ? END : 0);
            events.snapshot(slot, flags, levels.subList(from, to).toArray(new Change[0]));
            from = to;
        } while (from < levels.size());
        whole = true;
    }

    /** One venue message of up to twenty changes; the venue's own book moves even when ours cannot follow. */
    private void sendUpdate() {
        Change[] changes = new Change[1 + random.nextInt(20)];
        for (int i = 0; i < changes.length; i++) {
            boolean bid = random.nextBoolean();
            BookSide side = bid ? BookSide.BID : BookSide.ASK;
            int half = grid.size() / 2 + (random.nextInt(40) == 0 ? 2 : 0);
            int index = bid ? random.nextInt(half) : grid.size() - 1 - random.nextInt(half);
            long price = grid.priceMicros(index);
            long before = plain.qtyAt(side, price);
            long target = random.nextInt(3) == 0 ? 0 : 10_000L * (1 + random.nextInt(100_000));
            boolean absolute = random.nextBoolean();
            changes[i] = absolute
                    ? new Change(LevelOp.SET, side, price, target)
                    : new Change(LevelOp.DELTA, side, price, target - before);
            plain.set(side, price, target);
        }
        int cut = random.nextInt(changes.length);
        if (cut > 0 && random.nextInt(4) == 0) {
            events.update(slot, random.nextBoolean() ? BEGIN : 0, java.util.Arrays.copyOfRange(changes, 0, cut));
            assertThat(slot.isLive()).isFalse();
            events.update(slot, END, java.util.Arrays.copyOfRange(changes, cut, changes.length));
        } else {
            events.update(slot, BookEvents.WHOLE, changes);
        }
    }

    private void loseSomething() {
        switch (random.nextInt(4)) {
            case 0 -> slot.onFeed(0, FeedState.GAP, events.epoch, ++events.timestampNs);
            case 1 -> slot.onFeed(0, FeedState.DISCONNECTED, events.epoch, ++events.timestampNs);
            case 2 -> slot.onFeed(0, FeedState.CONNECTED, ++events.epoch, ++events.timestampNs);
            default -> events.update(slot, BookEvents.WHOLE, BookEvents.bid(1, 1));
        }
        whole = false;
    }
}
