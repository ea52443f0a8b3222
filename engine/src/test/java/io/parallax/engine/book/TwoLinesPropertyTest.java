package io.parallax.engine.book;

import static io.parallax.engine.book.BookEvents.BEGIN;
import static io.parallax.engine.book.BookEvents.END;
import static io.parallax.engine.book.BookEvents.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.codecs.sbe.BookSide;
import io.parallax.codecs.sbe.FeedState;
import io.parallax.codecs.sbe.LevelOp;
import io.parallax.engine.book.BookEvents.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * One venue and two lines that lose, repeat, delay, break off and come back, each told honestly by its gateway. Whenever the
 * slot is LIVE, what is read is what the venue held at some moment: the moment up to which the line that is read has
 * delivered, and the later one of the two.
 */
final class TwoLinesPropertyTest {
    @Test
    void shouldReadTheVenuesBookAtTheFresherLinesProgressWheneverItIsLive() {
        long first = System.nanoTime();
        for (long seed = first; seed < first + 60; seed++) {
            try {
                new Streams(seed, seed % 2 == 0, seed % 3 != 0).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", sequenced " + (seed % 2 == 0) + ", distinct times " + (seed % 3 != 0), e);
            }
        }
    }

    /** One run: the venue, its two lines and the slot that hears them. */
    private static final class Streams {
        private static final long T0 = 1_795_000_000_000_000_000L;
        private static final long MILLI = 1_000_000L;

        /** One message of the venue, and the whole book after it. */
        private record Message(long venueTimeNs, Change[] changes, PlainBook after) {}

        /** A connection: what it has still to bring, and what it is known to have brought. */
        private static final class Line {
            final int number;
            final ArrayDeque<Integer> due = new ArrayDeque<>();
            int epoch = 1;
            int delivered = -1; // index of the message after which the copy stands; -1 = not whole
            boolean timed;
            boolean lost;

            Line(int number) {
                this.number = number;
            }
        }

        private final List<Message> venue = new ArrayList<>();
        private final Line[] lines = {new Line(0), new Line(1)};
        private final BookEvents events = new BookEvents();
        private final Random random;
        private final BookSlot slot;
        private final boolean distinctTimes;
        private int live;
        private int readOdd;

        Streams(long seed, boolean sequenced, boolean distinctTimes) {
            random = new Random(seed);
            slot = new BookSlot(Grids.CENT, new Lines(), sequenced);
            this.distinctTimes = distinctTimes;
            events.timestampNs = T0 + 1_000 * MILLI;
            venue.add(new Message(T0, new Change[0], new PlainBook()));
        }

        void run() {
            for (int step = 0; step < 1_500; step++) {
                events.timestampNs += random.nextInt(3) * MILLI;
                int dice = random.nextInt(100);
                Line line = lines[random.nextInt(2)];
                if (dice < 40) {
                    publish();
                } else if (dice < 90) {
                    deliver(line);
                } else if (dice < 94) {
                    fetch(line);
                } else if (dice < 96) {
                    trouble(line);
                } else if (dice < 98) {
                    late(line);
                } else {
                    line.lost |= !line.due.isEmpty() && line.due.poll() >= 0;
                }
                check();
            }
            assertThat(live).isGreaterThan(300);
            assertThat(readOdd).isBetween(live / 20, live - live / 20);
            assertThat(slot.mismatches())
                    .as("a book that follows every message is repeated")
                    .isZero();
        }

        /** The venue moves: both lines have one more message to bring. */
        private void publish() {
            Message last = venue.get(venue.size() - 1);
            PlainBook after = copy(last.after());
            Change[] changes = new Change[1 + random.nextInt(4)];
            for (int i = 0; i < changes.length; i++) {
                BookSide side = random.nextBoolean() ? BookSide.BID : BookSide.ASK;
                long price = 10_000L * (side == BookSide.BID ? 1 + random.nextInt(48) : 50 + random.nextInt(48));
                long before = after.qtyAt(side, price);
                long target = random.nextInt(3) == 0 ? 0 : 1_000L * (1 + random.nextInt(1_000));
                changes[i] = random.nextBoolean()
                        ? new Change(LevelOp.SET, side, price, target)
                        : new Change(LevelOp.DELTA, side, price, target - before);
                after.set(side, price, target);
            }
            long time = last.venueTimeNs() + (distinctTimes ? 1 : random.nextInt(2)) * MILLI / 2;
            venue.add(new Message(time, changes, after));
            for (Line line : lines) {
                line.due.add(venue.size() - 1);
            }
        }

        private void deliver(Line line) {
            Integer index = line.due.poll();
            if (index == null) {
                return;
            }
            if (line.lost) { // the gateway sees the hole with the first message behind it
                line.lost = false;
                line.delivered = -1;
                slot.onFeed(line.number, FeedState.GAP, line.epoch, ++events.timestampNs);
            }
            Message message = venue.get(index);
            select(line, message.venueTimeNs());
            Change[] changes = message.changes();
            int cut = random.nextInt(changes.length);
            if (cut > 0 && random.nextInt(3) == 0) {
                events.update(slot, BEGIN, Arrays.copyOfRange(changes, 0, cut));
                assertThat(slot.isLive() && slot.activeLine() == line.number && line.delivered >= 0)
                        .as("half a message is not read")
                        .isFalse();
                events.update(slot, END, Arrays.copyOfRange(changes, cut, changes.length));
            } else {
                events.update(slot, WHOLE, changes);
                if (Arrays.stream(changes).allMatch(change -> change.op() == LevelOp.SET) && random.nextInt(5) == 0) {
                    long hash = slot.stateHash(0);
                    assertThat(events.update(slot, WHOLE, changes))
                            .as("a repeat")
                            .isZero();
                    if (line.delivered >= 0) {
                        assertThat(slot.stateHash(0)).isEqualTo(hash);
                    }
                }
            }
            if (line.delivered >= 0) {
                line.delivered = index;
                line.timed = true;
            }
        }

        /** A whole book over the line, as of what it has brought so far; all that is lost is in it. */
        private void fetch(Line line) {
            int index = line.due.isEmpty() ? venue.size() - 1 : line.due.peek() - 1;
            if (line.delivered >= 0 && line.lost) {
                return; // a gateway that counts messages would have seen the hole first
            }
            boolean rebuilt = line.delivered < 0;
            boolean timed = random.nextBoolean();
            Message message = venue.get(index);
            select(line, timed ? message.venueTimeNs() : 0);
            List<Change> levels = new ArrayList<>();
            for (BookSide side : new BookSide[] {BookSide.ASK, BookSide.BID}) {
                message.after()
                        .side(side)
                        .forEach((price, qty) -> levels.add(new Change(LevelOp.SET, side, price, qty)));
            }
            int cut = levels.isEmpty() ? 0 : random.nextInt(levels.size());
            if (cut > 0) {
                events.snapshot(slot, BEGIN, levels.subList(0, cut).toArray(new Change[0]));
                events.snapshot(slot, END, levels.subList(cut, levels.size()).toArray(new Change[0]));
            } else {
                events.snapshot(slot, WHOLE, levels.toArray(new Change[0]));
            }
            line.lost = false;
            line.timed = timed || line.timed && !rebuilt;
            line.delivered = index;
        }

        private void trouble(Line line) {
            line.delivered = -1;
            line.lost = false;
            switch (random.nextInt(4)) {
                case 0 -> slot.onFeed(line.number, FeedState.STALE, line.epoch, ++events.timestampNs);
                case 1 -> slot.onFeed(line.number, FeedState.DISCONNECTED, line.epoch, ++events.timestampNs);
                case 2 -> slot.onFeed(line.number, FeedState.CONNECTED, ++line.epoch, ++events.timestampNs);
                default -> {
                    select(line, 0);
                    events.update(slot, WHOLE, BookEvents.bid(1, 1));
                }
            }
        }

        /** Something of the connection before still arrives. */
        private void late(Line line) {
            if (line.delivered < 0) {
                return;
            }
            long hash = slot.stateHash(0);
            select(line, T0 + random.nextInt(1_000) * MILLI);
            events.epoch = line.epoch - 1;
            assertThat(events.update(slot, WHOLE, BookEvents.bid(10_000, 5))).isZero();
            assertThat(events.snapshot(slot, WHOLE, BookEvents.bid(10_000, 5))).isZero();
            assertThat(slot.onFeed(line.number, FeedState.DISCONNECTED, events.epoch, ++events.timestampNs))
                    .isZero();
            assertThat(slot.stateHash(0)).isEqualTo(hash);
        }

        private void check() {
            boolean any = lines[0].delivered >= 0 || lines[1].delivered >= 0;
            assertThat(slot.isLive()).isEqualTo(any);
            if (!any) {
                return;
            }
            live++;
            Line read = lines[slot.activeLine()];
            Line other = lines[1 - slot.activeLine()];
            readOdd += read.number;
            assertThat(read.delivered).as("the line that is read is whole").isNotNegative();
            venue.get(read.delivered).after().assertSame(slot.book());
            if (distinctTimes && other.delivered >= 0 && read.timed && other.timed) {
                assertThat(read.delivered).as("the fresher one is read").isGreaterThanOrEqualTo(other.delivered);
            }
        }

        private void select(Line line, long venueTimeNs) {
            events.line = line.number;
            events.epoch = line.epoch;
            events.venueTimeNs = venueTimeNs;
        }

        private static PlainBook copy(PlainBook book) {
            PlainBook copy = new PlainBook();
            for (BookSide side : BookSide.values()) {
                if (side != BookSide.NULL_VAL) {
                    copy.side(side).putAll(book.side(side));
                }
            }
            return copy;
        }
    }
}
