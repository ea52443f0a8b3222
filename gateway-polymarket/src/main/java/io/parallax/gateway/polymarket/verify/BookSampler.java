package io.parallax.gateway.polymarket.verify;

import io.netty.channel.EventLoop;
import io.parallax.gateway.counters.Counters;
import io.parallax.gateway.http.HttpLine;
import io.parallax.gateway.polymarket.reference.MarketTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Compares every book with its REST copy, in turn, within a period. It finds what hashes on the line cannot: a market that
 * says nothing, because nothing happens or because it froze. One copy is held against the book of each line.
 *
 * <p>A copy that differs is a proof only when it is newer than what the line told, and when the line says nothing of the
 * market for a second after the answer: then the line lost something. A line that is silent altogether is asked for
 * early, so that a quiet night is told from a dead line; where one of its books differs none is reported as verified.
 *
 * <p>At most one request is under way, at least {@link #GAP_NS} after the one before: a tenth of what the venue allows
 * (500 in ten seconds, polymarket.com rate limits, read 2026-07). On the event loop; lines' receive times must be set
 * before {@link #poll}.
 */
public final class BookSampler {
    /** Books in one request; the venue allows 500. */
    static final int BATCH = 100;

    static final long GAP_NS = TimeUnit.MILLISECONDS.toNanos(200);
    static final long GRACE_NS = TimeUnit.SECONDS.toNanos(1);

    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long THROTTLED_PAUSE_NS = TimeUnit.SECONDS.toNanos(10);
    private static final int COPIES = 2;
    private static final int PROBES_A_SILENCE = 3;

    private final MarketTable markets;
    private final BookSource source;
    private final LineBooks lines;
    private final Counters<VerifyCounter> counters;
    private final SamplePlan plan;
    private final long probeAfterNs;
    private final List<BookVerifier> probed = new ArrayList<>();
    private final Preimage preimage = new Preimage();
    private final int[] batch = new int[BATCH];
    private final ArrayDeque<Doubt> doubts = new ArrayDeque<>();
    private Asked underWay;
    private Asked answered;
    private RestCopies answer;
    private boolean throttled;
    private long nextNanos;
    private boolean waits;

    /**
     * @param periodNs within which each book is compared
     * @param maxSilenceNs silence that would end a line; after a third of it the line's books are asked for. 0 = never
     * @param reader thread on which answers are read
     */
    public BookSampler(
            MarketTable markets,
            HttpLine line,
            EventLoop loop,
            Executor reader,
            LineBooks lines,
            Counters<VerifyCounter> counters,
            long periodNs,
            long maxSilenceNs) {
        this(markets, new RestBookSource(markets, line, loop, reader), lines, counters, periodNs, maxSilenceNs);
    }

    BookSampler(
            MarketTable markets,
            BookSource source,
            LineBooks lines,
            Counters<VerifyCounter> counters,
            long periodNs,
            long maxSilenceNs) {
        this.markets = markets;
        this.source = source;
        this.lines = lines;
        this.counters = counters;
        plan = new SamplePlan(periodNs);
        probeAfterNs = maxSilenceNs / PROBES_A_SILENCE;
    }

    public void follow(int slot, long nowNanos) {
        plan.follow(slot, nowNanos);
    }

    public void unfollow(int slot) {
        plan.unfollow(slot);
    }

    /** A line whose silence is looked into. */
    public void watch(BookVerifier line) {
        probed.add(line);
    }

    /** Asks for what is due, and decides what came. */
    public void poll(long nowNanos) {
        if (answer != null) {
            decide(nowNanos);
        } else if (answered != null) {
            fail(nowNanos);
        }
        while (!doubts.isEmpty() && doubts.peek().untilNanos - nowNanos <= 0) {
            settle(doubts.poll(), nowNanos);
        }
        probeSilentLines(nowNanos);
        if (underWay == null && (!waits || nextNanos - nowNanos <= 0)) {
            ask(nowNanos);
        }
    }

    private void probeSilentLines(long nowNanos) {
        if (probeAfterNs == 0) {
            return;
        }
        for (BookVerifier line : probed) {
            if (line.takeSilence(probeAfterNs, nowNanos)) {
                int count = line.takeFollowed(batch);
                for (int i = 0; i < count; i++) {
                    plan.now(batch[i], nowNanos);
                }
            }
        }
    }

    private void ask(long nowNanos) {
        int count = plan.take(nowNanos, batch);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (isWholeSomewhere(batch[i])) {
                batch[kept++] = batch[i];
            }
        }
        if (kept == 0) {
            return;
        }
        counters.count(VerifyCounter.REST_REQUESTS);
        pause(nowNanos, GAP_NS);
        underWay = new Asked(kept);
        source.ask(batch, kept, underWay);
    }

    private boolean isWholeSomewhere(int slot) {
        for (int copy = 0; copy < COPIES; copy++) {
            if (bookOf(slot, copy) != null) {
                return true;
            }
        }
        return false;
    }

    /** The book of one copy, null where it is not known. */
    private BookProof bookOf(int slot, int copy) {
        BookVerifier line = lines.verifier(slot, copy);
        BookProof book = line == null || !line.follows(slot) ? null : line.proof(slot);
        return book != null && book.isWhole() ? book : null;
    }

    private void pause(long nowNanos, long durationNs) {
        waits = true;
        nextNanos = nowNanos + durationNs;
    }

    private void fail(long nowNanos) {
        counters.count(VerifyCounter.REST_FAILURES);
        pause(nowNanos, throttled ? THROTTLED_PAUSE_NS : PAUSE_NS);
        for (int slot : answered.slots) {
            plan.again(slot, nowNanos);
        }
        answered = null;
    }

    private void decide(long nowNanos) {
        Asked asked = answered;
        RestCopies copies = answer;
        answered = null;
        answer = null;
        counters.add(VerifyCounter.REST_UNSOUND, copies.unsound());
        counters.add(
                VerifyCounter.REST_MISSING,
                Math.max(0, asked.slots.length - copies.copies().size() - copies.unsound()));
        List<BookVerifier> doubted = new ArrayList<>();
        for (RestCopy copy : copies.copies()) {
            markets.hashedWith(copy.slot(), copy.minOrderMicros(), copy.negRisk());
            for (int number = 0; number < COPIES; number++) {
                BookProof book = bookOf(copy.slot(), number);
                if (book != null
                        && verdict(copy, book, asked.versionOf(copy.slot(), number)) == CopyVerdict.DIFFERENT) {
                    doubts.add(new Doubt(copy, number, book.version(), nowNanos + GRACE_NS));
                    doubted.add(lines.verifier(copy.slot(), number));
                }
            }
        }
        for (int slot : asked.slots) {
            plan.again(slot, nowNanos);
        }
        for (RestCopy copy : copies.copies()) {
            conclude(copy, asked, doubted, nowNanos);
        }
    }

    /** Books that are equal, and those of which the copy says nothing. */
    private void conclude(RestCopy copy, Asked asked, List<BookVerifier> doubted, long nowNanos) {
        for (int number = 0; number < COPIES; number++) {
            BookProof book = bookOf(copy.slot(), number);
            if (book == null) {
                continue;
            }
            CopyVerdict verdict = verdict(copy, book, asked.versionOf(copy.slot(), number));
            if (verdict == CopyVerdict.EQUAL) {
                equal(copy, lines.verifier(copy.slot(), number), doubted, nowNanos);
            } else if (verdict == CopyVerdict.INCONCLUSIVE) {
                counters.count(VerifyCounter.REST_INCONCLUSIVE);
                if (book.isProvenWithin(plan.regularNs(), nowNanos)) {
                    plan.concluded(copy.slot(), nowNanos);
                }
            }
        }
    }

    private void equal(RestCopy copy, BookVerifier line, List<BookVerifier> doubted, long nowNanos) {
        counters.count(VerifyCounter.REST_EQUAL);
        plan.concluded(copy.slot(), nowNanos);
        line.adopt(copy.slot(), copy, nowNanos);
        if (!doubted.contains(line)) {
            line.verified(copy.slot(), nowNanos);
        }
    }

    private CopyVerdict verdict(RestCopy copy, BookProof book, long versionThen) {
        return CopyVerdict.of(
                book.isEqualTo(copy, preimage),
                book.isStateOf(copy),
                book.version() != versionThen,
                copy.timestampMs() > book.timestampMs());
    }

    /** The grace is over: did the line say anything that explains the copy? */
    private void settle(Doubt doubt, long nowNanos) {
        int slot = doubt.copy.slot();
        BookProof book = bookOf(slot, doubt.number);
        if (book == null) {
            return;
        }
        BookVerifier line = lines.verifier(slot, doubt.number);
        switch (verdict(doubt.copy, book, doubt.version)) {
            case EQUAL -> equal(doubt.copy, line, List.of(), nowNanos);
            case DIFFERENT -> {
                counters.count(VerifyCounter.REST_DIFFERENT);
                plan.concluded(slot, nowNanos);
                line.mismatch(slot);
            }
            default -> counters.count(VerifyCounter.REST_INCONCLUSIVE);
        }
    }

    /** A copy that differs from one line's book, until its grace is over. */
    private record Doubt(RestCopy copy, int number, long version, long untilNanos) {}

    /** One request: what was asked for, and how far the books were then. */
    private final class Asked implements BookSource.Answer {
        private final int[] slots;
        private final long[] versions;

        Asked(int count) {
            slots = Arrays.copyOf(batch, count);
            versions = new long[COPIES * count];
            for (int i = 0; i < count; i++) {
                for (int copy = 0; copy < COPIES; copy++) {
                    BookProof book = bookOf(slots[i], copy);
                    versions[COPIES * i + copy] = book == null ? -1 : book.version();
                }
            }
        }

        long versionOf(int slot, int copy) {
            for (int i = 0; i < slots.length; i++) {
                if (slots[i] == slot) {
                    return versions[COPIES * i + copy];
                }
            }
            return -1;
        }

        @Override
        public void onCopies(RestCopies copies) {
            answer = copies;
            answered = this;
            underWay = null;
        }

        @Override
        public void onFailure(boolean tooMany) {
            throttled = tooMany;
            answered = this;
            underWay = null;
        }
    }
}
