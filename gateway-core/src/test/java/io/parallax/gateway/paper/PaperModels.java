package io.parallax.gateway.paper;

import io.parallax.config.PaperLevel;
import io.parallax.config.PaperModel;

/** Models for tests: a level with one thing another way. */
final class PaperModels {
    private PaperModels() {}

    /** Everything kind and at once. */
    static PaperModel plain() {
        return PaperModel.of(PaperLevel.OPTIMISTIC).withoutLatency();
    }

    /** A fate for every order: micros of refused, lost, untold and failed. */
    static PaperModel fates(long reject, long lost, long unknown, long failed) {
        PaperModel p = plain();
        return new PaperModel(
                0, 0, p.settleNs(), 0, false, p.refill(), 1_000_000, reject, lost, unknown, p.unknownNs(), failed);
    }

    static PaperModel latency(long toVenueNs, long backNs, boolean racing) {
        PaperModel p = plain();
        return new PaperModel(
                toVenueNs, backNs, p.settleNs(), 0, racing, p.refill(), 1_000_000, 0, 0, 0, p.unknownNs(), 0);
    }

    static PaperModel refill(PaperModel.Refill refill) {
        PaperModel p = plain();
        return new PaperModel(0, 0, p.settleNs(), 0, false, refill, 1_000_000, 0, 0, 0, p.unknownNs(), 0);
    }

    static PaperModel queueCancel(long share) {
        PaperModel p = plain();
        return new PaperModel(0, 0, p.settleNs(), 0, false, p.refill(), share, 0, 0, 0, p.unknownNs(), 0);
    }
}
