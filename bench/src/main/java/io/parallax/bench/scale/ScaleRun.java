package io.parallax.bench.scale;

import io.parallax.engine.book.BookSlot;
import java.util.Locale;
import java.util.SplittableRandom;

/** Many whole books behind a venue's feed, and changes of markets and levels drawn at random to go on with. */
final class ScaleRun {
    /** Changes on the tape, whatever the number of instruments: at most 40 MB. */
    static final int FRAMES = 65_536;

    private static final long SEED = 42;

    private final ManyBooks books;
    private final TappedFeed feed;
    private final FrameTape tape;
    private final Listings listings;
    private int next;

    /**
     * @param copies lines of each shard, 1 or 2; changes come over the first
     * @param speakers markets the changes are of, spread evenly over all
     */
    ScaleRun(String venue, int instruments, int copies, int frames, int speakers) {
        this(venue.equals("KALSHI"), new Listings(instruments), copies, frames, speakers);
    }

    private ScaleRun(boolean kalshi, Listings listings, int copies, int frames, int speakers) {
        this.listings = listings;
        books = new ManyBooks(listings.size(), kalshi);
        feed = kalshi
                ? TappedFeed.kalshi(listings.markets(), copies, books)
                : TappedFeed.polymarket(listings.marketTable(), copies, books);
        feed.connect();
        FrameTape whole = new FrameTape(listings.size(), kalshi);
        for (int i = 0; i < listings.size(); i++) {
            whole.add(
                    kalshi
                            ? ScaleFrames.kalshiBook(listings.ticker(i))
                            : ScaleFrames.polymarketBook(listings.polymarket(i)),
                    feed.shardOf(i));
        }
        for (int copy = 0; copy < copies; copy++) {
            for (int i = 0; i < listings.size(); i++) {
                feed.take(whole, i, copy);
            }
        }
        tape = new FrameTape(frames, kalshi);
        fill(kalshi, frames, listings.size() / speakers);
    }

    /** The engine's books of Kalshi's markets, both copies whole, without the feed that filled them. */
    static ManyBooks wholeBooks(Listings listings) {
        return new ScaleRun(true, listings, 2, 1, 1).books;
    }

    private void fill(boolean kalshi, int frames, int apart) {
        SplittableRandom random = new SplittableRandom(SEED);
        // Levels that have ten contracts more than in the snapshot: what a pass leaves over only adds.
        boolean[] more = new boolean[2 * ScaleFrames.LEVELS * listings.size()];
        for (int i = 0; i < frames; i++) {
            int instrument = apart * random.nextInt(listings.size() / apart);
            boolean bid = random.nextBoolean();
            int level = random.nextInt(ScaleFrames.LEVELS);
            byte[] frame;
            if (kalshi) {
                int at = (2 * instrument + (bid ? 1 : 0)) * ScaleFrames.LEVELS + level;
                more[at] = !more[at];
                frame = ScaleFrames.kalshiDelta(listings.ticker(instrument), bid, level, more[at]);
            } else {
                String size = String.format(Locale.ROOT, "%d.%d", random.nextInt(1, 10_000), random.nextInt(1, 10));
                frame = ScaleFrames.polymarketChange(listings.polymarket(instrument), bid, level, size);
            }
            tape.add(frame, feed.shardOf(instrument));
        }
    }

    /** The next frame of the tape, from its bytes to the book. */
    void step() {
        int frame = next;
        next = frame + 1 == tape.size() ? 0 : frame + 1;
        feed.take(tape, frame, 0);
    }

    /** Book changes applied so far. */
    long updates() {
        return books.updates;
    }

    int lineCount() {
        return feed.lineCount();
    }

    BookSlot book(int instrument) {
        return books.slot(instrument);
    }
}
