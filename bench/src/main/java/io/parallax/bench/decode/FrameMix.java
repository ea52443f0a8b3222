package io.parallax.bench.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A fixed array of frames as a venue mixes them: nine in ten are changes of one level, one in twenty is a whole book, one
 * in twenty a print. The books of an array agree with its changes, and its end leads back to its beginning, so it can be
 * read round and round and applied to a book.
 */
final class FrameMix {
    /** Frames of an array. */
    static final int FRAMES = 200;

    private static final int CHANGES = FRAMES * 90 / 100;
    private static final int BOOKS = FRAMES * 5 / 100;
    private static final int PRINTS = FRAMES - CHANGES - BOOKS;
    private static final int LEVELS = 50;
    private static final long SEED = 20_261_121;

    private FrameMix() {}

    /** Changes as differences: the second half takes back what the first half did, last first. */
    static byte[][] kalshi() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] yes = new int[LEVELS];
        int[] no = new int[LEVELS];
        Arrays.setAll(yes, MarketFrames::kalshiSize);
        Arrays.setAll(no, MarketFrames::kalshiSize);
        List<int[]> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES / 2; i++) {
            int depth = Math.min(LEVELS - 1, (int) (-6 * Math.log(1 - random.nextDouble())));
            changes.add(new int[] {random.nextInt(2), LEVELS - 1 - depth, random.nextInt(1, 1_000_00)});
        }
        for (int i = CHANGES / 2 - 1; i >= 0; i--) {
            int[] change = changes.get(i);
            changes.add(new int[] {change[0], change[1], -change[2]});
        }
        List<Character> kinds = kinds(random);
        List<byte[]> frames = new ArrayList<>();
        frames.add(kalshiBook(yes, no));
        int next = 0;
        for (char kind : kinds) {
            switch (kind) {
                case 'c' -> {
                    int[] change = changes.get(next++);
                    (change[0] == 0 ? yes : no)[change[1]] += change[2];
                    int price = (change[0] == 0 ? 4_500 : 5_000) - 10 * (LEVELS - change[1]);
                    frames.add(MarketFrames.kalshiDelta(
                            MarketFrames.kalshiPrice(price),
                            MarketFrames.kalshiQty(change[2]),
                            change[0] == 0 ? "yes" : "no"));
                }
                case 'b' -> frames.add(kalshiBook(yes, no));
                default -> {
                    int price = random.nextInt(4_000, 5_000);
                    frames.add(MarketFrames.kalshiTrade(
                            MarketFrames.kalshiPrice(price),
                            MarketFrames.kalshiPrice(10_000 - price),
                            MarketFrames.kalshiQty(random.nextInt(1, 100_000))));
                }
            }
        }
        return frames.toArray(byte[][]::new);
    }

    private static byte[] kalshiBook(int[] yes, int[] no) {
        StringBuilder json = MarketFrames.kalshiSnapshotHead();
        for (int i = 0; i < LEVELS; i++) {
            MarketFrames.kalshiLevel(json, i == 0, 4_500 - 10 * (LEVELS - i), yes[i]);
        }
        json.append("],\"no_dollars_fp\":[");
        for (int i = 0; i < LEVELS; i++) {
            MarketFrames.kalshiLevel(json, i == 0, 5_000 - 10 * (LEVELS - i), no[i]);
        }
        return MarketFrames.kalshiSnapshotEnd(json);
    }

    /** Changes as new sizes of a level of both tokens. */
    static byte[][] polymarket() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> frames = new ArrayList<>();
        frames.add(MarketFrames.polymarketBook(LEVELS));
        for (char kind : kinds(random)) {
            switch (kind) {
                case 'c' -> {
                    int depth = Math.min(LEVELS - 1, (int) (-6 * Math.log(1 - random.nextDouble())));
                    boolean bid = random.nextBoolean();
                    int thousandths = bid ? 499 - depth : 501 + depth;
                    String size = random.nextInt(8) == 0
                            ? "0"
                            : random.nextInt(1, 100_000) + (random.nextBoolean() ? "" : "." + random.nextInt(1, 10));
                    frames.add(MarketFrames.priceChange(
                            "0." + thousandths,
                            "0." + (1_000 - thousandths),
                            size,
                            bid ? "BUY" : "SELL",
                            bid ? "SELL" : "BUY"));
                }
                case 'b' -> frames.add(MarketFrames.polymarketBook(LEVELS));
                default ->
                    frames.add(MarketFrames.polymarketTrade(
                            "0." + random.nextInt(400, 600), Integer.toString(random.nextInt(1, 1_000))));
            }
        }
        return frames.toArray(byte[][]::new);
    }

    /** The kinds behind the first frame, which is a book, in a random order. */
    private static List<Character> kinds(SplittableRandom random) {
        List<Character> kinds = new ArrayList<>();
        kinds.addAll(Collections.nCopies(CHANGES, 'c'));
        kinds.addAll(Collections.nCopies(BOOKS - 1, 'b'));
        kinds.addAll(Collections.nCopies(PRINTS, 't'));
        for (int i = kinds.size() - 1; i > 0; i--) {
            Collections.swap(kinds, i, random.nextInt(i + 1));
        }
        return kinds;
    }
}
